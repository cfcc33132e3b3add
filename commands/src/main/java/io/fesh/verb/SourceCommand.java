// SPDX-License-Identifier: Apache-2.0
package io.fesh.verb;

import io.fesh.kernel.TargetException;
import io.fesh.parse.LineError;
import io.fesh.parse.Word;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;

/** {@code source FILE}: runs the lines of a file; the file may source others. */
final class SourceCommand extends Verb {
    /** More than anybody nests, and a file that sources itself ends soon. */
    private static final int DEEPEST = 16;

    private final Supplier<CommandTable> table;

    /** The files that are being run; used on the thread of the prompt. */
    private final Deque<Path> running = new ArrayDeque<>();

    SourceCommand(Supplier<CommandTable> table) {
        super(
                Manual.of("source FILE", "runs the lines of a file until one fails")
                        .takes(ArgKind.FILE)
                        .details(
                                "  In a file, the name of another one begins at its folder, and lines between",
                                "  if target lab|local|ssh|file and end are run on such a target only.")
                        .examples("source reads.fesh", "source 'my reads.fesh'"));
        this.table = table;
    }

    @Override
    public void run(Session session, Call call)
            throws LineError, CommandFailed, TargetException, InterruptedException {
        Word word = call.one("the name of a file", "source session.fesh", usage());
        if (running.size() == DEEPEST) {
            throw new LineError(
                    call.line(), word.span(), "files source each other " + DEEPEST + " deep", "");
        }
        SavedFile file = SavedFile.read(call, word, folder());
        running.push(file.path());
        try {
            new Script(file, table.get(), session).run();
        } finally {
            running.pop();
        }
    }

    /** Of the file that names another one; at the prompt, where the shell was started. */
    private Path folder() {
        Path parent = running.isEmpty() ? null : running.peek().getParent();
        return parent == null ? Path.of("") : parent;
    }
}
