// SPDX-License-Identifier: Apache-2.0
package io.fesh.complete;

import io.fesh.kernel.KernelSymbols;
import io.fesh.kernel.KernelSymbols.Matches;
import io.fesh.kernel.KernelTypes;
import io.fesh.kernel.Prototype;
import io.fesh.kernel.TargetException;
import io.fesh.render.Numbers;
import io.fesh.symbols.SystemCalls;

import java.util.List;
import java.util.Optional;

/**
 * Traceable functions. In the line of an event one fits where the line begins, or after the name
 * that the event is given and a colon; once there is a parenthesis its parameters do.
 *
 * @param opens whether a parenthesis follows the name
 */
record FunctionCandidates(KernelView kernel, boolean opens) implements CandidateSource {

    @Override
    public void offer(CursorContext at, Candidates to) {
        if (at.before().indexOf('(') >= 0) {
            new ArgumentCandidates(kernel).offer(at, to);
            return;
        }
        Optional<KernelSymbols> symbols = kernel.knownSymbols();
        if (symbols.isEmpty()) {
            kernel.tell("no symbols yet: " + kernel.pending());
            return;
        }
        Matches matches = symbols.get().match(at.word(), Candidates.MOST);
        List<String> names = matches.names().subList(0, to.fitting(matches.names()));
        int rest = matches.total() - names.size();
        if (rest > 0) {
            to.heading(Numbers.grouped(rest) + " more: type more letters");
        }
        String end = opens ? "(" : "";
        boolean described = to.hasLineForEach(names.size());
        for (String name : names) {
            to.add(name, end, described ? description(name) : "", !opens);
        }
    }

    /** The prototype if it is known without asking the target, which system calls' are not. */
    private String description(String function) {
        Optional<KernelTypes> types = kernel.knownTypes();
        if (types.isEmpty() || !SystemCalls.call(function).isEmpty()) {
            return "";
        }
        try {
            return types.get().prototype(function).map(Prototype::declaration).orElse("");
        } catch (TargetException e) {
            return "";
        }
    }
}
