// SPDX-License-Identifier: Apache-2.0
package io.fesh.verb;

import io.fesh.kernel.TargetException;
import io.fesh.parse.LineError;
import io.fesh.parse.Word;

/**
 * {@code disable NAME}: the event stays, its hits are no longer recorded. Silent when it worked.
 */
final class DisableCommand extends Verb {

    DisableCommand() {
        super(
                Manual.of("disable NAME|*", "stops recording; the event stays")
                        .takes(ArgKind.EVENT_OR_ALL)
                        .examples("disable SyS_openat", "disable *"));
    }

    @Override
    public void run(Session session, Call call)
            throws LineError, TargetException, InterruptedException {
        Word name = EventControl.name(this, call);
        EventControl.submit(session.target(), call, "disable ", name);
    }
}
