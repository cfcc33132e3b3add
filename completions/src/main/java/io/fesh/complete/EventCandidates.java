// SPDX-License-Identifier: Apache-2.0
package io.fesh.complete;

import java.util.List;

/**
 * The events of the session.
 *
 * @param withAll whether {@code *} stands for all of them here
 */
record EventCandidates(KernelView kernel, boolean withAll) implements CandidateSource {

    @Override
    public void offer(CursorContext at, Candidates to) {
        List<String> names = kernel.eventNames();
        names.stream()
                .filter(name -> name.startsWith(at.word()))
                .sorted()
                .limit(Candidates.MOST)
                .forEach(name -> to.add(name, "", true));
        if (withAll && at.word().isEmpty() && names.size() > 1) {
            to.add("*", "all events", true);
        }
    }
}
