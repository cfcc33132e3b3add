// SPDX-License-Identifier: Apache-2.0
package io.fesh.types;

import io.fesh.btf.Btf;
import io.fesh.btf.BtfKind;
import io.fesh.btf.CDeclaration;
import io.fesh.kernel.KernelTypes.Matches;
import io.fesh.kernel.KernelTypes.Named;
import io.fesh.kernel.KernelTypes.Sort;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** Types by a part of their names. */
final class TypeSearch {
    private static final Set<BtfKind> ENUMS = EnumSet.of(BtfKind.ENUM, BtfKind.ENUM64);
    private static final Set<BtfKind> ALL =
            EnumSet.of(
                    BtfKind.STRUCT, BtfKind.UNION, BtfKind.ENUM, BtfKind.ENUM64, BtfKind.TYPEDEF);

    private final Btf btf;

    TypeSearch(Btf btf) {
        this.btf = btf;
    }

    /** A keyword, if there is one, and the name behind it. */
    record Typed(Set<BtfKind> kinds, String keyword, String name) {
        static Typed of(String spelling) {
            String[] words = spelling.strip().split("\\s+", 2);
            String name = words.length == 2 ? words[1] : "";
            return switch (words[0]) {
                case "struct" -> new Typed(EnumSet.of(BtfKind.STRUCT), "struct ", name);
                case "union" -> new Typed(EnumSet.of(BtfKind.UNION), "union ", name);
                case "enum" -> new Typed(ENUMS, "enum ", name);
                default -> new Typed(ALL, "", spelling.strip());
            };
        }
    }

    Matches match(String text, int most) {
        Typed typed = Typed.of(text);
        List<Integer> found = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        int[] total = {0};
        btf.index()
                .startingWith(typed.name())
                .filter(id -> typed.kinds().contains(btf.kind(id)))
                .forEach(id -> add(id, found, seen, total, most));
        if (!typed.name().isEmpty()) {
            ids(typed.kinds())
                    .filter(id -> isInside(btf.name(id), typed.name()))
                    .forEach(id -> add(id, found, seen, total, most));
        }
        return new Matches(found.stream().map(id -> named(btf, id)).toList(), total[0]);
    }

    private IntStream ids(Set<BtfKind> kinds) {
        return IntStream.range(btf.firstId(), btf.idCount())
                .filter(id -> kinds.contains(btf.kind(id)));
    }

    private static boolean isInside(String name, String part) {
        return name.indexOf(part, 1) > 0 && !name.startsWith(part);
    }

    /** Types of one kind and name count once: files that define their own each bring one. */
    private void add(int id, List<Integer> found, Set<String> seen, int[] total, int most) {
        if (!btf.name(id).isEmpty() && seen.add(spelling(btf, id))) {
            total[0]++;
            if (found.size() < most) {
                found.add(id);
            }
        }
    }

    List<String> near(String spelling, int most) {
        Typed typed = Typed.of(spelling);
        return btf.near(typed.name(), typed.kinds()).stream()
                .distinct()
                .limit(most)
                .map(name -> typed.keyword().isEmpty() ? withKeyword(name) : typed.keyword() + name)
                .toList();
    }

    private String withKeyword(String name) {
        return btf.ids(name)
                .filter(id -> ALL.contains(btf.kind(id)))
                .mapToObj(id -> spelling(btf, id))
                .findFirst()
                .orElse(name);
    }

    static String spelling(Btf btf, int id) {
        return switch (btf.kind(id)) {
            case STRUCT -> "struct " + btf.name(id);
            case UNION -> "union " + btf.name(id);
            case ENUM, ENUM64 -> "enum " + btf.name(id);
            default -> btf.name(id);
        };
    }

    static Optional<Sort> sort(BtfKind kind) {
        return Optional.ofNullable(
                switch (kind) {
                    case STRUCT -> Sort.STRUCT;
                    case UNION -> Sort.UNION;
                    case ENUM, ENUM64 -> Sort.ENUM;
                    case TYPEDEF -> Sort.TYPEDEF;
                    case INT, FLOAT -> Sort.BASE;
                    case FUNC -> Sort.FUNCTION;
                    case VAR -> Sort.VARIABLE;
                    default -> null;
                });
    }

    /** Of a type that has a {@link #sort}. */
    static Named named(Btf btf, int id) {
        Sort sort = sort(btf.kind(id)).orElseThrow();
        String spelling = spelling(btf, id);
        String declaration =
                switch (sort) {
                    case TYPEDEF -> "typedef " + CDeclaration.of(btf, btf.target(id), btf.name(id));
                    case FUNCTION, VARIABLE -> CDeclaration.of(btf, id);
                    default -> spelling;
                };
        long size = sort == Sort.FUNCTION ? -1 : btf.sizeOf(id).orElse(-1);
        return new Named(sort, spelling, declaration, size);
    }
}
