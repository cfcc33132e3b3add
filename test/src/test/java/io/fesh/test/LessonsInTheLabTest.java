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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Plays every lesson by its own solutions in one boot of the lab. */
@EnabledIfEnvironmentVariable(named = "FESH_LAB", matches = "1")
class LessonsInTheLabTest {
    private static final Path LAUNCHER = Path.of("..", "fesh");
    private static final Pattern NUMBER = Pattern.compile("#(\\d+)$");

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
                for (String line : step.solution()) {
                    assertThat(seen).as("before " + line).doesNotContain("done");
                    seen.addAll(lab.typed(line.replace("{newest}", newest(lab, line))));
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

    /** The number of the newest hit, where a line asks for it. */
    private static String newest(LabRun lab, String line) throws Exception {
        if (!line.contains("{newest}")) {
            return "";
        }
        String last = "";
        for (String shown : lab.typed("events")) {
            Matcher number = NUMBER.matcher(shown);
            last = number.find() ? number.group(1) : last;
        }
        return last;
    }
}
