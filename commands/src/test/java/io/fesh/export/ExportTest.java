// SPDX-License-Identifier: Apache-2.0
package io.fesh.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.fesh.event.Base;
import io.fesh.event.EventRecord;
import io.fesh.event.EventSchema;
import io.fesh.event.Field;
import io.fesh.event.FieldValue;
import io.fesh.event.Gap;
import io.fesh.fake.FakeSymbols;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

class ExportTest {
    private static final EventSchema READ =
            new EventSchema(
                    1,
                    "vfs_read",
                    "vfs_read(string name, int fd)",
                    List.of(),
                    List.of(
                            new Field("name", "string", Base.STRING, 56, 4, 0),
                            new Field("fd", "int", Base.SIGNED, 60, 4, 0)));
    private static final EventSchema FSYNC =
            new EventSchema(
                    2,
                    "vfs_fsync",
                    "vfs_fsync() => int ret",
                    List.of(),
                    List.of(
                            new Field("ret", "int", Base.SIGNED, 56, 4, 0),
                            new Field("duration", "u64", Base.UNSIGNED, 64, 8, 0)));

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private static EventRecord hit(int number, EventSchema schema, FieldValue... values) {
        return new EventRecord(
                number, schema, 5_000 + number, 1, 96, 95, "a\033b", 0x1000, List.of(values));
    }

    private static FieldValue text(String text) {
        return new FieldValue.Text(text.getBytes(StandardCharsets.UTF_8), false);
    }

    private String written() {
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void csvHasALineForEachHitAndNoControlByte() throws IOException {
        CsvFile csv = new CsvFile(out, new FakeSymbols(), READ);
        csv.item(hit(1, READ, text("a,\"b\"\n"), new FieldValue.Num(-1, 4)));
        csv.item(hit(2, READ, new FieldValue.Fault(), new FieldValue.Num(3, 4)));
        assertThat(written().split("\r\n"))
                .containsExactly(
                        "n,ts,cpu,pid,tgid,comm,caller,name,fd",
                        "1,5001,1,96,95,a\\x1bb,0x1000,\"a,\\\"\"b\\\"\"\\n\",-1",
                        "2,5002,1,96,95,a\\x1bb,0x1000,(fault),3");
    }

    @Test
    void jsonHasWhatWasLostInItsPlace() throws IOException {
        JsonLines json = new JsonLines(out, new FakeSymbols());
        json.item(hit(1, READ, text("x"), new FieldValue.Num(3, 4)));
        json.item(new Gap(20, 1, 10, 5, 0, 0));
        assertThat(written().lines())
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("{\"n\":1,\"event\":\"vfs_read\""),
                        line -> assertThat(line).startsWith("{\"gap\":{\"cpu\":1"));
    }

    @Test
    void aHitIsAnInstantOnTheTrackOfItsThread() throws IOException {
        new PerfettoTrace(out, new FakeSymbols())
                .item(hit(1, READ, text("x"), new FieldValue.Num(-1, 4)));
        List<Message> packets = new Message(out.toByteArray()).messages(1);
        assertThat(packets).hasSize(3);
        Message process = packets.get(0).message(60);
        assertThat(process.message(3).number(1)).isEqualTo(95);
        Message thread = packets.get(1).message(60);
        assertThat(thread.number(5)).isEqualTo(process.number(1));
        assertThat(thread.message(4).number(1)).isEqualTo(95);
        assertThat(thread.message(4).number(2)).isEqualTo(96);
        assertThat(thread.message(4).text(5)).isEqualTo("a\\x1bb");
        assertThat(packets.get(2).number(8)).isEqualTo(5_001);
        Message event = packets.get(2).message(11);
        assertThat(event.number(9)).isEqualTo(3);
        assertThat(event.number(11)).isEqualTo(thread.number(1));
        assertThat(event.text(23)).isEqualTo("vfs_read");
        assertThat(event.messages(4).get(0).text(10)).isEqualTo("name");
        assertThat(event.messages(4).get(0).text(6)).isEqualTo("x");
        assertThat(event.messages(4).get(1).number(4)).isEqualTo(-1);
    }

    @Test
    void aCallThatReturnedIsASliceAsLongAsIt() throws IOException {
        PerfettoTrace trace = new PerfettoTrace(out, new FakeSymbols());
        trace.item(hit(1, FSYNC, new FieldValue.Num(0, 4), new FieldValue.Num(4_000, 8)));
        List<Message> packets = new Message(out.toByteArray()).messages(1);
        Message begin = packets.get(2);
        Message end = packets.get(3);
        assertThat(begin.number(8)).isEqualTo(1_001);
        assertThat(begin.message(11).number(9)).isEqualTo(1);
        assertThat(end.number(8)).isEqualTo(5_001);
        assertThat(end.message(11).number(9)).isEqualTo(2);
        assertThat(end.message(11).number(11)).isEqualTo(begin.message(11).number(11));
    }

    @Test
    void whatWasLostHasATrackOfItsCpu() throws IOException {
        new PerfettoTrace(out, new FakeSymbols()).item(new Gap(20, 1, 10, 5, 0, 0));
        List<Message> packets = new Message(out.toByteArray()).messages(1);
        assertThat(packets.get(0).message(60).text(2)).isEqualTo("lost on CPU 1");
        assertThat(packets.get(1).number(8)).isEqualTo(10);
        assertThat(packets.get(1).message(11).message(4).number(3)).isEqualTo(5);
        assertThat(packets.get(2).number(8)).isEqualTo(20);
        assertThat(packets).allMatch(packet -> packet.has(10));
    }
}
