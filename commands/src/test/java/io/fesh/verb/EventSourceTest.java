// SPDX-License-Identifier: Apache-2.0
package io.fesh.verb;

import static org.assertj.core.api.Assertions.assertThat;

import io.fesh.event.EventSchema;
import io.fesh.event.Field;
import io.fesh.event.FieldSource;
import io.fesh.event.Meaning;

import org.junit.jupiter.api.Test;

import java.util.List;

/** What an event was made from stays with it. */
class EventSourceTest {
    private final Typed typed = new Typed();

    private EventSchema made(String line) throws InterruptedException {
        typed.type("create " + line);
        var events = typed.target.events();
        return events.get(events.size() - 1).schema();
    }

    private static FieldSource source(EventSchema schema, int field) {
        return schema.fields().get(field).source();
    }

    @Test
    void theLineIsKeptAsItWasTyped() throws Exception {
        EventSchema schema = made("vfs_read(file->f_path.dentry, count) => ret");
        assertThat(schema.typed()).isEqualTo("vfs_read(file->f_path.dentry, count) => ret");
        assertThat(schema.line())
                .isEqualTo("vfs_read(x64 dentry+24[0], NULL, size_t count) => s64 ret");
    }

    @Test
    void aFieldKnowsItsTypeAndTheWayToIt() throws Exception {
        EventSchema schema = made("vfs_read(file->f_path.dentry, count)");
        assertThat(source(schema, 0))
                .isEqualTo(
                        new FieldSource(
                                "struct dentry *",
                                "file->f_path.dentry",
                                0,
                                List.of(),
                                24,
                                Meaning.NONE,
                                Meaning.NONE));
        assertThat(source(schema, 1).cType()).isEqualTo("size_t");
    }

    @Test
    void positionsHaveTypesToo() throws Exception {
        EventSchema schema = made("vfs_read(x64 f, NULL, u64 n)");
        assertThat(source(schema, 0).cType()).isEqualTo("struct file *");
        assertThat(source(schema, 0).path()).isEqualTo("file");
        assertThat(source(schema, 1).cType()).isEqualTo("size_t");
        assertThat(schema.typed()).isEqualTo("vfs_read(x64 f, NULL, u64 n)");
    }

    @Test
    void positionsOfAnotherSizeOrAnotherNameHaveNone() throws Exception {
        EventSchema schema = made("vfs_read(int f | size_t count | x8[6] bytes | x64 flags+64[0])");
        assertThat(schema.fields())
                .hasSize(4)
                .allSatisfy(field -> assertThat(field.source().cType()).isEmpty());
    }

    @Test
    void aKernelWithoutTypesHasNothingToTell() throws Exception {
        typed.target.withoutTypes();
        Field file = made("vfs_read(x64 file)").fields().get(0);
        assertThat(file.source()).isEqualTo(FieldSource.UNKNOWN);
    }
}
