// SPDX-License-Identifier: Apache-2.0
package io.fesh.lower;

import io.fesh.event.Meaning;
import io.fesh.kernel.Prototype;
import io.fesh.kernel.Prototype.Parameter;
import io.fesh.kernel.ValueType;
import io.fesh.kernel.ValueType.Kind;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * How a value is read and how it is shown, both told by its C type. A type that the user names says
 * both itself.
 *
 * @param words what a filter may call the values
 */
record Reading(FieldType type, Meaning meaning, Meaning words) {
    /** Structs around one number. */
    private static final Set<String> SIGNED_BOXES =
            Set.of("atomic_t", "refcount_t", "atomic64_t", "atomic_long_t");

    private static final Set<String> UNSIGNED_BOXES =
            Set.of("kuid_t", "kgid_t", "kprojid_t", "vfsuid_t", "vfsgid_t");

    private static final Set<String> TIMES =
            Set.of("struct timespec64", "struct __kernel_timespec");

    private static final Pattern SOCKET_ADDRESS =
            Pattern.compile(
                    "struct sockaddr(_in|_in6|_storage|_unsized)?|struct __kernel_sockaddr_storage");

    /** The longest that is shown, of AF_INET6. */
    private static final int SOCKET_ADDRESS_BYTES = 28;

    private static final Pattern ADDRESS_NAME =
            Pattern.compile("(?i).*(addr|(^|_)ip|nexthop|gateway|(^|_)gw|mask)\\d?");

    /** What is no name in C is nothing to be shown as one. */
    private static final Predicate<String> NAME = Pattern.compile("\\w+").asMatchPredicate();

    private static final Pattern PORT_NAME = Pattern.compile("(?i).*(port|num)");

    static final Reading POINTER = plain(new FieldType("x64", false));

    private Reading(FieldType type, Meaning meaning) {
        this(type, meaning, meaning);
    }

    /**
     * @param fitting how it would be read by its own type
     */
    static Reading chosen(String word, ValueType there, Optional<Reading> fitting) {
        FieldType type = FieldType.chosen(word, there);
        Meaning words = fitting.map(Reading::names).orElse(Meaning.NONE);
        return new Reading(type, Meaning.NONE, words);
    }

    /** The meaning, if it is one of names, which numbers have however they are shown. */
    Meaning names() {
        boolean names =
                meaning instanceof Meaning.Flags
                        || meaning instanceof Meaning.Enumerators
                        || meaning instanceof Meaning.Truth;
        return names ? meaning : Meaning.NONE;
    }

    /** Of a parameter that is passed in a register; empty if it is not one value. */
    static Optional<Reading> ofParameter(Prototype function, Parameter parameter) {
        ValueType type = parameter.type();
        Optional<Meaning> words =
                type.kind() == Kind.INTEGER
                        ? KnownWords.ofParameter(function, parameter.name())
                        : Optional.empty();
        return of(type, parameter.name(), words)
                // in a register there is no memory to read from
                .filter(found -> !found.type().inPlace() || type.kind() != Kind.COMPOSITE)
                .or(() -> FieldType.ofRegister(type).map(Reading::plain));
    }

    /** Of something in memory with the name {@code name}; empty if it is not one value. */
    static Optional<Reading> ofMember(ValueType type, String name) {
        Optional<Meaning> words =
                type.kind() == Kind.INTEGER ? KnownWords.ofName(name) : Optional.empty();
        return of(type, name, words);
    }

    static Optional<Reading> ofReturn(ValueType type, String name) {
        Optional<Reading> found = of(type, name, Optional.empty());
        boolean number = type.kind() == Kind.INTEGER && type.signed() && type.size() >= 4;
        return number || type.kind() == Kind.POINTER
                ? found.map(r -> new Reading(r.type(), new Meaning.ErrorOrValue()))
                : found;
    }

    /** Whether it is read from where a value points to. */
    boolean isBehindValue() {
        return type.isString() || type.text().endsWith("]");
    }

    private static Reading plain(FieldType type) {
        return new Reading(type, Meaning.NONE);
    }

