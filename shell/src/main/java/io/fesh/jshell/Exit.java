// SPDX-License-Identifier: Apache-2.0
package io.fesh.jshell;

import io.fesh.api.FeshException;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * What {@code System.exit} is in snippets: it would end the shell, and the session of somebody who
 * meant a snippet. Their class files name this class in place of System, since newer JDKs have no
 * other way to refuse it.
 */
public final class Exit {
    private static final String NAME = Exit.class.getName().replace('.', '/');
    private static final int CONSTANTS = 8;

    // JVMS 4.4
    private static final int UTF8 = 1;
    private static final int LONG = 5;
    private static final int DOUBLE = 6;
    private static final int CLASS = 7;
    private static final int METHODREF = 10;

    /** Bytes behind the tag of a constant, by tag; 0 for those that there are not. */
    private static final int[] SIZES = {
        0, 2, 0, 4, 4, 8, 8, 2, 2, 4, 4, 4, 4, 0, 0, 3, 2, 4, 4, 2, 2
    };

    private final ByteBuffer bytes;
    private final int[] places;
    private final int end;

    private Exit(byte[] classFile) {
        bytes = ByteBuffer.wrap(classFile);
        places = new int[Short.toUnsignedInt(bytes.getShort(CONSTANTS))];
        int at = CONSTANTS + 2;
        for (int i = 1; i < places.length; i++) {
            places[i] = at;
            int tag = bytes.get(at);
            at += 1 + SIZES[tag] + (tag == UTF8 ? u2(at + 1) : 0);
            if (tag == LONG || tag == DOUBLE) {
                // takes two places
                i++;
            }
        }
        end = at;
    }

    /** Called where a snippet calls {@code System.exit}. */
    public static void exit(int status) {
        throw new FeshException("System.exit(" + status + ") would end the shell", "try: quit");
    }

    /** The class file with its calls led here. */
    static byte[] refused(byte[] classFile) {
        return new Exit(classFile).refused();
    }

    private byte[] refused() {
        ByteBuffer refused = ByteBuffer.allocate(bytes.capacity() + 6 + NAME.length());
        boolean exits = false;
        refused.put(bytes.array(), 0, end);
        for (int i = 1; i < places.length; i++) {
            if (places[i] > 0 && bytes.get(places[i]) == METHODREF && isExit(places[i])) {
                refused.putShort(places[i] + 1, (short) (places.length + 1));
                exits = true;
            }
        }
        if (!exits) {
            return bytes.array();
        }
        refused.putShort(CONSTANTS, (short) (places.length + 2));
        refused.put((byte) UTF8).putShort((short) NAME.length());
        refused.put(NAME.getBytes(StandardCharsets.US_ASCII));
        refused.put((byte) CLASS).putShort((short) places.length);
        return refused.put(bytes.array(), end, bytes.capacity() - end).array();
    }

    private boolean isExit(int method) {
        int type = places[u2(method + 1)];
        int nameAndType = places[u2(method + 3)];
        return utf8(u2(type + 1)).equals("java/lang/System")
                && utf8(u2(nameAndType + 1)).equals("exit");
    }

    private int u2(int at) {
        return Short.toUnsignedInt(bytes.getShort(at));
    }

    private String utf8(int index) {
        int at = places[index];
        return new String(bytes.array(), at + 3, u2(at + 1), StandardCharsets.UTF_8);
    }
}
