// SPDX-License-Identifier: Apache-2.0
package io.fesh.jshell;

import io.fesh.render.Numbers;
import io.fesh.render.Quoting;
import io.fesh.render.Style;
import io.fesh.render.StyledText;
import io.fesh.snippet.Stopped;
import io.fesh.snippet.Trouble;
import io.fesh.verb.Session;

/** What goes wrong where hits are given to snippets is told as it happens. */
record ToldTrouble(Session session) implements Trouble {

    @Override
    public void threw(String event, Throwable thrown) {
        if (thrown instanceof Stopped || thrown instanceof InterruptedException) {
            return;
        }
        String what = Thrown.message(thrown.getClass().getName(), thrown.getMessage());
        tell("handler of " + event + " is detached: " + what);
    }

    @Override
    public void missed(long hits) {
        String count = Numbers.count(hits, "hit was", "hits were");
        tell("handlers are too slow: " + count + " not given to them");
    }

    @Override
    public void missed(String stream, long hits) {
        String count = Numbers.count(hits, "hit was", "hits were");
        tell(stream + " was not asked in time: " + count + " not kept for it");
    }

    /** A thread that a snippet has begun, or one of ours, has ended. */
    void ended(Thread thread, Throwable thrown) {
        if (!(thrown instanceof Stopped)) {
            String what = Thrown.message(thrown.getClass().getName(), thrown.getMessage());
            tell(thread.getName() + " has ended: " + what);
        }
    }

    private void tell(String what) {
        String line = Quoting.visible(what.lines().findFirst().orElse(""));
        session.out().diagnostic(StyledText.of(Style.ERROR, "error: " + line));
    }
}
