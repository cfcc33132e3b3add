// SPDX-License-Identifier: Apache-2.0
package io.fesh.snippet;

import static org.assertj.core.api.Assertions.assertThat;

import io.fesh.event.EventSchema;
import io.fesh.fake.FakeSymbols;
import io.fesh.fake.FakeTarget;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventClassTest {

    private static EventSchema schema(String line) throws Exception {
        FakeTarget target = new FakeTarget(new FakeSymbols());
        return target.describe(target.submit(line)).schema();
    }

    @ParameterizedTest
    @CsvSource({
        "vfs_read, VfsRead",
        "SyS_openat, SySOpenat",
        "__queue_work, QueueWork",
        "ext4_sync_file.isra.0, Ext4SyncFileIsra0",
        "_, Event",
        "_4, Event4",
    })
    void isNamedAsJavaNamesClasses(String event, String type) {
        assertThat(EventClass.name(event)).isEqualTo(type);
    }

    @Test
    void hasAnAccessorForEachField() throws Exception {
        EventClass type =
                EventClass.of(schema("vfs_read(s32 fd, string path, x8[6] bytes, char[8] tag)"));
        assertThat(type.source())
                .startsWith("record VfsRead(io.fesh.api.Event event) {")
                .contains("long fd() { return event.s64(\"fd\"); }")
                .contains("String path() { return event.text(\"path\"); }")
                .contains("Object bytes() { return event.get(\"bytes\"); }")
                .contains("String tag() { return event.text(\"tag\"); }")
                .contains("String comm() { return event.comm(); }");
    }

    @Test
    void allLeavesOutWhatAnEarlierEventOfTheNameRecorded() throws Exception {
        assertThat(EventClass.of(schema("vfs_read(s32 fd, string path)")).source())
                .contains("events(\"vfs_read\").filter(e -> e.fields().equals(")
                .contains("java.util.List.of(\"fd\", \"path\"))).map(VfsRead::new)");
    }

    @Test
    void aFieldWhoseNameJavaHasTakenGetsAnUnderscore() throws Exception {
        assertThat(EventClass.of(schema("vfs_read(u64 int, u64 wait, u64 event)")).source())
                .contains("long int_() { return event.u64(\"int\"); }")
                .contains("long wait_() { return event.u64(\"wait\"); }")
                .contains("long event_() { return event.u64(\"event\"); }");
    }

    @Test
    void aFieldGoesBeforeWhatEveryEventHas() throws Exception {
        assertThat(EventClass.of(schema("vfs_read(u64 pid)")).source())
                .contains("long pid() { return event.u64(\"pid\"); }")
                .doesNotContain("event.pid()");
    }
}
