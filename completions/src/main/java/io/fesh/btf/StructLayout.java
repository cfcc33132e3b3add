// SPDX-License-Identifier: Apache-2.0
package io.fesh.btf;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Where the members of a struct or union lie: bit fields of either encoding, holes, and members of
 * anonymous members as if they were its own, as in C.
 */
public final class StructLayout {
    /** The kernel's largest has some 500, anonymous members' members included. */
    private static final int MAX_FLAT_SLOTS = 1 << 20;

    private final Btf btf;
    private final int id;
    private final BtfType.Composite type;
    private final List<Slot> slots;

    private StructLayout(Btf btf, int id, BtfType.Composite type) {
        this.btf = btf;
        this.id = id;
        this.type = type;
        this.slots = type.members().stream().map(this::slot).toList();
    }

    /**
     * @param id a struct or union, or a typedef or qualified form of one; others have no layout
     */
    public static Optional<StructLayout> of(Btf btf, int id) {
        int at = btf.resolve(id);
        return btf.kind(at).isComposite() && btf.type(at) instanceof BtfType.Composite composite
                ? Optional.of(new StructLayout(btf, at, composite))
                : Optional.empty();
    }

    /**
     * A member and the place it has.
     *
     * @param name empty if anonymous
     * @param bitOffset from the start of the struct that was asked
     * @param bits its size
     */
    public record Slot(String name, int type, long bitOffset, long bits, boolean bitField) {
        /** Of the byte that holds its first bit. */
        public long offset() {
            return bitOffset / 8;
        }

        long end() {
            return bitOffset + bits;
        }
    }

    /**
     * Bits that no member uses.
     *
     * @param before index of the member that follows it, which is the number of members for the
     *     padding at the end
     */
    public record Hole(int before, long bitOffset, long bits) {
        /** {@code 4 bytes}, or bits where it is no whole number of bytes. */
        public String extent() {
            long count = bits % 8 == 0 ? bits / 8 : bits;
            return count + (bits % 8 == 0 ? " byte" : " bit") + (count == 1 ? "" : "s");
        }
    }

    /** The struct or union itself, under the typedefs. */
    public int id() {
        return id;
    }

    public boolean isUnion() {
        return type.kind() == BtfKind.UNION;
    }

    public long size() {
        return type.size();
    }

    /** As declared. */
    public List<Slot> slots() {
        return slots;
    }

    /** Between members and, last, behind them; a union has none. */
    public List<Hole> holes() {
        List<Hole> holes = new ArrayList<>();
        if (isUnion()) {
            return holes;
        }
        long used = 0;
        for (int i = 0; i < slots.size(); i++) {
            Slot slot = slots.get(i);
            if (slot.bitOffset() > used) {
                holes.add(new Hole(i, used, slot.bitOffset() - used));
            }
            used = Math.max(used, slot.end());
        }
        if (size() * 8 > used) {
            holes.add(new Hole(slots.size(), used, size() * 8 - used));
        }
        return holes;
    }

    /** A member by name, those of anonymous members included. */
    public Optional<Slot> find(String name) {
        for (Slot slot : slots) {
            if (slot.name().equals(name)) {
                return Optional.of(slot);
            }
        }
        return flat().stream().filter(slot -> slot.name().equals(name)).findFirst();
    }

    /** All members that C lets one name: for anonymous ones, theirs. In order of declaration. */
    public List<Slot> flat() {
        List<Slot> flat = new ArrayList<>();
        int[] left = {MAX_FLAT_SLOTS};
        flatten(0, 0, left, flat::add);
        return flat;
    }

    private void flatten(long at, int depth, int[] left, Consumer<Slot> out) {
        if (depth > Btf.MAX_DEPTH) {
            throw btf.malformed(id, "type [" + id + "] is inside itself");
        }
        for (Slot slot : slots) {
            if (--left[0] < 0) {
                throw btf.malformed(
                        id,
                        "type [" + id + "] is in a struct of over " + MAX_FLAT_SLOTS + " members");
            }
            long place = at + slot.bitOffset();
            if (!slot.name().isEmpty()) {
                out.accept(new Slot(slot.name(), slot.type(), place, slot.bits(), slot.bitField()));
            } else {
                of(btf, slot.type()).ifPresent(in -> in.flatten(place, depth + 1, left, out));
            }
        }
    }

    private Slot slot(BtfType.Member member) {
        if (member.bitSize() != 0) {
            return new Slot(
                    member.name(), member.type(), member.bitOffset(), member.bitSize(), true);
        }
        // without kind_flag, a bit field is a member whose int has fewer bits than its bytes
        int resolved = btf.resolve(member.type());
        if (btf.kind(resolved) == BtfKind.INT
                && btf.type(resolved) instanceof BtfType.Int number
                && (number.bitOffset() != 0 || number.bits() != number.size() * 8)) {
            return new Slot(
                    member.name(),
                    member.type(),
                    member.bitOffset() + number.bitOffset(),
                    number.bits(),
                    true);
        }
        long size = btf.sizeOf(member.type()).orElse(0);
        if (size > type.size()) {
            throw btf.malformed(
                    id,
                    "type [%d] has %d bytes and a member of %d".formatted(id, type.size(), size));
        }
        return new Slot(member.name(), member.type(), member.bitOffset(), size * 8, false);
    }
}