    private static Optional<Reading> of(ValueType type, String name, Optional<Meaning> words) {
        String text = type.text().replaceAll("\\b(const|volatile) ", "").strip();
        Optional<Reading> wellKnown = wellKnown(text, type, name);
        if (wellKnown.isPresent()) {
            return wellKnown;
        }
        Meaning meaning =
                words.or(() -> KnownWords.ofType(text))
                        .orElseGet(
                                () ->
                                        switch (type.kind()) {
                                            case BOOLEAN -> new Meaning.Truth();
                                            case ENUM -> enumeration(type);
                                            default -> Meaning.NONE;
                                        });
        boolean bits = meaning instanceof Meaning.Flags;
        return FieldType.of(type, bits ? "flags" : name).map(found -> new Reading(found, meaning));
    }

    private static Optional<Reading> wellKnown(String text, ValueType type, String name) {
        int bits = Byte.SIZE * type.size();
        if (type.kind() == Kind.COMPOSITE) {
            return composite(text, type.size(), bits);
        } else if (type.kind() == Kind.POINTER && text.endsWith(" *")) {
            return behind(text.substring(0, text.length() - 2));
        }
        return switch (text) {
            case "umode_t" -> read("x" + bits, false, new Meaning.FileMode());
            case "ktime_t" -> read("s64", false, new Meaning.Time());
            case "__be16" ->
                    read(
                            "x16",
                            false,
                            new Meaning.NetworkOrder(!PORT_NAME.matcher(name).matches()));
            case "__be32" ->
                    read(
                            "x32",
                            false,
                            ADDRESS_NAME.matcher(name).matches()
                                    ? new Meaning.InternetAddress()
                                    : new Meaning.NetworkOrder(false));
            case "__be64" -> read("x64", false, new Meaning.NetworkOrder(false));
            default -> Optional.empty();
        };
    }

    private static Optional<Reading> composite(String text, int size, int bits) {
        if (SIGNED_BOXES.contains(text) && size <= Long.BYTES) {
            return read("s" + bits, false, Meaning.NONE);
        } else if (UNSIGNED_BOXES.contains(text) && size <= Long.BYTES) {
            return read("u" + bits, false, KnownWords.ofType(text).orElse(Meaning.NONE));
        } else if (text.equals("struct in_addr") && size == 4) {
            return read("x32", false, new Meaning.InternetAddress());
        } else if (text.equals("struct in6_addr") && size == 16) {
            return read("x8[16]", true, new Meaning.InternetAddress());
        } else if (TIMES.contains(text) && size == 16) {
            return read("s64[2]", true, new Meaning.Time());
        } else if (SOCKET_ADDRESS.matcher(text).matches()) {
            int bytes = Math.min(size, SOCKET_ADDRESS_BYTES);
            return read("x8[" + bytes + "]", true, new Meaning.SocketAddress());
        }
        return Optional.empty();
    }

    /** What a pointer points to, where that says more than the pointer. */
    private static Optional<Reading> behind(String text) {
        if (text.equals("struct in6_addr")) {
            return read("x8[16]", false, new Meaning.InternetAddress());
        } else if (SOCKET_ADDRESS.matcher(text).matches()) {
            String bytes = text.endsWith("_in") ? "x8[16]" : "x8[" + SOCKET_ADDRESS_BYTES + "]";
            return read(bytes, false, new Meaning.SocketAddress());
        }
        return Optional.empty();
    }

    private static Optional<Reading> read(String word, boolean inPlace, Meaning meaning) {
        return Optional.of(new Reading(new FieldType(word, inPlace), meaning));
    }

    /** An enum whose constants are single bits is a set of them. */
    private static Meaning enumeration(ValueType type) {
        List<Meaning.Constant> constants =
                type.constants().stream().filter(each -> NAME.test(each.name())).toList();
        List<Meaning.Flag> flags = new ArrayList<>();
        for (Meaning.Constant each : constants) {
            if (Long.bitCount(each.value()) == 1) {
                flags.add(new Meaning.Flag(each.name(), each.value(), each.value()));
            } else if (each.value() != 0) {
                return new Meaning.Enumerators(constants);
            }
        }
        // 0, 1 and 2 alone are numbers as often as bits
        return flags.size() > 2
                ? new Meaning.Flags(flags)
                : constants.isEmpty() ? Meaning.NONE : new Meaning.Enumerators(constants);
    }
}
