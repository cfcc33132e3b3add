// SPDX-License-Identifier: Apache-2.0
package io.fesh.names;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/**
 * What was typed of a name, and how well a name fits it. A word of a name begins at its start,
 * after {@code _} or a dot, and where digits do. In the order of goodness:
 *
 * <ol>
 *   <li>the name itself, and names that begin with what was typed
 *   <li>names of whose words it is the beginnings: {@code read}, {@code vfsr} and {@code v_r} of
 *       {@code vfs_read}; of one word or as it stands, then of words from the first on, then of
 *       words in a row, then of any
 *   <li>names that are nearly so: what was typed is inside of a word, has one slip of a key, or has
 *       its letters in the name with others between
 * </ol>
 *
 * <p>Lower case fits upper case, too. Words are found for all letters typed at once: bit i of a set
 * says that the letters up to the i-th have been found (the method of Baeza-Yates and Gonnet).
 */
public final class NamePattern {
    /** What {@link #fit} says of a name that does not fit. */
    public static final int NONE = Integer.MAX_VALUE;

    // the upper bits of a cost; below them what tells two fits of a kind apart
    private static final int KIND = 24;
    static final int EXACT = 0;
    static final int PREFIX = 1 << KIND;
    static final int WORD = 2 << KIND;
    private static final int FIRST_WORDS = 3 << KIND;
    private static final int WORDS_IN_A_ROW = 4 << KIND;
    private static final int ANY_WORDS = 5 << KIND;
    static final int NEARLY = 6 << KIND;
    private static final int SLIP = 7 << KIND;
    private static final int SCATTERED = 8 << KIND;
    private static final int DETAIL = 12;
    private static final int LONGEST = (1 << DETAIL) - 1;

    /** More letters are not looked at word by word: they must begin the name. */
    private static final int MOST_LETTERS = 62;

    private static final int LEAST_FOR_SLIP = 4;
    private static final int LEAST_FOR_SCATTERED = 3;

    private final byte[] typed;

    /** The letters of it, without what separates words. */
    private final byte[] letters;

    /** For each byte of a name the letters that it can be. */
    private final long[] fits = new long[128];

    /** The letters that must begin a word, because a separator was typed before them. */
    private final long begin;

    /** The last letter's bit. */
    private final long last;

    /** See {@link #mask}; what a name must have, and what a nearly fitting one must. */
    private final long needed;

    private final long neededLetters;

    private NamePattern(byte[] typed) {
        this.typed = typed;
        byte[] found = new byte[typed.length];
        int count = 0;
        long starts = 1;
        for (int i = 0; i < typed.length && count < MOST_LETTERS; i++) {
            if (isSeparator(typed[i])) {
                starts |= 1L << count;
            } else {
                found[count++] = typed[i];
            }
        }
        letters = Arrays.copyOf(found, count);
        begin = starts;
        last = count == 0 ? 0 : 1L << (count - 1);
        long need = 0;
        for (int i = 0; i < count; i++) {
            int letter = letters[i] & 0x7f;
            fits[letter] |= 1L << i;
            if (letter >= 'a' && letter <= 'z') {
                fits[letter - 'a' + 'A'] |= 1L << i;
            }
            need |= bit(letter);
        }
        neededLetters = need;
        for (int i = 0; i < count; i++) {
            need |= (starts >>> i & 1) != 0 ? beginning(letters[i]) : 0;
        }
        needed = need;
    }

    public static NamePattern of(String typed) {
        return new NamePattern(typed.getBytes(StandardCharsets.UTF_8));
    }

    byte[] typed() {
        return typed;
    }

    /** Whether only a name that begins with it fits. */
    boolean isPrefixOnly() {
        return letters.length == 0 || letters.length == MOST_LETTERS;
    }

    /** Whether a name with this {@link #mask} can have it at the beginnings of its words. */
    boolean canHaveWords(long mask) {
        return (needed & ~mask) == 0;
    }

    /** Whether that alone says that it has. */
    boolean isOneLetter() {
        return letters.length == 1 && letters[0] >= 'a' && letters[0] <= 'z';
    }

    /** Whether a name with this mask can nearly fit: a slip may have brought in one letter. */
    boolean canNearlyFit(long mask) {
        long missing = neededLetters & ~mask;
        return (missing & (missing - 1)) == 0;
    }

