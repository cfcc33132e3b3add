// SPDX-License-Identifier: Apache-2.0
package io.fesh.verb;

import io.fesh.event.StreamGate;
import io.fesh.render.Numbers;
import io.fesh.render.Style;
import io.fesh.render.StyledText;

/** Holding the stream back and letting it go on, by verb or by key; with what is said of it. */
public final class StreamPause {
    private StreamPause() {}

    public static void toggle(Session session) {
        if (session.stream().isPaused()) {
            resume(session);
        } else {
            pause(session);
        }
    }

    static void pause(Session session) {
        String now = session.stream().pause() ? "" : " already";
        say(session, "paused" + now + ": hits are recorded, resume shows them again");
    }

    static void resume(Session session) {
        if (!session.stream().isPaused()) {
            say(session, "the stream is not paused");
            return;
        }
        say(session, "resumed: " + told(session.stream().resume()));
    }

    /** After somebody has looked at something else; nothing is said if nothing has passed. */
    public static void goOn(Session session) {
        StreamGate.Passed passed = session.stream().resume();
        if (passed.hits() > 0 || passed.lost() > 0 || passed.blown() > 0) {
            say(session, "meanwhile " + told(passed));
        }
    }

    private static String told(StreamGate.Passed passed) {
        StringBuilder text = new StringBuilder();
        text.append(Numbers.count(passed.hits(), "hit", "hits")).append(" passed");
        if (passed.lost() > 0) {
            text.append(", ").append(Numbers.grouped(passed.lost())).append(" lost");
        }
        if (passed.blown() > 0) {
            text.append(", ").append(Numbers.count(passed.blown(), "event", "events"));
            text.append(" switched off");
        }
        if (passed.hits() > 0) {
            text.append("; events #").append(passed.first()).append(".. shows them");
        }
        return text.toString();
    }

    private static void say(Session session, String text) {
        session.out().line(StyledText.of(Style.DIM, text));
    }
}
