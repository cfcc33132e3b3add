// SPDX-License-Identifier: Apache-2.0
package io.fesh.event;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Something that every hit of an event has a value of: one of the event's fields, or what hits have
 * of themselves.
 *
 * @param index of the field in its schema; -1 for what is no field of it
 * @param field how its values are written
 */
public record Column(Kind kind, int index, Field field) {

    /** Where the value lies. */
    public enum Kind {
        FIELD(Base.SIGNED),
        PID(Base.SIGNED),
        TGID(Base.SIGNED),
        COMM(Base.STRING),
        CPU(Base.SIGNED),
        CALLER(Base.SYMBOL);

        private final Column own;

        Kind(Base base) {
            String name = name().toLowerCase(Locale.ROOT);
            own = new Column(this, -1, new Field(name, name, base, -1, Long.BYTES, 0));
        }
    }

    public String name() {
        return field.name();
    }

    /** The column of this name; a field comes before what hits have of themselves. */
    public static Optional<Column> of(EventSchema schema, String name) {
        List<Field> fields = schema.fields();
        for (int i = 0; i < fields.size(); i++) {
            if (fields.get(i).name().equals(name)) {
                return Optional.of(field(schema, i));
            }
        }
        return own(name);
    }

    public static Column field(EventSchema schema, int index) {
        return new Column(Kind.FIELD, index, schema.fields().get(index));
    }

    /** What hits have of themselves under this name. */
    public static Optional<Column> own(String name) {
        return owns().filter(column -> column.name().equals(name)).findFirst();
    }

    private static Stream<Column> owns() {
        return Arrays.stream(Kind.values())
                .filter(kind -> kind != Kind.FIELD)
                .map(kind -> kind.own);
    }

    /** All names that a column of the event can have. */
    public static List<String> names(EventSchema schema) {
        List<String> names = new ArrayList<>(schema.fields().stream().map(Field::name).toList());
        owns().map(Column::name).filter(name -> !names.contains(name)).forEach(names::add);
        return names;
    }

    /** Whether its values are numbers of which it makes sense to ask for the larger one. */
    public boolean isQuantity() {
        return isNumber() && field.base() != Base.HEX;
    }

    /** Whether its values are numbers at all, so that they can be put in order. */
    public boolean isNumber() {
        return kind == Kind.FIELD
                && !field.isArray()
                && (field.base() == Base.SIGNED
                        || field.base() == Base.UNSIGNED
                        || field.base() == Base.HEX);
    }

    public boolean isUnsigned() {
        return field.base() != Base.SIGNED;
    }

    public FieldValue of(EventView hit) {
        return switch (kind) {
            case FIELD -> hit.value(index);
            case PID -> new FieldValue.Num(hit.pid(), Integer.BYTES);
            case TGID -> new FieldValue.Num(hit.tgid(), Integer.BYTES);
            case CPU -> new FieldValue.Num(hit.cpu(), Integer.BYTES);
            case COMM ->
                    new FieldValue.Text(hit.comm().getBytes(StandardCharsets.ISO_8859_1), false);
            case CALLER -> new FieldValue.Symbol(hit.caller());
        };
    }

    /** Appends bytes that are the same for equal values, and only for these. */
    public void key(EventView hit, KeyBytes to) {
        switch (kind) {
            case FIELD -> hit.key(index, to);
            case PID -> to.add(hit.pid());
            case TGID -> to.add(hit.tgid());
            case CPU -> to.add(hit.cpu());
            case COMM -> to.addLatin1(hit.comm());
            case CALLER -> to.add(hit.caller());
        }
    }
}
