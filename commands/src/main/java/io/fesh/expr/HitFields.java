// SPDX-License-Identifier: Apache-2.0
package io.fesh.expr;

import io.fesh.event.EventRecord;
import io.fesh.event.Field;
import io.fesh.event.FieldValue;
import io.fesh.expr.Value.Computed;
import io.fesh.expr.Value.Text;
import io.fesh.kernel.BasicType;
import io.fesh.kernel.CType;
import io.fesh.kernel.KernelTypes;
import io.fesh.kernel.TargetException;
import io.fesh.parse.LineError;
import io.fesh.parse.Suggestions;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The fields of a recorded hit as values of expressions. */
final class HitFields {
    private HitFields() {}

    static Captured field(EventRecord event, Expr.Member at, Names names, KernelTypes types)
            throws LineError, TargetException {
        Optional<Value> value = own(event, at.name());
        if (value.isEmpty()) {
            for (int i = 0; i < event.values().size() && value.isEmpty(); i++) {
                Field field = event.schema().fields().get(i);
                if (field.name().equals(at.name())) {
                    value = Optional.of(recorded(field, event.values().get(i), at, names, types));
                }
            }
        }
        return new Captured(
                event, names.text(at.span()), value.orElseThrow(() -> unknown(event, at, names)));
    }

    /** What the hit recorded of the whole of a path, {@code file->f_pos}, if it did. */
    static Optional<Value> ofPath(
            EventRecord event, String path, Expr.Member at, Names names, KernelTypes types)
            throws LineError, TargetException {
        for (int i = 0; i < event.values().size(); i++) {
            Field field = event.schema().fields().get(i);
            if (field.source().path().equals(path)
                    && !(event.values().get(i) instanceof FieldValue.Fault)) {
                return Optional.of(recorded(field, event.values().get(i), at, names, types));
            }
        }
        return Optional.empty();
    }

    private static Optional<Value> own(EventRecord event, String name) {
        return Optional.ofNullable(
                switch (name) {
                    case "pid" -> new Computed(BasicType.INT, event.pid());
                    case "tgid" -> new Computed(BasicType.INT, event.tgid());
                    case "cpu" -> new Computed(BasicType.INT, event.cpu());
                    case "ts" -> new Computed(BasicType.UNSIGNED_LONG, event.ts());
                    case "caller" -> new Computed(BasicType.UNSIGNED_LONG, event.caller());
                    case "comm" ->
                            new Text(event.comm().getBytes(StandardCharsets.ISO_8859_1), false);
                    default -> null;
                });
    }

    private static Value recorded(
            Field field, FieldValue value, Expr.Member at, Names names, KernelTypes types)
            throws LineError, TargetException {
        if (value instanceof FieldValue.Num number) {
            return Computed.of(type(field, number.size(), types), number.bits());
        } else if (value instanceof FieldValue.Symbol symbol) {
            return Computed.of(type(field, Reads.POINTER, types), symbol.address());
        } else if (value instanceof FieldValue.Text text) {
            return new Text(text.bytes(), text.cut());
        } else if (value instanceof FieldValue.Array array) {
            List<Value.Element> elements = new ArrayList<>();
            for (FieldValue each : array.elements()) {
                Value element = recorded(field, each, at, names, types);
                elements.add(new Value.Element(elements.size(), element));
            }
            return new Value.Sequence(BasicType.LONG, elements, "");
        }
        throw names.error(
                at.nameSpan(),
                names.text(at.span())
                        + (value instanceof FieldValue.Fault
                                ? " could not be read when the event was hit"
                                : " is a stack"),
                "try: events " + field.name());
    }

    private static CType type(Field field, int size, KernelTypes types) throws TargetException {
        String known = field.source().cType();
        Optional<CType> told = types.type(known.isEmpty() ? field.type() : known);
        if (told.isPresent() && told.get().size() == size) {
            return told.get();
        }
        boolean signed = field.type().startsWith("s");
        return switch (size) {
            case 1 -> signed ? BasicType.SIGNED_CHAR : BasicType.UNSIGNED_CHAR;
            case 2 -> signed ? BasicType.SHORT : BasicType.UNSIGNED_SHORT;
            case 4 -> signed ? BasicType.INT : BasicType.UNSIGNED_INT;
            default -> signed ? BasicType.LONG : BasicType.UNSIGNED_LONG;
        };
    }

    private static LineError unknown(EventRecord event, Expr.Member at, Names names) {
        List<String> fields = event.schema().fields().stream().map(Field::name).toList();
        List<String> near =
                Stream.concat(
                                event.schema().fields().stream()
                                        .filter(each -> leadsOn(each.source().path(), at.name()))
                                        .map(Field::name),
                                Suggestions.near(at.name(), fields, 1).stream())
                        .toList();
        return names.error(
                at.nameSpan(),
                event.schema().name() + " has no field " + at.name(),
                near.isEmpty() ? "" : names.hint(at.nameSpan(), near.get(0)));
    }

    /** Whether a path was recorded that begins with this name. */
    private static boolean leadsOn(String path, String name) {
        return path.startsWith(name + "->") || path.startsWith(name + ".");
    }
}
