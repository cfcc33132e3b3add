// SPDX-License-Identifier: Apache-2.0
package io.fesh.complete;

/** What functions are looked for by: a part of the name, or a word of how they use a type. */
record PatternCandidates(CandidateSource functions, CandidateSource types)
        implements CandidateSource {

    @Override
    public void offer(CursorContext at, Candidates to) {
        String before = at.before();
        if (before.isEmpty()) {
            functions.offer(at, to);
            return;
        }
        int end = before.indexOf(' ');
        boolean uses =
                at.verb().filter(v -> v.options().containsKey(before.split(" ")[0])).isPresent();
        if (end > 0 && uses) {
            int start = VerbWord.skipBlanks(at.line(), at.start() + end);
            types.offer(at.from(Math.min(start, at.wordStart())), to);
        }
    }
}
