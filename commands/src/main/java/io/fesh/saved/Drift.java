// SPDX-License-Identifier: Apache-2.0
package io.fesh.saved;

import io.fesh.kernel.KernelSymbols;
import io.fesh.kernel.KernelSymbols.Standing;
import io.fesh.kernel.KernelTypes;
import io.fesh.kernel.Prototype;
import io.fesh.kernel.TargetException;
import io.fesh.parse.EventLine;
import io.fesh.parse.LineError;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Holds every name that an event relied on against another kernel. */
public final class Drift {
    private static final int CANDIDATES = 3;
    private static final Pattern SYSTEM_CALL = Pattern.compile("(?:SyS_|sys_|__x64_sys_)(\\w+)");
    private static final Pattern VARIABLE = Pattern.compile("\\$(?!current\\b)(\\w+).*");
    private static final Pattern FIRST_NAME = Pattern.compile("\\W*(\\w+).*");

    /**
     * @param field empty if it is about the function
     * @param what in words; empty if nothing need be said
     */
    public record Finding(String event, String field, Verdict verdict, String what) {}

    /**
     * The other kernel.
     *
     * @param symbols empty if only its types are known
     */
    public record Kernel(KernelTypes types, Optional<KernelSymbols> symbols) {}

    private final SavedEvent event;
    private final KernelTypes types;
    private final Optional<KernelSymbols> symbols;
    private final String name;
    private final String function;
    private final Optional<Declaration> declared;
    private final List<Relied> relied;
    private final boolean byName;

    /** Null where there is no prototype to compare. */
    private FunctionDrift change;

    private final List<Finding> findings = new ArrayList<>();

    private Drift(SavedEvent event, Kernel kernel) {
        this.event = event;
        this.types = kernel.types();
        this.symbols = kernel.symbols();
        this.name = new EventLine(event.line(), 0).name();
        this.function =
                event.relied()
                        .map(Reliance::function)
                        .orElseGet(() -> Reliance.function(event.line()));
        this.relied = event.relied().map(Reliance::fields).orElse(List.of());
        this.byName = Reliance.isByName(event.line());
        this.declared =
                event.relied().flatMap(relied -> Declaration.of(relied.declaration(), function));
    }

    /** At least one finding: about the function, and about each of the fields. */
    public static List<Finding> of(SavedEvent event, Kernel kernel) throws TargetException {
        Drift drift = new Drift(event, kernel);
        drift.find();
        return drift.findings;
    }

    private void find() throws TargetException {
        Optional<Prototype> there = prototype();
        Verdict verdict = there.isPresent() ? Verdict.SAME : withoutPrototype();
        if (there.isEmpty() && (declared.isEmpty() || verdict == Verdict.UNKNOWN)) {
            return;
        }
        // what becomes of its fields can be told of a function that is gone, too
        Prototype prototype =
                there.isPresent()
                        ? there.get()
                        : declared.get().prototype(function, types, isSystemCall());
        List<Reliance.Attempt> attempts;
        try {
            attempts = Reliance.each(event.line(), types, prototype);
        } catch (LineError e) {
            add("", Verdict.BROKEN, e.getMessage());
            return;
        }
        if (there.isPresent()) {
            symbol();
            parameters(there.get());
        }
        for (Reliance.Attempt attempt : attempts) {
            field(attempt, prototype, there.isPresent());
        }
        for (Relied was : relied) {
            if (attempts.stream().noneMatch(each -> each.name().equals(was.name()))) {
                add(was.name(), Verdict.BROKEN, was.path() + " is no longer there");
            }
        }
        if (event.relied().isEmpty() && findings.isEmpty()) {
            add("", Verdict.UNKNOWN, "can be made; what it relied on, the file does not say");
        } else if (findings.isEmpty()) {
            add("", Verdict.SAME, "");
        }
    }

    /** What is a module's in one kernel can be the kernel's own in another. */
    private Optional<Prototype> prototype() throws TargetException {
        Optional<Prototype> found = types.prototype(function);
        String typed = Reliance.function(event.line());
        return found.isPresent() ? found : types.prototype(typed);
    }

    private boolean isSystemCall() {
        return SYSTEM_CALL.matcher(function).matches();
    }

    private Verdict withoutPrototype() throws TargetException {
        Matcher call = SYSTEM_CALL.matcher(function);
        int colon = function.indexOf(':');
        String bare = call.matches() ? "__x64_sys_" + call.group(1) : function.substring(colon + 1);
        List<String> near = types.nearFunctions(call.matches() ? bare : function, CANDIDATES);
        if (call.matches() && near.contains(bare)) {
            return add("", Verdict.SAME, "what system calls take is an ABI");
        }
        if (colon > 0 && !types.knowsModule(function.substring(0, colon))) {
            String module = function.substring(0, colon);
            String hint =
                    symbols.isPresent()
                            ? "it is not loaded, or has none"
                            : "add --btf " + module + ".ko";
            return add("", Verdict.UNKNOWN, "the types of " + module + " are not here: " + hint);
        }
        boolean traceable = symbols.filter(all -> all.copies(bare) > 0).isPresent();
        if (event.relied().isPresent() && declared.isEmpty() || traceable && !byName) {
            return add("", Verdict.UNKNOWN, "these types do not say what " + bare + " takes");
        }
        return add(
                "",
                Verdict.BROKEN,
                (traceable
                                ? "these types do not say what " + bare + " takes"
                                : "no " + bare + " in these types: gone, or inlined everywhere")
                        + candidates(likely(near)));
    }

