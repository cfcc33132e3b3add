// SPDX-License-Identifier: Apache-2.0
package io.fesh.render;

import static io.fesh.render.Sample.nums;

import static org.assertj.core.api.Assertions.assertThat;

import io.fesh.event.Base;
import io.fesh.event.EventRecord;
import io.fesh.event.Field;
import io.fesh.event.FieldSource;
import io.fesh.event.FieldValue;
import io.fesh.event.Meaning;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;
import java.util.stream.Stream;

class MeaningTextTest {
    private static final Meaning OPEN =
            new Meaning.Flags(
                    List.of(
                            new Meaning.Flag("O_RDONLY", 0, 3),
                            new Meaning.Flag("O_RDWR", 2, 3),
                            new Meaning.Flag("O_SYNC", 0x101000, 0x101000),
                            new Meaning.Flag("O_DSYNC", 0x1000, 0x1000)));

    private static final Meaning STATE =
            new Meaning.Enumerators(
                    List.of(
                            new Meaning.Constant("RUNNING", 7),
                            new Meaning.Constant("NONE", -1),
                            new Meaning.Constant("ALSO_RUNNING", 7)));

    private static final Meaning ERROR = new Meaning.ErrorOrValue();
    private static final Meaning IP = new Meaning.InternetAddress();
    private static final Meaning SOCKET = new Meaning.SocketAddress();
    private static final Meaning TIME = new Meaning.Time();

    static Stream<Object[]> values() {
        return Stream.of(
                new Object[] {OPEN, Base.HEX, n(0, 4), "O_RDONLY"},
                new Object[] {OPEN, Base.HEX, n(0x101002, 4), "O_RDWR|O_SYNC"},
                new Object[] {OPEN, Base.HEX, n(0x1000, 4), "O_RDONLY|O_DSYNC"},
                new Object[] {OPEN, Base.HEX, n(0x4000002, 4), "O_RDWR|0x4000000"},
                new Object[] {OPEN, Base.HEX, n(3, 4), "0x3"},
                new Object[] {STATE, Base.SIGNED, n(-1, 4), "NONE"},
                new Object[] {STATE, Base.UNSIGNED, n(0xffffffffL, 4), "NONE"},
                new Object[] {STATE, Base.SIGNED, n(7, 4), "RUNNING"},
                new Object[] {STATE, Base.SIGNED, n(8, 4), "8"},
                new Object[] {ERROR, Base.SIGNED, n(-2, 4), "-ENOENT"},
                new Object[] {ERROR, Base.SIGNED, n(-512, 8), "-ERESTARTSYS"},
                new Object[] {ERROR, Base.SIGNED, n(-4095, 8), "-4095"},
                new Object[] {ERROR, Base.SIGNED, n(-5000, 8), "-5000"},
                new Object[] {ERROR, Base.SIGNED, n(2, 4), "2"},
                new Object[] {ERROR, Base.HEX, n(-12, 8), "-ENOMEM"},
                new Object[] {ERROR, Base.HEX, n(0, 8), "0x0"},
                new Object[] {new Meaning.Truth(), Base.UNSIGNED, n(1, 1), "true"},
                new Object[] {new Meaning.Truth(), Base.UNSIGNED, n(0, 1), "false"},
                new Object[] {new Meaning.Truth(), Base.UNSIGNED, n(2, 1), "2"},
                new Object[] {new Meaning.FileMode(), Base.HEX, n(0100644, 2), "0100644"},
                new Object[] {new Meaning.FileMode(), Base.HEX, n(0, 2), "0"},
                new Object[] {IP, Base.HEX, n(0x0100007fL, 4), "127.0.0.1"},
                new Object[] {IP, Base.HEX, v6(), "::"},
                new Object[] {IP, Base.HEX, v6(0xfe80, 0, 0, 0, 1, 0, 0, 2), "fe80::1:0:0:2"},
                new Object[] {IP, Base.HEX, v6(1, 0, 2, 3, 4, 5, 6, 0), "1:0:2:3:4:5:6:0"},
                new Object[] {IP, Base.HEX, v6(0, 0, 0, 0, 0, 0, 0, 1), "::1"},
                new Object[] {IP, Base.HEX, v6(1, 0, 0, 0, 0, 0, 0, 0), "1::"},
                new Object[] {
                    IP, Base.HEX, v6(0, 0, 0, 0, 0, 0xffff, 0x0a00, 0x020f), "::ffff:10.0.2.15"
                },
                new Object[] {
                    SOCKET, Base.HEX, bytes(28, 2, 0, 0, 80, 10, 0, 2, 15), "10.0.2.15:80"
                },
                new Object[] {
                    SOCKET,
                    Base.HEX,
                    bytes(28, 10, 0, 31, 144, 0, 0, 0, 0, 0xfe, 0x80),
                    "[fe80::]:8080"
                },
                new Object[] {SOCKET, Base.HEX, bytes(28, 1, 0, '/', 'a'), "unix:\"/a\""},
                new Object[] {SOCKET, Base.HEX, bytes(28, 1, 0, 0, 'b', 27), "unix:\"@b\\x1b\""},
                new Object[] {SOCKET, Base.HEX, bytes(28, 1), "unix:\"\""},
                new Object[] {new Meaning.NetworkOrder(false), Base.HEX, n(0x5000, 2), "80"},
                new Object[] {new Meaning.NetworkOrder(true), Base.HEX, n(8, 2), "0x0800"},
                new Object[] {TIME, Base.SIGNED, n(1_500_000_000L, 8), "1.500000000s"},
                new Object[] {TIME, Base.SIGNED, n(-1, 8), "-0.000000001s"},
                new Object[] {TIME, Base.SIGNED, nums(8, 5, 7), "5.000000007s"},
                new Object[] {TIME, Base.SIGNED, nums(8, 5, -7), "{5,-7}"});
    }

