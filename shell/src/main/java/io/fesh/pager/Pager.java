// SPDX-License-Identifier: Apache-2.0
package io.fesh.pager;

import io.fesh.edit.TerminalModes;
import io.fesh.render.StyledText;

import org.jline.keymap.BindingReader;
import org.jline.terminal.Attributes;
import org.jline.terminal.Terminal;
import org.jline.terminal.Terminal.Signal;
import org.jline.terminal.Terminal.SignalHandler;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;
import org.jline.utils.InfoCmp.Capability;
import org.jline.utils.NonBlockingReader;

import java.io.IOError;
import java.io.InterruptedIOException;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Pages on the whole of a terminal, by the keys of less(1). Belongs to the thread that runs it. */
public final class Pager {
    /** How often it is looked whether more has come. */
    private static final long REFRESH_MILLIS = 500;

    private static final String KEYS = "arrows, / finds, q leaves";

    private final Terminal terminal;
    private final Pages pages;
    private final Viewport view;
    private final BindingReader keys;
    private final Thread thread = Thread.currentThread();
    private volatile boolean stopped;
    private volatile boolean resized;

    private Wanted wanted;

    /** What is told in place of the keys until the next one. */
    private String told = "";

    /** What somebody has seen last: from one entry to another. */
    public record Seen(long top, long bottom) {}

    public Pager(Terminal terminal, Pages pages, Function<StyledText, AttributedString> look) {
        this.terminal = terminal;
        this.pages = pages;
        this.view = new Viewport(pages, look, terminal.getWidth(), terminal.getHeight() - 1);
        this.keys = new BindingReader(terminal.reader());
    }

    public void toEnd() {
        view.end();
    }

    public void pageUp() {
        view.up(view.height());
    }

    /** Returns when somebody leaves, or the terminal is gone. */
    public Seen run() {
        SignalHandler interrupted =
                terminal.handle(
                        Signal.INT,
                        signal -> {
                            stopped = true;
                            thread.interrupt();
                        });
        SignalHandler winch =
                terminal.handle(
                        Signal.WINCH,
                        signal -> {
                            resized = true;
                            thread.interrupt();
                        });
        Attributes before = terminal.enterRawMode();
        terminal.puts(Capability.enter_ca_mode);
        terminal.puts(Capability.keypad_xmit);
        terminal.writer().write(TerminalModes.HIDE_CURSOR);
        try {
            look();
            return new Seen(view.top(), view.bottom());
        } finally {
            terminal.writer().write(TerminalModes.SHOW_CURSOR);
            terminal.puts(Capability.keypad_local);
            terminal.puts(Capability.exit_ca_mode);
            terminal.flush();
            terminal.setAttributes(before);
            terminal.handle(Signal.INT, interrupted);
            terminal.handle(Signal.WINCH, winch);
            Thread.interrupted();
        }
    }

    private void look() {
        PagerKeys bindings = new PagerKeys(terminal);
        while (true) {
            draw(status());
            try {
                int key = keys.peekCharacter(REFRESH_MILLIS);
                if (key == NonBlockingReader.READ_EXPIRED) {
                    continue;
                }
                told = "";
                PagerKeys.Action action = key < 0 ? null : bindings.read(keys);
                if (action == null || action == PagerKeys.Action.LEAVE) {
                    return;
                }
                move(action);
            } catch (IOError e) {
                if (stopped || !(e.getCause() instanceof InterruptedIOException)) {
                    // Ctrl-C, or the terminal is gone
                    return;
                }
            }
            followSize();
        }
    }

    private void followSize() {
        if (resized) {
            resized = false;
            view.size(terminal.getWidth(), terminal.getHeight() - 1);
        }
    }

    private void move(PagerKeys.Action action) {
        switch (action) {
            case UP -> view.up(1);
            case DOWN -> view.down(1);
            case HALF_UP -> view.up(Math.max(1, view.height() / 2));
            case HALF_DOWN -> view.down(Math.max(1, view.height() / 2));
            case PAGE_UP -> view.up(view.height());
            case PAGE_DOWN -> view.down(view.height());
            case HOME -> view.home();
            case END -> view.end();
            case SEARCH -> ask(1);
            case SEARCH_BACK -> ask(-1);
            case NEXT -> find(1);
            case PREVIOUS -> find(-1);
            default -> {}
        }
    }

    /** Reads what is to be found; an empty line is what was wanted before. */
    private void ask(int step) {
        StringBuilder typed = new StringBuilder();
        while (true) {
            draw((step > 0 ? "/" : "?") + typed + "\u2588");
            int key;
            try {
                key = keys.readCharacter();
            } catch (IOError e) {
                if (stopped || !(e.getCause() instanceof InterruptedIOException)) {
                    stopped = false;
                    return;
                }
                followSize();
                continue;
            }
            if (key == '\r' || key == '\n') {
                break;
            } else if (key == 0x7f || key == '\b') {
                if (typed.isEmpty()) {
                    return;
                }
                typed.setLength(typed.offsetByCodePoints(typed.length(), -1));
            } else if (key == 'U' - '@') {
                typed.setLength(0);
            } else if (key < 0 || key == '\033') {
                return;
            } else if (key >= ' ') {
                typed.appendCodePoint(key);
            }
        }
        if (!typed.isEmpty()) {
            wanted = Wanted.of(typed.toString(), step);
        }
        find(1);
    }

    /**
     * @param sense 1 in the direction that was asked for, -1 in the other
     */
    private void find(int sense) {
        if (wanted == null) {
            told = "nothing was looked for yet: / begins";
            return;
        }
        int step = sense * wanted.step();
        draw("looking for " + wanted.typed() + ", Ctrl-C ends it");
        OptionalLong found = pages.find(wanted::isIn, view.top() + step, step, () -> stopped);
        if (found.isPresent()) {
            view.show(found.getAsLong());
        } else {
            told = stopped ? "stopped" : "no more " + wanted.typed();
        }
        stopped = false;
        Thread.interrupted();
    }

    private String status() {
        String place = pages.place(view.top(), view.bottom());
        return place + "  " + (told.isEmpty() ? KEYS : told);
    }

    private void draw(String status) {
        StringBuilder out = new StringBuilder(TerminalModes.BEGIN_FRAME);
        out.append(TerminalModes.NO_WRAP).append("\033[H");
        for (AttributedString row : view.visible()) {
            // blank first: behind a full row that would take its last character
            out.append("\033[K").append(marked(row).toAnsi(terminal)).append("\r\n");
        }
        out.append("\033[J\033[").append(terminal.getHeight()).append(";1H\033[K");
        AttributedStringBuilder bar = new AttributedStringBuilder();
        bar.styled(AttributedStyle.INVERSE, " " + status + " ");
        int columns = Math.max(1, terminal.getWidth());
        out.append(bar.toAttributedString().columnSubSequence(0, columns).toAnsi(terminal));
        out.append(TerminalModes.WRAP).append(TerminalModes.END_FRAME);
        terminal.writer().print(out);
        terminal.flush();
    }

    private AttributedString marked(AttributedString row) {
        Pattern found = wanted == null ? null : wanted.pattern();
        return found == null ? row : row.styleMatches(found, AttributedStyle.INVERSE);
    }
}
