// SPDX-License-Identifier: Apache-2.0
package io.fesh.types;

import io.fesh.btf.Btf;
import io.fesh.btf.BtfException;
import io.fesh.btf.BtfKind;
import io.fesh.btf.CDeclaration;
import io.fesh.btf.MemberPath;
import io.fesh.btf.PathException;
import io.fesh.btf.StructLayout;
import io.fesh.kernel.CType;
import io.fesh.kernel.KernelTypes;
import io.fesh.kernel.PathError;
import io.fesh.kernel.Prototype;
import io.fesh.kernel.TargetException;
import io.fesh.symbols.SymbolIndex;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A kernel's types from its BTF. Safe for threads. */
public final class BtfTypes implements KernelTypes {
    private final BtfFiles files;
    private final Prototypes prototypes;
    private final Globals globals;
    private final Definitions definitions;

    private BtfTypes(BtfFiles files, Prototypes prototypes) {
        this.files = files;
        this.prototypes = prototypes;
        this.globals = new Globals(files);
        this.definitions = new Definitions(files);
    }

    /**
     * Reads the kernel's own types; those of modules only when they are asked for.
     *
     * @param symbols tell which module a function is in
     */
    public static BtfTypes read(TargetFiles target, SymbolIndex symbols) throws TargetException {
        BtfFiles files = BtfFiles.open(target);
        return new BtfTypes(files, new Prototypes(files, target, symbols));
    }

    /** Those of {@code own} alone, with what else {@code target} may have. */
    static BtfTypes of(IndexedBtf own, TargetFiles target) {
        BtfFiles files = new BtfFiles(target, own);
        return new BtfTypes(files, new Prototypes(files, target, SymbolIndex.EMPTY));
    }

    /** Makes the index of names, without which the first search takes longer. */
    public void index() throws TargetException {
        guarded(
                () -> {
                    files.indexed().names();
                    return files.vmlinux().index();
                });
    }

    /** How many types the kernel has, without those of its modules. */
    public int count() {
        return files.vmlinux().idCount() - files.vmlinux().firstId();
    }

    /** Bytes of heap, about, for the kernel's own types. */
    public long bytes() {
        return files.indexed().heap();
    }

    private TypeSearch types() {
        return new TypeSearch(files.vmlinux(), files.indexed().names());
    }

    @Override
    public Optional<Prototype> prototype(String function) throws TargetException {
        return guarded(() -> prototypes.find(function));
    }

    @Override
    public Optional<Prototype> knownPrototype(String function) throws TargetException {
        return guarded(
                () -> prototypes.isAtHand(function) ? prototypes.find(function) : Optional.empty());
    }

    @Override
    public String moduleOf(String function) throws TargetException {
        return guarded(() -> prototypes.moduleOf(function));
    }

    @Override
    public boolean knowsModule(String module) {
        return files.module(module).isPresent();
    }

    @Override
    public Optional<CType> parameterType(String function, String parameter) throws TargetException {
        return guarded(() -> prototypes.start(function, parameter).map(Prototypes.Start::cType));
    }

    @Override
    public Place follow(String function, String parameter, String path)
            throws PathError, TargetException {
        Prototypes.Start start = start(function, parameter);
        MemberPath found = resolve(start, parameter, path);
        return guarded(
                () ->
                        new Place(
                                found.loads(),
                                found.offset(),
                                ValueTypes.of(start.btf(), found.type()),
                                found.bitSize()));
    }

    private Prototypes.Start start(String function, String parameter)
            throws PathError, TargetException {
        return guarded(() -> prototypes.start(function, parameter))
                .orElseThrow(
                        () ->
                                new PathError(
                                        0,
                                        "the kernel's types do not say what "
                                                + parameter
                                                + " points to",
                                        List.of()));
    }

    private MemberPath resolve(Prototypes.Start start, String parameter, String path)
            throws PathError, TargetException {
        // from a struct the first arrow is the one that leads to it
        boolean arrow = start.pointee() && path.strip().startsWith("->");
        String walked = arrow ? path.strip().substring(2) : path;
        int shift = path.length() - walked.length();
        try {
            return guardedPath(() -> MemberPath.resolve(start.btf(), start.type(), walked));
        } catch (PathException e) {
            throw new PathError(e.position() + shift, told(e.getMessage(), parameter), e.near());
        }
    }

    /** The library begins at a value without a name; here it has one. */
    private static String told(String message, String parameter) {
        String name = Matcher.quoteReplacement(parameter);
        return message.replaceFirst("^the start\\b", "'" + name + "'")
                .replaceFirst("'(->|\\[)(?=\\w)", "'" + name + "$1");
    }

