// SPDX-License-Identifier: Apache-2.0
package io.fesh.types;

import io.fesh.btf.Btf;
import io.fesh.btf.BtfKind;
import io.fesh.btf.TypePrinter;
import io.fesh.kernel.KernelTypes.Named;
import io.fesh.kernel.KernelTypes.Sort;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** What a name means, and how it is defined: in the kernel's file, else in those of modules. */
record Definitions(BtfFiles files) {

    /** A type and the file that it is in. */
    private record Located(Btf btf, int id) {
        Named named() {
            return TypeSearch.named(btf, id);
        }
    }

    List<Named> named(String spelling) {
        return locate(spelling).stream().map(Located::named).toList();
    }

    /** Types, then the rest; one of each sort and name. */
    private List<Located> locate(String spelling) {
        List<Located> found = locate(files.vmlinux(), spelling);
        for (Btf module : found.isEmpty() ? files.allModules() : List.<Btf>of()) {
            found.addAll(locate(module, spelling));
        }
        return found;
    }

    private static List<Located> locate(Btf btf, String spelling) {
        TypeSearch.Typed typed = TypeSearch.Typed.of(spelling);
        List<Located> found = new ArrayList<>();
        if (!typed.keyword().isEmpty()) {
            btf.find(spelling).ifPresent(id -> found.add(new Located(btf, id)));
            return found;
        }
        for (Sort sort : Sort.values()) {
            ids(btf, typed.name())
                    .filter(id -> TypeSearch.sort(btf.kind(id)).equals(Optional.of(sort)))
                    .limit(1)
                    .forEach(id -> found.add(new Located(btf, id)));
        }
        return found;
    }

    private static IntStream ids(Btf btf, String name) {
        return btf.ids(name.replaceAll("\\s+", " "));
    }

    List<String> lines(Named what, boolean holes) {
        return locate(what.spelling()).stream()
                .filter(found -> found.named().sort() == what.sort())
                .findFirst()
                .map(found -> lines(found, holes))
                .orElse(List.of(what.declaration() + ";"));
    }

    /** As in gdb, what a typedef or a variable is made of is shown, too. */
    private static List<String> lines(Located located, boolean holes) {
        Btf btf = located.btf();
        TypePrinter printer = new TypePrinter(btf, true, holes);
        List<String> lines = new ArrayList<>(printer.print(located.id()).lines().toList());
        int under =
                btf.resolve(
                        btf.kind(located.id()) == BtfKind.VAR
                                ? btf.target(located.id())
                                : located.id());
        boolean hasBody = btf.kind(under).isComposite() || btf.kind(under).isEnum();
        if (under != located.id() && hasBody && !btf.name(under).isEmpty()) {
            lines.addAll(printer.print(under).lines().toList());
        }
        return lines;
    }
}
