// SPDX-License-Identifier: Apache-2.0
package io.fesh.settings;

import java.util.List;

/**
 * One thing that can be chosen.
 *
 * @param values the words to choose from; empty if it is a number
 * @param file it can also be the name of a file; such a choice is not kept for the next time
 * @param least of a number
 * @param most of a number
 * @param standard what holds if nothing is chosen
 * @param help what it is, in one line
 */
public record Setting(
        String name,
        List<String> values,
        boolean file,
        int least,
        int most,
        String standard,
        String help) {

    public Setting {
        values = List.copyOf(values);
    }

    static Setting choice(String name, String help, String standard, String... others) {
        List<String> values = new java.util.ArrayList<>();
        values.add(standard);
        values.addAll(List.of(others));
        return new Setting(name, values, false, 0, 0, standard, help);
    }

    static Setting number(String name, String help, int standard, int least, int most) {
        return new Setting(name, List.of(), false, least, most, Integer.toString(standard), help);
    }

    static Setting file(String name, String help, String standard) {
        return new Setting(name, List.of(standard), true, 0, 0, standard, help);
    }

    /** Whether {@code value} can be chosen. */
    public boolean accepts(String value) {
        if (file) {
            return !value.isEmpty();
        }
        if (!values.isEmpty()) {
            return values.contains(value);
        }
        try {
            int number = Integer.parseInt(value);
            return number >= least && number <= most;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    /** {@code on or off}, {@code 0 to 1000000}. */
    public String range() {
        if (file) {
            return standard + " or a file";
        }
        if (values.isEmpty()) {
            return least + " to " + most;
        }
        int last = values.size() - 1;
        return String.join(", ", values.subList(0, last)) + " or " + values.get(last);
    }
}
