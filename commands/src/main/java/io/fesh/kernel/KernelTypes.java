// SPDX-License-Identifier: Apache-2.0
package io.fesh.kernel;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The types of a kernel: what its functions take, where the members of its structs lie, and what
 * its names mean. Every question may find the kernel's type information damaged, or have to read
 * more of it from the target, and fails then with a {@link TargetException}.
 */
public interface KernelTypes {

    /**
     * Empty if the types do not tell: compilers leave out what they have inlined everywhere.
     *
     * @param function its name, or {@code MODULE:NAME} for that of a module
     */
    Optional<Prototype> prototype(String function) throws TargetException;

    /**
     * As {@link #prototype}, but answers at once: empty for one that the target has to be asked
     * for. It is asked then, and the answer known a little later.
     */
    Optional<Prototype> knownPrototype(String function) throws TargetException;

    /** The module that a function is of; empty if of the kernel itself, or of nothing known. */
    String moduleOf(String function) throws TargetException;

    /** Whether the types of a module can be asked for. */
    boolean knowsModule(String module) throws TargetException;

    /** The type of a parameter; empty if only its size is known. */
    Optional<CType> parameterType(String function, String parameter) throws TargetException;

    /**
     * Where a path from a parameter leads.
     *
     * @param parameter one of {@link #prototype}
     * @param path what stands behind the parameter's name: {@code ->f_path.dentry}
     */
    Place follow(String function, String parameter, String path) throws PathError, TargetException;

    /**
     * What could follow a path, in the order of declaration: the members of what it leads to, or
     * points to.
     */
    List<Member> members(String function, String parameter, String path)
            throws PathError, TargetException;

    /**
     * All that a spelling means: {@code struct file} one thing, {@code file} whatever has that
     * name. Types come first.
     */
    List<Named> find(String spelling) throws TargetException;

    /**
     * The whole definition, line by line.
     *
     * @param holes also show the bytes that no member uses
     */
    List<String> definition(Named what, boolean holes) throws TargetException;

    /** Spellings of types that {@code spelling} may be a slip of, nearest first. */
    List<String> near(String spelling, int most) throws TargetException;

    /** Names of functions that {@code name} may be a slip of, itself first if there is such. */
    List<String> nearFunctions(String name, int most) throws TargetException;

    /**
     * Types whose names fit {@code typed}: by prefix, then by the beginnings of words, and only
     * where there are none such nearly. {@code struct f} finds structs only.
     */
    Matches match(String typed, int most) throws TargetException;

    /** The type of this name alone: {@code struct file}, {@code size_t}; not the language's own. */
    Optional<CType> named(String name) throws TargetException;

    /** The type that a cast spells so: {@code struct file *}, {@code unsigned long}. */
    default Optional<CType> type(String spelling) throws TargetException {
        Optional<TypeSpelling> parts = TypeSpelling.of(spelling);
        if (parts.isEmpty()) {
            return Optional.empty();
        }
        Optional<BasicType> basic = BasicType.of(parts.get().base());
        Optional<CType> base =
                basic.isPresent() ? Optional.of(basic.get()) : named(parts.get().base());
        return base.map(parts.get()::around);
    }

    /** A variable or function of the kernel whose type is known. */
    Optional<Variable> variable(String name) throws TargetException;

    /** All variables whose types are known; a kernel need not have each of them. */
    List<Variable> variables() throws TargetException;

    /** A constant of one of the kernel's enums. */
    Optional<Constant> constant(String name) throws TargetException;

    /**
     * @param perCpu every CPU has its own
     */
    record Variable(String name, CType type, boolean perCpu) {}

    /**
     * @param type the enum
     */
    record Constant(String name, CType type, long value) {}

    /**
     * Types in whose names the expression finds something: at their start, at that of a word, or
     * elsewhere.
     *
     * @param sort {@code struct}, {@code union} or {@code enum} if no others are wanted
     */
    Matches search(String sort, Pattern expression, int most)
            throws TargetException, InterruptedException;

    /** How a function can use a type. */
    enum Use {
        TAKING,
        RETURNING
    }

    /**
     * The names of all functions, in order, one of whose parameters, or whose value, is of a type.
     *
     * @param spelling {@code struct sk_buff *}; a struct without a star also stands for pointers
     * @return empty if there is no such type
     */
    Optional<List<String>> functions(Use use, String spelling) throws TargetException;

    /**
     * Begin with the parameter's value, an address; for each of {@code loads} add it and load a
     * pointer from there; add {@code offset}: there is the value.
     *
     * @param bits of a bit field, else 0
     */
    record Place(List<Long> loads, long offset, ValueType type, int bits) {
        public Place {
            loads = List.copyOf(loads);
        }
    }

    /**
     * @param declaration in C: {@code struct dentry *dentry}
     * @param pointer whether its own members are reached by {@code ->}
     * @param composite whether it has members, or points to something that has
     */
    record Member(String name, String declaration, boolean pointer, boolean composite) {}

    /** What a name can stand for. */
    enum Sort {
        STRUCT,
        UNION,
        ENUM,
        TYPEDEF,
        /** A type of the language. */
        BASE,
        FUNCTION,
        VARIABLE
    }

    /**
     * @param spelling as C has it: {@code struct file}
     * @param declaration what {@code whatis} says of it
     * @param size in bytes, negative for what has none
     */
    record Named(Sort sort, String spelling, String declaration, long size) {}

    /**
     * @param total all that fit, of which {@code types} holds the best
     */
    record Matches(List<Named> types, int total) {
        public Matches {
            types = List.copyOf(types);
        }
    }
}
