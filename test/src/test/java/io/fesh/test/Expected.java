// SPDX-License-Identifier: Apache-2.0
package io.fesh.test;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is to be seen, line by line. A line {@code ...} stands for any lines, also none; in a line,
 * {@code <*>} stands for anything, {@code <N>} for a number and {@code <HEX>} for a hexadecimal
 * one.
 */
final class Expected {
    private static final Pattern PLACE = Pattern.compile("<\\*>|<N>|<HEX>");

    private Expected() {}

    static boolean matches(List<String> expected, List<String> seen) {
        if (expected.isEmpty()) {
            return seen.isEmpty();
        }
        List<String> others = expected.subList(1, expected.size());
        if (expected.get(0).equals("...")) {
            for (int from = 0; from <= seen.size(); from++) {
                if (matches(others, seen.subList(from, seen.size()))) {
                    return true;
                }
            }
            return false;
        }
        return !seen.isEmpty()
                && matches(expected.get(0), seen.get(0))
                && matches(others, seen.subList(1, seen.size()));
    }

    private static boolean matches(String expected, String seen) {
        StringBuilder regex = new StringBuilder();
        Matcher places = PLACE.matcher(expected);
        int at = 0;
        while (places.find()) {
            regex.append(Pattern.quote(expected.substring(at, places.start())));
            regex.append(
                    switch (places.group()) {
                        case "<*>" -> ".*";
                        case "<N>" -> "[0-9][0-9,]*";
                        default -> "[0-9a-f]+";
                    });
            at = places.end();
        }
        regex.append(Pattern.quote(expected.substring(at)));
        return Pattern.matches(regex.toString(), seen);
    }
}
