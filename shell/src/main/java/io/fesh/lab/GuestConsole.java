// SPDX-License-Identifier: Apache-2.0
package io.fesh.lab;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * The guest's serial console, and QEMU's own complaints, which come the same way. Keeps the last
 * lines and picks out what the kernel says about trouble of its own. Whatever the guest prints is
 * made printable first.
 */
final class GuestConsole {
    private static final int KEPT_LINES = 40;
    private static final int LINE_MAX = 1000;

    /** More than the longest oops of 6.1; a lockup report has no end mark. */
    private static final int TROUBLE_LINES = 100;

    /** What init (native/guest/init) writes before a message for us. */
    private static final String INIT_PREFIX = "lab: ";

    private static final Pattern TIMESTAMP = Pattern.compile("^\\[ *\\d+\\.\\d+\\](?:\\[.*?\\])? ");

    private static final Pattern TROUBLE =
            Pattern.compile(
                    "^(?:-+\\[ cut here \\]-+|BUG: |Oops: |WARNING: |Kernel panic |kernel BUG at |"
                            + "general protection fault|invalid opcode:|double fault:|"
                            + "watchdog: BUG: |rcu: INFO: |INFO: rcu|INFO: task |Out of memory: )");

    private static final Pattern TROUBLE_END = Pattern.compile("^---\\[ end ");

    private final Consumer<String> trouble;
    private final Deque<String> last = new ArrayDeque<>();
    private final List<String> complaints = new ArrayList<>();
    private String headline = "";
    private int troubleLines = -1;

    GuestConsole(Consumer<String> trouble) {
        this.trouble = trouble;
    }

    /** Reads until the end. */
    void read(InputStream stream) throws IOException {
        StringBuilder line = new StringBuilder();
        try (InputStream in = new BufferedInputStream(stream)) {
            for (int b = in.read(); b >= 0; b = in.read()) {
                if (b == '\n') {
                    take(line.toString());
                    line.setLength(0);
                } else if (b != '\r' && line.length() < LINE_MAX) {
                    quote(b, line);
                }
            }
        }
        if (line.length() > 0) {
            take(line.toString());
        }
    }

    private static void quote(int b, StringBuilder line) {
        if (b == '\t') {
            line.append(' ');
        } else if (b < ' ' || b >= 0x7f) {
            line.append("\\x").append(Character.forDigit(b >> 4, 16));
            line.append(Character.forDigit(b & 15, 16));
        } else {
            line.append((char) b);
        }
    }

    private void take(String line) {
        String text = TIMESTAMP.matcher(line).replaceFirst("");
        boolean shown;
        synchronized (this) {
            last.addLast(text);
            if (last.size() > KEPT_LINES) {
                last.removeFirst();
            }
            if (text.startsWith(INIT_PREFIX)) {
                complaints.add(text.substring(INIT_PREFIX.length()));
            }
            shown = partOfTrouble(text);
        }
        if (shown) {
            trouble.accept(text);
        }
    }

    private boolean partOfTrouble(String text) {
        if (troubleLines < 0) {
            if (!TROUBLE.matcher(text).find()) {
                return false;
            }
            troubleLines = 0;
            headline = text;
        } else if (headline.contains("cut here") && TROUBLE.matcher(text).find()) {
            headline = text;
        }
        troubleLines++;
        if (TROUBLE_END.matcher(text).find() || troubleLines == TROUBLE_LINES) {
            troubleLines = -1;
        }
        return true;
    }

    /** The first line of the latest trouble, empty if there was none. */
    synchronized String headline() {
        return headline;
    }

    /** What init could not do. */
    synchronized List<String> complaints() {
        return List.copyOf(complaints);
    }

    /** The last lines, oldest first. */
    synchronized List<String> last(int most) {
        return last.stream().skip(Math.max(0, last.size() - most)).toList();
    }

    /** The last line that says something. */
    synchronized String lastLine() {
        for (var lines = last.descendingIterator(); lines.hasNext(); ) {
            String line = lines.next();
            if (!line.isBlank()) {
                return line;
            }
        }
        return "";
    }
}
