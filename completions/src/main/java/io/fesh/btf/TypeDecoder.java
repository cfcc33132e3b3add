// SPDX-License-Identifier: Apache-2.0
package io.fesh.btf;

import static io.fesh.btf.TypeTable.COMMON_BYTES;

import io.fesh.btf.BtfType.Enumerator;
import io.fesh.btf.BtfType.Linkage;
import io.fesh.btf.BtfType.Member;
import io.fesh.btf.BtfType.Parameter;
import io.fesh.btf.BtfType.Placement;

import java.util.ArrayList;
import java.util.List;

/** From the bytes of one type, found by {@link TypeTable}, to its {@link BtfType}. */
final class TypeDecoder {
    private static final int INT_SIGNED = 1;
    private static final int INT_CHAR = 2;
    private static final int INT_BOOL = 4;

    private final BtfBytes in;
    private final BtfStrings strings;

    /** Ids that may be referred to are below it. */
    private final int ids;

    TypeDecoder(BtfBytes in, BtfStrings strings, int ids) {
        this.in = in;
        this.strings = strings;
        this.ids = ids;
    }

    BtfKind kind(int at) {
        // five bits, and the scan has refused what is no kind
        return BtfKind.of(in.u8(at + 7) & 0x1f);
    }

    String name(int at) {
        return strings.text(in.s32(at), in, at);
    }

    long size(int at) {
        return in.u32(at + 8);
    }

    /** The id at {@code at}, checked. */
    int reference(int at) {
        int id = in.s32(at);
        if (id < 0 || id >= ids) {
            throw in.malformed(
                    at,
                    "type id is %s, the last is %d"
                            .formatted(Integer.toUnsignedString(id), ids - 1));
        }
        return id;
    }

    BtfType decode(int at) {
        int rest = at + COMMON_BYTES;
        BtfKind kind = kind(at);
        return switch (kind) {
            case VOID -> new BtfType.Void();
            case INT -> integer(at);
            case FLOAT -> new BtfType.Floating(name(at), size(at));
            case PTR -> new BtfType.Pointer(reference(at + 8));
            case ARRAY -> new BtfType.Array(reference(rest), reference(rest + 4), in.u32(rest + 8));
            case STRUCT, UNION -> new BtfType.Composite(kind, name(at), size(at), members(at));
            case ENUM, ENUM64 -> enumeration(at, kind);
            case FWD -> new BtfType.Forward(name(at), flag(at));
            case TYPEDEF -> new BtfType.Typedef(name(at), reference(at + 8));
            case VOLATILE, CONST, RESTRICT -> new BtfType.Qualified(kind, reference(at + 8));
            case TYPE_TAG -> new BtfType.TypeTag(name(at), flag(at), reference(at + 8));
            case FUNC -> new BtfType.Function(name(at), prototypeOf(at), linkage(vlen(at), at + 4));
            case FUNC_PROTO -> prototype(at);
            case VAR ->
                    new BtfType.Variable(name(at), reference(at + 8), linkage(in.u32(rest), rest));
            case DATASEC -> new BtfType.Section(name(at), size(at), placements(at));
            case DECL_TAG ->
                    new BtfType.DeclTag(name(at), flag(at), reference(at + 8), in.s32(rest));
        };
    }

    private int vlen(int at) {
        return in.u16(at + 4);
    }

    private boolean flag(int at) {
        return in.u8(at + 7) >= 0x80;
    }

    private BtfType integer(int at) {
        int rest = at + COMMON_BYTES;
        long size = size(at);
        int bits = in.u8(rest);
        int bitOffset = in.u8(rest + 2);
        int encoding = in.u8(rest + 3) & 0xf;
        if (size == 0 || size > 16 || bitOffset + bits > size * 8) {
            throw in.malformed(
                    rest,
                    "int of %d bytes has bits %d to %d"
                            .formatted(size, bitOffset, bitOffset + bits));
        }
        return new BtfType.Int(
                name(at),
                (int) size,
                bitOffset,
                bits,
                (encoding & INT_SIGNED) != 0,
                (encoding & INT_CHAR) != 0,
                (encoding & INT_BOOL) != 0);
    }

    private List<Member> members(int at) {
        int count = vlen(at);
        // with kind_flag the offset is 24 bits, and the size of a bit field stands above it
        boolean withSizes = flag(at);
        List<Member> members = new ArrayList<>(count);
        for (int i = 0, m = at + COMMON_BYTES; i < count; i++, m += 12) {
            long offset = in.u32(m + 8);
            members.add(
                    new Member(
                            name(m),
                            reference(m + 4),
                            withSizes ? offset & 0xffffff : offset,
                            withSizes ? (int) (offset >>> 24) : 0));
        }
        return members;
    }

    private BtfType enumeration(int at, BtfKind kind) {
        int count = vlen(at);
        boolean signed = flag(at);
        long size = size(at);
        if (size != 1 && size != 2 && size != 4 && size != 8) {
            throw in.malformed(at + 8, "enum has size " + size);
        }
        List<Enumerator> values = new ArrayList<>(count);
        for (int i = 0, v = at + COMMON_BYTES; i < count; i++, v += kind.elementBytes) {
            long value;
            if (kind == BtfKind.ENUM64) {
                value = in.u32(v + 4) | in.u32(v + 8) << 32;
            } else {
                value = signed ? in.s32(v + 4) : in.u32(v + 4);
            }
            values.add(new Enumerator(name(v), value));
        }
        return new BtfType.Enumeration(kind, name(at), size, signed, values);
    }

    private int prototypeOf(int at) {
        int id = reference(at + 8);
        if (id == 0) {
            throw in.malformed(at + 8, "function has void for a prototype");
        }
        return id;
    }

    private BtfType prototype(int at) {
        int count = vlen(at);
        List<Parameter> parameters = new ArrayList<>(count);
        for (int i = 0, p = at + COMMON_BYTES; i < count; i++, p += 8) {
            parameters.add(new Parameter(name(p), reference(p + 4)));
        }
        boolean variadic =
                count > 0
                        && parameters.get(count - 1).type() == 0
                        && parameters.get(count - 1).name().isEmpty();
        if (variadic) {
            parameters.remove(count - 1);
        }
        return new BtfType.Prototype(reference(at + 8), parameters, variadic);
    }

    private List<Placement> placements(int at) {
        int count = vlen(at);
        List<Placement> placements = new ArrayList<>(count);
        for (int i = 0, p = at + COMMON_BYTES; i < count; i++, p += 12) {
            placements.add(new Placement(reference(p), in.u32(p + 4), in.u32(p + 8)));
        }
        return placements;
    }

    private Linkage linkage(long number, int at) {
        if (number >= Linkage.values().length) {
            throw in.malformed(at, "linkage is " + number);
        }
        return Linkage.values()[(int) number];
    }
}
