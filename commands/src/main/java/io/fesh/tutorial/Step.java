// SPDX-License-Identifier: Apache-2.0
package io.fesh.tutorial;

import java.util.List;

/**
 * One thing to do.
 *
 * @param text what is said before it, in lines that fit a narrow terminal
 * @param checks what holds when it is done, all of them
 * @param hints shown one after the other
 * @param solution lines that do it, as they would be typed
 */
public record Step(
        List<String> text, List<Check> checks, List<String> hints, List<String> solution) {
    public Step {
        text = List.copyOf(text);
        checks = List.copyOf(checks);
        hints = List.copyOf(hints);
        solution = List.copyOf(solution);
    }
}
