// SPDX-License-Identifier: Apache-2.0
package io.fesh.names;

import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The best of a table's names for what was typed: all that fit are counted, and nothing is
 * allocated for one that is not among the best.
 */
public final class NameSearch {

    /** What some names weigh: 0 if they do not count, more than 1 if they stand for several. */
    public interface Weight {
        int of(int name);
    }

    /** Whether a name is to come behind all those of its kind of fit. */
    public interface Later {
        boolean is(int name);
    }

    /**
     * @param names the best, in their order
     * @param total weight of all that fit
     */
    public record Found(int[] names, int total) {}

    private final NameTable table;
    private final Weight weight;
    private final Later later;

    /** A heap with the worst on top: cost in the upper half, the name in the lower. */
    private final long[] best;

    private int count;
    private int total;

    private NameSearch(NameTable table, int most, Weight weight, Later later) {
        this.table = table;
        this.best = new long[Math.max(0, Math.min(most, table.size()))];
        this.weight = weight;
        this.later = later;
    }

    /**
     * By prefix and words, or nearly.
     *
     * @param nearly whether to look for names that fit nearly, and no others
     */
    public static Found find(
            NameTable table,
            NamePattern pattern,
            int most,
            boolean nearly,
            Weight weight,
            Later later) {
        NameSearch search = new NameSearch(table, most, weight, later);
        if (nearly) {
            search.nearly(pattern);
        } else {
            search.well(pattern);
        }
        return search.found();
    }

    /**
     * Those in which an expression finds something: at their start, at a word's, then elsewhere.
     */
    public static Found find(
            NameTable table, Pattern expression, int most, Weight weight, Later later)
            throws InterruptedException {
        NameSearch search = new NameSearch(table, most, weight, later);
        try {
            search.expression(expression);
        } catch (NameView.Interruption e) {
            throw new InterruptedException();
        }
        return search.found();
    }

    private void well(NamePattern pattern) {
        int start = table.lowerBound(pattern.typed());
        int end = table.prefixEnd(pattern.typed());
        int typed = pattern.typed().length;
        for (int name = start; name < end; name++) {
            // where nothing is typed yet, short is no better
            int length = typed == 0 ? typed + 1 : table.length(name);
            add(name, length == typed ? NamePattern.EXACT : NamePattern.PREFIX | length);
        }
        if (pattern.isPrefixOnly()) {
            return;
        }
        words(pattern, 0, start);
        words(pattern, end, table.size());
    }

    private void words(NamePattern pattern, int from, int to) {
        for (int name = from; name < to; name++) {
            if (pattern.canHaveWords(table.mask(name))) {
                if (canBeShown(name)) {
                    add(name, table.words(name, pattern));
                } else if (pattern.isOneLetter() || table.hasWords(name, pattern)) {
                    total += weight.of(name);
                }
            }
        }
    }

    /** Whether a name of its length can still be among the best of those found by words. */
    private boolean canBeShown(int name) {
        return count < best.length
                || best.length > 0 && cost(name, NamePattern.WORD | table.length(name)) < best[0];
    }

    private void nearly(NamePattern pattern) {
        for (int name = 0; name < table.size(); name++) {
            if (pattern.canNearlyFit(table.mask(name))) {
                add(name, table.nearly(name, pattern));
            }
        }
    }

    private void expression(Pattern expression) {
        NameView view = new NameView(table);
        Matcher matcher = expression.matcher(view);
        for (int name = 0; name < table.size(); name++) {
            view.show(name);
            if (weight.of(name) > 0 && matcher.reset().find()) {
                int at = matcher.start();
                boolean word = at > 0 && "_.".indexOf(view.charAt(at - 1)) >= 0;
                add(name, NamePattern.PREFIX | (at == 0 ? 0 : word ? 1 : 2));
            }
        }
    }

    private void add(int name, int cost) {
        if (cost == NamePattern.NONE) {
            return;
        }
        int counted = weight.of(name);
        if (counted == 0) {
            return;
        }
        total += counted;
        if (count < best.length) {
            best[count] = cost(name, cost);
            up(count++);
        } else if (best.length > 0) {
            long value = cost(name, cost);
            if (value < best[0]) {
                best[0] = value;
                down();
            }
        }
    }

    /** Those that come later come behind the others that begin so, have the words, or nearly. */
    private long cost(int name, int cost) {
        int group = cost < NamePattern.WORD ? 0 : NamePattern.isWell(cost) ? 1 : 2;
        long late = cost != NamePattern.EXACT && later.is(name) ? 1 : 0;
        return (long) group << 61 | late << 60 | (long) cost << 32 | name;
    }

    private void up(int from) {
        int at = from;
        while (at > 0 && best[(at - 1) / 2] < best[at]) {
            swap(at, (at - 1) / 2);
            at = (at - 1) / 2;
        }
    }

    private void down() {
        int at = 0;
        while (true) {
            int child = 2 * at + 1;
            if (child + 1 < count && best[child + 1] > best[child]) {
                child++;
            }
            if (child >= count || best[child] <= best[at]) {
                return;
            }
            swap(at, child);
            at = child;
        }
    }

    private void swap(int a, int b) {
        long kept = best[a];
        best[a] = best[b];
        best[b] = kept;
    }

    private Found found() {
        long[] sorted = Arrays.copyOf(best, count);
        Arrays.sort(sorted);
        int[] names = new int[count];
        for (int i = 0; i < count; i++) {
            names[i] = (int) sorted[i];
        }
        return new Found(names, total);
    }
}
