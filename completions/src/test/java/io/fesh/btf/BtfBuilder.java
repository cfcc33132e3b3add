// SPDX-License-Identifier: Apache-2.0
package io.fesh.btf;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Writes BTF by hand for tests. Each method adds a type and gives its id. */
public final class BtfBuilder {
    public static final int SIGNED = 1;
    public static final int CHAR = 2;
    public static final int BOOL = 4;

    private final ByteArrayOutputStream types = new ByteArrayOutputStream();
    private final ByteArrayOutputStream strings = new ByteArrayOutputStream();
    private final int firstString;
    private int nextId;

    /** A file of its own. */
    public BtfBuilder() {
        firstString = 0;
        nextId = 1;
        strings.write(0);
    }

    /** A file on top of {@code base}, which must be finished. */
    public BtfBuilder(BtfBuilder base) {
        firstString = base.firstString + base.strings.size();
        nextId = base.nextId;
    }

    /**
     * A file on top of one that was not built here.
     *
     * @param firstString bytes of the base's strings
     */
    public BtfBuilder(int firstString, int nextId) {
        this.firstString = firstString;
        this.nextId = nextId;
    }

    /** One member of a struct or union. */
    public record Field(String name, int type, int bitOffset, int bitSize) {
        public Field(String name, int type, int bitOffset) {
            this(name, type, bitOffset, 0);
        }
    }

    public record Value(String name, long value) {}

    public record Param(String name, int type) {}

    public record Place(int variable, int offset, int size) {}

    public int integer(String name, int size, int encoding) {
        return integer(name, size, encoding, 0, size * 8);
    }

    public int integer(String name, int size, int encoding, int bitOffset, int bits) {
        return type(name, BtfKind.INT, false, 0, size, encoding << 24 | bitOffset << 16 | bits);
    }

    public int floating(String name, int size) {
        return type(name, BtfKind.FLOAT, false, 0, size);
    }

    public int pointer(int target) {
        return type("", BtfKind.PTR, false, 0, target);
    }

    public int array(int element, int index, int length) {
        return type("", BtfKind.ARRAY, false, 0, 0, element, index, length);
    }

    public int struct(String name, int size, Field... fields) {
        return composite(BtfKind.STRUCT, name, size, fields);
    }

    public int union(String name, int size, Field... fields) {
        return composite(BtfKind.UNION, name, size, fields);
    }

    private int composite(BtfKind kind, String name, int size, Field... fields) {
        boolean bitFields = false;
        for (Field field : fields) {
            bitFields |= field.bitSize() != 0;
        }
        int[] rest = new int[3 * fields.length];
        for (int i = 0; i < fields.length; i++) {
            rest[3 * i] = string(fields[i].name());
            rest[3 * i + 1] = fields[i].type();
            rest[3 * i + 2] = fields[i].bitSize() << 24 | fields[i].bitOffset();
        }
        return type(name, kind, bitFields, fields.length, size, rest);
    }

    public int enumeration(String name, int size, boolean signed, Value... values) {
        int[] rest = new int[2 * values.length];
        for (int i = 0; i < values.length; i++) {
            rest[2 * i] = string(values[i].name());
            rest[2 * i + 1] = (int) values[i].value();
        }
        return type(name, BtfKind.ENUM, signed, values.length, size, rest);
    }

    public int enumeration64(String name, boolean signed, Value... values) {
        int[] rest = new int[3 * values.length];
        for (int i = 0; i < values.length; i++) {
            rest[3 * i] = string(values[i].name());
            rest[3 * i + 1] = (int) values[i].value();
            rest[3 * i + 2] = (int) (values[i].value() >> 32);
        }
        return type(name, BtfKind.ENUM64, signed, values.length, 8, rest);
    }

    public int forward(String name, boolean union) {
        return type(name, BtfKind.FWD, union, 0, 0);
    }

    public int typedef(String name, int target) {
        return type(name, BtfKind.TYPEDEF, false, 0, target);
    }

    /** CONST, VOLATILE or RESTRICT. */
    public int qualified(BtfKind kind, int target) {
        return type("", kind, false, 0, target);
    }

    public int typeTag(String tag, boolean attribute, int target) {
        return type(tag, BtfKind.TYPE_TAG, attribute, 0, target);
    }

    public int declTag(String tag, int target, int component) {
        return type(tag, BtfKind.DECL_TAG, false, 0, target, component);
    }

    public int function(String name, int prototype, BtfType.Linkage linkage) {
        return type(name, BtfKind.FUNC, false, linkage.ordinal(), prototype);
    }

    public int prototype(int returns, Param... params) {
        int[] rest = new int[2 * params.length];
        for (int i = 0; i < params.length; i++) {
            rest[2 * i] = string(params[i].name());
            rest[2 * i + 1] = params[i].type();
        }
        return type("", BtfKind.FUNC_PROTO, false, params.length, returns, rest);
    }

    public int variable(String name, int type, BtfType.Linkage linkage) {
        return type(name, BtfKind.VAR, false, 0, type, linkage.ordinal());
    }

    public int section(String name, int size, Place... places) {
        int[] rest = new int[3 * places.length];
        for (int i = 0; i < places.length; i++) {
            rest[3 * i] = places[i].variable();
            rest[3 * i + 1] = places[i].offset();
            rest[3 * i + 2] = places[i].size();
        }
        return type(name, BtfKind.DATASEC, false, places.length, size, rest);
    }

    /** Any type, valid or not: name offset, info, size or type, and what follows. */
    public int raw(int nameOffset, int info, int sizeOrType, int... rest) {
        word(nameOffset);
        word(info);
        word(sizeOrType);
        for (int value : rest) {
            word(value);
        }
        return nextId++;
    }

    private int type(
            String name, BtfKind kind, boolean flag, int vlen, int sizeOrType, int... rest) {
        int info = (flag ? 1 << 31 : 0) | kind.ordinal() << 24 | vlen;
        return raw(string(name), info, sizeOrType, rest);
    }

    private void word(int value) {
        types.writeBytes(words(value).array());
    }

    /** Adds a string and gives its offset; every use gets its own. */
    public int string(String text) {
        if (text.isEmpty()) {
            return 0;
        }
        int offset = firstString + strings.size();
        strings.writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
        strings.write(0);
        return offset;
    }

    public int idCount() {
        return nextId;
    }

    public byte[] bytes() {
        return bytes(24);
    }

    /** With a header of that length, as a later kernel could write it. */
    public byte[] bytes(int headerLength) {
        ByteBuffer header = ByteBuffer.allocate(headerLength).order(ByteOrder.LITTLE_ENDIAN);
        header.putShort((short) 0xeb9f).put((byte) 1).put((byte) 0).putInt(headerLength);
        header.putInt(0).putInt(types.size()).putInt(types.size()).putInt(strings.size());
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(header.array());
        file.writeBytes(types.toByteArray());
        file.writeBytes(strings.toByteArray());
        return file.toByteArray();
    }

    public Btf build() {
        return Btf.of(bytes(), "handmade");
    }

    private static ByteBuffer words(int... values) {
        ByteBuffer words = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        for (int value : values) {
            words.putInt(value);
        }
        return words;
    }
}
