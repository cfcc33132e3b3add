// SPDX-License-Identifier: Apache-2.0
package io.fesh.verb;

import io.fesh.parse.LineError;

/** {@code quit}: leaves; the target is as it was before. */
final class QuitCommand extends Verb {

    QuitCommand() {
        super(
                Manual.of("quit", "leaves; the kernel is as it was before")
                        .also("q", "exit")
                        .examples("quit", "q"));
    }

    @Override
    public void run(Session session, Call call) throws LineError {
        call.alone(usage());
        session.quit();
    }
}
