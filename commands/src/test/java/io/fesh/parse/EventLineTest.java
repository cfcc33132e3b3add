// SPDX-License-Identifier: Apache-2.0
package io.fesh.parse;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventLineTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "vfs_read(int fd) ; vfs_read ; vfs_read",
                "vfs_read ; vfs_read ; vfs_read",
                "vfs_read (int fd) ; vfs_read ; vfs_read",
                "mine: vfs_read(int fd) ; vfs_read ; mine",
                "ext4:ext4_sync_file(x64 f) ; ext4_sync_file ; ext4_sync_file",
                "mine: ext4:ext4_sync_file(x64 f) ; ext4_sync_file ; mine",
                "foo.isra.0(int a) ; foo.isra.0 ; foo_isra_0",
            })
    void knowsTheFunctionAndTheEventsName(String line, String function, String name) {
        EventLine outline = new EventLine("create " + line, 7);
        assertThat(
                        outline.function()
                                .map(
                                        span ->
                                                "create "
                                                        .concat(line)
                                                        .substring(span.start(), span.end())))
                .contains(function);
        assertThat(outline.name()).isEqualTo(name);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "f(int a) ; f",
                "name: f(int a) ; f",
                "name :f(int a) ; f",
                "ext4:f(int a) ; ext4:f",
                "name: ext4:f(int a) ; ext4:f",
                "name:ext4:foo.isra.0 ; ext4:foo.isra.0",
            })
    void aPrefixWithoutBlanksIsAModule(String line, String function) {
        assertThat(new EventLine("create " + line, 7).qualifiedFunction()).contains(function);
    }

    /** The {@code ^} stands in front of the word in question. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "f(^int a) ; true",
                "f(int ^a) ; false",
                "f( ^int a) ; true",
                "f(int a, ^x8[6] b) ; true",
                "f(int a | ^u32 b) ; true",
                "f(unsigned ^int a) ; true",
                "f(^unsigned int a) ; true",
                "f(int a[^3]) ; false",
                "^f(int a) ; false",
                "^f ; false",
            })
    void knowsWhereATypeStands(String marked, boolean type) {
        int at = marked.indexOf('^');
        EventLine outline = new EventLine(marked.replace("^", ""), 0);
        assertThat(outline.isType(outline.wordAt(at).orElseThrow())).isEqualTo(type);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "f(int a ; true",
                "f(int a, x8[6] b+3[2] ; true",
                "f( ; true",
                "f(int ; false",
                "f(int a, ; false",
                "f(int a, int ; false",
                "f(int a) ; false",
                "f ; false",
            })
    void knowsWhetherOnlyTheParenthesisIsMissing(String line, boolean only) {
        assertThat(new EventLine(line, 0).endsInField()).isEqualTo(only);
    }

    @Test
    void blanksMakeNoDifferenceBetweenLines() {
        assertThat(EventLine.same("f(unsigned int a,x8[6] b)", " f ( unsigned  int a, x8 [6] b )"))
                .isTrue();
        assertThat(EventLine.same("f(unsigned int a)", "f(unsignedint a)")).isFalse();
        assertThat(EventLine.same("f(int a)", "f(int b)")).isFalse();
    }

    @Test
    void aPlaceOutsideOfAWordHasNone() {
        EventLine outline = new EventLine("f(int a)", 0);
        assertThat(outline.wordAt(1)).isEmpty();
        assertThat(outline.wordAt(8)).isEmpty();
        assertThat(outline.wordAt(2)).contains(new Span(2, 5));
        assertThat(outline.wordAt(4)).contains(new Span(2, 5));
    }
}
