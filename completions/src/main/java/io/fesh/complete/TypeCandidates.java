// SPDX-License-Identifier: Apache-2.0
package io.fesh.complete;

import io.fesh.kernel.KernelSymbols;
import io.fesh.kernel.KernelTypes;
import io.fesh.kernel.KernelTypes.Matches;
import io.fesh.kernel.KernelTypes.Named;
import io.fesh.kernel.TargetException;
import io.fesh.names.NamePattern;
import io.fesh.render.Numbers;

import java.util.List;
import java.util.Optional;

/**
 * Types, of one sort where {@code struct}, {@code union} or {@code enum} is typed already.
 *
 * @param functions what else fits where no sort is typed; none if only types do
 */
record TypeCandidates(KernelView kernel, Optional<FunctionCandidates> functions)
        implements CandidateSource {

    @Override
    public void offer(CursorContext at, Candidates to) {
        String before = at.before().strip();
        boolean keyword = before.matches("(?:/o\\s+)?(?:struct|union|enum)");
        if (!keyword && !before.isEmpty() && !before.equals("/o")) {
            return;
        }
        String sort = keyword ? before.replaceFirst("^/o\\s+", "") + " " : "";
        Optional<KernelTypes> types = kernel.knownTypes();
        Optional<KernelSymbols.Matches> others =
                functions.filter(source -> !keyword).map(source -> source.matches(at.word()));
        boolean functionsFit =
                others.filter(found -> fitWell(at.word(), found.names())).isPresent();
        boolean typesFit = false;
        if (types.isEmpty()) {
            kernel.tell("no types yet: " + kernel.pending());
        } else if (keyword || !at.word().isEmpty()) {
            typesFit = types(types.get(), sort, at.word(), functionsFit, to);
        }
        if (others.isPresent() && (functionsFit || !typesFit)) {
            functions.get().show(others.get(), to);
        }
    }

    /** Whether there are some that fit better than nearly; others are shown only if asked. */
    private boolean types(
            KernelTypes types, String sort, String word, boolean onlyWell, Candidates to) {
        Matches found;
        try {
            found = types.match(sort + word, Candidates.MOST);
        } catch (TargetException e) {
            kernel.tell(e.getMessage());
            return false;
        }
        List<String> names =
                found.types().stream()
                        .map(Named::spelling)
                        .map(name -> name.startsWith(sort) ? name.substring(sort.length()) : name)
                        .toList();
        boolean well = fitWell(word, names);
        if (onlyWell && !well) {
            return false;
        }
        List<String> shown = names.subList(0, to.fitting(names));
        to.more(found.total() - shown.size());
        boolean described = to.hasLineForEach(shown.size());
        for (int i = 0; i < shown.size(); i++) {
            long size = found.types().get(i).size();
            String description = described && size >= 0 ? Numbers.count(size, "byte", "bytes") : "";
            to.add(shown.get(i), description, true);
        }
        return well;
    }

    /** Whether the best of some names, or of types' spellings, fits better than nearly. */
    private static boolean fitWell(String word, List<String> names) {
        if (names.isEmpty()) {
            return false;
        }
        String best = names.get(0);
        return NamePattern.of(word).fitsWell(best.substring(best.lastIndexOf(' ') + 1));
    }
}
