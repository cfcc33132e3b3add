// SPDX-License-Identifier: Apache-2.0
package io.fesh.edit;

import org.jline.reader.impl.LineReaderImpl;
import org.jline.terminal.Attributes;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.Terminal.Signal;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.InfoCmp.Capability;

import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * JLine's reader, with a suggestion behind the line, lines below it, and a way to draw that stays
 * right when the terminal is resized. What stands around the line is part of what is drawn for it,
 * so it goes with it and nothing of it is left in the scrollback.
 */
public final class LineEditor extends LineReaderImpl {
    /** Of a longer line nothing is drawn but itself: it fills the screen. */
    private static final int LONGEST_WITH_SURROUNDINGS = 4096;

    /** Milliseconds without hits or another size after which the line is no longer parked. */
    private static final int LULL = 500;

    private final boolean reflows;
    private final boolean draws;
    private final Lull lull = new Lull(LULL, this::unpark);
    private Appearance appearance = Appearance.PLAIN;
    private final Suggestion suggestion;
    private final PrefixSearch search;
    private final Paste pasted = new Paste();
    private Predicate<String> goesOn = text -> false;
    private boolean suggesting;
    private boolean leaving;

    /**
     * @param environment of the process: tells some terminals from others
     */
    public LineEditor(Terminal terminal, Map<String, String> environment) {
        super(terminal, "fesh", null);
        // these keep a line as it is broken; all others of today break it anew
        this.reflows =
                !environment.containsKey("XTERM_VERSION")
                        && !terminal.getType().startsWith("linux");
        this.draws =
                !terminal.getType().startsWith(Terminal.TYPE_DUMB)
                        && terminal.getStringCapability(Capability.clr_eos) != null
                        && terminal.getStringCapability(Capability.cursor_up) != null;
        this.suggestion = new Suggestion(history);
        this.search = new PrefixSearch(history);
        setHighlighter((reader, line) -> appearance.colored(line));
        setVariable(FEATURES_MAX_BUFFER_SIZE, LONGEST_WITH_SURROUNDINGS);
        new EditorKeys(this, search).bind();
    }

    public void appearance(Appearance other) {
        appearance = other;
    }

    /** Whether lines typed before are suggested. */
    public void suggests(boolean on) {
        suggesting = on;
    }

    /** What a key does. */
    public void on(FunctionKey key, Runnable action) {
        widgets.put(
                key.widget(),
                () -> {
                    action.run();
                    return true;
                });
    }

    /** Which texts are not whole, so that Enter begins another line instead of ending them. */
    public void goesOn(Predicate<String> test) {
        goesOn = test;
    }

    /**
     * What is suggested to be typed next; empty if nothing is, or if the cursor is not at the end.
     */
    String suggested() {
        boolean atEnd = suggesting && buf.cursor() == buf.length();
        return atEnd && buf.length() < LONGEST_WITH_SURROUNDINGS
                ? suggestion.rest(buf.toString())
                : "";
    }

