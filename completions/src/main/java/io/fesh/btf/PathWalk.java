// SPDX-License-Identifier: Apache-2.0
package io.fesh.btf;

import io.fesh.btf.StructLayout.Slot;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The walk along one {@link MemberPath}: reads the text and follows the types in step. */
final class PathWalk {
    /** How many members are looked into for one of the wanted name; a kernel's have fewer. */
    private static final int SEARCHED = 1000;

    private final Btf btf;
    private final String text;
    private int at;

    private final List<Long> loads = new ArrayList<>();
    private long offset;
    private int type;
    private int bitShift;
    private int bitSize;

    /** Whether the start is a pointer whose value is known, so that it need not be loaded. */
    private boolean loaded;

    PathWalk(Btf btf, int start, String text) {
        this.btf = btf;
        this.text = text;
        this.type = start;
        this.loaded = kind() == BtfKind.PTR;
    }

    MemberPath run() throws PathException {
        skipBlanks();
        if (at == text.length()) {
            throw error(at, "path is empty");
        }
        if (isWord(text.charAt(at))) {
            if (loaded) {
                dereference(0);
            }
            member();
        }
        for (skipBlanks(); at < text.length(); skipBlanks()) {
            int from = at;
            if (text.startsWith("->", at)) {
                at += 2;
                arrow(from);
                member();
            } else if (text.charAt(at) == '.') {
                at++;
                if (kind() == BtfKind.PTR) {
                    throw error(
                            from,
                            "%s is a pointer, '%s': '->' reaches its members"
                                    .formatted(before(from), spelled()));
                }
                member();
            } else if (text.charAt(at) == '[') {
                index();
            } else {
                throw error(at, "'.', '->' or '[' expected, not '%s'".formatted(quoted()));
            }
        }
        return new MemberPath(text, loads, offset, type, bitShift, bitSize);
    }

    private void arrow(int from) throws PathException {
        switch (kind()) {
            case PTR -> dereference(0);
            // as in C, an array stands for its first element
            case ARRAY -> type = btf.target(btf.resolve(type));
            default ->
                    throw error(
                            from,
                            "%s is no pointer, but '%s'%s"
                                    .formatted(
                                            before(from),
                                            spelled(),
                                            kind().isComposite()
                                                    ? ": '.' reaches its members"
                                                    : ""));
        }
    }

    private void dereference(long then) {
        if (!loaded) {
            loads.add(offset);
        }
        loaded = false;
        offset = then;
        type = btf.target(btf.resolve(type));
    }

    private void member() throws PathException {
        skipBlanks();
        int from = at;
        while (at < text.length() && isWord(text.charAt(at))) {
            at++;
        }
        String name = text.substring(from, at);
        if (name.isEmpty()) {
            throw error(
                    from, "member expected after '%s'".formatted(text.substring(0, from).strip()));
        }
        Optional<StructLayout> layout = StructLayout.of(btf, type);
        if (layout.isEmpty()) {
            throw error(
                    from,
                    "%s is '%s', which has no members%s"
                            .formatted(
                                    before(from),
                                    spelled(),
                                    kind() == BtfKind.FWD
                                            ? " in these types: it is only declared"
                                            : ""));
        }
        Optional<Slot> slot = layout.get().find(name);
        if (slot.isEmpty()) {
            throw new PathException(
                    from,
                    "no member '%s' in %s".formatted(name, spelled()),
                    near(layout.get(), name));
        }
        offset += slot.get().offset();
        type = slot.get().type();
        if (slot.get().bitField()) {
            bitShift = (int) (slot.get().bitOffset() % 8);
            bitSize = (int) slot.get().bits();
        }
    }

    private void index() throws PathException {
        int bracket = at;
        at++;
        skipBlanks();
        int from = at;
        while (at < text.length() && isWord(text.charAt(at))) {
            at++;
        }
        String number = text.substring(from, at);
        skipBlanks();
        if (at == text.length() || text.charAt(at) != ']') {
            throw error(at, "']' expected");
        }
        at++;
        long index;
        try {
            index = Integer.decode(number);
        } catch (NumberFormatException e) {
            throw error(from, "index is '%s', not a number from 0 to 2147483647".formatted(number));
        }
        BtfKind kind = kind();
        if (kind != BtfKind.ARRAY && kind != BtfKind.PTR) {
            throw error(
                    bracket,
                    "%s is '%s', neither an array nor a pointer"
                            .formatted(before(bracket), spelled()));
        }
        if (kind == BtfKind.ARRAY) {
            long length = ((BtfType.Array) btf.type(btf.resolve(type))).length();
            // 0 is a flexible array, whose length these types do not know
            if (length != 0 && index >= length) {
                throw error(from, "index %d is outside '%s'".formatted(index, spelled()));
            }
        }
        int element = btf.target(btf.resolve(type));
        long size =
                btf.sizeOf(element)
                        .orElseThrow(
                                () ->
                                        error(
                                                bracket,
                                                "%s is '%s', whose elements have no known size"
                                                        .formatted(before(bracket), spelled())));
        try {
            long step = Math.multiplyExact(index, size);
            if (kind == BtfKind.PTR) {
                dereference(step);
            } else {
                offset = Math.addExact(offset, step);
                type = element;
            }
        } catch (ArithmeticException e) {
            throw error(from, "index %d of '%s' is beyond any memory".formatted(index, spelled()));
        }
    }

    /** Names like it; before them, the paths on which a member has just this name. */
    private List<String> near(StructLayout layout, String name) {
        List<String> near = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (Slot slot : layout.flat()) {
            names.add(slot.name());
            if (names.size() > SEARCHED) {
                continue;
            }
            StructLayout.of(btf, slot.type())
                    .flatMap(inner -> inner.find(name))
                    .ifPresent(inner -> near.add(slot.name() + '.' + name));
        }
        near.addAll(NearNames.of(name, names));
        return near.subList(0, Math.min(near.size(), 3));
    }

    private BtfKind kind() {
        return btf.kind(btf.resolve(type));
    }

    private String spelled() {
        return CDeclaration.of(btf, type);
    }

    /** The part of the path that is walked already, without the operator before {@code end}. */
    private String before(int end) {
        String walked = text.substring(0, end).strip();
        for (String operator : List.of("->", ".")) {
            if (walked.endsWith(operator)) {
                walked = walked.substring(0, walked.length() - operator.length()).strip();
            }
        }
        return walked.isEmpty() ? "the start" : "'" + walked + "'";
    }

    private String quoted() {
        char next = text.charAt(at);
        return next >= 0x20 && next < 0x7f ? String.valueOf(next) : "\\u%04x".formatted((int) next);
    }

    private PathException error(int position, String message) {
        return new PathException(position, message, List.of());
    }

    private void skipBlanks() {
        while (at < text.length() && text.charAt(at) == ' ') {
            at++;
        }
    }

    private static boolean isWord(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_';
    }
}
