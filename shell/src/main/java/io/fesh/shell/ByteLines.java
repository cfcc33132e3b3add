// SPDX-License-Identifier: Apache-2.0
package io.fesh.shell;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Lines of a file or pipe, ended by LF or CRLF, the last one also by the end. A byte that is not
 * UTF-8 becomes the lone surrogate U+DC80 to U+DCFF that stands for it, so that whoever refuses the
 * line can point at it.
 */
final class ByteLines implements Input {
    /** Of a longer line the rest is not kept; it is refused for what is kept. */
    private static final int KEPT = 1 << 20;

    /** Some editors begin a file with it. */
    private static final String BYTE_ORDER_MARK = "\ufeff";

    private final InputStream in;
    private final boolean stopsAtFailure;
    private boolean atStart = true;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private final CharsetDecoder utf8 =
            StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT);

    ByteLines(InputStream in, boolean stopsAtFailure) {
        this.in = new BufferedInputStream(in);
        this.stopsAtFailure = stopsAtFailure;
    }

    @Override
    public Optional<String> next() throws IOException {
        line.reset();
        int next = in.read();
        if (next < 0) {
            return Optional.empty();
        }
        while (next >= 0 && next != '\n') {
            if (line.size() < KEPT) {
                line.write(next);
            }
            next = in.read();
        }
        byte[] bytes = line.toByteArray();
        int length = bytes.length;
        if (next == '\n' && length > 0 && bytes[length - 1] == '\r') {
            length--;
        }
        String text = decoded(bytes, length);
        boolean marked = atStart && text.startsWith(BYTE_ORDER_MARK);
        atStart = false;
        return Optional.of(marked ? text.substring(1) : text);
    }

    @Override
    public boolean stopsAtFailure() {
        return stopsAtFailure;
    }

    private String decoded(byte[] bytes, int length) {
        ByteBuffer left = ByteBuffer.wrap(bytes, 0, length);
        CharBuffer text = CharBuffer.allocate(length);
        utf8.reset();
        while (true) {
            CoderResult result = utf8.decode(left, text, true);
            if (!result.isMalformed()) {
                return text.flip().toString();
            }
            for (int i = result.length(); i > 0; i--) {
                text.put((char) (0xdc00 | left.get() & 0xff));
            }
        }
    }
}
