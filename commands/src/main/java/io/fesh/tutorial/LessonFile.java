// SPDX-License-Identifier: Apache-2.0
package io.fesh.tutorial;

import java.util.ArrayList;
import java.util.List;

/**
 * The text of a lesson. Each line begins with a word:
 *
 * <pre>
 * title The first event
 * needs lab                     what only the lab has
 * say   text of the lesson, or of the step that has begun
 * step
 * check event NAME              see {@link Check}; several must all hold
 * hint  shown when it is asked for, or after a few tries
 * do    a line that does it; {newest} is the number of the newest hit
 * </pre>
 *
 * Blank lines and those that begin with {@code #} mean nothing.
 */
final class LessonFile {
    private final String name;
    private int line;
    private String title = "";
    private boolean labOnly;
    private final List<String> about = new ArrayList<>();
    private final List<Step> steps = new ArrayList<>();
    private boolean inStep;
    private final List<String> text = new ArrayList<>();
    private final List<Check> checks = new ArrayList<>();
    private final List<String> hints = new ArrayList<>();
    private final List<String> solution = new ArrayList<>();

    private LessonFile(String name) {
        this.name = name;
    }

    /**
     * @param name of the file, for what is said of its faults
     * @throws IllegalArgumentException it is not a lesson: {@code name:line: what}
     */
    static Lesson parse(String name, int number, String content) {
        LessonFile file = new LessonFile(name);
        for (String next : content.split("\n", -1)) {
            file.line++;
            if (!next.isBlank() && !next.startsWith("#")) {
                // what is to be typed stands further right in a text
                String[] parts = next.split(" ", 2);
                file.take(parts[0], parts.length == 1 ? "" : parts[1]);
            }
        }
        file.endStep();
        if (file.title.isEmpty() || file.steps.isEmpty()) {
            throw file.wrong("a lesson has a title and steps");
        }
        return new Lesson(number, file.title, file.labOnly, file.about, file.steps);
    }

    private void take(String word, String rest) {
        switch (word) {
            case "title" -> title = rest;
            case "needs" -> labOnly = rest.equals("lab");
            case "say" -> (inStep ? text : about).add(rest);
            case "step" -> {
                endStep();
                inStep = true;
            }
            case "check" -> checks.add(check(rest));
            case "hint" -> hints.add(rest);
            case "do" -> solution.add(rest);
            default -> throw wrong("'" + word + "' begins no line of a lesson");
        }
    }

    private Check check(String rest) {
        try {
            return Check.of(rest);
        } catch (IllegalArgumentException e) {
            throw wrong(e.getMessage());
        }
    }

    private void endStep() {
        if (!inStep) {
            return;
        }
        if (text.isEmpty() || checks.isEmpty() || hints.isEmpty() || solution.isEmpty()) {
            throw wrong("a step says something, checks it, has a hint and a line that does it");
        }
        steps.add(new Step(text, checks, hints, solution));
        text.clear();
        checks.clear();
        hints.clear();
        solution.clear();
    }

    private IllegalArgumentException wrong(String what) {
        return new IllegalArgumentException(name + ":" + line + ": " + what);
    }
}
