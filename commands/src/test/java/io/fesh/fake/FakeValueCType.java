// SPDX-License-Identifier: Apache-2.0
package io.fesh.fake;

import io.fesh.kernel.BasicType;
import io.fesh.kernel.CType;
import io.fesh.kernel.ValueType;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A type by what a value of it is, in the structs of {@link FakeTypes}.
 *
 * @param structs gives the members of a struct by its spelling
 */
record FakeValueCType(ValueType value, Function<String, List<Member>> structs) implements CType {

    @Override
    public Kind kind() {
        return switch (value.kind()) {
            case NONE -> Kind.VOID;
            case INTEGER -> Kind.INTEGER;
            case BOOLEAN -> Kind.BOOLEAN;
            case CHARACTER -> Kind.CHARACTER;
            case ENUM -> Kind.ENUM;
            case FLOATING -> Kind.FLOATING;
            case POINTER, TEXT, FUNCTION -> Kind.POINTER;
            case CHARACTERS, ARRAY -> Kind.ARRAY;
            case COMPOSITE -> Kind.STRUCT;
        };
    }

    @Override
    public String declare(String name) {
        return name.isEmpty() ? value.text() : value.text() + ' ' + name;
    }

    @Override
    public long size() {
        return (long) value.size() * Math.max(1, value.count());
    }

    @Override
    public boolean signed() {
        return value.signed();
    }

    @Override
    public boolean user() {
        return value.user();
    }

    @Override
    public long length() {
        return value.count();
    }

    @Override
    public Optional<CType> target() {
        return switch (value.kind()) {
            case TEXT, CHARACTERS -> Optional.of(BasicType.CHAR);
            case POINTER -> Optional.of(pointee());
            case ARRAY -> Optional.of(BasicType.UNSIGNED_LONG);
            default -> Optional.empty();
        };
    }

    private CType pointee() {
        String text = value.text().replaceFirst(" ?\\*$", "").replaceFirst("^const ", "");
        return text.startsWith("struct ")
                ? new FakeValueCType(
                        new ValueType(text, ValueType.Kind.COMPOSITE, 64, false, 0, false), structs)
                : BasicType.UNSIGNED_LONG;
    }

    @Override
    public List<Member> members() {
        return kind() == Kind.STRUCT ? structs.apply(value.text()) : List.of();
    }

    @Override
    public List<Enumerator> enumerators() {
        return value.constants().stream()
                .map(each -> new Enumerator(each.name(), each.value()))
                .toList();
    }
}
