// SPDX-License-Identifier: Apache-2.0
package io.fesh.btf;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The types of a kernel, or of a module on top of its kernel's (split BTF). A type is an id; id 0
 * is void, and the ids of a split file go on after its base's, which it can use as its own.
 *
 * <p>Opening finds where each type lies (4 bytes of heap a type) and no more. Safe for use by many
 * threads. Every method may throw {@link BtfException}; an id that did not come from here gives an
 * {@link IndexOutOfBoundsException}.
 */
public final class Btf {
    /** The kernel's own bound (MAX_RESOLVE_DEPTH): longer chains are loops. */
    static final int MAX_DEPTH = 32;

    private final BtfBytes in;
    private final Btf base;
    private final BtfStrings strings;
    private final int firstId;

    /** Offset in the file of the type firstId + i. */
    private final int[] offsets;

    private final TypeDecoder decoder;
    private final NameLookup names;
    private volatile int pointerSize;

    private Btf(byte[] bytes, String path, Btf base) {
        this.in = new BtfBytes(bytes, path);
        this.base = base;
        this.firstId = base == null ? 1 : base.idCount();
        BtfHeader header = BtfHeader.read(in);
        this.strings = new BtfStrings(in, header, base == null ? null : base.strings);
        this.offsets = TypeTable.scan(in, header, firstId, strings.end());
        if (offsets.length > Integer.MAX_VALUE - firstId) {
            throw in.malformed(12, "type ids go beyond 2^31 with those of the base");
        }
        this.decoder = new TypeDecoder(in, strings, idCount());
        this.names = new NameLookup(in, strings, offsets, firstId);
    }

    public static Btf open(Path file) throws IOException {
        return of(Files.readAllBytes(file), file.toString());
    }

    /**
     * @param bytes kept, not copied: they must not change any more
     * @param path for messages
     */
    public static Btf of(byte[] bytes, String path) {
        return new Btf(bytes, path, null);
    }

    /** A copy of what remains in {@code bytes}. */
    public static Btf of(ByteBuffer bytes, String path) {
        byte[] copy = new byte[bytes.remaining()];
        bytes.duplicate().get(copy);
        return of(copy, path);
    }

    /** A module's BTF, which {@code base} must be the vmlinux of. */
    public static Btf split(byte[] bytes, String path, Btf base) {
        return new Btf(bytes, path, Objects.requireNonNull(base));
    }

    /** Whether this is a module's file, which needs its kernel's. */
    public static boolean isSplit(byte[] bytes, String path) {
        BtfBytes in = new BtfBytes(bytes, path);
        BtfHeader header = BtfHeader.read(in);
        // a file of its own begins its strings with the empty one, which a split one has beneath
        return header.stringsAt() == header.stringsEnd() || in.u8(header.stringsAt()) != 0;
    }

    /** Whether a module's file was made on top of this base. */
    public boolean fitsBase() {
        return base == null || new SplitNames(in, base.strings).begin(offsets);
    }

    public String path() {
        return in.path();
    }

    public Optional<Btf> base() {
        return Optional.ofNullable(base);
    }

    /** All ids are below it: those of the base, if any, and our own. */
    public int idCount() {
        return firstId + offsets.length;
    }

    /** Ids below it are void and the base's. */
    public int firstId() {
        return firstId;
    }

    public BtfKind kind(int id) {
        return id == 0 ? BtfKind.VOID : home(id).decoder.kind(offset(id));
    }

    /** Empty if anonymous. */
    public String name(int id) {
        return id == 0 ? "" : home(id).decoder.name(offset(id));
    }

    public BtfType type(int id) {
        return id == 0 ? new BtfType.Void() : home(id).decoder.decode(offset(id));
    }

    /**
     * The type that {@code id} is made of: what a pointer points to, what a typedef, qualifier or
     * tag stands for, a variable's type, a function's prototype, what a prototype returns, an
     * array's element.
     *
     * @throws IllegalArgumentException if this kind is made of none, or of many
     */
    public int target(int id) {
        return switch (kind(id)) {
            case PTR,
                    TYPEDEF,
                    VOLATILE,
                    CONST,
                    RESTRICT,
                    TYPE_TAG,
                    VAR,
                    FUNC,
                    FUNC_PROTO,
                    DECL_TAG ->
                    home(id).decoder.reference(offset(id) + 8);
            case ARRAY -> home(id).decoder.reference(offset(id) + TypeTable.COMMON_BYTES);
            default -> throw new IllegalArgumentException(kind(id) + " has no target");
        };
    }

    /**
     * What a function takes and returns.
     *
     * @param id of a function or of a prototype
     * @throws IllegalArgumentException if it is neither
     */
    public BtfType.Prototype prototype(int id) {
        if (kind(id) != BtfKind.FUNC && kind(id) != BtfKind.FUNC_PROTO) {
            throw new IllegalArgumentException(kind(id) + " has no prototype");
        }
        int at = kind(id) == BtfKind.FUNC ? target(id) : id;
        if (type(at) instanceof BtfType.Prototype prototype) {
            return prototype;
        }
        throw malformed(id, "function [%d] has %s for a prototype".formatted(id, kind(at)));
    }