    /**
     * A summary of a name that rules it out fast: bits 0 to 25 for the letters in it, 26 to 35 for
     * the digits, 36 to 61 for the letters that begin its words.
     */
    static long mask(byte[] text, int from, int to) {
        long mask = 0;
        int before = '_';
        for (int i = from; i < to; i++) {
            int c = text[i];
            mask |= bit(c);
            if (begins(before, c)) {
                mask |= beginning(c);
            }
            before = c;
        }
        return mask;
    }

    private static long bit(int c) {
        int letter = c | 0x20;
        if (letter >= 'a' && letter <= 'z') {
            return 1L << (letter - 'a');
        }
        return c >= '0' && c <= '9' ? 1L << (26 + c - '0') : 0;
    }

    private static long beginning(int c) {
        int letter = c | 0x20;
        return letter >= 'a' && letter <= 'z' ? 1L << (36 + letter - 'a') : 0;
    }

    private static boolean isSeparator(int c) {
        return c == '_' || c == '.';
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    /** Whether {@code c} begins a word behind {@code before}. */
    private static boolean begins(int before, int c) {
        return !isSeparator(c) && (isSeparator(before) || isDigit(c) && !isDigit(before));
    }

    /** How well a name fits: less is better, {@link #NONE} is not at all. */
    public int fit(String name) {
        byte[] text = name.getBytes(StandardCharsets.UTF_8);
        int prefix = prefix(text);
        if (prefix != NONE || isPrefixOnly()) {
            return prefix;
        }
        int words = words(text, 0, text.length);
        return words != NONE ? words : nearly(text, 0, text.length);
    }

    private int prefix(byte[] text) {
        if (text.length < typed.length
                || !Arrays.equals(text, 0, typed.length, typed, 0, typed.length)) {
            return NONE;
        }
        return text.length == typed.length ? EXACT : PREFIX | text.length;
    }

    /** Whether a name begins with it, or with its words: it fits better than nearly. */
    public boolean fitsWell(String name) {
        return isWell(fit(name));
    }

    /** Whether a cost is one of names that fit well: by prefix or words. */
    static boolean isWell(int cost) {
        return cost < NEARLY;
    }

    /**
     * Those that fit, the best first, and of equals the one first that is so in {@code all}. Those
     * that nearly fit only if no other does.
     */
    public <T> List<T> choose(Collection<T> all, Function<T, String> name) {
        record Fitting<T>(T what, int cost) {}
        List<Fitting<T>> found = new ArrayList<>();
        boolean well = false;
        for (T each : all) {
            int cost = fit(name.apply(each));
            if (cost != NONE) {
                // of equally good ones the shorter is no better here
                found.add(new Fitting<>(each, cost & ~LONGEST));
                well |= isWell(cost);
            }
        }
        if (well) {
            found.removeIf(each -> !isWell(each.cost()));
        }
        found.sort(Comparator.comparingInt(Fitting::cost));
        return found.stream().map(Fitting::what).toList();
    }

    /** The cost of a name in which what was typed is the beginnings of words. */
    int words(byte[] text, int from, int to) {
        if (!hasWords(text, from, to)) {
            return NONE;
        }
        int length = Math.min(to - from, LONGEST);
        return length | (isAWord(text, from, to) ? WORD : sortOfWords(text, from, to));
    }

    /** Whether it stands in the name as it was typed, from the beginning of a word on. */
    private boolean isAWord(byte[] text, int from, int to) {
        int skipped = 0;
        while (isSeparator(typed[skipped])) {
            skipped++;
        }
        int before = '_';
        for (int i = from; i < to; i++) {
            if (begins(before, text[i]) && goesOn(text, i, to, skipped)) {
                return true;
            }
            before = text[i];
        }
        return false;
    }

    /** Whether it is the beginnings of words of a name. */
    boolean hasWords(byte[] text, int from, int to) {
        // bits of letters found up to here, and of those up to the byte just before
        long found = 0;
        long row = 0;
        int before = '_';
        for (int i = from; i < to; i++) {
            int c = text[i];
            if (isSeparator(c)) {
                row = 0;
            } else {
                long letter = c >= 0 ? fits[c] : 0;
                row <<= 1;
                row = begins(before, c) ? (row | found << 1 | 1) & letter : row & letter & ~begin;
                found |= row;
            }
            before = c;
        }
        return (found & last) != 0;
    }

    private int sortOfWords(byte[] text, int from, int to) {
        long row = 0;
        long firstRow = 0;
        // found in this word, and in the one before it
        long here = 0;
        long firstHere = 0;
        long all = 0;
        long firstAll = 0;
        long start = 1;
        int before = '_';
        for (int i = from; i < to; i++) {
            int c = text[i];
            if (isSeparator(c)) {
                row = 0;
                firstRow = 0;
            } else {
                long letter = c >= 0 ? fits[c] : 0;
                row <<= 1;
                firstRow <<= 1;
                if (begins(before, c)) {
                    row = (row | here << 1 | 1) & letter;
                    firstRow = (firstRow | firstHere << 1 | start) & letter;
                    here = 0;
                    firstHere = 0;
                    start = 0;
                } else {
                    row &= letter & ~begin;
                    firstRow &= letter & ~begin;
                }
                here |= row;
                firstHere |= firstRow;
                all |= row;
                firstAll |= firstRow;
            }
            before = c;
        }
        boolean first = (firstAll & last) != 0;
        return first ? FIRST_WORDS : (all & last) != 0 ? WORDS_IN_A_ROW : ANY_WORDS;
    }

    /** The cost of a name that has not the words, but nearly. */
    int nearly(byte[] text, int from, int to) {
        int length = Math.min(to - from, LONGEST);
        int slip = typed.length >= LEAST_FOR_SLIP ? slip(text, from, to) : NONE;
        int window = letters.length >= 2 ? window(text, from, to) : NONE;
        if (window == letters.length) {
            return NEARLY | length;
        }
        if (slip != NONE) {
            return SLIP | slip << DETAIL | length;
        }
        boolean scattered =
                window != NONE
                        && letters.length >= LEAST_FOR_SCATTERED
                        && window <= 3 * letters.length;
        return scattered ? SCATTERED | window << DETAIL | length : NONE;
    }

    /** The fewest letters of the name, separators aside, that have all of ours in their order. */
    private int window(byte[] text, int from, int to) {
        int best = NONE;
        for (int start = from; start < to; ) {
            int at = start;
            int next = 0;
            for (; at < to && next < letters.length; at++) {
                next += same(letters[next], text[at]) ? 1 : 0;
            }
            if (next < letters.length) {
                return best;
            }
            int end = at - 1;
            int length = 0;
            for (next = letters.length - 1; next >= 0; end--) {
                next -= same(letters[next], text[end]) ? 1 : 0;
                length += isSeparator(text[end]) ? 0 : 1;
            }
            best = Math.min(best, length);
            start = end + 2;
        }
        return best;
    }

    private static boolean same(int typed, int letter) {
        return typed == letter || typed >= 'a' && typed <= 'z' && typed == (letter | 0x20);
    }

    /** How many words lie before the one from which on a single slip explains what was typed. */
    private int slip(byte[] text, int from, int to) {
        int before = '_';
        int word = 0;
        for (int i = from; i < to; i++) {
            if (begins(before, text[i])) {
                if (isOneSlip(text, i, to)) {
                    return word;
                }
                word++;
            }
            before = text[i];
        }
        return NONE;
    }

    private boolean isOneSlip(byte[] text, int from, int to) {
        int i = common(text, from, to, 0);
        int at = from + i;
        if (i == 0) {
            return false;
        }
        boolean swapped =
                i + 1 < typed.length
                        && at + 1 < to
                        && same(typed[i], text[at + 1])
                        && same(typed[i + 1], text[at])
                        && goesOn(text, at + 2, to, i + 2);
        return swapped
                || at < to && goesOn(text, at + 1, to, i + 1)
                || goesOn(text, at, to, i + 1)
                || at < to && goesOn(text, at + 1, to, i);
    }

    private boolean goesOn(byte[] text, int from, int to, int rest) {
        return rest <= typed.length && common(text, from, to, rest) == typed.length - rest;
    }

    /** How many bytes from {@code rest} on the name has at {@code from}. */
    private int common(byte[] text, int from, int to, int rest) {
        int i = 0;
        while (rest + i < typed.length && from + i < to && same(typed[rest + i], text[from + i])) {
            i++;
        }
        return i;
    }
}
