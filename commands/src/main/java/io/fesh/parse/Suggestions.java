// SPDX-License-Identifier: Apache-2.0
package io.fesh.parse;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * The names that somebody may have meant. A slip of a few keys counts (inserted, left out, wrong,
 * swapped with its neighbour), and so does a name that was left unfinished.
 */
public final class Suggestions {

    /**
     * @param goesOn with what was typed, which may be unfinished
     */
    private record Near(String name, int distance, boolean goesOn) {}

    private Suggestions() {}

    /** At most {@code most} of {@code names} that are like {@code typed}, nearest first. */
    public static List<String> near(String typed, Collection<String> names, int most) {
        String wanted = typed.toLowerCase(Locale.ROOT);
        int slips = Math.max(1, (wanted.length() + 1) / 4);
        List<Near> found = new ArrayList<>();
        for (String name : names) {
            String lower = name.toLowerCase(Locale.ROOT);
            int distance = distance(wanted, lower, slips);
            boolean goesOn = lower.startsWith(wanted);
            if (distance > slips && wanted.length() > 1 && goesOn) {
                distance = slips;
            }
            if (distance <= slips) {
                found.add(new Near(name, distance, goesOn));
            }
        }
        return found.stream()
                .sorted(
                        Comparator.comparingInt(Near::distance)
                                .thenComparing(near -> !near.goesOn())
                                .thenComparingInt(near -> near.name().length())
                                .thenComparing(Near::name))
                .limit(most)
                .map(Near::name)
                .toList();
    }

    /**
     * Slips between two names (optimal string alignment), or {@code most + 1} as soon as it is
     * known that there are more than {@code most}.
     */
    public static int distance(String a, String b, int most) {
        if (Math.abs(a.length() - b.length()) > most) {
            return most + 1;
        }
        int[] beforeLast = new int[b.length() + 1];
        int[] last = new int[b.length() + 1];
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            row[0] = i;
            int best = i;
            for (int j = 1; j <= b.length(); j++) {
                int changed = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                int cost = Math.min(last[j - 1] + changed, 1 + Math.min(last[j], row[j - 1]));
                if (i > 1
                        && j > 1
                        && a.charAt(i - 1) == b.charAt(j - 2)
                        && a.charAt(i - 2) == b.charAt(j - 1)) {
                    cost = Math.min(cost, beforeLast[j - 2] + 1);
                }
                row[j] = cost;
                best = Math.min(best, cost);
            }
            if (best > most) {
                return most + 1;
            }
            int[] free = beforeLast;
            beforeLast = last;
            last = row;
            row = free;
        }
        return Math.min(last[b.length()], most + 1);
    }
}
