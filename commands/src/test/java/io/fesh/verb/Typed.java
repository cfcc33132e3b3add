// SPDX-License-Identifier: Apache-2.0
package io.fesh.verb;

import io.fesh.fake.FakeSession;
import io.fesh.fake.FakeSymbols;
import io.fesh.fake.FakeTarget;
import io.fesh.fake.RecordingOutput;

import java.util.List;

/** A session in which lines are typed. */
final class Typed {
    final FakeTarget target = new FakeTarget(new FakeSymbols());
    final RecordingOutput out = new RecordingOutput(target.symbols());
    final FakeSession session = new FakeSession(target, out);
    private final Dispatcher dispatcher = new Dispatcher(CommandTable.standard(), session);
    private Dispatcher.Outcome outcome = Dispatcher.Outcome.DONE;

    /** What {@code line} shows. */
    List<String> type(String line) throws InterruptedException {
        outcome = dispatcher.run(line);
        return out.take();
    }

    /** What became of the last line. */
    Dispatcher.Outcome outcome() {
        return outcome;
    }
}
