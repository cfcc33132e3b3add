// SPDX-License-Identifier: Apache-2.0
package io.fesh.types;

import io.fesh.btf.Btf;
import io.fesh.btf.BtfException;
import io.fesh.btf.BtfKind;
import io.fesh.btf.BtfType;
import io.fesh.btf.CDeclaration;
import io.fesh.btf.StructLayout;
import io.fesh.kernel.CType;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** A type of a BTF file. Decodes what is asked for, when it is asked for. */
final class BtfCType implements CType {
    private final Btf btf;

    /** With its typedefs and qualifiers, which its spelling keeps. */
    private final int id;

    /** Beneath them. */
    private final int resolved;

    private final Kind kind;

    private BtfCType(Btf btf, int id) {
        this.btf = btf;
        this.id = id;
        this.resolved = btf.resolve(id);
        this.kind = kind(btf, id, resolved);
    }

    /**
     * @param id of any type; of a function, its prototype is taken, of a variable, its type
     */
    static CType of(Btf btf, int id) {
        boolean named = btf.kind(id) == BtfKind.FUNC || btf.kind(id) == BtfKind.VAR;
        return new BtfCType(btf, named ? btf.target(id) : id);
    }

    private static Kind kind(Btf btf, int id, int resolved) {
        return switch (btf.kind(resolved)) {
            case INT -> integer(btf, id, (BtfType.Int) btf.type(resolved));
            case ENUM, ENUM64 -> Kind.ENUM;
            case FLOAT -> Kind.FLOATING;
            case PTR -> Kind.POINTER;
            case ARRAY -> Kind.ARRAY;
            case STRUCT -> Kind.STRUCT;
            case UNION -> Kind.UNION;
            case FUNC_PROTO -> Kind.FUNCTION;
            case FWD -> Kind.INCOMPLETE;
            default -> Kind.VOID;
        };
    }

    private static Kind integer(Btf btf, int id, BtfType.Int type) {
        return type.bool()
                ? Kind.BOOLEAN
                : ValueTypes.isCharacter(btf, id, true) ? Kind.CHARACTER : Kind.INTEGER;
    }

    @Override
    public Kind kind() {
        return kind;
    }

    @Override
    public String declare(String name) {
        return guarded(() -> CDeclaration.of(btf, id, name), name);
    }

    @Override
    public long size() {
        return guarded(() -> btf.sizeOf(resolved).orElse(0), 0L);
    }

    @Override
    public boolean signed() {
        BtfType type = btf.type(resolved);
        return type instanceof BtfType.Int number && number.signed()
                || type instanceof BtfType.Enumeration constants && constants.signed();
    }

    @Override
    public Optional<CType> target() {
        return switch (kind) {
            case POINTER, ARRAY, FUNCTION ->
                    guarded(() -> Optional.of(of(btf, btf.target(resolved))), Optional.empty());
            default -> Optional.empty();
        };
    }

    @Override
    public long length() {
        return btf.type(resolved) instanceof BtfType.Array array ? array.length() : 0;
    }

    @Override
    public List<Member> members() {
        return guarded(
                () ->
                        StructLayout.of(btf, resolved).stream()
                                .flatMap(layout -> layout.flat().stream())
                                .map(this::member)
                                .toList(),
                List.of());
    }

    @Override
    public Optional<Member> member(String name) {
        return guarded(
                () ->
                        StructLayout.of(btf, resolved)
                                .flatMap(layout -> layout.find(name))
                                .map(this::member),
                Optional.empty());
    }

    private Member member(StructLayout.Slot slot) {
        int bits = slot.bitField() ? (int) slot.bits() : 0;
        return new Member(slot.name(), of(btf, slot.type()), slot.bitOffset(), bits);
    }

    @Override
    public List<Enumerator> enumerators() {
        return btf.type(resolved) instanceof BtfType.Enumeration type
                ? type.values().stream().map(v -> new Enumerator(v.name(), v.value())).toList()
                : List.of();
    }

    @Override
    public boolean user() {
        return guarded(() -> btf.isUserPointer(id), false);
    }

    @Override
    public boolean isText() {
        return kind == Kind.CHARACTER && ValueTypes.isCharacter(btf, id, false);
    }

    /** What lies in a damaged part of the file is as if it were not there. */
    private static <T> T guarded(Supplier<T> question, T otherwise) {
        try {
            return question.get();
        } catch (BtfException e) {
            return otherwise;
        }
    }
}
