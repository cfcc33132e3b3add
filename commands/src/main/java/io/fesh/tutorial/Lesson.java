// SPDX-License-Identifier: Apache-2.0
package io.fesh.tutorial;

import java.util.List;

/**
 * A few steps about one thing.
 *
 * @param number from 1, in the order in which they build on each other
 * @param labOnly it needs what only the lab has
 * @param about what is said before its first step
 */
public record Lesson(
        int number, String title, boolean labOnly, List<String> about, List<Step> steps) {
    public Lesson {
        about = List.copyOf(about);
        steps = List.copyOf(steps);
    }

    /** The events that its steps make: taken away when it begins anew. */
    public List<String> events() {
        return steps.stream()
                .flatMap(step -> step.checks().stream())
                .map(Check::event)
                .filter(name -> !name.isEmpty())
                .distinct()
                .toList();
    }
}
