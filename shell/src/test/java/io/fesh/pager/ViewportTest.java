// SPDX-License-Identifier: Apache-2.0
package io.fesh.pager;

import static org.assertj.core.api.Assertions.assertThat;

import io.fesh.render.StyledText;

import org.jline.utils.AttributedString;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.stream.IntStream;

class ViewportTest {
    private static final int COLUMNS = 10;
    private static final int HEIGHT = 4;

    private static Viewport on(String... lines) {
        Pages pages = new TextPages(List.of(lines).stream().map(StyledText::plain).toList());
        return new Viewport(pages, line -> new AttributedString(line.text()), COLUMNS, HEIGHT);
    }

    private static String[] numbered(int lines) {
        return IntStream.rangeClosed(1, lines).mapToObj(i -> "line " + i).toArray(String[]::new);
    }

    private static List<String> rows(Viewport view) {
        return view.visible().stream().map(AttributedString::toString).toList();
    }

    @Test
    void beginsAtTheBeginningAndMovesByRows() {
        Viewport view = on(numbered(9));
        assertThat(rows(view)).containsExactly("line 1", "line 2", "line 3", "line 4");
        view.down(2);
        assertThat(rows(view)).startsWith("line 3").endsWith("line 6");
        view.up(1);
        assertThat(rows(view)).startsWith("line 2");
        assertThat(view.bottom()).isEqualTo(4);
    }

    @Test
    void theLastPageIsFullAndNothingComesAfterIt() {
        Viewport view = on(numbered(9));
        view.down(100);
        assertThat(rows(view)).containsExactly("line 6", "line 7", "line 8", "line 9");
        view.show(8);
        assertThat(rows(view)).startsWith("line 6");
        view.up(100);
        assertThat(rows(view)).startsWith("line 1");
        view.end();
        assertThat(rows(view)).endsWith("line 9");
        view.home();
        assertThat(rows(view)).startsWith("line 1");
    }

    @Test
    void whatIsLongerThanARowTakesSeveralAndIsGoneThroughByRows() {
        Viewport view = on("one", "0123456789abcdefghijklmno", "three", "four");
        assertThat(rows(view)).containsExactly("one", "0123456789", "abcdefghij", "klmno");
        view.down(2);
        assertThat(rows(view)).containsExactly("abcdefghij", "klmno", "three", "four");
        assertThat(view.top()).isEqualTo(1);
    }

    @Test
    void anotherSizeKeepsWhatIsAtTheTop() {
        Viewport view = on(numbered(9));
        view.show(2);
        view.size(3, 6);
        assertThat(rows(view)).startsWith("lin", "e 3", "lin", "e 4");
    }

    @Test
    void lessThanAPageIsShownFromItsBeginning() {
        Viewport view = on("one", "two");
        view.down(1);
        assertThat(rows(view)).containsExactly("one", "two");
    }
}
