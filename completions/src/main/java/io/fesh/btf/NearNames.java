// SPDX-License-Identifier: Apache-2.0
package io.fesh.btf;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Which of some names a mistyped one is likely to be. */
final class NearNames {
    private static final int MOST = 3;

    private record Scored(String name, int distance) {}

    private NearNames() {}

    static List<String> of(String typed, Collection<String> names) {
        int tolerated = Math.max(1, typed.length() / 3);
        return names.stream()
                .distinct()
                .filter(name -> Math.abs(name.length() - typed.length()) <= tolerated)
                .map(name -> new Scored(name, distance(typed, name)))
                .filter(scored -> scored.distance() <= tolerated)
                .sorted(Comparator.comparingInt(Scored::distance))
                .limit(MOST)
                .map(Scored::name)
                .toList();
    }

    /** Insertions, deletions, replacements and swaps of neighbours (optimal string alignment). */
    static int distance(String a, String b) {
        int[] before = new int[b.length() + 1];
        int[] last = new int[b.length() + 1];
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replace = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                row[j] = Math.min(last[j - 1] + replace, Math.min(last[j], row[j - 1]) + 1);
                if (i > 1
                        && j > 1
                        && a.charAt(i - 1) == b.charAt(j - 2)
                        && a.charAt(i - 2) == b.charAt(j - 1)) {
                    row[j] = Math.min(row[j], before[j - 2] + 1);
                }
            }
            int[] spare = before;
            before = last;
            last = row;
            row = spare;
        }
        return last[b.length()];
    }
}
