// SPDX-License-Identifier: Apache-2.0
package io.fesh.btf;

import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes what we read as {@code bpftool btf dump file X format raw} writes it, to compare. */
final class RawDump {
    private RawDump() {}

    /** The types of this file, without its base's. */
    static Stream<String> of(Btf btf) {
        return Stream.iterate(btf.firstId(), id -> id < btf.idCount(), id -> id + 1)
                .flatMap(id -> Stream.concat(Stream.of(head(btf, id)), elements(btf, id)));
    }

    private static String head(Btf btf, int id) {
        String name = btf.name(id).isEmpty() ? "(anon)" : btf.name(id);
        return "[%d] %s '%s'%s".formatted(id, btf.kind(id), name, facts(btf, btf.type(id)));
    }

    private static String facts(Btf btf, BtfType type) {
        if (type instanceof BtfType.Int t) {
            String encoding =
                    t.signed() ? "SIGNED" : t.character() ? "CHAR" : t.bool() ? "BOOL" : "(none)";
            return " size=%d bits_offset=%d nr_bits=%d encoding=%s"
                    .formatted(t.size(), t.bitOffset(), t.bits(), encoding);
        } else if (type instanceof BtfType.Floating t) {
            return " size=" + t.size();
        } else if (type instanceof BtfType.Pointer t) {
            return " type_id=" + t.target();
        } else if (type instanceof BtfType.Array t) {
            return " type_id=%d index_type_id=%d nr_elems=%d"
                    .formatted(t.element(), t.index(), t.length());
        } else if (type instanceof BtfType.Composite t) {
            return " size=%d vlen=%d".formatted(t.size(), t.members().size());
        } else if (type instanceof BtfType.Enumeration t) {
            return " encoding=%s size=%d vlen=%d"
                    .formatted(t.signed() ? "SIGNED" : "UNSIGNED", t.size(), t.values().size());
        } else if (type instanceof BtfType.Forward t) {
            return " fwd_kind=" + (t.union() ? "union" : "struct");
        } else if (type instanceof BtfType.Typedef t) {
            return " type_id=" + t.target();
        } else if (type instanceof BtfType.Qualified t) {
            return " type_id=" + t.target();
        } else if (type instanceof BtfType.TypeTag t) {
            return " type_id=" + t.target();
        } else if (type instanceof BtfType.Function t) {
            return " type_id=%d linkage=%s".formatted(t.prototype(), lower(t.linkage()));
        } else if (type instanceof BtfType.Prototype t) {
            int vlen = t.parameters().size() + (t.variadic() ? 1 : 0);
            return " ret_type_id=%d vlen=%d".formatted(t.returns(), vlen);
        } else if (type instanceof BtfType.Variable t) {
            return " type_id=%d, linkage=%s".formatted(t.type(), lower(t.linkage()));
        } else if (type instanceof BtfType.Section t) {
            return " size=%d vlen=%d".formatted(t.size(), t.variables().size());
        } else if (type instanceof BtfType.DeclTag t) {
            return " type_id=%d component_idx=%d".formatted(t.target(), t.component());
        }
        throw new AssertionError(type);
    }

    private static Stream<String> elements(Btf btf, int id) {
        BtfType type = btf.type(id);
        if (type instanceof BtfType.Composite t) {
            return t.members().stream().map(RawDump::member);
        } else if (type instanceof BtfType.Enumeration t) {
            return t.values().stream().map(value -> enumerator(t, value));
        } else if (type instanceof BtfType.Prototype t) {
            Stream<String> parameters =
                    t.parameters().stream()
                            .map(p -> "\t'%s' type_id=%d".formatted(named(p.name()), p.type()));
            return t.variadic()
                    ? Stream.concat(parameters, Stream.of("\t'(anon)' type_id=0"))
                    : parameters;
        } else if (type instanceof BtfType.Section t) {
            return t.variables().stream()
                    .map(
                            v ->
                                    "\ttype_id=%d offset=%d size=%d (%s '%s')"
                                            .formatted(
                                                    v.variable(),
                                                    v.offset(),
                                                    v.size(),
                                                    btf.kind(v.variable()),
                                                    btf.name(v.variable())));
        }
        return Stream.empty();
    }

    private static String member(BtfType.Member member) {
        String bits = member.bitSize() == 0 ? "" : " bitfield_size=" + member.bitSize();
        return "\t'%s' type_id=%d bits_offset=%d%s"
                .formatted(named(member.name()), member.type(), member.bitOffset(), bits);
    }

    private static String enumerator(BtfType.Enumeration type, BtfType.Enumerator value) {
        String number =
                type.signed() ? Long.toString(value.value()) : Long.toUnsignedString(value.value());
        String suffix = type.kind() == BtfKind.ENUM ? "" : type.signed() ? "LL" : "ULL";
        return "\t'%s' val=%s%s".formatted(named(value.name()), number, suffix);
    }

    private static String named(String name) {
        return name.isEmpty() ? "(anon)" : name;
    }

    private static String lower(BtfType.Linkage linkage) {
        return linkage.name().toLowerCase(Locale.ROOT);
    }

    static String text(Btf btf) {
        return of(btf).collect(Collectors.joining("\n"));
    }
}
