// SPDX-License-Identifier: Apache-2.0
package io.fesh.snippet;

import io.fesh.event.Base;
import io.fesh.event.EventSchema;
import io.fesh.event.Field;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import javax.lang.model.SourceVersion;

/**
 * The class of an event, with an accessor for each of its fields: {@code vfs_read(x64 file, size_t
 * count)} becomes
 *
 * <pre>
 * record VfsRead(Event event) {
 *     long file() { return event.u64("file"); }
 *     long count() { return event.u64("count"); }
 *     ...
 * </pre>
 *
 * An accessor reads its field when it is called, so that one that could not be read does not take
 * the others away. Its {@code all()} and {@code live()} leave out the hits of an event that had the
 * name, and other fields.
 */
public record EventClass(String name, String source) {

    /** What a record has, and what an accessor may not be called. */
    private static final Set<String> TAKEN =
            Set.of(
                    "event",
                    "all",
                    "live",
                    "on",
                    "clone",
                    "finalize",
                    "getClass",
                    "hashCode",
                    "notify",
                    "notifyAll",
                    "toString",
                    "wait");

    private static final String[] OF_EVERY_EVENT = {
        "long number", "long time", "int cpu", "int pid", "int tgid", "String comm", "long caller"
    };

    public static EventClass of(EventSchema schema) {
        String name = name(schema.name());
        StringBuilder out = new StringBuilder();
        out.append("record ").append(name).append("(io.fesh.api.Event event) {\n");
        Set<String> accessors = new TreeSet<>();
        for (Field field : schema.fields()) {
            String accessor = accessor(field.name());
            if (accessors.add(accessor)) {
                method(out, type(field), accessor, reader(field) + "(\"" + field.name() + "\")");
            }
        }
        for (String each : OF_EVERY_EVENT) {
            String accessor = each.substring(each.indexOf(' ') + 1);
            if (accessors.add(accessor)) {
                method(out, each.substring(0, each.indexOf(' ')), accessor, accessor + "()");
            }
        }
        out.append("    static java.util.stream.Stream<").append(name).append("> all() { return ");
        out.append(hits("events", schema, name)).append("; }\n");
        out.append("    static io.fesh.api.Live<").append(name).append("> live() { return ");
        out.append(hits("live", schema, name)).append("; }\n");
        out.append("    static io.fesh.api.Handle on(java.util.function.Consumer<").append(name);
        out.append("> handler) { return io.fesh.api.Fesh.on(\"").append(schema.name());
        out.append("\", e -> handler.accept(new ").append(name).append("(e))); }\n");
        out.append("    public String toString() { return event.toString(); }\n}");
        return new EventClass(name, out.toString());
    }

    /** Those of {@code events} or {@code live} that have the fields. */
    private static String hits(String source, EventSchema schema, String name) {
        String fields = "java.util.List.of(" + quoted(schema.fields()) + ")";
        return ("io.fesh.api.Fesh." + source + "(\"" + schema.name() + "\")")
                + (".filter(e -> e.fields().equals(" + fields + "))")
                + (".map(" + name + "::new)");
    }

    private static String quoted(List<Field> fields) {
        return fields.stream()
                .map(field -> '"' + field.name() + '"')
                .collect(Collectors.joining(", "));
    }

    private static void method(StringBuilder out, String type, String name, String of) {
        out.append("    ").append(type).append(' ').append(name);
        out.append("() { return event.").append(of).append("; }\n");
    }

    /** {@code VfsRead} for {@code vfs_read}. */
    public static String name(String event) {
        StringBuilder out = new StringBuilder();
        boolean first = true;
        for (int i = 0; i < event.length(); i++) {
            char c = event.charAt(i);
            if (!Character.isLetterOrDigit(c)) {
                first = true;
            } else {
                out.append(first ? Character.toUpperCase(c) : c);
                first = false;
            }
        }
        boolean usable = !out.isEmpty() && Character.isJavaIdentifierStart(out.charAt(0));
        return usable ? out.toString() : "Event" + out;
    }

    private static String accessor(String field) {
        return TAKEN.contains(field) || SourceVersion.isKeyword(field) ? field + "_" : field;
    }

    private static String type(Field field) {
        if (field.base() == Base.STRING || field.isArray() && field.base() == Base.CHAR) {
            return "String";
        }
        return field.isArray() || field.base() == Base.STACK ? "Object" : "long";
    }

    private static String reader(Field field) {
        return switch (type(field)) {
            case "String" -> "text";
            case "Object" -> "get";
            default -> field.base() == Base.SIGNED ? "s64" : "u64";
        };
    }
}
