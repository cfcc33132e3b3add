// SPDX-License-Identifier: Apache-2.0
package io.fesh.types;

import io.fesh.btf.Btf;
import io.fesh.btf.BtfKind;
import io.fesh.btf.CDeclaration;
import io.fesh.kernel.KernelTypes.Matches;
import io.fesh.kernel.KernelTypes.Named;
import io.fesh.kernel.KernelTypes.Sort;
import io.fesh.names.NamePattern;
import io.fesh.names.NameSearch;
import io.fesh.names.NameSearch.Found;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Types by a part of their names. */
final class TypeSearch {
    private static final Set<BtfKind> ALL = NamedTypes.ALL;

    private final Btf btf;
    private final NamedTypes names;

    TypeSearch(Btf btf, NamedTypes names) {
        this.btf = btf;
        this.names = names;
    }

    /** A keyword, if there is one, and the name behind it. */
    record Typed(Set<BtfKind> kinds, String keyword, String name) {
        static Typed of(String spelling) {
            String[] words = spelling.strip().split("\\s+", 2);
            String name = words.length == 2 ? words[1] : "";
            return switch (words[0]) {
                case "struct" -> new Typed(EnumSet.of(BtfKind.STRUCT), "struct ", name);
                case "union" -> new Typed(EnumSet.of(BtfKind.UNION), "union ", name);
                case "enum" -> new Typed(NamedTypes.ENUMS, "enum ", name);
                default -> new Typed(ALL, "", spelling.strip());
            };
        }
    }

    Matches match(String text, int most) {
        Typed typed = Typed.of(text);
        NamePattern pattern = NamePattern.of(typed.name());
        Found well = find(pattern, typed.kinds(), most, false);
        return matches(
                well.total() > 0 ? well : find(pattern, typed.kinds(), most, true),
                typed.kinds(),
                most);
    }

    private Found find(NamePattern pattern, Set<BtfKind> kinds, int most, boolean nearly) {
        return NameSearch.find(
                names.table(),
                pattern,
                most,
                nearly,
                name -> names.count(name, kinds),
                name -> false);
    }

    Matches search(String text, Pattern expression, int most) throws InterruptedException {
        Set<BtfKind> kinds = Typed.of(text).kinds();
        Found found =
                NameSearch.find(
                        names.table(),
                        expression,
                        most,
                        name -> names.count(name, kinds),
                        name -> false);
        return matches(found, kinds, most);
    }

    private Matches matches(Found found, Set<BtfKind> kinds, int most) {
        List<Named> types =
                Arrays.stream(found.names())
                        .boxed()
                        .flatMap(name -> names.ids(btf, name, kinds).stream())
                        .limit(most)
                        .map(id -> named(btf, id))
                        .toList();
        return new Matches(types, found.total());
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
