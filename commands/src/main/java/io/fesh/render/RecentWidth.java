// SPDX-License-Identifier: Apache-2.0
package io.fesh.render;

/**
 * How wide a column has to be for what stood in it lately: it grows at once, and shrinks when a few
 * screens have gone by without need for it.
 */
final class RecentWidth {
    private static final int PERIOD = 100;

    private int uses;
    private int before;
    private int now;

    RecentWidth(int least) {
        before = least;
        now = least;
    }

    /**
     * The width from now on, with one more cell in it.
     *
     * @param most a wider cell sticks out
     */
    int with(int cell, int most) {
        if (++uses > PERIOD) {
            before = now;
            now = 0;
            uses = 1;
        }
        if (cell <= most) {
            now = Math.max(now, cell);
        }
        return Math.min(most, Math.max(before, now));
    }
}