    @ParameterizedTest
    @MethodSource("values")
    void aValueIsShownAsWhatItStandsFor(
            Meaning meaning, Base base, FieldValue value, String expected) {
        StringBuilder out = new StringBuilder();
        new TextRenderer(Sample.SYMBOLS).append(out, hit(meaning, base, value));
        assertThat(out.toString()).contains("->SyS_openat(v=" + expected + ")   #1");
    }

    @Test
    void jsonHasTheNumberAndBesideItWhatItStandsFor() {
        StringBuilder out = new StringBuilder();
        JsonRenderer json = new JsonRenderer(Sample.SYMBOLS);
        json.append(out, hit(ERROR, Base.SIGNED, n(-2, 4)));
        assertThat(out.toString()).endsWith("\"args\":{\"v\":-2},\"shown\":{\"v\":\"-ENOENT\"}}");
        out.setLength(0);
        json.append(out, hit(ERROR, Base.SIGNED, n(3, 4)));
        assertThat(out.toString()).endsWith("\"args\":{\"v\":3}}");
        out.setLength(0);
        json.append(out, hit(SOCKET, Base.HEX, bytes(16, 1, 0, '"')));
        assertThat(out.toString()).endsWith("\"shown\":{\"v\":\"unix:\\\"\\\\\\\"\\\"\"}}");
    }

    @Test
    void aFaultStandsForNothing() {
        StringBuilder out = new StringBuilder();
        new TextRenderer(Sample.SYMBOLS).append(out, hit(IP, Base.HEX, new FieldValue.Fault()));
        assertThat(out.toString()).contains("(v=(fault))");
    }

    private static EventRecord hit(Meaning meaning, Base base, FieldValue value) {
        FieldSource source =
                new FieldSource("", "", FieldSource.NOWHERE, List.of(), 0, meaning, meaning);
        return Sample.hit(
                "cat", List.of(new Field("v", "", base, 0, 8, 0, source)), List.of(value));
    }

    private static FieldValue n(long bits, int size) {
        return new FieldValue.Num(bits, size);
    }

    private static FieldValue v6(int... groups) {
        long[] bytes = new long[16];
        for (int i = 0; i < groups.length; i++) {
            bytes[2 * i] = groups[i] >> 8;
            bytes[2 * i + 1] = groups[i] & 0xff;
        }
        return nums(1, bytes);
    }

    private static FieldValue bytes(int length, int... first) {
        long[] bytes = new long[length];
        for (int i = 0; i < first.length; i++) {
            bytes[i] = first[i];
        }
        return nums(1, bytes);
    }
}
