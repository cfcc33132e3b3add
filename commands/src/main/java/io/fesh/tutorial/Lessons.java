// SPDX-License-Identifier: Apache-2.0
package io.fesh.tutorial;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** All lessons, read when somebody wants the first of them. */
public final class Lessons {
    /** Their order is that of the numbers. */
    private static final List<String> FILES =
            List.of(
                    "first-event",
                    "underneath",
                    "names",
                    "walk",
                    "returns",
                    "filters",
                    "pictures",
                    "latency",
                    "stacks",
                    "bug",
                    "java",
                    "drift");

    private Lessons() {}

    private static final class Read {
        static final List<Lesson> ALL = read();

        private static List<Lesson> read() {
            List<Lesson> lessons = new ArrayList<>();
            for (String name : FILES) {
                String file = name + ".lesson";
                lessons.add(LessonFile.parse(file, lessons.size() + 1, text(file)));
            }
            return List.copyOf(lessons);
        }

        private static String text(String file) {
            try (InputStream in = Lessons.class.getResourceAsStream(file)) {
                return new String(in.readAllBytes(), StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    public static List<Lesson> all() {
        return Read.ALL;
    }
}
