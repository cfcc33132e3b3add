// SPDX-License-Identifier: Apache-2.0
package io.fesh.complete;

import io.fesh.kernel.KernelTypes;
import io.fesh.kernel.KernelTypes.Member;
import io.fesh.kernel.PathError;
import io.fesh.kernel.Prototype;
import io.fesh.kernel.Prototype.Parameter;
import io.fesh.kernel.TargetException;
import io.fesh.names.NamePattern;
import io.fesh.parse.EventLine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Inside of an event's parentheses: parameters, and behind {@code ->} and {@code .} members. */
record ArgumentCandidates(KernelView kernel) implements CandidateSource {
    private static final Pattern ARGUMENT =
            Pattern.compile(
                    "\\s*(?:(?:unsigned\\s+)?(?:"
                            + String.join("|", EventLine.TYPES)
                            + ")(?:\\[\\w+\\])?\\s+)?(?:(\\w+)((?:[^\\w].*)?)(->|\\.)\\s*)?(\\w*)",
                    Pattern.DOTALL);

    @Override
    public void offer(CursorContext at, Candidates to) {
        String line = at.line().substring(at.start());
        int open = line.indexOf('(');
        int from = Math.max(line.lastIndexOf(','), Math.max(line.lastIndexOf('|'), open)) + 1;
        Optional<KernelTypes> types = kernel.knownTypes();
        Matcher argument = ARGUMENT.matcher(line).region(from, line.length());
        if (line.indexOf(')', open) >= 0 || types.isEmpty() || !argument.matches()) {
            return;
        }
        Optional<String> function =
                new EventLine(line, 0).function().map(s -> line.substring(s.start(), s.end()));
        if (function.isEmpty()) {
            return;
        }
        String typed = argument.group(4);
        // a dot is a letter to the word at the cursor: what stands before it there stays
        String kept = at.word().substring(0, Math.max(0, at.word().length() - typed.length()));
        try {
            if (argument.group(1) == null) {
                parameters(types.get(), function.get(), kept, typed, to);
            } else {
                members(types.get(), function.get(), argument, kept, to);
            }
        } catch (TargetException e) {
            kernel.tell(e.getMessage());
        } catch (PathError e) {
            // what is typed so far leads nowhere
        }
    }

    private static void parameters(
            KernelTypes types, String function, String kept, String typed, Candidates to)
            throws TargetException {
        Optional<Prototype> prototype = types.prototype(function);
        if (prototype.isEmpty()) {
            return;
        }
        List<Parameter> fetchable =
                prototype.get().parameters().stream()
                        .filter(p -> p.register() != Prototype.NO_REGISTER && !p.name().isEmpty())
                        .toList();
        NamePattern.of(typed)
                .choose(fetchable, Parameter::name)
                .forEach(p -> to.addPart(kept, p.name(), p.declaration()));
    }

    private static void members(
            KernelTypes types, String function, Matcher argument, String kept, Candidates to)
            throws PathError, TargetException {
        String typed = argument.group(4);
        boolean arrow = argument.group(3).equals("->");
        String path = argument.group(2).strip();
        List<Member> found = new ArrayList<>(types.members(function, argument.group(1), path));
        if (path.isEmpty() && !arrow) {
            return;
        }
        found.removeIf(member -> member.name().isEmpty());
        found = NamePattern.of(typed).choose(found, Member::name);
        List<String> names = found.stream().map(Member::name).toList();
        int count = Math.min(Candidates.MOST, to.fitting(names));
        boolean described = to.hasLineForEach(count);
        to.more(found.size() - count);
        for (Member member : found.subList(0, count)) {
            to.addPart(kept, member.name(), described ? member.declaration() : "");
        }
    }
}
