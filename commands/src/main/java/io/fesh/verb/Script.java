// SPDX-License-Identifier: Apache-2.0
package io.fesh.verb;

import io.fesh.kernel.TargetException;
import io.fesh.render.Quoting;
import io.fesh.verb.Dispatcher.Outcome;

/**
 * The run of a file: its lines one after the other until one fails, which is told with its place.
 */
final class Script {
    private final SavedFile file;
    private final Session session;
    private final Dispatcher dispatcher;
    private int number;

    Script(SavedFile file, CommandTable table, Session session) {
        this.file = file;
        this.session = session;
        this.dispatcher = new Dispatcher(table, session);
    }

    void run() throws CommandFailed, TargetException, InterruptedException {
        for (String line : file.lines()) {
            number++;
            if (session.isOver()) {
                return;
            }
            check(dispatcher.run(line));
            session.sync();
        }
        check(dispatcher.finish());
    }

    /** What was wrong has been said; here it is said where. */
    private void check(Outcome outcome) throws CommandFailed, TargetException {
        String place = Quoting.visible(file.path().toString()) + ":" + number + ": stopped here";
        if (outcome == Outcome.FAILED) {
            throw new CommandFailed(place);
        } else if (outcome == Outcome.NO_TARGET) {
            throw new TargetException(place, "");
        }
    }
}
