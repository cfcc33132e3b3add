// SPDX-License-Identifier: Apache-2.0
package io.fesh.types;

import io.fesh.btf.Btf;
import io.fesh.btf.BtfKind;
import io.fesh.btf.BtfType;
import io.fesh.kernel.KernelTypes.Constant;
import io.fesh.kernel.KernelTypes.Variable;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Variables, functions and constants of BTF files, by name. Safe for threads. */
final class Variables {
    private static final String PER_CPU = ".data..percpu";

    /** The per-CPU variables of a file, by id: found once, for they take a scan. */
    private final Map<Btf, Set<Integer>> perCpu = new ConcurrentHashMap<>();

    Optional<Variable> find(Btf btf, String name) {
        return btf.ids(name)
                .filter(id -> btf.kind(id) == BtfKind.VAR || btf.kind(id) == BtfKind.FUNC)
                .mapToObj(id -> new Variable(name, BtfCType.of(btf, id), isPerCpu(btf, id)))
                .findFirst();
    }

    List<Variable> all(Btf btf) {
        return ids(btf).filter(id -> btf.kind(id) == BtfKind.VAR && !btf.name(id).isEmpty())
                .mapToObj(id -> new Variable(btf.name(id), BtfCType.of(btf, id), isPerCpu(btf, id)))
                .toList();
    }

    private boolean isPerCpu(Btf btf, int id) {
        return btf.kind(id) == BtfKind.VAR
                && perCpu.computeIfAbsent(btf, Variables::placed).contains(id);
    }

    private static Set<Integer> placed(Btf btf) {
        return ids(btf).filter(
                        id -> btf.kind(id) == BtfKind.DATASEC && btf.name(id).equals(PER_CPU))
                .mapToObj(id -> (BtfType.Section) btf.type(id))
                .flatMap(section -> section.variables().stream())
                .map(BtfType.Placement::variable)
                .collect(Collectors.toSet());
    }

    static Optional<Constant> constant(Btf btf, String name) {
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
