// SPDX-License-Identifier: Apache-2.0
package io.fesh.verb;

import io.fesh.kernel.KernelSymbols;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is worth knowing of a function before it is traced, in a few words each. */
public final class FunctionMarks {
    /** What compilers add to the name of a function that they made out of another. */
    private static final Pattern CLONE = Pattern.compile("(.+?)\\.(isra|constprop|part|cold)\\b.*");

    private FunctionMarks() {}

    /** Whether it can be traced, how many have its name, and what it is a clone of. */
    public static List<String> of(KernelSymbols symbols, String function) {
        List<String> marks = new ArrayList<>();
        if (symbols.standing(function) == KernelSymbols.Standing.NOT_TRACEABLE) {
            marks.add("notrace");
        }
        int copies = symbols.copies(function);
        if (copies > 1) {
            marks.add(copies + " copies");
        }
        clone(function).ifPresent(marks::add);
        return marks;
    }

    private static Optional<String> clone(String function) {
        Matcher clone = CLONE.matcher(function);
        if (!clone.matches()) {
            return Optional.empty();
        }
        String original = clone.group(1);
        return Optional.of(
                switch (clone.group(2)) {
                    case "isra" -> "clone of " + original + " with other parameters";
                    case "constprop" -> "clone of " + original + " with a constant parameter";
                    case "part" -> "part of " + original;
                    default -> "unlikely part of " + original;
                });
    }
}
