// SPDX-License-Identifier: Apache-2.0
package io.fesh.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {

    /** Words are separated by {@code /}. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "a b | a/b",
                "`  a\t b  ` | a/b",
                "'a b' c | a b/c",
                "\"a b\" c | a b/c",
                "a'b c'd | ab cd",
                "\"say \\\"hi\\\"\" | say \"hi\"",
                "'back\\slash' | back\\slash",
                "a\\ b | a b",
                "'' x | /x",
                "end\\ | end\\",
            })
    void splitsAsAShellDoes(String line, String words) throws LineError {
        assertThat(Words.of(line, 0).stream().map(Word::text))
                .containsExactly(words.split("/", -1));
    }

    @Test
    void aBlankLineHasNoWords() throws LineError {
        assertThat(Words.of(" \t ", 0)).isEmpty();
    }

    @Test
    void spansHoldTheQuotesAndCountFromTheLinesBeginning() throws LineError {
        assertThat(Words.of("run 'a b' c", 4))
                .containsExactly(new Word("a b", new Span(4, 9)), new Word("c", new Span(10, 11)));
    }

    @Test
    void aQuoteThatIsNotClosedIsMarkedWhereItOpens() {
        assertThatThrownBy(() -> Words.of("enable \"abc", 6))
                .isInstanceOfSatisfying(
                        LineError.class,
                        e -> {
                            assertThat(e.span()).isEqualTo(Span.at(7));
                            assertThat(e).hasMessage("quote \" is not closed");
                            assertThat(e.hint()).isEqualTo("try: enable \"abc\"");
                        });
    }
}
