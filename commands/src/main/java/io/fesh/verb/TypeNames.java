// SPDX-License-Identifier: Apache-2.0
package io.fesh.verb;

import io.fesh.kernel.CType;
import io.fesh.kernel.KernelSymbols;
import io.fesh.kernel.KernelTypes;
import io.fesh.kernel.KernelTypes.Named;
import io.fesh.kernel.TargetException;
import io.fesh.parse.LineError;
import io.fesh.parse.Span;
import io.fesh.render.Json;
import io.fesh.render.Numbers;
import io.fesh.render.Quoting;
import io.fesh.render.Style;
import io.fesh.render.StyledText;

import java.util.List;

/** Types, functions and variables by the spellings that users type. */
final class TypeNames {
    private TypeNames() {}

    /** All that is typed from {@code from} on: {@code struct file} is one spelling. */
    static Span spelling(Command.Call call, int from, String example) throws LineError {
        LineCheck.kernelLine(call.line(), from);
        String rest = call.line().substring(from);
        if (rest.isBlank()) {
            throw call.missing("the name of a type", example);
        }
        int start = from + rest.length() - rest.stripLeading().length();
        int end = start + rest.strip().length();
        return new Span(start, end);
    }

    /** What the spelling at {@code span} means, at least one thing. */
    static List<Named> get(Session session, KernelTypes types, String line, Span span)
            throws LineError, TargetException, InterruptedException {
        String spelling = line.substring(span.start(), span.end());
        List<Named> found = types.find(spelling);
        if (found.isEmpty()) {
            throw unknown(session, types, line, span);
        }
        return found;
    }

    private static LineError unknown(Session session, KernelTypes types, String line, Span span)
            throws TargetException, InterruptedException {
        String spelling = line.substring(span.start(), span.end());
        List<String> near = types.near(spelling, 1);
        if (near.isEmpty()) {
            near = session.symbols().near(spelling, 1);
        }
        KernelSymbols.Standing standing = session.symbols().standing(spelling);
        String message =
                switch (standing) {
                    case UNKNOWN -> " is no type, function or variable of this kernel";
                    case NOT_A_FUNCTION -> " is data whose type this kernel does not tell";
                    case TRACEABLE, NOT_TRACEABLE ->
                            " is a function whose prototype this kernel does not tell";
                };
        String before = line.substring(0, span.start()).stripLeading();
        return new LineError(
                line,
                span,
                Phrases.name(spelling) + message,
                standing != KernelSymbols.Standing.UNKNOWN || near.isEmpty()
                        ? ""
                        : "try: " + before + near.get(0));
    }

    /** {@code struct file 232 bytes}, and for all but structs what C says of it. */
    static StyledText line(Named what) {
        StyledText.Builder line = StyledText.builder();
        switch (what.sort()) {
            case STRUCT, UNION, ENUM, BASE ->
                    line.add(Style.FUNCTION, Quoting.visible(what.spelling()));
            case TYPEDEF, VARIABLE -> line.add(Quoting.visible(what.declaration()));
            case FUNCTION -> line.add(Style.FUNCTION, Quoting.visible(what.declaration()));
        }
        if (what.size() >= 0) {
            line.add(Style.DIM, "  " + Numbers.count(what.size(), "byte", "bytes"));
        }
        return line.build();
    }

    /** The type of an expression. */
    static StyledText line(String spelling, long size) {
        StyledText.Builder line = StyledText.builder();
        line.add(Style.FUNCTION, Quoting.visible(spelling));
        return size == 0
                ? line.build()
                : line.add(Style.DIM, "  " + Numbers.count(size, "byte", "bytes")).build();
    }

    static String object(String expr, CType type) {
        return "{\"expr\":"
                + Json.string(expr)
                + ",\"type\":"
                + Json.string(type.spelling())
                + ",\"size\":"
                + type.size()
                + "}";
    }

    static String object(Named what) {
        String size = what.size() >= 0 ? ",\"size\":" + what.size() : "";
        return "{\"name\":"
                + Json.string(what.spelling())
                + ",\"sort\":"
                + Json.string(what.sort().name().toLowerCase(java.util.Locale.ROOT))
                + ",\"declaration\":"
                + Json.string(what.declaration())
                + size
                + "}";
    }
}