    @Override
    public List<Member> members(String function, String parameter, String path)
            throws PathError, TargetException {
        Prototypes.Start start = start(function, parameter);
        int type = path.isBlank() ? start.type() : resolve(start, parameter, path).type();
        return guarded(() -> members(start.btf(), type));
    }

    private static List<Member> members(Btf btf, int type) {
        return StructLayout.of(btf, behind(btf, type)).stream()
                .flatMap(layout -> layout.flat().stream())
                .map(
                        slot ->
                                new Member(
                                        slot.name(),
                                        CDeclaration.of(btf, slot.type(), slot.name()),
                                        btf.kind(btf.resolve(slot.type())) == BtfKind.PTR,
                                        StructLayout.of(btf, behind(btf, slot.type())).isPresent()))
                .toList();
    }

    /** What a pointer points to; anything else is itself. */
    private static int behind(Btf btf, int type) {
        int at = btf.resolve(type);
        return btf.kind(at) == BtfKind.PTR ? btf.target(at) : type;
    }

    @Override
    public Optional<CType> named(String name) throws TargetException {
        return guarded(() -> globals.named(name));
    }

    @Override
    public Optional<Variable> variable(String name) throws TargetException {
        // symbols of assembly may stand in BTF as variables of no type
        Optional<Variable> told =
                guarded(() -> globals.ofKernel(name))
                        .filter(each -> each.type().kind() != CType.Kind.VOID);
        if (told.isPresent()) {
            return told;
        }
        Optional<String> known = WellKnownGlobals.type(name);
        return known.isPresent()
                ? guarded(() -> globals.wellKnown(name, known.get()))
                : guarded(() -> globals.ofModules(name));
    }

    @Override
    public List<Variable> variables() throws TargetException {
        Map<String, Variable> all = new TreeMap<>();
        for (String name : WellKnownGlobals.names()) {
            variable(name).ifPresent(known -> all.put(name, known));
        }
        guarded(globals::allOfKernel).forEach(told -> all.put(told.name(), told));
        return List.copyOf(all.values());
    }

    @Override
    public Optional<Constant> constant(String name) throws TargetException {
        return guarded(() -> globals.constant(name));
    }

    @Override
    public List<Named> find(String spelling) throws TargetException {
        List<Named> found = new ArrayList<>(guarded(() -> definitions.named(spelling)));
        found.removeIf(what -> what.sort() == Sort.FUNCTION);
        prototype(spelling)
                .map(p -> new Named(Sort.FUNCTION, p.function(), p.declaration(), -1))
                .ifPresent(found::add);
        return found;
    }

    @Override
    public List<String> definition(Named what, boolean holes) throws TargetException {
        if (what.sort() == Sort.FUNCTION) {
            return List.of(what.declaration() + ";");
        }
        return guarded(() -> definitions.lines(what, holes));
    }

    @Override
    public List<String> near(String spelling, int most) throws TargetException {
        return guarded(() -> types().near(spelling, most));
    }

    @Override
    public List<String> nearFunctions(String name, int most) throws TargetException {
        int colon = name.indexOf(':');
        Btf of =
                colon < 0
                        ? files.vmlinux()
                        : files.module(name.substring(0, colon)).orElse(files.vmlinux());
        return guarded(() -> of.near(name.substring(colon + 1), Set.of(BtfKind.FUNC))).stream()
                .limit(most)
                .toList();
    }

    @Override
    public Matches match(String typed, int most) throws TargetException {
        return guarded(() -> types().match(typed, most));
    }

    @Override
    public Matches search(String sort, Pattern expression, int most)
            throws TargetException, InterruptedException {
        try {
            return types().search(sort, expression, most);
        } catch (BtfException e) {
            throw new TargetException(e.getMessage(), "", e);
        }
    }

    @Override
    public Optional<List<String>> functions(Use use, String spelling) throws TargetException {
        return guarded(
                () -> {
                    Set<String> found = new TreeSet<>();
                    boolean known = FunctionSearch.find(files.vmlinux(), use, spelling, found);
                    for (Btf module : files.allModules()) {
                        known |= FunctionSearch.find(module, use, spelling, found);
                    }
                    return known ? Optional.of(List.copyOf(found)) : Optional.empty();
                });
    }

    private interface PathStep<T> {
        T run() throws PathException;
    }

    /** Damage in the types is met when they are read; it is one message and ends nothing. */
    private static <T> T guardedPath(PathStep<T> question) throws PathException, TargetException {
        try {
            return question.run();
        } catch (BtfException e) {
            throw new TargetException(e.getMessage(), "", e);
        }
    }

    private static <T> T guarded(Supplier<T> question) throws TargetException {
        try {
            return question.get();
        } catch (BtfException e) {
            throw new TargetException(e.getMessage(), "", e);
        }
    }
}
