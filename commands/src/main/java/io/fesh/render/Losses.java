// SPDX-License-Identifier: Apache-2.0
package io.fesh.render;

import io.fesh.event.Counts;

import java.util.stream.LongStream;

/** Why hits were lost, in words: the causes of {@code enum fesh_loss}. */
public final class Losses {
    private Losses() {}

    /** {@code ring full}, or {@code ring full 1,000, nested 24}; empty if nothing was lost. */
    public static String causes(Counts counts) {
        StringBuilder out = new StringBuilder();
        append(out, counts.lostFull(), counts.lostNest(), counts.lostBig(), counts.lostSlot());
        return out.toString();
    }

    static void append(StringBuilder out, long full, long nest, long big, long slot) {
        boolean several = LongStream.of(full, nest, big, slot).filter(n -> n > 0).count() > 1;
        boolean first = append(out, "ring full", full, several, true);
        first = append(out, "nested", nest, several, first);
        first = append(out, "larger than the ring allows", big, several, first);
        append(out, "too many calls under way", slot, several, first);
    }

    private static boolean append(
            StringBuilder out, String cause, long lost, boolean several, boolean first) {
        if (lost == 0) {
            return first;
        }
        out.append(first ? "" : ", ").append(cause);
        if (several) {
            Numbers.appendGrouped(out.append(' '), lost);
        }
        return false;
    }
}
