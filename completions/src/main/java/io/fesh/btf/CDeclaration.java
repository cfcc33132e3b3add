// SPDX-License-Identifier: Apache-2.0
package io.fesh.btf;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.StringJoiner;
import java.util.function.IntFunction;

/**
 * How C declares a name of some type, or writes the type alone: {@code struct file *file}, {@code
 * int (*)(struct inode *, struct file *)}. Works from the name outwards: a pointer goes before what
 * is there, an array or a parameter list behind it, in parentheses if a pointer came first.
 */
public final class CDeclaration {
    /** Pointers, arrays and qualifiers around one name; the kernel's deepest has 9. */
    private static final int MAX_CHAIN = 64;

    /** Types in one declaration, parameters of parameters included. */
    private static final int MAX_PARTS = 10_000;

    private static final Set<String> SPARSE_TAGS = Set.of("user", "percpu", "rcu");

    private final Btf btf;
    private final IntFunction<String> anonymousBody;
    private int parts;

    private CDeclaration(Btf btf, IntFunction<String> anonymousBody) {
        this.btf = btf;
        this.anonymousBody = anonymousBody;
    }

    /** The type, as in a cast; for a function or variable, its declaration. */
    public static String of(Btf btf, int id) {
        return of(btf, id, "");
    }

    /** {@code name} with this type; bodies of anonymous types are {@code {...}}. */
    public static String of(Btf btf, int id, String name) {
        return of(btf, id, name, anonymous -> "{...}");
    }

    /**
     * @param anonymousBody writes what follows {@code struct}, {@code union} or {@code enum} where
     *     there is no name
     */
    static String of(Btf btf, int id, String name, IntFunction<String> anonymousBody) {
        return new CDeclaration(btf, anonymousBody).declare(id, name, 0);
    }

    private String declare(int id, String name, int depth) {
        if (++parts > MAX_PARTS || depth > Btf.MAX_DEPTH) {
            throw btf.malformed(id, "type [" + id + "] is declared without end");
        }
        String inner = name;
        Set<String> qualifiers = new LinkedHashSet<>();
        int at = id;
        for (int links = 0; links < MAX_CHAIN; links++) {
            BtfKind kind = btf.kind(at);
            switch (kind) {
                case CONST, VOLATILE, RESTRICT -> {
                    qualifiers.add(kind.name().toLowerCase(Locale.ROOT));
                    at = btf.target(at);
                }
                case TYPE_TAG -> {
                    qualifiers.add(tag((BtfType.TypeTag) btf.type(at)));
                    at = btf.target(at);
                }
                case PTR -> {
                    inner = pointer(qualifiers, inner);
                    qualifiers.clear();
                    at = btf.target(at);
                }
                case ARRAY -> {
                    BtfType.Array array = (BtfType.Array) btf.type(at);
                    // a flexible array member has length 0
                    String length = array.length() == 0 ? "" : Long.toString(array.length());
                    inner = grouped(inner) + '[' + length + ']';
                    // C has no qualified arrays: what qualifies one qualifies its elements
                    at = array.element();
                }
                case FUNC_PROTO -> {
                    inner = grouped(inner) + parameters((BtfType.Prototype) btf.type(at), depth);
                    qualifiers.clear();
                    at = btf.target(at);
                }
                case FUNC, VAR -> {
                    inner = btf.name(at);
                    at = btf.target(at);
                }
                default -> {
                    return base(at, kind, qualifiers, inner);
                }
            }
        }
        throw btf.malformed(id, "type [" + id + "] is declared without end");
    }

    private static String pointer(Set<String> qualifiers, String inner) {
        if (qualifiers.isEmpty()) {
            return '*' + inner;
        }
        return ("* " + String.join(" ", qualifiers) + ' ' + inner).stripTrailing();
    }

    private static String grouped(String inner) {
        return inner.startsWith("*") ? '(' + inner + ')' : inner;
    }

    private String parameters(BtfType.Prototype prototype, int depth) {
        List<BtfType.Parameter> parameters = prototype.parameters();
        if (parameters.isEmpty() && !prototype.variadic()) {
            return "(void)";
        }
        StringJoiner text = new StringJoiner(", ", "(", ")");
        for (BtfType.Parameter parameter : parameters) {
            text.add(declare(parameter.type(), parameter.name(), depth + 1));
        }
        if (prototype.variadic()) {
            text.add("...");
        }
        return text.toString();
    }

    private String base(int id, BtfKind kind, Set<String> qualifiers, String inner) {
        StringJoiner text = new StringJoiner(" ");
        qualifiers.stream().filter(q -> !q.startsWith("_")).forEach(text::add);
        text.add(specifier(id, kind));
        qualifiers.stream().filter(q -> q.startsWith("_")).forEach(text::add);
        if (!inner.isEmpty() && !inner.startsWith("[")) {
            text.add(inner);
            return text.toString();
        }
        return text + inner;
    }

    private String specifier(int id, BtfKind kind) {
        return switch (kind) {
            case VOID -> "void";
            case STRUCT -> named(id, "struct");
            case UNION -> named(id, "union");
            case ENUM, ENUM64 -> named(id, "enum");
            case FWD ->
                    (((BtfType.Forward) btf.type(id)).union() ? "union " : "struct ")
                            + btf.name(id);
            default -> btf.name(id);
        };
    }

    private String named(int id, String keyword) {
        String name = btf.name(id);
        return keyword + ' ' + (name.isEmpty() ? anonymousBody.apply(id) : name);
    }

    /** As kernel sources write it where they have a short word for it. */
    private static String tag(BtfType.TypeTag tag) {
        if (tag.attribute()) {
            return "__attribute__((" + tag.name() + "))";
        }
        return SPARSE_TAGS.contains(tag.name())
                ? "__" + tag.name()
                : "__attribute__((btf_type_tag(\"" + tag.name() + "\")))";
    }
}
