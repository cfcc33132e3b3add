// SPDX-License-Identifier: Apache-2.0
package io.fesh.test;

import static org.assertj.core.api.Assertions.assertThat;

import io.fesh.tutorial.Lesson;
import io.fesh.tutorial.Lessons;
import io.fesh.tutorial.Step;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Plays every lesson as its last hints say, in one boot of the lab. */
@EnabledIfEnvironmentVariable(named = "FESH_LAB", matches = "1")
class LessonsInTheLabTest {
    private static final Path LAUNCHER = Path.of("..", "fesh");
    private static final String TYPE = "type: ";

    @TestFactory
    Stream<DynamicTest> everyLessonCanBeDoneAsItSays() throws Exception {
        LabRun lab = new LabRun(LAUNCHER.toRealPath());
        return Stream.concat(
                Lessons.all().stream()
                        .map(
                                lesson ->
                                        DynamicTest.dynamicTest(
                                                lesson.title(), () -> play(lab, lesson))),
                Stream.of(DynamicTest.dynamicTest("fesh leaves the lab", lab::leave)));
    }

    private static void play(LabRun lab, Lesson lesson) throws Exception {
        try {
            assertThat(lab.typed("tutorial " + lesson.number()))
                    .contains("Lesson " + lesson.number() + ": " + lesson.title());
            for (Step step : lesson.steps()) {
                assertThat(lab.typed("target"))
                        .as("before " + step.solution())
                        .noneMatch("done"::equals);
                List<String> seen = new ArrayList<>();
                for (String line : told(lab, step)) {
                    assertThat(seen).as("before " + line).doesNotContain("done");
                    seen.addAll(lab.typed(line));
                }
                assertThat(seen).as("after " + step.solution()).contains("done");
            }
            assertThat(lab.typed("tutorial")).anyMatch(line -> line.equals(done(lesson)));
        } finally {
            lab.cleanUp();
        }
    }

    private static String done(Lesson lesson) {
        return String.format("[x] %2d  %s", lesson.number(), lesson.title());
    }

    /** What somebody who asks for hints is told to type at last. */
    private static List<String> told(LabRun lab, Step step) throws Exception {
        List<String> told = lab.typed("tutorial hint");
        for (int hints = step.hints().size(); hints > 0 && !told.get(0).startsWith(TYPE); hints--) {
            told = lab.typed("tutorial hint");
        }
        return told.stream()
                .filter(line -> line.startsWith(TYPE))
                .map(line -> line.substring(TYPE.length()))
                .toList();
    }
}
