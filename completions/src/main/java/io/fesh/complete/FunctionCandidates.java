// SPDX-License-Identifier: Apache-2.0
package io.fesh.complete;

import io.fesh.kernel.KernelSymbols;
import io.fesh.kernel.KernelSymbols.Matches;
import io.fesh.kernel.KernelTypes;
import io.fesh.kernel.Prototype;
import io.fesh.kernel.TargetException;
import io.fesh.verb.FunctionMarks;

import java.util.List;
import java.util.Optional;

/**
 * Functions by the word at the cursor, with what is worth knowing of each and its prototype.
 *
 * @param choice which of them fit
 * @param end what follows the name when it is chosen: an open parenthesis, or nothing
 */
record FunctionCandidates(KernelView kernel, Choice choice, String end) implements CandidateSource {

    /** Which functions fit. */
    enum Choice {
        TRACEABLE,
        /** Those whose prototype the kernel's types tell. */
        TYPED,
        ANY
    }

    @Override
    public void offer(CursorContext at, Candidates to) {
        Optional<KernelSymbols> symbols = kernel.knownSymbols();
        if (symbols.isEmpty()) {
            kernel.tell("no symbols yet: " + kernel.pending());
            return;
        }
        show(symbols.get(), matches(symbols.get(), at.word()), to);
    }

    /** Those that were found for the word at the cursor. */
    void show(Matches matches, Candidates to) {
        kernel.knownSymbols().ifPresent(symbols -> show(symbols, matches, to));
    }

    private void show(KernelSymbols symbols, Matches matches, Candidates to) {
        List<String> names = matches.names().subList(0, to.fitting(matches.names()));
        to.more(matches.total() - names.size());
        boolean described = to.hasLineForEach(names.size());
        for (String name : names) {
            String description = described ? description(symbols, name) : "";
            to.add(name, end, description, end.isEmpty());
        }
    }

    /** All that fit a word; none while the symbols are not known. */
    Matches matches(String word) {
        return kernel.knownSymbols()
                .map(symbols -> matches(symbols, word))
                .orElse(new Matches(List.of(), 0));
    }

    private Matches matches(KernelSymbols symbols, String word) {
        if (choice == Choice.TRACEABLE) {
            return symbols.match(word, Candidates.MOST);
        }
        Matches any = symbols.matchAny(word, Candidates.MOST);
        if (choice == Choice.ANY) {
            return any;
        }
        List<String> typed =
                any.names().stream().filter(name -> prototype(name).isPresent()).toList();
        return new Matches(typed, any.total() - any.names().size() + typed.size());
    }

    private String description(KernelSymbols symbols, String function) {
        String marks = String.join(", ", FunctionMarks.of(symbols, function));
        String prototype = prototype(function).map(Prototype::declaration).orElse("");
        return marks.isEmpty() || prototype.isEmpty()
                ? marks + prototype
                : marks + ": " + prototype;
    }

    /** If it is known without asking the target, which system calls' may not be. */
    private Optional<Prototype> prototype(String function) {
        Optional<KernelTypes> types = kernel.knownTypes();
        try {
            return types.isEmpty() ? Optional.empty() : types.get().knownPrototype(function);
        } catch (TargetException e) {
            return Optional.empty();
        }
    }
}
