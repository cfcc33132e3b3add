// SPDX-License-Identifier: Apache-2.0
package io.fesh.verb;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Set;

/** What is Java and what is a verb's, by example. */
class LineRouterTest {
    private static final Set<String> VARIABLES = Set.of("kernel", "count", "s", "$1");

    private final LineRouter router = new LineRouter(CommandTable.standard(), VARIABLES::contains);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1+2",
                "42",
                "-1",
                "\"a\".length()",
                "(1 + 2) * 3",
                "{ int x = 3; }",
                "// a comment",
                "@Deprecated int x;",
                "int x = 3",
                "int x",
                "long[] a = {1, 2};",
                "var x = 3",
                "x = 4",
                "count += 2",
                "e = 3",
                "stats = 3",
                "count++",
                "count + 1",
                "count",
                "s",
                "kernel",
                "$1 * 2",
                "import java.util.*;",
                "record P(int a){}",
                "record Pair<A, B>(A a, B b) {}",
                "enum Color { RED }",
                "class A {",
                "String name = \"x\"",
                "List<String> names = List.of()",
                "Map.of(1, 2)",
                "String f(int a) { return null; }",
                "for (var e : events()) {",
                "while (true);",
                "if (x > 3) y();",
                "new Object()",
                "true",
                "null",
                "this",
                "throw new RuntimeException()",
                "events(\"vfs_read\").count()",
                "events()",
                "kernel.read(0xffffffff81000000L, 16)",
                "java.util.List.of(1)",
                "vfs_read()",
                "vfs_read(3)",
                "f(new Object())",
                "f(x instanceof String)",
                "foo::bar",
                "Event e = events().first().get()",
                "Event e",
            })
    void isJava(String line) {
        assertThat(router.java(line)).contains(line);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "   ",
                "# a comment",
                "!ls /proc",
                "? vfs_read",
                "?",
                "help",
                "q",
                "cr vfs_read(int fd)",
                "create vfs_read(int fd)",
                "trace vfs_read => ssize_t ret if ret < 0",
                "enable vfs_read if count > 10",
                "stats vfs_read",
                "events vfs_read 10",
                "d vfs_read",
                "ptype/o struct file",
                "whatis struct file *",
                "create",
                // what looks like a slip
                "crate vfs_read(x64 a)",
                "craete vfs_read()",
                "Create vfs_read()",
                "crate",
                "crate x = 3",
                "stat",
                // what is neither, and is answered as an unknown verb
                "xyzzy",
                "half a line",
                "the kernel is slow",
                "frobnicate --all",
                // a line of an event whose verb was forgotten
                "vfs_read(size_t count)",
                "vfs_read(NULL, NULL, size_t count)",
                "foo.isra.0(int a)",
                "vfs_read => ssize_t ret",
                // C
                "file->f_inode",
                "/etc/hostname",
                "\u0000",
                "[1, 2]",
            })
    void isAVerbs(String line) {
        assertThat(router.java(line)).isEmpty();
    }

    @Test
    void theVerbJavaForcesIt() {
        assertThat(router.java("java help")).contains("help");
        assertThat(router.java("  java  stats ")).contains("stats");
        assertThat(router.java("java")).isEmpty();
        assertThat(router.java("javac x")).isEmpty();
    }
}
