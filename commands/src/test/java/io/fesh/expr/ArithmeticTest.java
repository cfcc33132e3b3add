// SPDX-License-Identifier: Apache-2.0
package io.fesh.expr;

import static org.assertj.core.api.Assertions.assertThat;

import io.fesh.expr.Value.Computed;
import io.fesh.fake.FakeSymbols;
import io.fesh.fake.FakeTarget;
import io.fesh.kernel.TargetException;
import io.fesh.parse.LineError;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;
import java.util.Optional;
import java.util.Random;

/** The values and types are those that gcc gives on x86-64. */
class ArithmeticTest {
    private final FakeTarget target = new FakeTarget(new FakeSymbols());

    private Value evaluate(String text) throws LineError, TargetException, InterruptedException {
        Kernel kernel =
                new Kernel(
                        target.types(),
                        target.symbols(),
                        target::read,
                        n -> Optional.empty(),
                        Optional.empty());
        Expr expr = ExprParser.parse(text, 0, name -> kernel.types().named(name).isPresent());
        return Evaluator.of(text, kernel).evaluate(expr);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "1 + 2 * 3, 7, int",
                "(1 + 2) * 3, 9, int",
                "10 - 4 - 3, 3, int",
                "2 << 3 + 1, 32, int",
                "1 | 2 ^ 3 & 6, 1, int",
                "1 < 2 == 1, 1, int",
                "0 || 0 && 1, 0, int",
                "-7 / 2, -3, int",
                "-7 % 3, -1, int",
                "7u / 2, 3, unsigned int",
                "-1 < 0u, 0, int",
                "-1 == 0xffffffff, 1, int",
                "-1 == 0xffffffffffffffff, 1, int",
                "0x7fffffff + 1, -2147483648, int",
                "0xffffffff + 1, 0, unsigned int",
                "2147483648, 2147483648, long",
                "0x80000000, 2147483648, unsigned int",
                "1L << 40, 1099511627776, long",
                "-1 >> 1, -1, int",
                "~0u >> 31, 1, unsigned int",
                "~0, -1, int",
                "!5, 0, int",
                "!!5, 1, int",
                "(u8)300, 44, u8",
                "(char)200, -56, char",
                "(u8)255 + 1, 256, int",
                "(bool)256, 1, _Bool",
                "(short)0x18000, -32768, short",
                "1 ? 2 : 3 ? 4 : 5, 2, int",
                "0 ? 2 : 0 ? 4 : 5, 5, int",
                "'a', 97, int",
                "'\\n', 10, int",
                "'\\xff', -1, int",
                "017 + 0b11, 18, int",
                "sizeof(int[3]), 12, unsigned long",
                "sizeof(struct file *), 8, unsigned long",
                "sizeof init_task.comm, 16, unsigned long",
                "(unsigned long)((int *)8 + 2), 16, unsigned long",
                "(int *)24 - (int *)8, 4, long",
                "(int *)8 < (int *)9, 1, int",
                "(void *)8 == 8, 1, int",
                "&init_task.comm[2] - &init_task.comm[0], 2, long",
                "init_task.counts[2] + 0, 7, unsigned long",
            })
    void computesAsCDoes(String expression, long bits, String type) throws Exception {
        Value value = evaluate(expression);
        assertThat(value).isInstanceOf(Computed.class);
        assertThat(((Computed) value).bits()).isEqualTo(bits);
        assertThat(((Computed) value).type().spelling()).isEqualTo(type);
    }

    @Test
    void theSideThatIsNotTakenIsNotRead() throws Exception {
        assertThat(evaluate("0 && *(int *)0")).isEqualTo(Computed.truth(false));
        assertThat(evaluate("1 || *(int *)0")).isEqualTo(Computed.truth(true));
        assertThat(evaluate("1 && *(int *)0")).isInstanceOf(Value.Fault.class);
    }

    /** Whatever is typed is a value or one refused line. */
    @Test
    void nothingThatIsTypedIsABug() throws Exception {
        List<String> words =
                List.of(
                        "init_task",
                        "jiffies",
                        ".",
                        "->",
                        "comm",
                        "tasks",
                        "[",
                        "]",
                        "(",
                        ")",
                        "*",
                        "&",
                        "-",
                        "+",
                        "/",
                        "1",
                        "0x10",
                        "struct ",
                        "file ",
                        "list",
                        ",",
                        "?",
                        ":",
                        "tasks()",
                        "u8",
                        "sizeof",
                        "\"a\"",
                        "'b'",
                        "<<",
                        "==",
                        "$",
                        "#1",
                        "per_cpu",
                        "next",
                        "loop_list",
                        " ",
                        "~",
                        "!",
                        "\\",
                        "'",
                        "9999999999",
                        "xarray");
        Random random = new Random(11);
        int values = 0;
        for (int n = 0; n < 30_000; n++) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(9); i >= 0; i--) {
                text.append(words.get(random.nextInt(words.size())));
            }
            try {
                evaluate(text.toString());
                values++;
            } catch (LineError e) {
                assertThat(e.span().start()).as(text.toString()).isBetween(0, text.length());
            }
        }
        assertThat(values).isGreaterThan(100);
    }

    @Test
    void depthIsBounded() {
        for (String nest : List.of("(", "-", "*", "a[", "1?", "list(")) {
            org.assertj.core.api.Assertions.assertThatThrownBy(() -> evaluate(nest.repeat(50_000)))
                    .isInstanceOf(LineError.class);
        }
    }
}
