// SPDX-License-Identifier: Apache-2.0
package io.fesh.verb;

import io.fesh.kernel.TargetException;
import io.fesh.parse.LineError;
import io.fesh.parse.Word;

import java.util.List;

/**
 * {@code disable NAME}: the event stays, its hits are no longer recorded. Silent when it worked.
 */
final class DisableCommand implements Command {

    @Override
    public String name() {
        return "disable";
    }

    @Override
    public String usage() {
        return "disable NAME|*";
    }

    @Override
    public String summary() {
        return "stops recording; the event stays";
    }

    @Override
    public List<String> examples() {
        return List.of("disable SyS_openat", "disable *");
    }

    @Override
    public List<ArgKind> arguments() {
        return List.of(ArgKind.EVENT_OR_ALL);
    }

    @Override
    public void run(Session session, Call call)
            throws LineError, TargetException, InterruptedException {
        Word name = EventControl.name(this, call);
        EventControl.submit(session.target(), call, "disable ", name);
    }
}
