// SPDX-License-Identifier: Apache-2.0
package io.fesh.shell;

import io.fesh.complete.GivenOrder;
import io.fesh.complete.WordParser;
import io.fesh.edit.Appearance;
import io.fesh.edit.FunctionKey;
import io.fesh.edit.LineEditor;
import io.fesh.edit.TerminalModes;
import io.fesh.pager.Pager;
import io.fesh.pager.Pages;
import io.fesh.render.StyledText;
import io.fesh.verb.CommandFailed;

import org.jline.reader.Completer;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.MaskingCallback;
import org.jline.reader.UserInterruptException;
import org.jline.reader.impl.LineReaderImpl;
import org.jline.terminal.Attributes;
import org.jline.terminal.Terminal;
import org.jline.terminal.Terminal.Signal;
import org.jline.utils.AttributedString;
import org.jline.utils.Curses;
import org.jline.utils.InfoCmp.Capability;

import java.io.IOError;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** A person at a terminal: keys in by JLine, and the terminal left as it was found. */
final class Console implements Input, AutoCloseable {
    private static final int MOST_LISTED = 250;

    private final Terminal terminal;
    private final Attributes original;
    private final LineEditor reader;
    private final boolean dumb;
    private final OutputStream raw;
    private final String undoModes;
    private final TerminalScreen screen;
    private final OutsideEditor editor;
    private Supplier<String> prompt = () -> "";
    private String prepared = "";

    /**
     * @param raw the terminal without JLine, for when JLine has closed it
     * @param history where typed lines are kept; empty for nowhere
     */
    Console(Terminal terminal, OutputStream raw, Optional<Path> history) {
        this.terminal = terminal;
        this.raw = raw;
        this.original = terminal.getAttributes();
        this.dumb = terminal.getType().startsWith(Terminal.TYPE_DUMB);
        if (!dumb) {
            // what is typed while a command runs outlives the Ctrl-C that stops the command
            Attributes keeping = new Attributes(original);
            keeping.setLocalFlag(Attributes.LocalFlag.NOFLSH, true);
            terminal.setAttributes(keeping);
        }
        this.undoModes = dumb ? "\n" : undoModes(terminal);
        this.reader = reader(terminal, history);
        this.screen = new TerminalScreen(terminal, reader, dumb);
        this.editor = new OutsideEditor(reader, original);
        Thread commands = Thread.currentThread();
        // while a line is read JLine has its own handler
        terminal.handle(Signal.INT, signal -> commands.interrupt());
        // drawn anew when reading has begun: between asking for the prompt and that it may change
        reader.getWidgets().put(LineReader.CALLBACK_INIT, this::drawPrompt);
        reader.getWidgets().put(LineReader.EDIT_AND_EXECUTE_COMMAND, this::editTyped);
        if (!dumb) {
            terminal.handle(Signal.TSTP, signal -> reader.outside(original, JobControl::stop));
        }
    }

    private static String undoModes(Terminal terminal) {
        StringBuilder modes = new StringBuilder(LineReaderImpl.BRACKETED_PASTE_OFF);
        modes.append(TerminalModes.SHOW_CURSOR);
        String clear = terminal.getStringCapability(Capability.clr_eos);
        if (clear != null) {
            Curses.tputs(modes, clear);
        }
        String keypad = terminal.getStringCapability(Capability.keypad_local);
        if (keypad != null) {
            Curses.tputs(modes, keypad);
        }
        return modes.append('\n').toString();
    }

    private static LineEditor reader(Terminal terminal, Optional<Path> history) {
        LineEditor reader = new LineEditor(terminal, System.getenv());
        reader.setParser(new WordParser());
        reader.setCompletionMatcher(new GivenOrder());
        reader.option(LineReader.Option.DISABLE_EVENT_EXPANSION, true);
        reader.option(LineReader.Option.HISTORY_IGNORE_SPACE, true);
        reader.option(LineReader.Option.AUTO_FRESH_LINE, false);
        reader.option(LineReader.Option.INSERT_TAB, false);
        reader.option(LineReader.Option.AUTO_GROUP, true);
        reader.option(LineReader.Option.GROUP_PERSIST, true);
        reader.option(LineReader.Option.LIST_PACKED, true);
        reader.setVariable(LineReader.LIST_MAX, MOST_LISTED);
        reader.setVariable(LineReader.SECONDARY_PROMPT_PATTERN, "%P  > ");
        history.ifPresent(file -> reader.setVariable(LineReader.HISTORY_FILE, file));
        return reader;
    }

    Screen screen() {
        return screen;
    }

    void appearance(Appearance appearance) {
        reader.appearance(appearance);
    }

