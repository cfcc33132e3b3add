// SPDX-License-Identifier: Apache-2.0
package io.fesh.verb;

import io.fesh.kernel.TargetException;
import io.fesh.parse.LineError;
import io.fesh.parse.Word;

import java.util.List;

/** {@code enable NAME}: hits are recorded from now on. Says nothing when it worked. */
final class EnableCommand implements Command {

    @Override
    public String name() {
        return "enable";
    }

    @Override
    public String usage() {
        return "enable NAME|*";
    }

    @Override
    public String summary() {
        return "records hits of an event, or of all, from now on";
    }

    @Override
    public List<String> examples() {
        return List.of("enable SyS_openat", "enable *");
    }

    @Override
    public List<ArgKind> arguments() {
        return List.of(ArgKind.EVENT_OR_ALL);
    }

    @Override
    public void run(Session session, Call call)
            throws LineError, TargetException, InterruptedException {
        Word name = EventControl.name(this, call);
        EventControl.submit(session.target(), call, "enable ", name);
    }
}
