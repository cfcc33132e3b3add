// SPDX-License-Identifier: Apache-2.0
package io.fesh.types;

import io.fesh.btf.Btf;
import io.fesh.btf.BtfKind;
import io.fesh.btf.BtfType;
import io.fesh.kernel.BasicType;
import io.fesh.kernel.CType;
import io.fesh.kernel.KernelTypes.Constant;
import io.fesh.kernel.KernelTypes.Variable;
import io.fesh.kernel.TypeSpelling;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Types, variables and constants by name: of the kernel first, then of its modules. */
final class Globals {
    private static final String PER_CPU = ".data..percpu";

    private final BtfFiles files;

    /** The per-CPU variables of a file, by id: found once, for they take a scan. */
    private final Map<Btf, Set<Integer>> perCpu = new ConcurrentHashMap<>();

    /** The types of {@link WellKnownGlobals} that have been looked up. */
    private final Map<String, Optional<CType>> spelled = new ConcurrentHashMap<>();

    Globals(BtfFiles files) {
        this.files = files;
    }

    /** One that is only declared will do where there is nothing more. */
    Optional<CType> named(String name) {
        return firstFile(btf -> named(btf, name));
    }

    private static Optional<CType> named(Btf btf, String name) {
        OptionalInt defined = btf.find(name);
        if (defined.isEmpty() && name.matches("(struct|union) \\w+")) {
            defined = btf.find(BtfKind.FWD, name.substring(name.indexOf(' ') + 1));
        }
        return defined.stream().mapToObj(id -> BtfCType.of(btf, id)).findFirst();
    }

    Optional<Variable> ofKernel(String name) {
        return find(files.vmlinux(), name);
    }

    /** One whose type the kernel's own file has, but not that the variable is of it. */
    Optional<Variable> wellKnown(String name, String spelling) {
        return spelled.computeIfAbsent(spelling, this::spelled)
                .filter(type -> WellKnownGlobals.fits(name, type))
                .map(type -> new Variable(name, type, false));
    }

    private Optional<CType> spelled(String spelling) {
        TypeSpelling parts = TypeSpelling.of(spelling).orElseThrow();
        Optional<BasicType> basic = BasicType.of(parts.base());
        Optional<CType> base =
                basic.isPresent() ? Optional.of(basic.get()) : named(files.vmlinux(), parts.base());
        return base.map(parts::around);
    }

    Optional<Variable> ofModules(String name) {
        return firstFile(btf -> find(btf, name));
    }

    Optional<Constant> constant(String name) {
        return firstFile(btf -> constant(btf, name));
    }

    /** The kernel's own file first; modules' only if it does not know. */
    private <T> Optional<T> firstFile(Function<Btf, Optional<T>> question) {
        Optional<T> found = question.apply(files.vmlinux());
        return found.isPresent()
                ? found
                : files.allModules().stream().map(question).flatMap(Optional::stream).findFirst();
    }

    private Optional<Variable> find(Btf btf, String name) {
        return btf.ids(name)
                .filter(id -> btf.kind(id) == BtfKind.VAR || btf.kind(id) == BtfKind.FUNC)
                .mapToObj(id -> new Variable(name, BtfCType.of(btf, id), isPerCpu(btf, id)))
                .findFirst();
    }

    List<Variable> allOfKernel() {
        Btf btf = files.vmlinux();
        return ids(btf).filter(id -> btf.kind(id) == BtfKind.VAR && !btf.name(id).isEmpty())
                .mapToObj(id -> new Variable(btf.name(id), BtfCType.of(btf, id), isPerCpu(btf, id)))
                .toList();
    }

    private boolean isPerCpu(Btf btf, int id) {
        return btf.kind(id) == BtfKind.VAR
                && perCpu.computeIfAbsent(btf, Globals::placed).contains(id);
    }

    private static Set<Integer> placed(Btf btf) {
        return ids(btf).filter(
                        id -> btf.kind(id) == BtfKind.DATASEC && btf.name(id).equals(PER_CPU))
                .mapToObj(id -> (BtfType.Section) btf.type(id))
                .flatMap(section -> section.variables().stream())
                .map(BtfType.Placement::variable)
                .collect(Collectors.toSet());
    }

    private static Optional<Constant> constant(Btf btf, String name) {
        return ids(btf).filter(id -> btf.kind(id).isEnum())
                .mapToObj(id -> constant(btf, id, name))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<Constant> constant(Btf btf, int id, String name) {
        return ((BtfType.Enumeration) btf.type(id))
                .values().stream()
                        .filter(each -> each.name().equals(name))
                        .map(each -> new Constant(name, BtfCType.of(btf, id), each.value()))
                        .findFirst();
    }

    private static IntStream ids(Btf btf) {
        return IntStream.range(btf.firstId(), btf.idCount());
    }
}
