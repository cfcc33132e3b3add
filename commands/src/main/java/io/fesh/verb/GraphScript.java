// SPDX-License-Identifier: Apache-2.0
package io.fesh.verb;

import io.fesh.kernel.TargetException;
import io.fesh.kernel.TraceTarget.RunOutput;
import io.fesh.view.CallTree;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * The command that graph.sh is to the target, and what it writes: first the output of the command
 * that is traced, then behind a mark its own words.
 */
final class GraphScript implements RunOutput {
    private enum Part {
        COMMAND,
        ANSWER,
        STATUS,
        LOST,
        TRACE,
        REFUSED
    }

    private final String mark;
    private final CallTree tree;
    private final Output out;
    private final boolean shown;
    private final ByteArrayOutputStream begun = new ByteArrayOutputStream();
    private Part part = Part.COMMAND;
    private int status;
    private String cause = "";
    private String cure = "";

    /**
     * @param mark a line that no command writes
     * @param shown whether what comes before the mark is the output of a command
     */
    GraphScript(String mark, CallTree tree, Output out, boolean shown) {
        this.mark = mark;
        this.tree = tree;
        this.out = out;
        this.shown = shown;
    }

    /**
     * @param depth 0 for all
     * @param nanos how long, if there is no command
     */
    String command(String function, long depth, long nanos, Optional<String> traced) {
        boolean timed = traced.isEmpty();
        String rest = String.format(Locale.ROOT, "0.%03d", nanos / 1_000_000 % 1_000);
        return "func="
                + quoted(function)
                + " depth="
                + depth
                + " seconds="
                + (timed ? Long.toString(nanos / 1_000_000_000) : "''")
                + " rest="
                + rest
                + " mark="
                + quoted(mark)
                + " command="
                + quoted(traced.orElse(""))
                + "\n"
                + script();
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }

    private static String script() {
        try (InputStream in = GraphScript.class.getResourceAsStream("graph.sh")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void err(byte[] bytes) {
        out.commandOutput(bytes, true);
    }

    @Override
    public void out(byte[] bytes) {
        for (byte b : bytes) {
            begun.write(b);
            if (b == '\n') {
                byte[] line = begun.toByteArray();
                begun.reset();
                if (part == Part.COMMAND) {
                    ofCommand(line);
                } else {
                    line(new String(line, 0, line.length - 1, StandardCharsets.UTF_8));
                }
            }
        }
    }

    private void line(String line) {
        switch (part) {
            case COMMAND -> throw new IllegalStateException("its output is not text of ours");
            case ANSWER -> part = line.equals("done") ? Part.STATUS : Part.REFUSED;
            case STATUS -> {
                status = Integer.parseInt(line);
                part = Part.LOST;
            }
            case LOST -> {
                if (line.equals(mark)) {
                    part = Part.TRACE;
                } else {
                    tree.lost(Long.parseLong(line.substring(line.indexOf(':') + 1).strip()));
                }
            }
            case TRACE -> tree.line(line);
            case REFUSED -> {
                cure = cause.isEmpty() ? "" : line;
                cause = cause.isEmpty() ? line : cause;
            }
        }
    }

    /** The last line of a command may lack its line break, so that the mark stands behind it. */
    private void ofCommand(byte[] line) {
        byte[] end = (mark + "\n").getBytes(StandardCharsets.US_ASCII);
        int length = line.length - end.length;
        boolean marked =
                length >= 0 && Arrays.equals(line, length, line.length, end, 0, end.length);
        byte[] text = marked ? Arrays.copyOf(line, length) : line;
        if (shown && text.length > 0) {
            out.commandOutput(text, false);
        }
        part = marked ? Part.ANSWER : part;
    }

    /**
     * The exit status of the command that was traced.
     *
     * @throws TargetException there was no tracing, and why
     */
    int status() throws TargetException {
        if (part == Part.REFUSED) {
            throw new TargetException("graph: " + cause, cure);
        }
        if (part != Part.TRACE) {
            throw new TargetException("graph: the tracing on the target broke off", "");
        }
        return status;
    }
}
