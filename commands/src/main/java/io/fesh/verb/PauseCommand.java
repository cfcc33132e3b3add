// SPDX-License-Identifier: Apache-2.0
package io.fesh.verb;

import io.fesh.parse.LineError;

/** {@code pause}: holds the stream back; hits go on being recorded. */
final class PauseCommand extends Verb {

    PauseCommand() {
        super(
                Manual.of("pause", "holds the stream back; hits go on being recorded")
                        .examples("pause", "pau"));
    }

    @Override
    public void run(Session session, Call call) throws LineError {
        call.alone(usage());
        StreamPause.pause(session);
    }
}
