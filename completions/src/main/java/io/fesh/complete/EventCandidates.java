// SPDX-License-Identifier: Apache-2.0
package io.fesh.complete;

import io.fesh.names.NamePattern;

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
        NamePattern.of(at.word()).choose(names.stream().sorted().toList(), name -> name).stream()
                .limit(Candidates.MOST)
                .forEach(name -> to.add(name, "", true));
        if (withAll && at.word().isEmpty() && names.size() > 1) {
            to.add("*", "all events", true);
        }
    }
}
