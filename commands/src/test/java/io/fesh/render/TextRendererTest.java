// SPDX-License-Identifier: Apache-2.0
package io.fesh.render;

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

import java.util.List;
import java.util.stream.Stream;

class TextRendererTest {
    private final TextRenderer renderer = new TextRenderer(Sample.SYMBOLS);

    @Test
    void writesTheLineOfTheTranscript() {
        assertThat(line(Sample.openat()))
                .isEqualTo(
                        "    cat-95    [001]     2.833190  do_syscall_64->SyS_openat(dfd=-100,"
                                + " path=\"/etc/hostname\", flags=0x8000, mode=0x0)   #1");
    }

    @Test
    void writesValueDurationAndStackOfAReturn() {
        long read = Sample.SYMBOLS.address("vfs_read");
        long call = Sample.SYMBOLS.address("do_syscall_64") + 0x38;
        assertThat(line(Sample.returned(List.of(read, call))))
                .endsWith(
                        "vfs_open(path=\"/x\"(late), ret=-2, duration=12345ns)   #1\n"
                                + "        vfs_read\n"
                                + "        do_syscall_64+0x38");
        assertThat(line(Sample.returned(List.of())))
                .endsWith(", duration=12345ns, stack=0xabc)   #1");
    }

    static Stream<Object[]> values() {
        long function = Sample.SYMBOLS.address("vfs_read");
        return Stream.of(
                new Object[] {
                    one(Base.SIGNED, 8, 0, new FieldValue.Num(Long.MIN_VALUE, 8)),
                    "-9223372036854775808"
                },
                new Object[] {
                    one(Base.UNSIGNED, 8, 0, new FieldValue.Num(-1, 8)), "18446744073709551615"
                },
                new Object[] {one(Base.UNSIGNED, 1, 0, new FieldValue.Num(255, 1)), "255"},
                new Object[] {one(Base.HEX, 8, 0, new FieldValue.Num(-1, 8)), "0xffffffffffffffff"},
                new Object[] {one(Base.HEX, 1, 0, new FieldValue.Num(-1, 1)), "0xff"},
                new Object[] {one(Base.HEX, 2, 0, new FieldValue.Num(0, 2)), "0x0"},
                new Object[] {one(Base.CHAR, 1, 0, new FieldValue.Num('c', 1)), "'c'"},
                new Object[] {one(Base.CHAR, 1, 0, new FieldValue.Num('\'', 1)), "'\\''"},
                new Object[] {one(Base.CHAR, 1, 0, new FieldValue.Num('"', 1)), "'\"'"},
                new Object[] {one(Base.CHAR, 1, 0, new FieldValue.Num('\n', 1)), "'\\n'"},
                new Object[] {one(Base.CHAR, 1, 0, new FieldValue.Num(0, 1)), "'\\x00'"},
                new Object[] {one(Base.CHAR, 1, 0, new FieldValue.Num(-1, 1)), "'\\xff'"},
                new Object[] {
                    one(Base.CHAR, 1, 8, nums(1, 'e', 't', 'h', '0', 0, 'x', 0, 0)), "\"eth0\""
                },
                new Object[] {one(Base.CHAR, 1, 2, nums(1, 'e', 27)), "\"e\\x1b\""},
                new Object[] {one(Base.CHAR, 1, 4, text("eth0", false)), "\"eth0\""},
                new Object[] {one(Base.STRING, 4, 0, text("a\nb", false)), "\"a\\nb\""},
                new Object[] {one(Base.STRING, 4, 0, text("", false)), "\"\""},
                new Object[] {one(Base.STRING, 4, 0, text("/very/lo", true)), "\"/very/lo\"..."},
                new Object[] {one(Base.STRING, 4, 0, new FieldValue.Fault()), "(fault)"},
                new Object[] {one(Base.HEX, 1, 2, nums(1, 0xb4, 5)), "{b4,05}"},
                new Object[] {one(Base.SIGNED, 4, 2, nums(4, -1, 7)), "{-1,7}"},
                new Object[] {
                    one(Base.SYMBOL, 8, 0, new FieldValue.Symbol(function + 0x1f)), "vfs_read+0x1f"
                },
                new Object[] {one(Base.SYMBOL, 8, 0, new FieldValue.Symbol(0)), "0x0"});
    }

    @ParameterizedTest
    @MethodSource("values")
    void writesEachKindOfValueInItsWay(EventRecord hit, String value) {
        assertThat(line(hit)).endsWith("SyS_openat(v=" + value + ")   #1");
    }

    @Test
    void aThreadsNameCannotForgeALine() {
        EventRecord hit = Sample.hit("a\n\u001b[2J", List.of(), List.of());
        assertThat(line(hit)).startsWith(" a\\n\\x1b[2J-95 [001]");
    }

    @Test
    void columnsStayWhileTheThreadFits() {
        assertThat(line(Sample.hit("systemd", List.of(), List.of())))
                .startsWith("systemd-95    [001]     2.833190  do_syscall_64->SyS_openat()");
        assertThat(line(Sample.hit("systemd-journal", List.of(), List.of())))
                .startsWith("systemd-journal-95 [001]     2.833190  ");
    }

    static Stream<Object[]> gaps() {
        return Stream.of(
                new Object[] {
                    new Gap(800_000, 1, 0, 1024, 0, 0),
                    "-- 1,024 events lost on CPU 1 in 0.8 ms: ring full --"
                },
                new Object[] {
                    new Gap(1_500, 0, 0, 1, 0, 0),
                    "-- 1 event lost on CPU 0 in 1.5 us: ring full --"
                },
                new Object[] {
                    new Gap(2_500_000_000L, 3, 0, 0, 2, 0),
                    "-- 2 events lost on CPU 3 in 2.5 s: nested --"
                },
                new Object[] {
                    new Gap(999, 0, 0, 1000, 24, 3),
                    "-- 1,027 events lost on CPU 0 in 999 ns: ring full 1,000, nested 24, larger than the ring allows 3 --"
                });
    }

    @ParameterizedTest
    @MethodSource("gaps")
    void aGapSaysHowManyWhereHowLongAndWhy(Gap gap, String line) {
        assertThat(line(gap)).isEqualTo(line);
    }

    @Test
    void aBlownFuseSaysWhichEventWhyAndWhere() {
        assertThat(line(new FuseBlown(5, 1, "vfs_read", 1_000_000, 1_000_214, 400)))
                .isEqualTo(
                        "-- vfs_read switched off: more than 1,000,000 hits a second on CPU 1 --");
    }

    @Test
    void styledTextIsTheSameTextInPieces() {
        StyledText styled = renderer.styled(Sample.openat());
        assertThat(styled.text()).isEqualTo(line(Sample.openat()));
        assertThat(styled.pieces())
                .contains(
                        new StyledText.Piece("SyS_openat", Style.FUNCTION),
                        new StyledText.Piece("\"/etc/hostname\"", Style.STRING),
                        new StyledText.Piece("0x8000", Style.NUMBER),
                        new StyledText.Piece("path", Style.FIELD));
        assertThat(renderer.styled(one(Base.STRING, 4, 0, new FieldValue.Fault())).pieces())
                .contains(new StyledText.Piece("(fault)", Style.FAULT));
        assertThat(renderer.styled(one(Base.SIGNED, 4, 0, num(7))).pieces())
                .contains(new StyledText.Piece("7", Style.NUMBER));
    }

    private String line(StreamItem item) {
        StringBuilder out = new StringBuilder();
        renderer.append(out, item);
        return out.toString();
    }
}
