// SPDX-License-Identifier: Apache-2.0
package io.fesh.verb;

import io.fesh.event.EventRecord;
import io.fesh.kernel.TargetException;
import io.fesh.parse.LineError;
import io.fesh.parse.Word;
import io.fesh.render.StyledText;
import io.fesh.view.HitDiff;
import io.fesh.view.Values;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code diff #3 #9}: in what two hits differ. */
final class DiffCommand extends Verb {

    DiffCommand() {
        super(
                Manual.of("diff #N #M", "two hits field by field, and their stacks")
                        .takes(ArgKind.HIT, ArgKind.HIT)
                        .details("also: --json, --csv")
                        .examples("diff #1 #2", "diff #1 #2 --json"));
    }

    @Override
    public void run(Session session, Call call)
            throws LineError, TargetException, InterruptedException {
        List<EventRecord> hits = new ArrayList<>();
        boolean json = false;
        boolean csv = false;
        for (Word word : call.words()) {
            if (word.text().equals("--json")) {
                json = true;
            } else if (word.text().equals("--csv")) {
                csv = true;
            } else if (hits.size() == 2) {
                throw call.unexpected(word, usage());
            } else {
                hits.add(hit(session, call, word));
            }
        }
        if (hits.size() < 2) {
            throw call.missing("the number of a hit", examples().get(0));
        }
        HitDiff diff = new HitDiff(hits.get(0), hits.get(1), new Values(session.symbols()));
        List<String> objects = diff.objects();
        List<StyledText> text =
                json || csv
                        ? (json ? objects : diff.csv()).stream().map(StyledText::plain).toList()
                        : diff.draw(session.out().width());
        session.out().data(text, objects);
    }

    private static EventRecord hit(Session session, Call call, Word word) throws LineError {
        String digits = word.text().startsWith("#") ? word.text().substring(1) : word.text();
        if (!digits.matches("\\d{1,18}")) {
            throw new LineError(
                    call.line(),
                    word.span(),
                    Phrases.name(word.text()) + " is not the number of a hit",
                    "try: diff #1 #2");
        }
        Optional<EventRecord> hit = session.history().get(Long.parseLong(digits));
        if (hit.isEmpty()) {
            long oldest = session.history().oldest();
            long newest = session.history().total();
            throw new LineError(
                    call.line(),
                    word.span(),
                    "there is no hit #" + digits,
                    oldest > newest
                            ? "no hits were recorded yet"
                            : "hits #" + oldest + " to #" + newest + " are kept");
        }
        return hit.get();
    }
}
