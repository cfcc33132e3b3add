// SPDX-License-Identifier: Apache-2.0
package io.fesh.lower;

import io.fesh.kernel.CType;
import io.fesh.kernel.CType.Kind;

import java.util.Optional;

/**
 * The path of names that a field's numbers stand for in some kernel: what {@link FieldWalk} does,
 * backwards. Of the members of a union it is the first that can be meant.
 *
 * @param path in C: {@code file->f_path.dentry->d_name.name}
 * @param type of what it leads to
 */
public record NamedWay(String path, CType type) {
    /** Structs in structs; the kernel's deepest are half as deep. */
    private static final int DEEPEST = 16;

    /**
     * @param name of what the way begins with
     * @param start its type
     * @return empty if nothing of the right kind is there
     */
    public static Optional<NamedWay> of(LoweredField field, String name, CType start) {
        Way way = field.way();
        Optional<NamedWay> at = Optional.of(new NamedWay(name, start));
        for (long load : way.loads()) {
            at = at.flatMap(from -> from.behind(load * Byte.SIZE, 0, NamedWay::isPointer));
        }
        if (way.isComputed()) {
            return Optional.empty();
        } else if (way.isDirect()) {
            return at;
        }
        String word = field.type().text();
        boolean bits = word.contains("@");
        long shift = bits ? Long.parseLong(word.replaceFirst(".*@(\\d+)/.*", "$1")) : 0;
        int width = bits ? Integer.parseInt(word.replaceFirst("s?b(\\d+)@.*", "$1")) : 0;
        long place = way.offset() * Byte.SIZE + shift;
        return at.flatMap(from -> from.behind(place, width, type -> fits(field.type(), type)));
    }

    private interface Wanted {
        boolean fits(CType type);
    }

    private static boolean isPointer(CType type) {
        return type.kind() == Kind.POINTER;
    }

    private static boolean fits(FieldType read, CType type) {
        if (read.isString()) {
            return read.inPlace() ? type.kind() == Kind.ARRAY : isPointer(type);
        } else if (read.text().endsWith("]")) {
            return type.kind() == Kind.ARRAY;
        }
        boolean scalar = type.kind().isIntegral() || isPointer(type);
        return scalar && type.size() == KprobeLine.size(read.text());
    }

    /** What lies so many bits behind where this pointer leads. */
    private Optional<NamedWay> behind(long bits, int width, Wanted wanted) {
        Optional<CType> target = isPointer(type) ? type.target() : Optional.empty();
        if (target.isEmpty()) {
            return Optional.empty();
        }
        CType first = target.get();
        if (first.kind().isComposite()) {
            return inside(path + "->", first, bits, width, wanted, DEEPEST);
        }
        long size = first.size() * Byte.SIZE;
        boolean element = size > 0 && bits % size == 0 && wanted.fits(first);
        return element
                ? Optional.of(new NamedWay(path + "[" + bits / size + "]", first))
                : Optional.empty();
    }

    private static Optional<NamedWay> inside(
            String path, CType struct, long bits, int width, Wanted wanted, int depth) {
        for (CType.Member member : struct.members()) {
            String name = path + member.name();
            long inner = bits - member.bitOffset();
            Optional<NamedWay> found = Optional.empty();
            if (member.bitSize() > 0 || width > 0 && !member.type().kind().isComposite()) {
                boolean same = width > 0 && inner == 0 && member.bitSize() == width;
                found = same ? Optional.of(new NamedWay(name, member.type())) : found;
            } else if (inner >= 0 && inner < member.type().size() * Byte.SIZE && depth > 0) {
                found = within(name, member.type(), inner, width, wanted, depth - 1);
            }
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private static Optional<NamedWay> within(
            String path, CType type, long bits, int width, Wanted wanted, int depth) {
        if (bits == 0 && width == 0 && wanted.fits(type)) {
            return Optional.of(new NamedWay(path, type));
        } else if (type.kind().isComposite()) {
            return inside(path + ".", type, bits, width, wanted, depth);
        } else if (type.kind() != Kind.ARRAY || type.target().isEmpty() || depth == 0) {
            return Optional.empty();
        }
        CType element = type.target().get();
        long size = element.size() * Byte.SIZE;
        return within(
                path + "[" + bits / size + "]", element, bits % size, width, wanted, depth - 1);
    }
}