    /** Draws the line again if one is read: what stands around it has changed. */
    public void refresh() {
        lock.lock();
        try {
            if (reading) {
                redisplay();
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public AttributedString getDisplayedBufferWithPrompts(List<AttributedString> secondary) {
        if (leaving || !draws || buf.length() > LONGEST_WITH_SURROUNDINGS) {
            return super.getDisplayedBufferWithPrompts(secondary);
        }
        Supplier<AttributedString> menu = post;
        AttributedStringBuilder all = new AttributedStringBuilder();
        post = null;
        try {
            all.append(super.getDisplayedBufferWithPrompts(secondary));
        } finally {
            post = menu;
        }
        Surroundings around = new Surroundings(all, size);
        if (menu == null) {
            around.behind(appearance.suggestion(suggested()));
        } else {
            all.append("\n").append(menu.get());
        }
        around.below(
                pasted.isEmpty()
                        ? appearance.below(buf.toString(), buf.cursor(), size.getColumns())
                        : List.of(new AttributedString(pasted.toString())));
        return all.toAttributedString();
    }

    @Override
    protected void redisplay(boolean flush) {
        lock.lock();
        try {
            if (draws) {
                follow(terminal.getSize());
            }
            super.redisplay(flush);
        } finally {
            lock.unlock();
        }
    }

    /** Before anything is drawn: the signal that tells of another size may come later. */
    private void follow(Size now) {
        boolean resized = !now.equals(size) && now.getColumns() > 0 && now.getRows() > 0;
        if (resized && display instanceof DrawnLine drawn) {
            drawn.erase(now.getColumns());
        }
        if (resized) {
            size.copy(now);
        }
        if (resized || !(display instanceof DrawnLine)) {
            DrawnLine drawn = new DrawnLine(terminal, size, reflows);
            drawn.setDelayLineWrap(isSet(Option.DELAY_LINE_WRAP));
            display = drawn;
            if (resized && reading && !leaving) {
                park(drawn);
            }
        }
    }

    /** More of what moves the line will come, or more often. */
    private void park(DrawnLine drawn) {
        if (!drawn.isParked()) {
            drawn.park();
        }
        lull.disturb();
    }

    private void unpark() {
        lock.lock();
        try {
            if (reading && display instanceof DrawnLine drawn && drawn.isParked()) {
                terminal.writer().print(TerminalModes.BEGIN_FRAME);
                drawn.erase();
                drawn.unpark();
                redisplay(false);
                terminal.writer().print(TerminalModes.END_FRAME);
                terminal.flush();
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    protected synchronized void handleSignal(Signal signal) {
        if (signal == Signal.WINCH && draws) {
            redisplay(true);
        } else {
            super.handleSignal(signal);
        }
    }

    @Override
    public void printAbove(String text) {
        lock.lock();
        try {
            if (reading && display instanceof DrawnLine drawn) {
                terminal.writer().print(TerminalModes.BEGIN_FRAME);
                drawn.erase(terminal.getSize().getColumns());
                terminal.writer().print(text);
                park(drawn);
                redisplay(false);
                terminal.writer().print(TerminalModes.END_FRAME);
                terminal.flush();
            } else {
                super.printAbove(text);
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    protected void cleanup() {
        leaving = true;
        try {
            if (display instanceof DrawnLine drawn && drawn.isParked()) {
                drawn.erase();
                drawn.unpark();
            }
            super.cleanup();
        } finally {
            leaving = false;
            search.end();
            pasted.take();
        }
    }

    /** Runs what needs the terminal as it was before, and all of it: nothing is drawn meanwhile. */
    public void outside(Attributes modes, Runnable other) {
        lock.lock();
        try {
            if (!reading || !(display instanceof DrawnLine drawn)) {
                other.run();
                return;
            }
            drawn.erase();
            drawn.unpark();
            terminal.puts(Capability.keypad_local);
            terminal.writer().write(BRACKETED_PASTE_OFF);
            terminal.flush();
            Attributes own = terminal.getAttributes();
            terminal.setAttributes(modes);
            try {
                other.run();
            } finally {
                terminal.setAttributes(own);
                terminal.puts(Capability.keypad_xmit);
                terminal.writer().write(BRACKETED_PASTE_ON);
                redisplay(true);
            }
        } finally {
            lock.unlock();
        }
    }

    boolean builtin(String widget) {
        return builtinWidgets.get(widget).apply();
    }

    /** In place of all that is typed. */
    public void replace(String text) {
        buf.clear();
        buf.write(text);
    }

    @Override
    protected boolean acceptLine() {
        if (pasted.isEmpty() && goesOn.test(buf.toString())) {
            buf.write("\n");
            return true;
        }
        return super.acceptLine();
    }

    /** What was pasted comes before what was typed after it, and is not kept in the history. */
    @Override
    protected String finishBuffer() {
        return pasted.take() + super.finishBuffer();
    }

    @Override
    public boolean beginPaste() {
        String text = Paste.read(lock, bindingReader::readCharacter);
        if (Paste.fitsOnScreen(text)) {
            buf.write(text);
        } else {
            pasted.add(buf + text);
            buf.clear();
        }
        return true;
    }
}