    /** Those first that take the same. */
    private List<String> likely(List<String> near) throws TargetException {
        List<String> same = new ArrayList<>();
        List<String> others = new ArrayList<>();
        for (String each : near) {
            Optional<Declaration> other =
                    types.prototype(each).flatMap(p -> Declaration.of(p.declaration(), each));
            boolean takesTheSame =
                    declared.isPresent()
                            && other.isPresent()
                            && declared.get().takesTheSameAs(other.get());
            (takesTheSame ? same : others).add(each + (takesTheSame ? " (takes the same)" : ""));
        }
        same.addAll(others);
        return same;
    }

    private static String candidates(List<String> near) {
        return near.isEmpty() ? "" : "; there is " + String.join(", ", near);
    }

    /** Of a kernel that is there, it is also known whether the function can be traced. */
    private void symbol() {
        String bare = function.substring(function.indexOf(':') + 1);
        Standing standing = symbols.map(all -> all.standing(bare)).orElse(Standing.TRACEABLE);
        if (standing == Standing.NOT_TRACEABLE) {
            add("", Verdict.BROKEN, bare + " cannot be traced in this kernel");
        } else if (standing != Standing.TRACEABLE) {
            List<String> near = symbols.get().near(bare, CANDIDATES);
            add("", Verdict.BROKEN, bare + " is no function of this kernel" + candidates(near));
        }
    }

    private void parameters(Prototype there) {
        Optional<Declaration> now = Declaration.of(there.declaration(), function);
        if (declared.isEmpty() || now.isEmpty()) {
            return;
        }
        Set<String> told = relied.stream().map(Relied::path).collect(Collectors.toSet());
        change = new FunctionDrift(declared.get(), now.get(), told);
        if (!change.what().isEmpty()) {
            add("", change.verdict(), change.what());
        }
    }

    private void field(Reliance.Attempt attempt, Prototype prototype, boolean there)
            throws TargetException {
        Optional<Relied> was =
                relied.stream().filter(each -> each.name().equals(attempt.name())).findFirst();
        if (attempt.refusal().isPresent()) {
            LineError refusal = attempt.refusal().get();
            String stranger = there ? "" : stranger(attempt.path());
            add(
                    attempt.name(),
                    Verdict.BROKEN,
                    stranger.isEmpty() ? told(refusal, attempt.path()) : stranger);
            return;
        }
        Relied is = attempt.relied().orElseThrow();
        Optional<FieldDrift> ofVariable = variable(is.way());
        if (ofVariable.isPresent()) {
            add(attempt.name(), ofVariable.get());
        } else if (was.isPresent()) {
            boolean lost = !byName && !was.get().path().equals(is.path());
            String place = lost ? Reliance.place(was.get().path(), types, prototype) : "";
            add(attempt.name(), FieldDrift.of(was.get(), is, byName, place));
        } else if (event.relied().isPresent() && !(change != null && change.adds(is.path()))) {
            add(attempt.name(), Verdict.UNKNOWN, "what it relied on, the file does not say");
        }
    }

    /** Of variables, types tell nothing; the kernel that is there tells whether it has one. */
    private Optional<FieldDrift> variable(String way) {
        Matcher variable = VARIABLE.matcher(way);
        if (!variable.matches()) {
            return Optional.empty();
        }
        String of = variable.group(1);
        if (symbols.isEmpty()) {
            return Optional.of(
                    FieldDrift.unknown(
                            of + " is a variable, and types do not say whether a kernel has it"));
        }
        return symbols.get().addressOf(of).isPresent()
                ? Optional.empty()
                : Optional.of(
                        new FieldDrift(
                                Verdict.BROKEN,
                                "no variable "
                                        + of
                                        + " in this kernel"
                                        + candidates(symbols.get().nearSymbols(of, CANDIDATES))));
    }

    /** What is wrong with a name, and what it may be now. */
    private String told(LineError error, String path) {
        Matcher first = FIRST_NAME.matcher(path);
        String newName = change == null || !first.matches() ? "" : change.newName(first.group(1));
        if (!newName.isEmpty()) {
            return error.getMessage() + "; it is called " + newName;
        } else if (!error.near().isEmpty() || error.hint().isEmpty()) {
            return error.getMessage() + candidates(error.near());
        }
        return error.getMessage() + "; " + error.hint().replaceFirst("^try: ", "try: create ");
    }

    /** Of a function that is gone, the type of a parameter can be gone with it. */
    private String stranger(String path) throws TargetException {
        Matcher first = FIRST_NAME.matcher(path);
        for (Declaration.Parameter each : declared.orElseThrow().parameters()) {
            if (first.matches()
                    && each.name().equals(first.group(1))
                    && types.type(each.type()).isEmpty()) {
                String type = each.type().replaceFirst("[\\s*]+$", "");
                return "no " + type + " in these types" + candidates(types.near(type, CANDIDATES));
            }
        }
        return "";
    }

    private void add(String field, FieldDrift drift) {
        add(field, drift.verdict(), drift.what());
    }

    private Verdict add(String field, Verdict verdict, String what) {
        findings.add(new Finding(name, field, verdict, what));
        return verdict;
    }
}
