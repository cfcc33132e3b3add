// SPDX-License-Identifier: Apache-2.0
package io.fesh.pager;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * What is looked for: the text as it was typed, or what it is as a regular expression. Capitals
 * matter once there is one in it.
 *
 * @param step 1 towards the end, -1 towards the beginning
 */
record Wanted(String typed, Pattern pattern, int step) {

    static Wanted of(String typed, int step) {
        boolean capitals = typed.chars().anyMatch(Character::isUpperCase);
        int flags = capitals ? 0 : Pattern.CASE_INSENSITIVE;
        String literal = Pattern.quote(typed);
        try {
            Pattern either = Pattern.compile(literal + "|" + typed, flags);
            return new Wanted(typed, either, step);
        } catch (PatternSyntaxException e) {
            return new Wanted(typed, Pattern.compile(literal, flags), step);
        }
    }

    boolean isIn(CharSequence line) {
        return pattern.matcher(line).find();
    }
}
