// SPDX-License-Identifier: Apache-2.0
package io.fesh.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.fesh.types.WellKnownGlobals;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * With FESH_LAB=1: what {@code print} says of variables and chains is what the same kernel says of
 * them in /proc and /sys. The list is values.txt, a line for each:
 *
 * <pre>
 * EXPRESSION | same | SHELL COMMAND     one value, the same text
 * EXPRESSION | within | SHELL COMMAND   a number that grows: between what print said before and after
 * EXPRESSION | set | SHELL COMMAND      of a walk: the same elements, a line for each
 * EXPRESSION | holds | SHELL COMMAND    of a walk: these are among its elements
 * EXPRESSION | among | SHELL COMMAND    of a walk: its elements are among these
 * </pre>
 *
 * What a kernel has no variable or member for is skipped; so many must be left that the rest tells.
 */
@EnabledIfEnvironmentVariable(named = "FESH_LAB", matches = "1")
class KernelValuesTest {
    private static final Path LAUNCHER = Path.of("..", "fesh");
    private static final Path LIST = Path.of("src", "test", "resources", "values.txt");

    /** A line of print: an index in a walk, a type, the value, when it was read. */
    private static final Pattern PRINTED =
            Pattern.compile("(?:\\[\\d+\\] )?\\(.*?\\) (.*?)(?:  at [0-9.]+)?");

    /** What print says where another kernel has the variable, the member or the type. */
    private static final Pattern NOT_HERE =
            Pattern.compile(
                    "error: .* (is no variable, function or constant of this kernel"
                            + "|is data whose type this kernel does not tell"
                            + "|has no member \\w+)");

    /** Symbols in order, each with the next address that is not its own. */
    private static final String NEXT_ADDRESSES =
            "sort -s -k1,1 /proc/kallsyms | awk '$1 != at { for (s in here) print s, at, $1;"
                    + " delete here; at = $1 } { here[$3] }' | grep -wE '^(%s)'";

    private static final int ENOUGH = 40;

    private record Check(String expression, String how, String command) {
        static Check of(String line) {
            String[] parts = line.split(" \\| ", 3);
            return new Check(parts[0].strip(), parts[1].strip(), parts[2].strip());
        }
    }

    @TestFactory
    Stream<DynamicTest> printSaysWhatTheKernelSays() throws Exception {
        List<Check> checks =
                Files.readAllLines(LIST).stream()
                        .filter(line -> !line.isBlank() && !line.startsWith("#"))
                        .map(Check::of)
                        .toList();
        LabRun lab = new LabRun(LAUNCHER.toRealPath());
        AtomicInteger compared = new AtomicInteger();
        Stream<DynamicTest> each =
                checks.stream()
                        .map(
                                one ->
                                        DynamicTest.dynamicTest(
                                                one.expression(),
                                                () -> {
                                                    check(lab, one);
                                                    compared.incrementAndGet();
                                                }));
        Stream<DynamicTest> whole =
                Stream.of(
                        DynamicTest.dynamicTest(
                                "enough are compared and true",
                                () -> assertThat(compared.get()).isGreaterThan(ENOUGH)),
                        DynamicTest.dynamicTest(
                                "no variable reaches beyond the next symbol", () -> room(lab)),
                        DynamicTest.dynamicTest("fesh leaves the lab", lab::leave));
        return Stream.concat(each, whole);
    }

    private static void room(LabRun lab) throws Exception {
        String names = String.join("|", WellKnownGlobals.names());
        List<String> symbols = lab.typed("!" + NEXT_ADDRESSES.formatted(names));
        assertThat(symbols).hasSizeGreaterThan(ENOUGH);
        for (String symbol : symbols) {
            String[] parts = symbol.split(" ");
            long room = Long.parseUnsignedLong(parts[2], 16) - Long.parseUnsignedLong(parts[1], 16);
            List<String> size = lab.typed("print sizeof(" + parts[0] + ")");
            if (!NOT_HERE.matcher(size.get(0)).matches()) {
                assertThat(size.get(0)).as(parts[0]).startsWith("(unsigned long) ");
                assertThat(Long.parseLong(size.get(0).replaceFirst("\\(unsigned long\\) ", "")))
                        .as(parts[0])
                        .isLessThanOrEqualTo(room);
            }
        }
    }

    private static void check(LabRun lab, Check check) throws Exception {
        List<String> before = values(lab, check.expression());
        List<String> truth = lab.typed("!" + check.command());
        switch (check.how()) {
            case "same" -> assertThat(before).isEqualTo(truth);
            case "set" -> assertThat(set(before)).isNotEmpty().isEqualTo(set(truth));
            case "holds" -> assertThat(before).containsAll(set(truth));
            case "among" -> assertThat(set(truth)).containsAll(before);
            case "within" -> {
                List<String> after = values(lab, check.expression());
                assertThat(Long.parseLong(truth.get(0)))
                        .isBetween(Long.parseLong(before.get(0)), Long.parseLong(after.get(0)));
            }
            default -> throw new IllegalArgumentException(check.how());
        }
    }

    private static Set<String> set(List<String> lines) {
        return new TreeSet<>(lines);
    }

    private static List<String> values(LabRun lab, String expression) throws Exception {
        List<String> values = new ArrayList<>();
        for (String line : lab.typed("print -elements 1000 " + expression)) {
            if (line.matches("[0-9,]+ elements?  at [0-9.]+")) {
                continue;
            }
            assumeFalse(NOT_HERE.matcher(line).matches(), line);
            Matcher printed = PRINTED.matcher(line);
            assertThat(printed.matches()).as(line).isTrue();
            values.add(plain(printed.group(1)));
        }
        return values;
    }

    private static String plain(String value) {
        if (value.matches("0x[0-9a-f]+")) {
            // flags and large numbers are shown in hex; /proc has them in decimal
            return Long.toUnsignedString(Long.parseUnsignedLong(value.substring(2), 16));
        }
        Matcher text = Pattern.compile("(?:0x[0-9a-f]+ (?:<.*?> )?)?\"(.*)\"").matcher(value);
        return text.matches() ? text.group(1) : value;
    }
}
