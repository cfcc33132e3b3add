// SPDX-License-Identifier: Apache-2.0
package io.fesh.lower;

import io.fesh.kernel.Prototype;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The same event as a one-line program of bpftrace (0.17 or later), which knows the types itself.
 */
public final class BpftraceLine {
    private BpftraceLine() {}

    /** Empty if a field has no text in bpftrace's language, as those without names. */
    public static Optional<String> of(Prototype prototype, List<LoweredField> fields) {
        if (fields.stream().anyMatch(field -> field.bpftrace().isEmpty())) {
            return Optional.empty();
        }
        List<String> formats = new ArrayList<>();
        List<String> values = new ArrayList<>();
        for (LoweredField field : fields) {
            String word = field.type().text();
            String value = field.bpftrace();
            formats.add(field.name() + "=" + format(word));
            values.add(value(word, value));
        }
        String format = "\"" + String.join(" ", formats) + "\\n\"";
        String print = values.isEmpty() ? format : format + ", " + String.join(", ", values);
        return Optional.of(probe(prototype) + " { printf(" + print + "); }");
    }

    private static String probe(Prototype prototype) {
        String name = prototype.function();
        return prototype.systemCall()
                ? "tracepoint:syscalls:sys_enter_"
                        + name.replaceFirst("^(SyS_|sys_|__x64_sys_)", "")
                : "fentry:" + name;
    }

    private static String format(String word) {
        if (word.endsWith("string") || word.startsWith("char[") || word.equals("symbol")) {
            return "%s";
        }
        if (word.endsWith("]")) {
            return "%r";
        }
        String length = KprobeLine.size(word) == Long.BYTES ? "ll" : "";
        if (word.startsWith("x")) {
            return "0x%" + length + "x";
        }
        boolean unsigned = word.startsWith("u") || word.equals("size_t");
        return "%" + length + (unsigned ? "u" : "d");
    }

    private static String value(String word, String value) {
        if (word.endsWith("string")) {
            return "str(" + value + ")";
        }
        if (word.equals("symbol")) {
            return "ksym(" + value + ")";
        }
        return word.endsWith("]") && !word.startsWith("char[") ? "buf(" + value + ")" : value;
    }
}
