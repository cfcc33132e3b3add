// SPDX-License-Identifier: Apache-2.0
package io.fesh.complete;

import io.fesh.kernel.KernelSymbols;
import io.fesh.kernel.KernelSymbols.Matches;

import java.util.Locale;
import java.util.Optional;

/**
 * Traceable functions. In the line of an event one fits where the line begins, or after the name
 * that the event is given and a colon; once there is a parenthesis none fits any more.
 *
 * @param opens whether a parenthesis follows the name
 */
record FunctionCandidates(KernelView kernel, boolean opens) implements CandidateSource {

    @Override
    public void offer(CursorContext at, Candidates to) {
        if (at.before().indexOf('(') >= 0) {
            return;
        }
        Optional<KernelSymbols> symbols = kernel.knownSymbols();
        if (symbols.isEmpty()) {
            kernel.tell("no symbols yet: " + kernel.pending());
            return;
        }
        Matches matches = symbols.get().match(at.word(), Candidates.MOST);
        int rest = matches.total() - matches.names().size();
        if (rest > 0) {
            to.heading(String.format(Locale.ROOT, "%,d more: type more letters", rest));
        }
        String end = opens ? "(" : "";
        matches.names().forEach(name -> to.add(name, end, "", !opens));
    }
}
