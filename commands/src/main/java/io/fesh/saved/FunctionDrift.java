// SPDX-License-Identifier: Apache-2.0
package io.fesh.saved;

import io.fesh.saved.Declaration.Parameter;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What has become of a function, beside what an event records of it. */
final class FunctionDrift {
    private final Declaration was;
    private final Declaration is;

    /** Parameters that go by another name, and the name. */
    private final Map<String, String> renamed = new LinkedHashMap<>();

    private final List<String> changes = new ArrayList<>();
    private final List<Parameter> added;
    private boolean reordered;

    /**
     * @param fields parameters of which something else tells what type they have become
     */
    FunctionDrift(Declaration was, Declaration is, Set<String> fields) {
        this.was = was;
        this.is = is;
        this.added = without(is.parameters(), was.parameters());
        parameters(fields);
        if (!was.returnsTheSameAs(is)) {
            changes.add("returned '%s', returns '%s'".formatted(was.returns(), is.returns()));
        }
    }

    private void parameters(Set<String> fields) {
        List<Parameter> gone = without(was.parameters(), is.parameters());
        List<Parameter> alone = new ArrayList<>(added);
        for (Parameter old : List.copyOf(gone)) {
            int place = was.parameters().indexOf(old);
            Parameter there = place < is.parameters().size() ? is.parameters().get(place) : old;
            if (!alone.contains(there)) {
                continue;
            }
            gone.remove(old);
            alone.remove(there);
            if (there.isOfTypeOf(old)) {
                renamed.put(old.name(), there.name());
            } else {
                changes.add(
                        "takes '%s' in place of '%s'".formatted(there.declared(), old.declared()));
            }
        }
        gone.forEach(each -> changes.add("takes no '" + each.declared() + "' any more"));
        alone.forEach(each -> changes.add("takes '" + each.declared() + "', too"));
        for (Parameter old : was.parameters()) {
            Parameter now = named(is.parameters(), old.name());
            if (now != null && !now.isOfTypeOf(old) && !fields.contains(old.name())) {
                changes.add("%s was '%s', is '%s'".formatted(old.name(), old.type(), now.type()));
            }
        }
        reordered = !names(was, is).equals(names(is, was));
    }

    private static List<Parameter> without(List<Parameter> some, List<Parameter> others) {
        List<Parameter> left = new ArrayList<>(some);
        left.removeIf(each -> named(others, each.name()) != null);
        return left;
    }

    private static Parameter named(List<Parameter> parameters, String name) {
        return parameters.stream().filter(e -> e.name().equals(name)).findFirst().orElse(null);
    }

    /** Those that both have, in the order of the first. */
    private static List<String> names(Declaration one, Declaration other) {
        return one.parameters().stream()
                .map(Parameter::name)
                .filter(name -> named(other.parameters(), name) != null)
                .toList();
    }

    Verdict verdict() {
        return changes.isEmpty() ? reordered ? Verdict.MOVED : Verdict.SAME : Verdict.CHANGED;
    }

    /** In words; empty if there is nothing to tell. */
    String what() {
        List<String> words = new ArrayList<>(changes);
        if (reordered) {
            words.add("the order is " + String.join(", ", names(is, was)));
        }
        renamed.forEach((old, now) -> words.add(old + " is called " + now));
        return String.join("; ", words);
    }

    /** Whether it is a parameter that was not there. */
    boolean adds(String parameter) {
        return named(added, parameter) != null;
    }

    /** What a parameter is called now; empty if nothing shows that it is still there. */
    String newName(String parameter) {
        return renamed.getOrDefault(parameter, "");
    }
}
