// SPDX-License-Identifier: Apache-2.0
package io.fesh.complete;

import io.fesh.kernel.KernelTypes;
import io.fesh.kernel.KernelTypes.Matches;
import io.fesh.kernel.KernelTypes.Named;
import io.fesh.kernel.TargetException;
import io.fesh.render.Numbers;

import java.util.List;
import java.util.Optional;

/**
 * Types, of one sort where {@code struct}, {@code union} or {@code enum} is typed already.
 *
 * @param functions what else fits where no sort is typed; none if only types do
 */
record TypeCandidates(KernelView kernel, Optional<CandidateSource> functions)
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
        if (types.isEmpty()) {
            kernel.tell("no types yet: " + kernel.pending());
        } else if (keyword || !at.word().isEmpty()) {
            types(types.get(), sort, at.word(), to);
        }
        if (!keyword) {
            functions.ifPresent(
                    source -> source.offer(new CursorContext(at.kind(), "", at.word()), to));
        }
    }

    private void types(KernelTypes types, String sort, String word, Candidates to) {
        Matches found;
        try {
            found = types.match(sort + word, Candidates.MOST);
        } catch (TargetException e) {
            kernel.tell(e.getMessage());
            return;
        }
        List<String> names =
                found.types().stream()
                        .map(Named::spelling)
                        .map(name -> name.startsWith(sort) ? name.substring(sort.length()) : name)
                        .toList();
        List<String> shown = names.subList(0, to.fitting(names));
        int rest = found.total() - shown.size();
        if (rest > 0) {
            to.heading(Numbers.grouped(rest) + " more: type more letters");
        }
        boolean described = to.hasLineForEach(shown.size());
        for (int i = 0; i < shown.size(); i++) {
            long size = found.types().get(i).size();
            String description = described && size >= 0 ? Numbers.count(size, "byte", "bytes") : "";
            to.add(shown.get(i), description, true);
        }
    }
}
