// SPDX-License-Identifier: Apache-2.0
package io.fesh.verb;

import io.fesh.kernel.TargetException;
import io.fesh.parse.LineError;
import io.fesh.parse.Word;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code enable NAME}: hits are recorded from now on; {@code enable NAME if FILTER}: only those
 * that the filter lets through, {@code enable NAME if}: all again. Says nothing when it worked.
 */
final class EnableCommand extends Verb {
    /** What follows "if" has quotes of its own: it is the kernel's to read. */
    private static final Pattern FILTERED = Pattern.compile("[ \\t]*(\\S+)[ \\t]+(if\\b.*)");

    EnableCommand() {
        super(
                Manual.of(
                                "enable NAME|* [if FILTER]",
                                "records hits of an event, or of all, from now on")
                        .takes(ArgKind.EVENT_OR_ALL, ArgKind.FILTER)
                        .examples(
                                "enable SyS_openat",
                                "enable SyS_openat if path ~ \"/etc/*\" && pid != 1",
                                "enable *"));
    }

    @Override
    public void run(Session session, Call call)
            throws LineError, TargetException, InterruptedException {
        Matcher filtered =
                FILTERED.matcher(call.line()).region(call.offset(), call.line().length());
        if (filtered.lookingAt()) {
            EventControl.submitFiltered(session.target(), call, filtered);
        } else {
            Word name = EventControl.name(this, call);
            EventControl.submit(session.target(), call, "enable ", name);
        }
    }
}
