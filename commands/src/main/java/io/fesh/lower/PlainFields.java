// SPDX-License-Identifier: Apache-2.0
package io.fesh.lower;

import io.fesh.event.Meaning;
import io.fesh.kernel.Prototype;
import io.fesh.parse.EventLine;
import io.fesh.parse.Span;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The fields of a line in the kernel's own grammar, by the module's rules: {@code +N} adds, {@code
 * [I]} loads from element I, and of a number the last one loads the number itself.
 */
public final class PlainFields {
    private static final String TYPE =
            "(?:unsigned\\s+)?(?:"
                    + String.join("|", EventLine.TYPES)
                    + ")(?:\\s*\\[\\s*\\w+\\s*\\])?|s?b\\d+@\\d+/(?:8|16|32|64)";
    private static final String ADDRESS = "\\$\\s*[A-Za-z_]\\w*|0x\\w+";
    private static final Pattern FIELD =
            Pattern.compile(
                    "\\s*(?<type>"
                            + TYPE
                            + ")\\s+(?:(?<name>[A-Za-z_]\\w*)(?:\\s*=\\s*(?<at>"
                            + ADDRESS
                            + "))?|(?<unnamed>"
                            + ADDRESS
                            + "))(?<steps>[-\\s+\\[\\]\\w]*)");
    private static final Pattern STEP =
            Pattern.compile("\\s*(?:([-+])\\s*(\\w+)|\\[\\s*(\\w+)\\s*\\])");
    private static final Pattern NULL = Pattern.compile("\\s*NULL\\s*");
    private static final Pattern NO_FIELDS = Pattern.compile("\\s*");

    private PlainFields() {}

    /** Empty if a field is not understood. */
    public static Optional<List<LoweredField>> of(String line, int from) {
        int open = line.indexOf('(', from);
        int close = open < 0 ? -1 : line.indexOf(')', open);
        if (close < 0) {
            return Optional.empty();
        }
        String inside = line.substring(open + 1, close);
        List<LoweredField> fields = new ArrayList<>();
        if (NO_FIELDS.matcher(inside).matches()) {
            return Optional.of(fields);
        }
        int register = 0;
        for (String argument : inside.split(",", -1)) {
            boolean parameter = NULL.matcher(argument).matches();
            if (!parameter) {
                for (String text : argument.split("\\|", -1)) {
                    Optional<LoweredField> field = field(text, register);
                    if (field.isEmpty()) {
                        return Optional.empty();
                    }
                    fields.add(field.get());
                    parameter |= field.get().register() != Way.NONE;
                }
            }
            register += parameter ? 1 : 0;
        }
        return register > Prototype.REGISTERS ? Optional.empty() : Optional.of(fields);
    }

    /** One field that begins at no parameter: {@code int n=$total_forks}. */
    static Optional<LoweredField> atAddress(String text) {
        return field(text, Way.NONE).filter(field -> field.register() == Way.NONE);
    }

    private static Optional<LoweredField> field(String text, int register) {
        Matcher m = FIELD.matcher(text);
        if (!m.matches()) {
            return Optional.empty();
        }
        String word = m.group("type").replaceAll("\\s+", " ").replaceAll(" ?([\\[\\]]) ?", "$1");
        boolean indirect = word.endsWith("]") || word.endsWith("string");
        String given = m.group("name") == null ? m.group("unnamed") : m.group("at");
        String address = given == null ? "" : given.replaceAll("\\s", "");
        String name = m.group("name") == null ? address.replace("$", "") : m.group("name");
        String steps = m.group("steps").strip();
        // a variable alone is read where it is
        boolean plain = steps.isEmpty() && !address.isEmpty() && !address.equals(Way.CURRENT);
        List<Long> loads = new ArrayList<>();
        long offset = 0;
        boolean loaded = false;
        try {
            Matcher step = STEP.matcher(steps);
            int end = 0;
            for (; step.lookingAt(); step.region(end, steps.length())) {
                if (loaded && !indirect && step.group(3) != null) {
                    loads.add(offset);
                    offset = 0;
                }
                if (step.group(1) != null) {
                    int bytes = Integer.decode(step.group(2));
                    offset += step.group(1).equals("-") ? -bytes : bytes;
                } else {
                    offset += Integer.decode(step.group(3)) * (long) size(word);
                    if (indirect) {
                        loads.add(offset);
                        offset = 0;
                    }
                    loaded = true;
                }
                end = step.end();
            }
            if (end < steps.length() || !loaded && !indirect && offset != 0) {
                return Optional.empty();
            }
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
        // the last pointer of a string is the one to its text
        boolean inPlace = word.endsWith("]") || loads.isEmpty() || offset != 0;
        if (indirect && !inPlace) {
            offset = loads.remove(loads.size() - 1);
        }
        return Optional.of(
                new LoweredField(
                        new Span(0, 0),
                        name,
                        "",
                        "",
                        new FieldType(word, indirect && inPlace),
                        Meaning.NONE,
                        Meaning.NONE,
                        new Way(
                                address.isEmpty() ? register : Way.NONE,
                                address,
                                loads,
                                offset,
                                plain || !steps.isEmpty()),
                        ""));
    }

    /** What an index counts: of a string, pointers. */
    private static int size(String word) {
        return KprobeLine.size(word);
    }
}