    /** The type under typedefs, qualifiers and type tags. */
    public int resolve(int id) {
        int at = id;
        for (int depth = 0; depth < MAX_DEPTH; depth++) {
            if (!kind(at).isTransparent()) {
                return at;
            }
            at = target(at);
        }
        throw loop(id, "typedefs and qualifiers");
    }

    /** Whether pointer {@code id} points to user memory: some type tag on its target says so. */
    public boolean isUserPointer(int id) {
        int at = resolve(id);
        if (kind(at) != BtfKind.PTR) {
            return false;
        }
        at = target(at);
        for (int depth = 0; depth < MAX_DEPTH && kind(at).isTransparent(); depth++) {
            if (kind(at) == BtfKind.TYPE_TAG && name(at).equals("user")) {
                return true;
            }
            at = target(at);
        }
        return false;
    }

    /** In bytes, as sizeof; empty for void, functions and types that are only declared. */
    public OptionalLong sizeOf(int id) {
        long factor = 1;
        int at = id;
        for (int depth = 0; depth < MAX_DEPTH; depth++) {
            at = resolve(at);
            switch (kind(at)) {
                case INT, FLOAT, STRUCT, UNION, ENUM, ENUM64, DATASEC -> {
                    return OptionalLong.of(product(factor, home(at).decoder.size(offset(at)), id));
                }
                case PTR -> {
                    return OptionalLong.of(product(factor, pointerSize(), id));
                }
                case ARRAY -> {
                    factor = product(factor, ((BtfType.Array) type(at)).length(), id);
                    at = target(at);
                }
                case VAR -> at = target(at);
                default -> {
                    return OptionalLong.empty();
                }
            }
        }
        throw loop(id, "arrays");
    }

    /** BTF does not say: the size of long, which is that of pointers in Linux; 8 without one. */
    public int pointerSize() {
        if (base != null) {
            return base.pointerSize();
        }
        if (pointerSize == 0) {
            pointerSize =
                    IntStream.range(firstId, idCount())
                            .filter(id -> kind(id) == BtfKind.INT && isLong(name(id)))
                            .map(id -> (int) decoder.size(offset(id)))
                            .filter(size -> size == 4 || size == 8)
                            .findFirst()
                            .orElse(8);
        }
        return pointerSize;
    }

    private static boolean isLong(String name) {
        return Set.of("long unsigned int", "unsigned long", "long int", "long").contains(name);
    }

    /**
     * The first type of this kind and name, the base's before our own. Answers at once: by the
     * index if there is one, else by a scan of under two milliseconds.
     */
    public OptionalInt find(BtfKind kind, String name) {
        return ids(name).filter(id -> kind(id) == kind).findFirst();
    }

    /** The type that C spells so: {@code struct file}, {@code enum pid_type}, {@code size_t}. */
    public OptionalInt find(String spelling) {
        String[] words = spelling.strip().split("\\s+", 2);
        if (words.length == 2) {
            switch (words[0]) {
                case "struct" -> {
                    return find(BtfKind.STRUCT, words[1]);
                }
                case "union" -> {
                    return find(BtfKind.UNION, words[1]);
                }
                case "enum" -> {
                    return ids(words[1]).filter(id -> kind(id).isEnum()).findFirst();
                }
                default -> {
                    // more than one word, as in "unsigned int"
                }
            }
        }
        return ids(String.join(" ", words))
                .filter(
                        id ->
                                switch (kind(id)) {
                                    case TYPEDEF, INT, FLOAT -> true;
                                    default -> false;
                                })
                .findFirst();
    }

    /** All types of this name, of any kind, in the order of their ids. */
    public IntStream ids(String name) {
        return base == null ? names.ids(name) : IntStream.concat(base.ids(name), names.ids(name));
    }

    /**
     * Names that types of these kinds have and that {@code name} may be a slip of, nearest first.
     */
    public List<String> near(String name, Set<BtfKind> kinds) {
        List<String> names =
                IntStream.range(1, idCount())
                        .filter(id -> kinds.contains(kind(id)))
                        .mapToObj(this::name)
                        .filter(other -> !other.isEmpty())
                        .toList();
        return NearNames.of(name, names);
    }

    /** The names of this file in order, without the base's. The first call makes it, in 100 ms. */
    public NameIndex index() {
        return names.index();
    }

    /** Bytes of heap, about: the file, where its types are, and the index once there is one. */
    public long bytes() {
        return in.array.length + 4L * offsets.length + names.bytes();
    }

    /** Where a type lies in its file, for those who find damage in it. */
    BtfException malformed(int id, String problem) {
        return id == 0 ? in.malformed(0, problem) : home(id).in.malformed(offset(id), problem);
    }

    private BtfException loop(int id, String of) {
        return malformed(id, "type [%d] is a chain of over %d %s".formatted(id, MAX_DEPTH, of));
    }

    private long product(long a, long b, int id) {
        if (Math.multiplyHigh(a, b) != 0 || a * b < 0) {
            throw malformed(id, "type [%d] has a size beyond 2^63".formatted(id));
        }
        return a * b;
    }

    private Btf home(int id) {
        Objects.checkIndex(id, idCount());
        Btf home = this;
        while (id < home.firstId) {
            home = home.base;
        }
        return home;
    }

    private int offset(int id) {
        Btf home = home(id);
        return home.offsets[id - home.firstId];
    }
}
