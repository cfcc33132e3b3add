// SPDX-License-Identifier: Apache-2.0
package io.fesh.types;

import io.fesh.btf.Btf;
import io.fesh.kernel.Prototype;
import io.fesh.kernel.TargetException;
import io.fesh.kernel.ValueType;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The parameters of system calls. BTF has only their wrappers, which take a pt_regs; names and
 * types are in the format files of the kernel's own syscall events (CONFIG_FTRACE_SYSCALLS).
 */
final class SystemCallFormat {
    private static final String FOLDER = "/sys/kernel/tracing/events/syscalls/sys_enter_";
    private static final Pattern FIELD = Pattern.compile("\\s*field:(.*?)\\s*(\\w+);\\s*offset:.*");
    private static final Pattern NAME = Pattern.compile("\\w+");
    private static final String NUMBER = "__syscall_nr";

    /** What a parameter points to, copied by the event itself, as 7.x does; no parameter. */
    private static final String COPY = "__data_loc ";

    /** What these files call a type, where BTF has another word. */
    private static final Map<String, String> SPELLINGS =
            Map.of(
                    "long", "long int",
                    "unsigned long", "long unsigned int",
                    "unsigned", "unsigned int",
                    "short", "short int",
                    "unsigned short", "short unsigned int",
                    "long long", "long long int",
                    "unsigned long long", "long long unsigned int");

    private SystemCallFormat() {}

    /**
     * A parameter.
     *
     * @param pointee what it points to, if it does and BTF has that
     */
    record Argument(String name, String declaration, ValueType type, OptionalInt pointee) {}

    /**
     * @param call the name without a prefix: {@code openat}
     */
    static Optional<List<Argument>> read(String call, TargetFiles files, Btf btf) {
        if (!NAME.matcher(call).matches()) {
            return Optional.empty();
        }
        String text;
        try {
            text = new String(files.file(FOLDER + call + "/format"), StandardCharsets.UTF_8);
        } catch (TargetException e) {
            return Optional.empty();
        }
        List<Argument> arguments = new ArrayList<>();
        boolean seen = false;
        for (String line : text.lines().toList()) {
            Matcher m = FIELD.matcher(line);
            if (!m.matches() || m.group(1).startsWith(COPY)) {
                continue;
            }
            if (seen && arguments.size() < Prototype.REGISTERS) {
                arguments.add(argument(m.group(2), m.group(1), btf));
            }
            seen |= m.group(2).equals(NUMBER);
        }
        return seen ? Optional.of(arguments) : Optional.empty();
    }

    private static Argument argument(String name, String type, Btf btf) {
        String base = type.replaceAll("\\b(const|volatile)\\b", "").replace("*", "").strip();
        base = base.replaceAll("\\s+", " ");
        int stars = (int) type.chars().filter(c -> c == '*').count();
        OptionalInt found = btf.find(SPELLINGS.getOrDefault(base, base));
        String declaration = type + (type.endsWith("*") ? "" : " ") + name;
        declaration = declaration.replaceAll("\\s*\\*\\s*", " *").replace("* *", "**");
        if (stars == 0) {
            ValueType value =
                    found.isPresent()
                            ? ValueTypes.of(btf, found.getAsInt())
                            : new ValueType(type, ValueType.Kind.INTEGER, 8, false, 0, false);
            return new Argument(name, declaration, value, OptionalInt.empty());
        }
        boolean text = stars == 1 && base.equals("char");
        ValueType.Kind kind = text ? ValueType.Kind.TEXT : ValueType.Kind.POINTER;
        ValueType value = new ValueType(type, kind, btf.pointerSize(), false, 0, true);
        return new Argument(name, declaration, value, stars == 1 ? found : OptionalInt.empty());
    }

    static Prototype prototype(String function, String call, List<Argument> arguments) {
        List<Prototype.Parameter> parameters = new ArrayList<>();
        List<String> declarations = new ArrayList<>();
        for (Argument argument : arguments) {
            parameters.add(
                    new Prototype.Parameter(
                            argument.name(),
                            argument.declaration(),
                            argument.type(),
                            parameters.size()));
            declarations.add(argument.declaration());
        }
        String list = declarations.isEmpty() ? "void" : String.join(", ", declarations);
        ValueType result = new ValueType("long", ValueType.Kind.INTEGER, 8, true, 0, false);
        return new Prototype(
                function, "long " + function + "(" + list + ")", parameters, result, true);
    }
}
