// SPDX-License-Identifier: Apache-2.0
package io.fesh.tutorial;

import io.fesh.event.EventRecord;
import io.fesh.event.EventStatus;
import io.fesh.event.Field;
import io.fesh.kernel.TargetException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** How a step is seen to be done: by what is there then, however somebody came to it. */
public sealed interface Check {

    boolean holds(Situation now) throws TargetException;

    /** The event that it is about; empty if it is about none. */
    default String event() {
        return "";
    }

    /** {@code event NAME [FIELD]}: it is there, with that field. */
    record Made(String event, String field) implements Check {
        @Override
        public boolean holds(Situation now) {
            return now.event(event).filter(e -> has(e, field)).isPresent();
        }

        private static boolean has(EventStatus event, String field) {
            return field.isEmpty()
                    || event.schema().fields().stream().map(Field::name).anyMatch(field::equals);
        }
    }

    /** {@code on NAME [FIELD]}: it is enabled, and has that field. */
    record Enabled(String event, String field) implements Check {
        @Override
        public boolean holds(Situation now) {
            return new Made(event, field).holds(now)
                    && now.event(event).filter(EventStatus::enabled).isPresent();
        }
    }

    /** {@code filter NAME}: it is enabled with a filter. */
    record Filtered(String event) implements Check {
        @Override
        public boolean holds(Situation now) {
            return now.event(event)
                    .filter(EventStatus::enabled)
                    .filter(e -> e.schema().line().contains(" if "))
                    .isPresent();
        }
    }

    /** {@code again NAME}: it is there, and is not the one that was there before. */
    record Again(String event) implements Check {
        @Override
        public boolean holds(Situation now) {
            return now.event(event)
                    .filter(e -> !now.before().contains(e.schema().id()))
                    .isPresent();
        }
    }

    /** {@code gone NAME}: it was taken out of the kernel. */
    record Gone(String event) implements Check {
        @Override
        public boolean holds(Situation now) {
            return now.event(event).isEmpty();
        }
    }

    /** {@code hit NAME [FIELD=TEXT]}: a hit came, in which the field is shown so. */
    record Hit(String event, String field, String text) implements Check {
        @Override
        public boolean holds(Situation now) {
            return now.hits().stream().anyMatch(hit -> fits(hit, now));
        }

        private boolean fits(EventRecord hit, Situation now) {
            if (!hit.schema().name().equals(event)) {
                return false;
            }
            for (int i = 0; i < hit.schema().fields().size(); i++) {
                if (hit.schema().fields().get(i).name().equals(field)) {
                    return now.shown().of(hit, i).equals(text);
                }
            }
            return field.isEmpty();
        }
    }

    /** {@code shown PATTERN}: of a question, that a line of the answer has it. */
    record Shown(Pattern pattern) implements Check {
        @Override
        public boolean holds(Situation now) {
            return now.answer().stream().anyMatch(line -> pattern.matcher(line).find());
        }
    }

    /** {@code saved NAME}: the file that the answer tells of makes that event. */
    record Saved(String event) implements Check {
        private static final Pattern ANSWER = Pattern.compile("saved \\d+ events? in (.*)");

        @Override
        public boolean holds(Situation now) {
            return now.answer().stream()
                    .flatMap(line -> ANSWER.matcher(line).results())
                    .map((MatchResult found) -> Path.of(found.group(1)))
                    .anyMatch(this::makes);
        }

        private boolean makes(Path file) {
            try {
                return Files.readAllLines(file).stream()
                        .anyMatch(line -> line.startsWith("create ") && line.contains(event));
            } catch (IOException e) {
                return false;
            }
        }
    }

    /** {@code module NAME}: the target has it loaded; {@code unloaded NAME}: it has not. */
    record Module(String name, boolean loaded) implements Check {
        @Override
        public boolean holds(Situation now) throws TargetException {
            String all = new String(now.target().file("/proc/modules"), StandardCharsets.UTF_8);
            return all.lines().anyMatch(line -> line.startsWith(name + " ")) == loaded;
        }
    }

    /**
     * @param text of a lesson, as the checks above have it
     * @throws IllegalArgumentException there is no such check
     */
    static Check of(String text) {
        List<String> words = List.of(text.split(" +", 3));
        String name = words.size() > 1 ? words.get(1) : "";
        String last = words.size() > 2 ? words.get(2) : "";
        return switch (words.get(0)) {
            case "event" -> new Made(name, last);
            case "on" -> new Enabled(name, last);
            case "filter" -> new Filtered(name);
            case "again" -> new Again(name);
            case "gone" -> new Gone(name);
            case "hit" -> {
                String[] field = last.split("=", 2);
                yield new Hit(name, field[0], field.length > 1 ? field[1] : "");
            }
            case "shown" -> new Shown(Pattern.compile(text.substring("shown ".length())));
            case "saved" -> new Saved(name);
            case "module" -> new Module(name, true);
            case "unloaded" -> new Module(name, false);
            default ->
                    throw new IllegalArgumentException("there is no check '" + words.get(0) + "'");
        };
    }
}
