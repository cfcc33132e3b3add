// SPDX-License-Identifier: Apache-2.0
package io.fesh.btf;

import java.util.List;

/**
 * One type, decoded: what the file says and no more. Made when asked for and kept by nobody; other
 * types stand in it as ids, 0 being void. Layout questions (old bit fields, holes, anonymous
 * members) are answered by {@link StructLayout}, spelling by {@link CDeclaration}.
 */
public sealed interface BtfType {

    /** Id 0. */
    record Void() implements BtfType {}

    /**
     * @param size in bytes
     * @param bitOffset with {@code bits}, the bit field of compilers before kind_flag
     */
    record Int(
            String name,
            int size,
            int bitOffset,
            int bits,
            boolean signed,
            boolean character,
            boolean bool)
            implements BtfType {}

    record Floating(String name, long size) implements BtfType {}

    record Pointer(int target) implements BtfType {}

    record Array(int element, int index, long length) implements BtfType {}

    /**
     * A struct or a union.
     *
     * @param name empty if anonymous
     */
    record Composite(BtfKind kind, String name, long size, List<Member> members)
            implements BtfType {
        public Composite {
            members = List.copyOf(members);
        }
    }

    /**
     * @param name empty if anonymous, or padding
     * @param bitOffset from the start of the struct
     * @param bitSize 0 unless it is a bit field
     */
    record Member(String name, int type, long bitOffset, int bitSize) {}

    /** An enum; the kind is ENUM64 if its values are stored in 64 bits. */
    record Enumeration(
            BtfKind kind, String name, long size, boolean signed, List<Enumerator> values)
            implements BtfType {
        public Enumeration {
            values = List.copyOf(values);
        }
    }

    /**
     * @param value sign-extended if the enum is signed, else zero-extended
     */
    record Enumerator(String name, long value) {}

    /** A struct or union that this kernel names and never defines. */
    record Forward(String name, boolean union) implements BtfType {}

    record Typedef(String name, int target) implements BtfType {}

    /** CONST, VOLATILE or RESTRICT. */
    record Qualified(BtfKind kind, int target) implements BtfType {}

    /**
     * An attribute of a type, as {@code user} on what a {@code __user} pointer points to.
     *
     * @param attribute the name is a whole C attribute, not a btf_type_tag (Linux 6.15)
     */
    record TypeTag(String name, boolean attribute, int target) implements BtfType {}

    /**
     * @param prototype id of a {@link Prototype}
     */
    record Function(String name, int prototype, Linkage linkage) implements BtfType {}

    /**
     * @param variadic ends in {@code ...}, which is not among the parameters
     */
    record Prototype(int returns, List<Parameter> parameters, boolean variadic) implements BtfType {
        public Prototype {
            parameters = List.copyOf(parameters);
        }
    }

    /**
     * @param name empty where only the type is known, as in pointers to functions
     */
    record Parameter(String name, int type) {}

    record Variable(String name, int type, Linkage linkage) implements BtfType {}

    /** The variables of an ELF section, as {@code .data..percpu}. */
    record Section(String name, long size, List<Placement> variables) implements BtfType {
        public Section {
            variables = List.copyOf(variables);
        }
    }

    /**
     * @param variable id of a {@link Variable}, or of a function in some BPF objects
     * @param offset from the start of the section
     */
    record Placement(int variable, long offset, long size) {}

    /**
     * A tag on a declaration, as {@code bpf_kfunc} on a function.
     *
     * @param component index of the member or parameter it is on, -1 for the whole
     */
    record DeclTag(String name, boolean attribute, int target, int component) implements BtfType {}

    /** In the order of the file's numbers. */
    enum Linkage {
        STATIC,
        GLOBAL,
        EXTERN
    }
}