    void suggests(boolean on) {
        reader.suggests(on);
    }

    /**
     * @param lines of history, in memory and in the file
     */
    void keeps(int lines) {
        reader.setVariable(LineReader.HISTORY_SIZE, lines);
        reader.setVariable(LineReader.HISTORY_FILE_SIZE, lines);
    }

    /** What stands below the line has changed. */
    void surroundingsChanged() {
        if (!dumb) {
            reader.refresh();
        }
    }

    /** How many colours the terminal has. */
    int colors() {
        Integer colors = dumb ? null : terminal.getNumericCapability(Capability.max_colors);
        return colors == null ? 0 : colors;
    }

    void completer(Completer completer) {
        reader.setCompleter(completer);
    }

    /**
     * @param prompt asked whenever it is drawn
     */
    void prompt(Supplier<String> prompt) {
        this.prompt = prompt;
    }

    /** What the prompt says has changed. */
    void promptChanged() {
        if (!dumb && reader.isReading()) {
            try {
                drawPrompt();
                reader.callWidget(LineReader.REDISPLAY);
            } catch (IllegalStateException e) {
                // the line has been read meanwhile: the next one has the new prompt
            }
        }
    }

    private boolean drawPrompt() {
        reader.setPrompt(prompt.get());
        return true;
    }

    @Override
    public Optional<String> next() throws InterruptedException {
        try {
            String begun = prepared;
            prepared = "";
            return Optional.of(reader.readLine(prompt.get(), null, (MaskingCallback) null, begun));
        } catch (UserInterruptException e) {
            throw new InterruptedException();
        } catch (EndOfFileException | IllegalStateException | IOError e) {
            // Ctrl-D; or the terminal is closed, by the end of the process or because it is gone
            return Optional.empty();
        }
    }

    /** Ctrl-X Ctrl-E. */
    private boolean editTyped() {
        try {
            reader.replace(editor.edited(reader.getBuffer().toString()));
        } catch (IOException e) {
            reader.printAbove(e.getMessage() + "\n");
        }
        return true;
    }

    /**
     * Opens the editor; what is left of the text is in the line that is typed next.
     *
     * @param line empty for the one that was typed before
     */
    void edit(String line) throws CommandFailed {
        try {
            prepared = editor.edited(line.isEmpty() ? editor.typedBefore() : line);
        } catch (IOException e) {
            throw new CommandFailed(e.getMessage());
        }
    }

    /** Which texts are not whole: Enter begins another line. */
    void goesOn(Predicate<String> test) {
        reader.goesOn(test);
    }

    /** What F1 shows, above the line that is typed; it is given what stands before the cursor. */
    void help(Consumer<String> show) {
        reader.on(FunctionKey.F1, () -> show.accept(reader.getBuffer().upToCursor()));
    }

    /** What F3 and PageUp do: what has gone by is looked at. */
    void lookBack(Runnable end, Runnable page) {
        reader.on(FunctionKey.F3, end);
        reader.on(FunctionKey.PAGE_UP, page);
    }

    /**
     * Shows pages on the whole of the terminal until somebody leaves them; nothing else is shown
     * meanwhile, and the line that is typed stays as it is.
     *
     * @param opened told before the first of them is shown
     */
    Pager.Seen look(
            Pages pages, Function<StyledText, AttributedString> look, Consumer<Pager> opened) {
        Pager.Seen[] seen = new Pager.Seen[1];
        reader.outside(
                original,
                () -> {
                    Pager pager = new Pager(terminal, pages, look);
                    opened.accept(pager);
                    seen[0] = pager.run();
                });
        return seen[0];
    }

    /** Whether there is more to a terminal than that lines are written to it. */
    boolean hasScreen() {
        return !dumb;
    }

    /** What F2 does: the stream stands still, or goes on. */
    void pause(Runnable toggle) {
        reader.on(
                FunctionKey.F2,
                () -> {
                    toggle.run();
                    drawPrompt();
                });
    }

    @Override
    public boolean stopsAtFailure() {
        return false;
    }

    /**
     * Leaves the terminal as it was found, also in the midst of a line. When the process ends,
     * JLine closes its terminal on a thread of its own; where it came first, only the modes that it
     * does not know of are left to undo.
     */
    @Override
    public void close() {
        try {
            if (reader.isReading() || screen.hasPicture()) {
                raw.write(undoModes.getBytes(StandardCharsets.US_ASCII));
                raw.flush();
            }
            terminal.setAttributes(original);
        } catch (IllegalStateException | IOException e) {
            // closed already, or nobody is there to see it
        }
    }
}
