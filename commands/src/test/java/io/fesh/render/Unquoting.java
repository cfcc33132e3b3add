// SPDX-License-Identifier: Apache-2.0
package io.fesh.render;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** What Quoting and Json did, undone: the proof that they can be undone. */
final class Unquoting {
    private Unquoting() {}

    static byte[] unquote(String quoted) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int at = 0; at < quoted.length(); ) {
            int c = quoted.codePointAt(at);
            if (c != '\\') {
                out.writeBytes(Character.toString(c).getBytes(StandardCharsets.UTF_8));
                at += Character.charCount(c);
                continue;
            }
            char kind = quoted.charAt(at + 1);
            if (kind == 'x') {
                out.write(Integer.parseInt(quoted.substring(at + 2, at + 4), 16));
                at += 4;
            } else {
                out.write(kind == 'n' ? '\n' : kind == 't' ? '\t' : kind);
                at += 2;
            }
        }
        return out.toByteArray();
    }

    /** The bytes of a JSON string (without quotes); {@code \\udcXX} stands for a byte. */
    static byte[] json(String content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int at = 0; at < content.length(); ) {
            int c = content.codePointAt(at);
            at += Character.charCount(c);
            if (c == '\\') {
                char kind = content.charAt(at++);
                if (kind == 'u') {
                    c = Integer.parseInt(content.substring(at, at + 4), 16);
                    at += 4;
                } else {
                    c = kind == 'n' ? '\n' : kind == 't' ? '\t' : kind;
                }
            }
            if (c >= 0xdc80 && c <= 0xdcff) {
                out.write(c & 0xff);
            } else {
                out.writeBytes(Character.toString(c).getBytes(StandardCharsets.UTF_8));
            }
        }
        return out.toByteArray();
    }
}
