// SPDX-License-Identifier: Apache-2.0
package io.fesh.saved;

import io.fesh.kernel.CType;
import io.fesh.kernel.KernelTypes;
import io.fesh.kernel.Prototype;
import io.fesh.kernel.TargetException;
import io.fesh.kernel.ValueType;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a function takes and returns, in the words of its prototype, as a file keeps it. */
record Declaration(String text, String returns, List<Parameter> parameters) {
    private static final Pattern QUALIFIERS =
            Pattern.compile("\\b(?:const|volatile|restrict)\\b ?");
    private static final Pattern FUNCTION_POINTER = Pattern.compile("(.*?\\(\\*\\s*)(\\w*)(.*)");
    private static final Pattern NAMED = Pattern.compile("(.*[\\s*])(\\w+)");

    /**
     * @param name empty if it has none
     */
    record Parameter(String type, String name) {
        private static Parameter of(String text) {
            Matcher pointer = FUNCTION_POINTER.matcher(text);
            if (pointer.matches()) {
                return new Parameter(pointer.group(1) + pointer.group(3), pointer.group(2));
            }
            Matcher named = NAMED.matcher(text);
            return named.matches()
                    ? new Parameter(named.group(1).strip(), named.group(2))
                    : new Parameter(text, "");
        }

        /** What it is called is no matter, nor is const. */
        boolean isOfTypeOf(Parameter other) {
            return unqualified(type).equals(unqualified(other.type));
        }

        /** As C declares it. */
        String declared() {
            boolean pointer = type.contains("(*");
            String space = type.endsWith("*") || name.isEmpty() ? "" : " ";
            return pointer ? type.replaceFirst("\\(\\*", "(*" + name) : type + space + name;
        }
    }

    Declaration {
        parameters = List.copyOf(parameters);
    }

    /**
     * @param function its name, with or without its module
     * @return empty if this is no prototype of it
     */
    static Optional<Declaration> of(String text, String function) {
        String name = function.substring(function.indexOf(':') + 1);
        Matcher head = Pattern.compile("\\b" + Pattern.quote(name) + "\\(").matcher(text);
        if (!head.find()) {
            return Optional.empty();
        }
        List<Parameter> parameters = new ArrayList<>();
        int depth = 0;
        int from = head.end();
        for (int at = from; at < text.length(); at++) {
            char c = text.charAt(at);
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (depth < 0 || depth == 0 && c == ',') {
                String parameter = text.substring(from, at).strip();
                if (!parameter.equals("void") && !parameter.isEmpty()) {
                    parameters.add(Parameter.of(parameter));
                }
                from = at + 1;
            }
            if (depth < 0) {
                break;
            }
        }
        String returns = (text.substring(0, head.start()) + text.substring(from)).strip();
        return Optional.of(new Declaration(text, returns, parameters));
    }

    static String unqualified(String type) {
        return QUALIFIERS.matcher(type).replaceAll("").strip();
    }

    /** Whatever its parameters are called. */
    boolean takesTheSameAs(Declaration other) {
        boolean same = parameters.size() == other.parameters.size() && returnsTheSameAs(other);
        for (int i = 0; same && i < parameters.size(); i++) {
            same = parameters.get(i).isOfTypeOf(other.parameters.get(i));
        }
        return same;
    }

    boolean returnsTheSameAs(Declaration other) {
        return unqualified(returns).equals(unqualified(other.returns));
    }

    /**
     * With what {@code types} say of the types that it names.
     *
     * @param call a system call's, whose pointers are its caller's
     */
    Prototype prototype(String function, KernelTypes types, boolean call) throws TargetException {
        List<Prototype.Parameter> all = new ArrayList<>();
        int register = 0;
        for (Parameter each : parameters) {
            ValueType type = valueType(each.type(), types, call);
            int needed = type.registers();
            boolean fits = needed > 0 && register + needed <= Prototype.REGISTERS;
            all.add(
                    new Prototype.Parameter(
                            each.name(),
                            each.declared(),
                            type,
                            fits ? register : Prototype.NO_REGISTER));
            register += fits ? needed : 0;
        }
        return new Prototype(function, text, all, valueType(returns, types, false), call);
    }

    /** One that is not known there fills a register, as nearly all do. */
    private static ValueType valueType(String spelling, KernelTypes types, boolean user)
            throws TargetException {
        boolean pointer = user && spelling.endsWith("*");
        Optional<CType> known = types.type(pointer ? spelling + " __user" : spelling);
        return known.isPresent()
                ? ValueType.of(known.get())
                : new ValueType(
                        spelling, ValueType.Kind.POINTER, Long.BYTES, false, 0, false, List.of());
    }
}
