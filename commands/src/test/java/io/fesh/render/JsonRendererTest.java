// SPDX-License-Identifier: Apache-2.0
package io.fesh.render;

import static io.fesh.render.Sample.field;
import static io.fesh.render.Sample.num;
import static io.fesh.render.Sample.nums;
import static io.fesh.render.Sample.one;
import static io.fesh.render.Sample.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.fesh.event.Base;
import io.fesh.event.EventRecord;
import io.fesh.event.FieldValue;
import io.fesh.event.FuseBlown;
import io.fesh.event.Gap;
import io.fesh.event.StreamItem;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

class JsonRendererTest {
    private final JsonRenderer renderer = new JsonRenderer(Sample.SYMBOLS);

    @Test
    void writesOneObjectForAHit() {
        assertThat(json(Sample.openat()))
                .isEqualTo(
                        "{\"n\":1,\"event\":\"SyS_openat\",\"ts\":2833190123,\"cpu\":1,\"pid\":95,"
                                + "\"comm\":\"cat\",\"caller\":\"do_syscall_64+0x38\","
                                + "\"args\":{\"dfd\":-100,\"path\":\"/etc/hostname\","
                                + "\"flags\":32768,\"mode\":0}}");
    }

    @Test
    void writesValueDurationAndStackOfAReturn() {
        long read = Sample.SYMBOLS.address("vfs_read");
        assertThat(json(Sample.returned(List.of(read, read + 16))))
                .endsWith(
                        "\"args\":{\"path\":\"/x\",\"ret\":-2,\"duration\":12345,"
                                + "\"stack\":[\"vfs_read\",\"vfs_read+0x10\"]},"
                                + "\"late\":[\"path\"]}");
        assertThat(json(Sample.returned(List.of()))).contains("\"stack\":null}");
    }

    @Test
    void writesOneObjectForAGap() {
        assertThat(json(new Gap(2_000, 1, 1_000, 1024, 2, 3)))
                .isEqualTo(
                        "{\"gap\":{\"cpu\":1,\"ts\":2000,\"since\":1000,"
                                + "\"lost_full\":1024,\"lost_nest\":2,\"lost_big\":3,\"lost_slot\":0}}");
    }

    @Test
    void writesOneObjectForABlownFuse() {
        assertThat(json(new FuseBlown(2_000, 1, "vfs_read", 1_000, 1_500, 400)))
                .isEqualTo(
                        "{\"fuse\":{\"event\":\"vfs_read\",\"cpu\":1,\"ts\":2000,"
                                + "\"limit\":1000,\"hits\":1500,\"span\":400}}");
    }

    @Test
    void namesFieldsThatFaultedOrWereCut() {
        EventRecord hit =
                Sample.hit(
                        "cat",
                        List.of(
                                field("a", Base.STRING, 4, 0),
                                field("b", Base.STRING, 4, 0),
                                field("c", Base.SIGNED, 4, 0),
                                field("d", Base.STRING, 4, 0)),
                        List.of(
                                new FieldValue.Fault(),
                                text("x", true),
                                num(1),
                                new FieldValue.Fault()));
        assertThat(json(hit))
                .endsWith(
                        "\"args\":{\"a\":null,\"b\":\"x\",\"c\":1,\"d\":null},"
                                + "\"faults\":[\"a\",\"d\"],\"cut\":[\"b\"]}");
    }

    @Test
    void twoFieldsOfOneNameHaveTwoKeys() {
        EventRecord hit =
                Sample.hit(
                        "cat",
                        List.of(
                                field("skb", Base.SIGNED, 4, 0),
                                field("skb", Base.STRING, 4, 0),
                                field("skb", Base.SIGNED, 4, 0)),
                        List.of(num(1), new FieldValue.Fault(), num(3)));
        assertThat(json(hit))
                .endsWith(
                        "\"args\":{\"skb\":1,\"skb#2\":null,\"skb#3\":3},\"faults\":[\"skb#2\"]}");
    }

    static Stream<Object[]> values() {
        long function = Sample.SYMBOLS.address("vfs_read");
        return Stream.of(
                new Object[] {one(Base.SIGNED, 8, 0, new FieldValue.Num(-5, 8)), "-5"},
                new Object[] {
                    one(Base.UNSIGNED, 8, 0, new FieldValue.Num(-1, 8)), "18446744073709551615"
                },
                new Object[] {
                    one(Base.HEX, 8, 0, new FieldValue.Num(-1, 8)), "18446744073709551615"
                },
                new Object[] {one(Base.CHAR, 1, 0, new FieldValue.Num('c', 1)), "\"c\""},
                new Object[] {one(Base.CHAR, 1, 3, nums(1, 'e', 0, 'x')), "\"e\""},
                new Object[] {one(Base.HEX, 1, 2, nums(1, 0xb4, 5)), "[180,5]"},
                new Object[] {
                    one(Base.SYMBOL, 8, 0, new FieldValue.Symbol(function + 31)),
                    "\"vfs_read+0x1f\""
                },
                new Object[] {
                    one(Base.STRING, 4, 0, text("q\" b\\ n\n t\t", false)),
                    "\"q\\\" b\\\\ n\\n t\\t\""
                },
                new Object[] {
                    one(Base.STRING, 4, 0, text("\u001b\u007f\u009b\u2028\u202e", false)),
                    "\"\\u001b\\u007f\\u009b\\u2028\\u202e\""
                },
                new Object[] {
                    one(Base.STRING, 4, 0, text("\u65e5\ud83d\ude00", false)),
                    "\"\u65e5\ud83d\ude00\""
                });
    }

    @ParameterizedTest
    @MethodSource("values")
    void writesEachKindOfValueInItsWay(EventRecord hit, String value) {
        assertThat(json(hit)).endsWith("\"args\":{\"v\":" + value + "}}");
    }

    @Test
    void stringsCanBeTurnedBackIntoTheTracedBytes() {
        Random random = new Random(2018);
        for (int round = 0; round < 20_000; round++) {
            byte[] bytes = new byte[random.nextInt(12)];
            random.nextBytes(bytes);
            String json = json(one(Base.STRING, 4, 0, new FieldValue.Text(bytes, false)));
            String content = json.substring(json.indexOf("\"v\":\"") + 5, json.lastIndexOf('"'));
            assertThat(Unquoting.json(content)).isEqualTo(bytes);
            assertThat(json.codePoints().noneMatch(Quoting::isUnsafe)).isTrue();
        }
    }

    @Test
    void aThreadsNameIsQuotedLikeAnyTracedText() {
        assertThat(json(Sample.hit("a\"\n\u00ff", List.of(), List.of())))
                .contains("\"comm\":\"a\\\"\\n\\udcff\"");
    }

    @Test
    void oneRendererServesMoreAddressesThanItRemembers() {
        long[] addresses = new Random(1).longs(5_000).toArray();
        for (int round = 0; round < 2; round++) {
            for (long address : addresses) {
                String expected = Sample.SYMBOLS.at(address, true);
                assertThat(json(one(Base.SYMBOL, 8, 0, new FieldValue.Symbol(address))))
                        .endsWith("{\"v\":\"" + expected + "\"}}");
            }
        }
        assertThat(Arrays.stream(addresses).distinct().count()).isEqualTo(addresses.length);
    }

    private String json(StreamItem item) {
        StringBuilder out = new StringBuilder();
        renderer.append(out, item);
        return out.toString();
    }
}
