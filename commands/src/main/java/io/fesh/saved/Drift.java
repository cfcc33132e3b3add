// SPDX-License-Identifier: Apache-2.0
package io.fesh.saved;

import io.fesh.kernel.KernelTypes;
import io.fesh.kernel.TargetException;
import io.fesh.parse.EventLine;
import io.fesh.parse.EventSpecParser;
import io.fesh.parse.LineError;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Holds what an event relied on against another kernel's types. */
public final class Drift {
    private static final int CANDIDATES = 3;
    private static final Pattern SYSTEM_CALL = Pattern.compile("(?:SyS_|sys_|__x64_sys_)(\\w+)");
    private static final Pattern QUALIFIERS =
            Pattern.compile("\\b(?:const|volatile|restrict)\\b ?");

    /**
     * @param field empty if it is about the whole event
     * @param what in words; empty if nothing need be said
     */
    public record Finding(String event, String field, Verdict verdict, String what) {}

    private final SavedEvent event;
    private final KernelTypes types;
    private final String name;

    private Drift(SavedEvent event, KernelTypes types) {
        this.event = event;
        this.types = types;
        this.name = new EventLine(event.line(), 0).name();
    }

    /** At least one finding: about the event, or about each of its fields. */
    public static List<Finding> of(SavedEvent event, KernelTypes types) throws TargetException {
        return new Drift(event, types).find();
    }

    private List<Finding> find() throws TargetException {
        String function = Reliance.function(event.line());
        if (types.prototype(function).isEmpty()) {
            return List.of(withoutPrototype(function));
        }
        Reliance now;
        try {
            now = Reliance.of(event.line(), types);
        } catch (LineError e) {
            return List.of(broken(e));
        }
        if (event.relied().isEmpty()) {
            return List.of(
                    finding(
                            "",
                            Verdict.UNKNOWN,
                            "can be made; what it relied on, the file" + " does not say"));
        }
        List<Finding> findings = new ArrayList<>();
        boolean byName = byName();
        for (Relied was : event.relied().get().fields()) {
            findings.add(compare(was, now, byName));
        }
        if (findings.isEmpty()) {
            findings.add(finding("", Verdict.SAME, ""));
        }
        return findings;
    }

    private boolean byName() {
        try {
            return EventSpecParser.parse(event.line(), 0).isPresent();
        } catch (LineError e) {
            return false; // then Reliance.of has refused it before
        }
    }

    private Finding withoutPrototype(String function) throws TargetException {
        var call = SYSTEM_CALL.matcher(function);
        String symbol = call.matches() ? "__x64_sys_" + call.group(1) : function;
        List<String> near = types.nearFunctions(symbol, CANDIDATES);
        if (call.matches() && near.contains(symbol)) {
            return finding("", Verdict.SAME, "what system calls take is an ABI");
        }
        boolean known = event.relied().map(relied -> relied.declaration().isEmpty()).orElse(false);
        String what =
                known
                        ? "these types tell no more of " + symbol + " than those it was saved with"
                        : "no " + symbol + " in these types" + candidates(near);
        return finding("", known ? Verdict.UNKNOWN : Verdict.BROKEN, what);
    }

    private static String candidates(List<String> near) {
        return near.isEmpty() ? "" : "; there is " + String.join(", ", near);
    }

    private Finding broken(LineError error) {
        String hint =
                error.hint().isEmpty()
                        ? ""
                        : "; " + error.hint().replaceFirst("^try: ", "try: create ");
        return finding("", Verdict.BROKEN, error.getMessage() + hint);
    }

    private Finding compare(Relied was, Reliance now, boolean byName) {
        Optional<Relied> found =
                now.fields().stream().filter(each -> each.name().equals(was.name())).findFirst();
        if (found.isEmpty()) {
            return finding(was.name(), Verdict.BROKEN, was.path() + " is no longer there");
        }
        Relied is = found.get();
        if (!Reliance.isDirect(was.way()) && !byName) {
            return finding(
                    was.name(), Verdict.UNKNOWN, was.way() + ": numbers, which no name follows");
        }
        if (!unqualified(was.cType()).equals(unqualified(is.cType()))
                || !was.size().equals(is.size())
                || !was.read().equals(is.read())) {
            return finding(
                    was.name(),
                    Verdict.CHANGED,
                    place(was) + "was " + was.type() + ", is " + is.type());
        }
        if (!byName && !was.path().equals(is.path())) {
            return finding(
                    was.name(),
                    Verdict.CHANGED,
                    was.way() + " was " + was.path() + ", is " + is.path());
        }
        boolean same = was.way().equals(is.way());
        return same
                ? finding(was.name(), Verdict.SAME, "")
                : finding(
                        was.name(),
                        Verdict.MOVED,
                        place(was) + "was at " + was.way() + ", is at " + is.way());
    }

    private static String place(Relied field) {
        return field.path().isEmpty() ? "" : field.path() + " ";
    }

    private static String unqualified(String cType) {
        return QUALIFIERS.matcher(cType).replaceAll("").strip();
    }

    private Finding finding(String field, Verdict verdict, String what) {
        return new Finding(name, field, verdict, what);
    }
}
