// SPDX-License-Identifier: Apache-2.0
package io.fesh.recfile;

import io.fesh.event.Base;
import io.fesh.event.EventBatch;
import io.fesh.event.EventHistory;
import io.fesh.event.EventSchema;
import io.fesh.event.Field;
import io.fesh.reader.RecordBatch;
import io.fesh.reader.RecordBytes;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What recordings are made of in tests: hits of two events, and what comes between them. */
final class Recordings {
    static final EventSchema READ =
            schema(1, "vfs_read", new Field("count", "size_t", Base.UNSIGNED, 56, 8, 0));
    static final EventSchema UNLINK =
            schema(2, "vfs_unlink", new Field("stack", "stack", Base.STACK, 56, 8, 0));

    private static final byte[] ABOUT =
            "target=lab\nrelease=6.1.0-56-cloud-amd64\nmachine=x86_64\ncpus=2\nbegun=1\n"
                    .getBytes(StandardCharsets.UTF_8);

    private Recordings() {}

    private static EventSchema schema(int id, String name, Field field) {
        String line = name + "(" + field.type() + " " + field.name() + ")";
        EventSchema.Site site = new EventSchema.Site(0xffffffff81000000L + id, name);
        return new EventSchema(id, name, line, List.of(site), List.of(field));
    }

    static EventBatch batch(RecordBytes records) {
        return RecordBatch.of(records.toArray(), id -> id == READ.id() ? READ : UNLINK);
    }

    static RecordBytes read(RecordBytes to, long count) {
        return to.hit(READ.id(), "cat", 0, RecordBytes.payload(8).putLong(count).array());
    }

    static RecordBytes unlink(RecordBytes to, long stack) {
        return to.hit(UNLINK.id(), "rm", 0, RecordBytes.payload(8).putLong(stack).array());
    }

    /** So many hits of READ, which count from {@code first} on. */
    static EventBatch reads(long first, int hits) {
        RecordBytes records = new RecordBytes();
        for (int i = 0; i < hits; i++) {
            read(records, first + i);
        }
        return batch(records);
    }

    static RecordingWriter writer(java.io.OutputStream out, List<IOException> failures)
            throws IOException {
        return new RecordingWriter(out, ABOUT, 4096, failures::add, () -> {});
    }

    /** Five hits, a gap, a stack and a file, of which two hits are of the past. */
    static byte[] small() throws IOException, InterruptedException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        RecordingWriter writer = writer(out, new ArrayList<>());
        writer.file("/proc/modules", "fesh 1 0 - Live 0x0\n".getBytes(StandardCharsets.UTF_8));
        writer.begin(List.of(new EventHistory.Kept(7, reads(7, 2))));
        writer.settle();
        RecordBytes more = read(new RecordBytes(), 9).gap(3, 1000, 2000, 4, 0, 0);
        writer.batch(batch(unlink(more.stack(0x1234, 0x10, 0x20), 0x1234)), 9);
        writer.settle();
        writer.batch(reads(11, 1), 11);
        writer.end();
        return out.toByteArray();
    }
}
