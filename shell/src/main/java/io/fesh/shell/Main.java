// SPDX-License-Identifier: Apache-2.0
package io.fesh.shell;

import io.fesh.kernel.TargetException;
import io.fesh.render.ErrorRenderer;
import io.fesh.symbols.SymbolIndex;
import io.fesh.verb.CommandTable;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The process: options, streams, and a clean end however it comes. */
public final class Main {
    /** In place of a script's name. */
    private static final Path STDIN = Path.of("-");

    private Main() {}

    public static void main(String[] arguments) {
        Exit exit;
        try {
            exit = run(Arguments.parse(arguments));
        } catch (Arguments.Answer e) {
            (e.exit() == Exit.OK ? System.out : System.err).println(e.getMessage());
            exit = e.exit();
        } catch (IOException e) {
            System.err.println("input: " + e.getMessage());
            exit = Exit.FAILED;
        }
        // not a return: what waits for a target in the background does not hold up the end
        System.exit(exit.status);
    }

    private static Exit run(Options options) throws Arguments.Answer, IOException {
        String target = options.target().orElseGet(Wiring::defaultTarget);
        if (!Wiring.isTarget(target)) {
            throw new Arguments.Answer(
                    Exit.USAGE,
                    "target '" + target + "' is none of " + Wiring.KINDS + Arguments.HINT);
        }
        if (options.isBatch() || options.json() || !Tty.stdin()) {
            return batch(target, options);
        }
        return Interactive.run(target, new Wiring(), options);
    }

    private static Exit batch(String target, Options options) throws Arguments.Answer, IOException {
        Transcript transcript = new Transcript();
        StandardStreams streams =
                new StandardStreams(
                        new FileOutputStream(FileDescriptor.out),
                        new FileOutputStream(FileDescriptor.err),
                        Tty.stderr(),
                        Main::endQuietly,
                        transcript);
        Theme theme = theme(options, Tty.stdout());
        ShellOutput out =
                options.json()
                        ? new JsonOutput(streams, theme, SymbolIndex.EMPTY)
                        : new BatchOutput(streams, theme, SymbolIndex.EMPTY);
        LiveSession session = new LiveSession(target, new Wiring(), out, false, () -> {});
        Leaving.by(session, out);
        Repl repl = new Repl(CommandTable.standard(), session, out, transcript);
        if (target.startsWith("file:") && !isOpened(session, out)) {
            return Exit.NO_TARGET;
        }
        List<String> first = new ArrayList<>();
        options.transcriptLine().ifPresent(first::add);
        options.recordLine().ifPresent(first::add);
        Exit begun = repl.run(Input.of(first));
        if (begun != Exit.OK) {
            return begun;
        }
        if (!options.isBatch()) {
            return repl.run(new ByteLines(System.in, false));
        }
        if (options.script().isEmpty()) {
            return repl.run(Input.of(options.commands()));
        }
        Path script = options.script().get();
        Exit exit =
                repl.run(
                        script.equals(STDIN)
                                ? new ByteLines(System.in, true)
                                : Input.of(List.of(source(script))));
        return exit == Exit.OK ? repl.run(Input.of(options.commands())) : exit;
    }

    /** What asks only for hits would find none in a recording that is not there. */
    private static boolean isOpened(LiveSession session, ShellOutput out) {
        try {
            session.target();
            return true;
        } catch (TargetException e) {
            ErrorRenderer.lines(e).forEach(out::diagnostic);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return false;
    }

    /** The line that runs a file. */
    private static String source(Path file) throws Arguments.Answer {
        if (!Files.exists(file)) {
            throw new Arguments.Answer(Exit.USAGE, file + ": no such file");
        }
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            throw new Arguments.Answer(Exit.USAGE, file + ": cannot be read");
        }
        return "source " + Options.quoted(file);
    }

    static Theme theme(Options options, boolean terminal) {
        return Theme.choose(
                options.colors(), System.getenv("NO_COLOR"), terminal, System.getenv("TERM"));
    }

    /**
     * On a thread of its own: the one that finds stdout closed may be one that the end waits for.
     */
    private static void endQuietly() {
        new Thread(() -> System.exit(Exit.OK.status), "end").start();
    }
}
