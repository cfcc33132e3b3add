// SPDX-License-Identifier: Apache-2.0
package io.fesh.verb;

import io.fesh.parse.LineError;
import io.fesh.parse.Span;
import io.fesh.parse.Word;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is typed behind the verb of a picture:
 *
 * <pre>
 * WHAT [ 'by' FIELD { ',' FIELD } ] [ 'for' TIME | 'for' N 'hits' ] { WORD [ N ] | '--' FORMAT } [ ':' '!' CMD ]
 * TIME := N 'ms' | N 's' | N 'm' | N 'h'
 * </pre>
 *
 * WHAT goes up to the last {@code by}; it may be the line of an event, in whose parentheses and
 * quotes nothing is looked at.
 *
 * @param what where the event or its line stands, without blanks around it; may be empty
 * @param fields what stands behind {@code by}
 * @param nanos how long to look; 0 for no such limit
 * @param hits how many hits to look at; 0 for no such limit
 * @param words further words that the verb knows, with the number behind each or 0
 * @param command what is run on the target meanwhile
 */
record ViewLine(
        String line,
        Span what,
        List<Word> fields,
        long nanos,
        long hits,
        Map<String, Long> words,
        Optional<String> command) {

    /** Of every picture. */
    static final List<String> FORMATS = List.of("--json", "--csv", "--ascii");

    /** What help says of the words that follow in every such line. */
    static final List<String> DETAILS =
            List.of(
                    "WHAT is an event, a function, or the line of an event; what is no event yet is",
                    "made for the picture. FIELD is a field of it, a parameter or a path from one,",
                    "ret, duration, pid, tgid, comm, cpu or caller. What may follow:",
                    "  for 5s, for 1000 hits   how long to look; else at what was recorded, and at a",
                    "                          prompt at what comes, until Ctrl-C",
                    "  : !CMD                  while CMD runs on the target",
                    "  --json, --csv, --ascii  for a program, a table, or without block characters");

    private static final Pattern COMMAND = Pattern.compile(":[ \\t]*!");
    private static final Pattern TIME = Pattern.compile("(\\d{1,6})(ms|s|m|h)");
    private static final Pattern NUMBER = Pattern.compile("\\d{1,12}");
    private static final Map<String, Long> UNITS =
            Map.of(
                    "ms", 1_000_000L,
                    "s", 1_000_000_000L,
                    "m", 60_000_000_000L,
                    "h", 3_600_000_000_000L);

    ViewLine {
        fields = List.copyOf(fields);
        words = Map.copyOf(words);
    }

    boolean has(String word) {
        return words.containsKey(word);
    }

    String text(Span span) {
        return line.substring(span.start(), span.end());
    }

    /** Whether it says by itself when it is over. */
    boolean isLimited() {
        return nanos > 0 || hits > 0 || command.isPresent();
    }

    /**
     * @param call of a verb whose {@code by} is needed
     * @param words that this verb knows beside those of every picture; with a blank at the end if a
     *     number follows
     */
    static ViewLine withFields(Command command, Command.Call call, List<String> words)
            throws LineError {
        return new Parser(command, call, words).parse(true);
    }

    /** As {@link #withFields} for a verb whose {@code by} may be left out. */
    static ViewLine parse(Command command, Command.Call call, List<String> words) throws LineError {
        return new Parser(command, call, words).parse(false);
    }

    private static final class Parser {
        private final Command verb;
        private final Command.Call call;
        private final String line;
        private final List<String> known = new ArrayList<>(FORMATS);
        private final List<Word> tokens = new ArrayList<>();
        private final Map<String, Long> found = new HashMap<>();
        private Optional<String> command = Optional.empty();
        private int end;
        private long nanos;
        private long hits;

        Parser(Command verb, Command.Call call, List<String> words) {
            this.verb = verb;
            this.call = call;
            this.line = call.line();
            this.end = line.length();
            this.known.addAll(words);
        }

        ViewLine parse(boolean needsFields) throws LineError {
            tokenize();
            int by = lastBy();
            if (by < 0 && needsFields && tokens.isEmpty()) {
                throw call.missing("an event or its line", verb.examples().get(0));
            }
            if (by < 0 && needsFields) {
                throw new LineError(
                        line, Span.at(end), "'by FIELD' is missing", "usage: " + verb.usage());
            }
            int tail = tail(by < 0 ? 0 : by + 1);
            Span what = between(call.offset(), by < 0 ? startOf(tail) : startOf(by));
            List<Word> fields =
                    by < 0 ? List.of() : fields(tokens.get(by).span().end(), startOf(tail));
            options(tail);
            return new ViewLine(line, what, fields, nanos, hits, found, command);
        }

        /** Splits at blanks that are neither in parentheses nor in quotes, up to a command. */
        private void tokenize() throws LineError {
            int depth = 0;
            char quote = 0;
            int start = -1;
            for (int at = call.offset(); at < line.length() && command.isEmpty(); at++) {
                char c = line.charAt(at);
                if (quote != 0) {
                    quote = c == quote ? 0 : quote;
                } else if (c == '"' || c == '\'') {
                    quote = c;
                } else if (c == '(' || c == ')') {
                    depth += c == '(' ? 1 : -1;
                } else if (c == ':' && depth <= 0) {
                    command = command(at);
                }
                boolean blank = quote == 0 && depth <= 0 && (c == ' ' || c == '\t');
                if (start >= 0 && (blank || command.isPresent())) {
                    token(start, at);
                    start = -1;
                } else if (start < 0 && !blank && command.isEmpty()) {
                    start = at;
                }
            }
            if (start >= 0) {
                token(start, line.length());
            }
        }

        private void token(int start, int stop) {
            tokens.add(new Word(line.substring(start, stop), new Span(start, stop)));
        }

        private Optional<String> command(int at) throws LineError {
            Matcher marked = COMMAND.matcher(line).region(at, line.length());
            if (!marked.lookingAt()) {
                return Optional.empty();
            }
            end = at;
            String text = line.substring(marked.end()).strip();
            if (text.isEmpty()) {
                throw call.missing("a command", line.strip() + "sleep 1");
            }
            return Optional.of(text);
        }

        private int lastBy() {
            for (int i = tokens.size() - 1; i > 0; i--) {
                if (tokens.get(i).text().equals("by")) {
                    return i;
                }
            }
            return -1;
        }

        /** The first token from {@code from} on that is an option. */
        private int tail(int from) {
            int at = from;
            while (at < tokens.size() && !isOption(tokens.get(at).text())) {
                at++;
            }
            return at;
        }

        private boolean isOption(String text) {
            return text.equals("for")
                    || text.startsWith("--")
                    || known.contains(text)
                    || known.contains(text + " ");
        }

        private int startOf(int token) {
            return token < tokens.size() ? tokens.get(token).span().start() : end;
        }

        private Span between(int from, int to) {
            int start = Math.min(from, to);
            int stop = to;
            while (stop > start && Character.isWhitespace(line.charAt(stop - 1))) {
                stop--;
            }
            while (start < stop && Character.isWhitespace(line.charAt(start))) {
                start++;
            }
            return new Span(start, stop);
        }

        private List<Word> fields(int from, int to) throws LineError {
            List<Word> fields = new ArrayList<>();
            int start = from;
            for (int at = from; at <= to; at++) {
                if (at == to || line.charAt(at) == ',') {
                    Span span = between(start, at);
                    if (span.start() == span.end()) {
                        throw new LineError(
                                line,
                                Span.at(Math.min(at, span.start())),
                                "the name of a field is missing",
                                "usage: " + verb.usage());
                    }
                    fields.add(new Word(line.substring(span.start(), span.end()), span));
                    start = at + 1;
                }
            }
            return fields;
        }

        private void options(int from) throws LineError {
            int at = from;
            while (at < tokens.size()) {
                Word word = tokens.get(at++);
                if (word.text().equals("for")) {
                    at = limit(at);
                } else if (known.contains(word.text())) {
                    found.put(word.text(), 0L);
                } else if (known.contains(word.text() + " ")) {
                    found.put(word.text(), number(at++, word.text()));
                } else {
                    throw call.unexpected(word, verb.usage());
                }
            }
        }

        private long number(int at, String what) throws LineError {
            String text = at < tokens.size() ? tokens.get(at).text() : "";
            if (NUMBER.matcher(text).matches() && Long.parseLong(text) > 0) {
                return Long.parseLong(text);
            }
            Span place = at < tokens.size() ? tokens.get(at).span() : Span.at(end);
            throw new LineError(
                    line,
                    place,
                    what + " is followed by a number from 1 on",
                    "try: " + line.substring(0, place.start()).strip() + " 3");
        }

        private int limit(int at) throws LineError {
            Span place = at < tokens.size() ? tokens.get(at).span() : Span.at(end);
            String text = at < tokens.size() ? tokens.get(at).text() : "";
            Matcher time = TIME.matcher(text);
            if (time.matches() && Long.parseLong(time.group(1)) > 0) {
                nanos = Long.parseLong(time.group(1)) * UNITS.get(time.group(2));
                return at + 1;
            }
            boolean isHits =
                    NUMBER.matcher(text).matches()
                            && Long.parseLong(text) > 0
                            && at + 1 < tokens.size()
                            && tokens.get(at + 1).text().matches("hits?");
            if (!isHits) {
                throw new LineError(
                        line,
                        place,
                        "'for' is followed by a time or by a number of hits",
                        "try: " + line.substring(0, place.start()).strip() + " 5s");
            }
            hits = Long.parseLong(text);
            return at + 2;
        }
    }
}
