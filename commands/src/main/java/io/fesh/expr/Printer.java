// SPDX-License-Identifier: Apache-2.0
package io.fesh.expr;

import io.fesh.expr.Value.Sequence;
import io.fesh.kernel.TargetException;
import io.fesh.render.Json;
import io.fesh.render.Numbers;
import io.fesh.render.Style;
import io.fesh.render.StyledText;

import java.util.ArrayList;
import java.util.List;

/** What {@code print} shows of a value, for people and for programs. */
public final class Printer {

    /**
     * @param object members of a JSON object, without its braces
     */
    public record Printed(List<StyledText> lines, String object) {
        public Printed {
            lines = List.copyOf(lines);
        }
    }

    private Printer() {}

    /**
     * Reads the value, unless it has been.
     *
     * @param name the last name in its expression, which may tell flags from numbers
     * @param stamp asked for after reading: when that was
     */
    public static Printed print(Kernel kernel, Value value, Format format, String name, Stamp stamp)
            throws TargetException {
        Shown shown = new Display(kernel, format).of(value, name);
        String time = stamp.now();
        String type = Evaluator.type(value).map(each -> each.spelling()).orElse("");
        List<StyledText> lines = new ArrayList<>();
        String at = time.isEmpty() ? "" : "at " + time;
        if (value instanceof Sequence sequence) {
            lines.addAll(sequence(sequence, shown, format, at));
        } else {
            lines.addAll(ShownText.lines(shown, format.zeros(), at));
        }
        String object =
                "\"type\":"
                        + Json.string(type)
                        + ",\"value\":"
                        + ShownJson.of(shown)
                        + (time.isEmpty() ? "" : ",\"at\":" + time);
        return new Printed(lines, object);
    }

    /** When something was read, in seconds of the target's uptime; empty if it does not say. */
    public interface Stamp {
        String now() throws TargetException;
    }

    private static List<StyledText> sequence(
            Sequence sequence, Shown shown, Format format, String at) {
        List<StyledText> lines = new ArrayList<>();
        if (!sequence.elements().isEmpty()) {
            lines.addAll(ShownText.lines(shown, format.zeros(), ""));
        }
        int count = sequence.elements().size();
        String end = sequence.end().isEmpty() ? "" : ", then it " + sequence.end();
        lines.add(
                StyledText.builder()
                        .add(Style.DIM, Numbers.count(count, "element", "elements"))
                        .add(Style.FAULT, end)
                        .add(Style.DIM, at.isEmpty() ? "" : "  " + at)
                        .build());
        return lines;
    }
}
