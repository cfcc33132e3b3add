// SPDX-License-Identifier: Apache-2.0
package io.fesh.tutorial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

class LessonsTest {
    private static final int COLUMNS = 79;

    /** Of 24, one is for the prompt and one for the line that was typed. */
    private static final int ROWS = 22;

    @Test
    void thereAreAtLeastTen() {
        assertThat(Lessons.all()).hasSizeGreaterThanOrEqualTo(10);
    }

    @Test
    void everyTextFitsANarrowTerminal() {
        for (Lesson lesson : Lessons.all()) {
            List<String> said = new ArrayList<>(lesson.about());
            lesson.steps().forEach(step -> said.addAll(step.text()));
            assertThat(said).allSatisfy(line -> assertThat(line.length()).isLessThan(COLUMNS));
        }
    }

    @Test
    void aLessonsBeginningFitsASmallScreen() {
        for (Lesson lesson : Lessons.all()) {
            int head = 2 + lesson.about().size();
            assertThat(head + lesson.steps().get(0).text().size())
                    .as(lesson.title())
                    .isLessThanOrEqualTo(ROWS);
            assertThat(lesson.steps())
                    .allSatisfy(step -> assertThat(step.text().size()).isLessThan(ROWS));
        }
    }

    @Test
    void whatALessonMakesItAlsoNamesSoThatItCanBeginAnew() {
        assertThat(Lessons.all().get(0).events()).containsExactly("SyS_openat");
    }

    @Test
    void aFileThatIsNotALessonSaysWhere() {
        assertThatThrownBy(() -> LessonFile.parse("x.lesson", 1, "title X\nstep\nsing la\n"))
                .hasMessage("x.lesson:3: 'sing' begins no line of a lesson");
        assertThatThrownBy(() -> LessonFile.parse("x.lesson", 1, "title X\nstep\nsay a\nstep\n"))
                .hasMessageStartingWith("x.lesson:4: a step says something");
        assertThatThrownBy(() -> LessonFile.parse("x.lesson", 1, "step\nsay a\ncheck fly b\n"))
                .hasMessage("x.lesson:3: there is no check 'fly'");
        assertThatThrownBy(() -> LessonFile.parse("x.lesson", 1, "title X\n"))
                .hasMessageEndingWith("a lesson has a title and steps");
        assertThatThrownBy(() -> LessonFile.parse("x.lesson", 1, "step\ncheck shown [a\n"))
                .hasMessageStartingWith("x.lesson:2: ");
    }
}
