// SPDX-License-Identifier: Apache-2.0
package io.fesh.kernel;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a cast spells a type: a name, then stars, then the lengths of an array. Pointers to arrays
 * and to functions are not spelled so.
 *
 * @param base without qualifiers: {@code struct file}, {@code unsigned long}
 * @param user the outermost pointer points to user memory
 * @param lengths of an array of arrays, outermost first; 0 where none is given
 */
public record TypeSpelling(
        String base, boolean constant, boolean user, int stars, List<Long> lengths) {
    private static final Pattern SPELLING =
            Pattern.compile(
                    "\\s*((?:\\w+\\s*)+?)((?:\\*|\\s|\\b(?:const|volatile|restrict|__\\w+)\\b)*)"
                            + "((?:\\[\\s*\\w*\\s*\\]\\s*)*)");
    private static final Pattern QUALIFIER =
            Pattern.compile("\\b(?:const|volatile|__user|__rcu|__percpu|__iomem)\\b");
    private static final Pattern LENGTH = Pattern.compile("\\[\\s*(\\w*)\\s*\\]");

    public static Optional<TypeSpelling> of(String text) {
        Matcher parts = SPELLING.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        List<Long> lengths = new ArrayList<>();
        Matcher length = LENGTH.matcher(parts.group(3));
        while (length.find()) {
            try {
                lengths.add(length.group(1).isEmpty() ? 0 : Long.decode(length.group(1)));
            } catch (NumberFormatException e) {
                return Optional.empty();
            }
        }
        String words = parts.group(1);
        String base = QUALIFIER.matcher(words).replaceAll(" ").strip().replaceAll("\\s+", " ");
        int stars = (int) parts.group(2).chars().filter(c -> c == '*').count();
        return base.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new TypeSpelling(
                                base,
                                words.matches("(?s).*\\bconst\\b.*"),
                                text.contains("__user"),
                                stars,
                                lengths));
    }

    /** The spelled type, if {@code base} is what {@link #base} names. */
    public CType around(CType base) {
        CType type = constant ? new ConstType(base) : base;
        for (int i = 1; i <= stars; i++) {
            type =
                    user && i == stars
                            ? DerivedType.userPointerTo(type)
                            : DerivedType.pointerTo(type);
        }
        List<Long> inwards = new ArrayList<>(lengths);
        Collections.reverse(inwards);
        for (long length : inwards) {
            type = DerivedType.arrayOf(type, length);
        }
        return type;
    }
}
