// SPDX-License-Identifier: Apache-2.0
package io.fesh.verb;

import io.fesh.parse.LineError;

/** {@code resume}: lets the stream go on; says how many hits passed. */
final class ResumeCommand extends Verb {

    ResumeCommand() {
        super(
                Manual.of("resume", "lets the stream go on; says how many hits passed")
                        .examples("resume", "res"));
    }

    @Override
    public void run(Session session, Call call) throws LineError {
        call.alone(usage());
        StreamPause.resume(session);
    }
}
