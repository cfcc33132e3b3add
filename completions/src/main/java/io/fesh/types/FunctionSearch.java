// SPDX-License-Identifier: Apache-2.0
package io.fesh.types;

import io.fesh.btf.Btf;
import io.fesh.btf.BtfKind;
import io.fesh.btf.BtfType;
import io.fesh.kernel.KernelTypes.Use;

import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Functions by a type that they take or return. Qualifiers do not count, a typedef is found by its
 * own name and by what it stands for; a struct without a star is also found behind pointers, since
 * hardly anything is handed over whole.
 */
final class FunctionSearch {
    private static final Pattern SPELLING = Pattern.compile("([\\w\\s]+?)\\s*((?:\\*\\s*)*)");
    private static final Pattern QUALIFIERS =
            Pattern.compile("\\b(?:const|volatile|restrict|__user|__rcu)\\b");
    private static final int MOST_STARS = 4;

    private final Btf btf;
    private final Set<Integer> named;
    private final int stars;
    private final boolean anyDepth;

    private FunctionSearch(Btf btf, Set<Integer> named, int stars, boolean anyDepth) {
        this.btf = btf;
        this.named = named;
        this.stars = stars;
        this.anyDepth = anyDepth;
    }

    /**
     * Adds the names of the functions of one file to {@code found}.
     *
     * @return false if no type of the file, or of its base, is spelled so
     */
    static boolean find(Btf btf, Use use, String spelling, Set<String> found) {
        Matcher parts = SPELLING.matcher(QUALIFIERS.matcher(spelling).replaceAll(" ").strip());
        if (!parts.matches()) {
            return false;
        }
        String name = parts.group(1).replaceAll("\\s+", " ");
        int stars = (int) parts.group(2).chars().filter(c -> c == '*').count();
        Set<Integer> named = ids(btf, name);
        boolean composite = named.stream().allMatch(id -> btf.kind(id).isComposite());
        if (!named.isEmpty()) {
            new FunctionSearch(btf, named, stars, stars == 0 && composite).find(use, found);
        }
        return !named.isEmpty();
    }

    private static Set<Integer> ids(Btf btf, String name) {
        if (name.equals("void")) {
            return Set.of(0);
        }
        TypeSearch.Typed typed = TypeSearch.Typed.of(name);
        Set<Integer> found =
                btf.ids(typed.keyword().isEmpty() ? name : typed.name())
                        .filter(id -> isNamed(btf.kind(id), typed))
                        .boxed()
                        .collect(Collectors.toCollection(HashSet::new));
        if (found.isEmpty()) {
            btf.find(name).ifPresent(found::add);
        }
        return found;
    }

    private static boolean isNamed(BtfKind kind, TypeSearch.Typed typed) {
        return typed.kinds().contains(kind)
                || typed.keyword().isEmpty() && (kind == BtfKind.INT || kind == BtfKind.FLOAT);
    }

    private void find(Use use, Set<String> found) {
        for (int id = btf.firstId(); id < btf.idCount(); id++) {
            if (btf.kind(id) == BtfKind.FUNC && uses(btf.prototype(id), use)) {
                found.add(btf.name(id));
            }
        }
    }

    private boolean uses(BtfType.Prototype prototype, Use use) {
        return use == Use.RETURNING
                ? is(prototype.returns(), stars)
                : prototype.parameters().stream()
                        .anyMatch(p -> p.type() != 0 && is(p.type(), stars));
    }

    private boolean is(int type, int left) {
        if (anyDepth) {
            for (int depth = 0; depth < MOST_STARS; depth++) {
                if (isAt(type, depth)) {
                    return true;
                }
            }
            return false;
        }
        return isAt(type, left);
    }

    /**
     * Whether the type is {@code left} pointers to one of ours, through typedefs and qualifiers.
     */
    private boolean isAt(int type, int left) {
        int at = type;
        int stars = left;
        // no chain of a file that the kernel accepts is longer
        for (int depth = 0; depth < 64; depth++) {
            if (stars == 0 && named.contains(at)) {
                return true;
            }
            BtfKind kind = btf.kind(at);
            if (kind == BtfKind.PTR && stars > 0) {
                stars--;
            } else if (!kind.isTransparent()) {
                return false;
            }
            at = btf.target(at);
        }
        return false;
    }
}
