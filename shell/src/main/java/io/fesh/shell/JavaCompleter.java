// SPDX-License-Identifier: Apache-2.0
package io.fesh.shell;

import io.fesh.jshell.Completion;
import io.fesh.jshell.SessionJava;
import io.fesh.verb.LineRouter;

import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Tab and F1 in Java; in any other line another completer is asked. It never waits long. */
final class JavaCompleter implements Completer {
    private static final long MOST_MILLIS = 150;
    private static final int MOST = 200;

    private final Completer verbs;
    private final LineRouter router;
    private final SessionJava java;
    private final Supplier<String> begun;
    private final Consumer<String> tell;

    /**
     * @param begun the lines of Java before the one that is typed
     * @param tell says something without touching the line
     */
    JavaCompleter(
            Completer verbs,
            LineRouter router,
            SessionJava java,
            Supplier<String> begun,
            Consumer<String> tell) {
        this.verbs = verbs;
        this.router = router;
        this.java = java;
        this.begun = begun;
        this.tell = tell;
    }

    @Override
    public void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
        String typed = line.line().substring(0, line.cursor());
        String word = typed.substring(typed.length() - line.wordCursor());
        Optional<String> source = java(typed);
        if (source.isEmpty()) {
            verbs.complete(reader, line, candidates);
            if (!candidates.isEmpty() || word.isEmpty() || !typed.strip().equals(word)) {
                return;
            }
            source = Optional.of(word);
        }
        offer(source.get(), word, candidates);
    }

    /** The Java of a line and of those before it that it goes on with. */
    private Optional<String> java(String typed) {
        String before = begun.get();
        return before.isEmpty() ? router.java(typed) : Optional.of(before + "\n" + typed);
    }

    /**
     * Tells what the name at the end is, once that is known.
     *
     * @param otherwise if it is none of Java's
     */
    void explain(String typed, Runnable otherwise) {
        Optional<String> name =
                Optional.of(typed.strip()).filter(word -> java.kind(word).isPresent());
        Optional<String> source = java(typed).or(() -> name).filter(text -> !text.isBlank());
        if (source.isEmpty()) {
            otherwise.run();
            return;
        }
        java.explain(
                source.get(),
                lines -> {
                    lines.forEach(tell);
                    if (lines.isEmpty()) {
                        otherwise.run();
                    }
                });
    }

    private void offer(String source, String word, List<Candidate> candidates) {
        try {
            Completion found = java.complete(source, MOST_MILLIS);
            add(found, source, word, candidates);
            found.signatures().forEach(tell);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** JLine replaces the whole word at the cursor, which may begin before what is completed. */
    private static void add(
            Completion found, String source, String word, List<Candidate> candidates) {
        int replaced = source.length() - found.anchor();
        String kept = word.substring(0, Math.max(0, word.length() - replaced));
        int extra = Math.max(0, replaced - word.length());
        List<Map.Entry<String, String>> choices = new ArrayList<>(found.choices().entrySet());
        for (int i = 0; i < Math.min(MOST, choices.size()); i++) {
            String name = choices.get(i).getKey();
            if (name.length() >= extra) {
                String value = kept + name.substring(extra);
                candidates.add(candidate(value, name, choices.get(i).getValue(), i));
            }
        }
    }

    private static Candidate candidate(String value, String shown, String about, int order) {
        String description = about.isEmpty() ? null : about;
        return new Candidate(value, shown, null, description, null, null, false, order);
    }
}
