// SPDX-License-Identifier: Apache-2.0
package io.fesh.export;

import io.fesh.event.Base;
import io.fesh.event.EventRecord;
import io.fesh.event.Field;
import io.fesh.event.FieldValue;
import io.fesh.event.Gap;
import io.fesh.event.StreamItem;
import io.fesh.kernel.KernelSymbols;
import io.fesh.render.JsonRenderer;
import io.fesh.render.Quoting;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;

/**
 * A Perfetto trace, for ui.perfetto.dev and trace_processor: a track for each thread, on it an
 * instant for each hit, and for the hit of a return event a slice as long as the call. What was
 * lost is a slice on a track of its CPU. Field numbers are those of protos/perfetto/trace.
 */
public final class PerfettoTrace implements Exporter {
    static final int TRACE_PACKET = 1;
    static final int PACKET_TIMESTAMP = 8;
    static final int PACKET_SEQUENCE = 10;
    static final int PACKET_EVENT = 11;
    static final int PACKET_TRACK = 60;
    static final int TRACK_UUID = 1;
    static final int TRACK_NAME = 2;
    static final int TRACK_PROCESS = 3;
    static final int TRACK_THREAD = 4;
    static final int TRACK_PARENT = 5;
    static final int PROCESS_PID = 1;
    static final int THREAD_PID = 1;
    static final int THREAD_TID = 2;
    static final int THREAD_NAME = 5;
    static final int EVENT_ANNOTATION = 4;
    static final int EVENT_TYPE = 9;
    static final int EVENT_TRACK = 11;
    static final int EVENT_NAME = 23;
    static final int ANNOTATION_UNSIGNED = 3;
    static final int ANNOTATION_SIGNED = 4;
    static final int ANNOTATION_TEXT = 6;
    static final int ANNOTATION_NAME = 10;
    static final int SLICE_BEGIN = 1;
    static final int SLICE_END = 2;
    static final int INSTANT = 3;

    /** All packets are one writer's. */
    private static final int SEQUENCE = 1;

    private static final long PROCESSES = 1L << 32;
    private static final long THREADS = 2L << 32;
    private static final long CPUS = 3L << 32;

    private final OutputStream out;
    private final JsonRenderer values;
    private final Set<Long> tracks = new HashSet<>();

    public PerfettoTrace(OutputStream out, KernelSymbols symbols) {
        this.out = out;
        this.values = new JsonRenderer(symbols);
    }

    @Override
    public void item(StreamItem item) throws IOException {
        if (item instanceof EventRecord hit) {
            hit(hit);
        } else if (item instanceof Gap gap) {
            gap(gap);
        }
    }

    private void hit(EventRecord hit) throws IOException {
        long track = thread(hit);
        long duration = duration(hit);
        Protobuf event = new Protobuf();
        event.number(EVENT_TYPE, duration < 0 ? INSTANT : SLICE_BEGIN).number(EVENT_TRACK, track);
        event.text(EVENT_NAME, hit.schema().name());
        for (int i = 0; i < hit.values().size(); i++) {
            event.message(EVENT_ANNOTATION, annotation(hit.schema().fields().get(i), hit.value(i)));
        }
        packet(hit.ts() - Math.max(0, duration), event);
        if (duration >= 0) {
            packet(
                    hit.ts(),
                    new Protobuf().number(EVENT_TYPE, SLICE_END).number(EVENT_TRACK, track));
        }
    }

    /** Of the call, which ended when it was recorded; -1 without one. */
    private static long duration(EventRecord hit) {
        for (int i = 0; i < hit.values().size(); i++) {
            if (hit.schema().isDuration(i) && !hit.isFault(i)) {
                return hit.bits(i);
            }
        }
        return -1;
    }

    private Protobuf annotation(Field field, FieldValue value) {
        Protobuf annotation = new Protobuf().text(ANNOTATION_NAME, field.name());
        if (value instanceof FieldValue.Num num) {
            boolean signed = field.base() == Base.SIGNED;
            return annotation.number(signed ? ANNOTATION_SIGNED : ANNOTATION_UNSIGNED, num.bits());
        } else if (value instanceof FieldValue.Text text) {
            return annotation.text(ANNOTATION_TEXT, visible(text.bytes()));
        } else if (value instanceof FieldValue.Fault) {
            return annotation.text(ANNOTATION_TEXT, "(fault)");
        }
        return annotation.text(ANNOTATION_TEXT, values.value(field, value));
    }

    private long thread(EventRecord hit) throws IOException {
        long process = PROCESSES + hit.tgid();
        if (tracks.add(process)) {
            Protobuf described = new Protobuf().number(PROCESS_PID, hit.tgid());
            track(new Protobuf().number(TRACK_UUID, process).message(TRACK_PROCESS, described));
        }
        long thread = THREADS + hit.pid();
        if (tracks.add(thread)) {
            Protobuf described =
                    new Protobuf()
                            .number(THREAD_PID, hit.tgid())
                            .number(THREAD_TID, hit.pid())
                            .text(
                                    THREAD_NAME,
                                    visible(hit.comm().getBytes(StandardCharsets.ISO_8859_1)));
            track(
                    new Protobuf()
                            .number(TRACK_UUID, thread)
                            .number(TRACK_PARENT, process)
                            .message(TRACK_THREAD, described));
        }
        return thread;
    }

    private void gap(Gap gap) throws IOException {
        long cpu = CPUS + gap.cpu();
        if (tracks.add(cpu)) {
            String name = "lost on CPU " + gap.cpu();
            track(new Protobuf().number(TRACK_UUID, cpu).text(TRACK_NAME, name));
        }
        Protobuf lost = new Protobuf().text(ANNOTATION_NAME, "lost");
        lost.number(ANNOTATION_UNSIGNED, gap.lost());
        Protobuf event = new Protobuf().number(EVENT_TYPE, SLICE_BEGIN).number(EVENT_TRACK, cpu);
        event.text(EVENT_NAME, "lost").message(EVENT_ANNOTATION, lost);
        packet(gap.since(), event);
        packet(gap.ts(), new Protobuf().number(EVENT_TYPE, SLICE_END).number(EVENT_TRACK, cpu));
    }

    private static String visible(byte[] bytes) {
        StringBuilder text = new StringBuilder();
        Quoting.append(text, bytes, 0, bytes.length);
        return text.toString();
    }

    private void track(Protobuf descriptor) throws IOException {
        write(new Protobuf().message(PACKET_TRACK, descriptor));
    }

    private void packet(long ts, Protobuf event) throws IOException {
        write(new Protobuf().number(PACKET_TIMESTAMP, ts).message(PACKET_EVENT, event));
    }

    private void write(Protobuf packet) throws IOException {
        packet.number(PACKET_SEQUENCE, SEQUENCE);
        out.write(new Protobuf().message(TRACE_PACKET, packet).toArray());
    }
}
