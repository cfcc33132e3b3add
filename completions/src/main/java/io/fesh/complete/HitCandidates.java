// SPDX-License-Identifier: Apache-2.0
package io.fesh.complete;

import io.fesh.event.EventRecord;

import java.util.List;

/** Behind {@code #} the numbers of the newest hits, the last one first; elsewhere another kind. */
record HitCandidates(KernelView kernel, CandidateSource elsewhere) implements CandidateSource {
    private static final int NEWEST = 10;

    @Override
    public void offer(CursorContext at, Candidates to) {
        String typed = at.word();
        boolean number = typed.chars().allMatch(c -> c >= '0' && c <= '9');
        boolean sign = at.wordStart() > 0 && at.line().charAt(at.wordStart() - 1) == '#';
        if (!sign || !number) {
            elsewhere.offer(at, to);
            return;
        }
        List<EventRecord> newest = kernel.history().last(0, NEWEST);
        for (int i = newest.size() - 1; i >= 0; i--) {
            String name = Long.toString(newest.get(i).number());
            if (name.startsWith(typed)) {
                to.add(name, newest.get(i).schema().name(), false);
            }
        }
    }
}
