// SPDX-License-Identifier: Apache-2.0
package io.fesh.verb;

import io.fesh.kernel.KernelSymbols;
import io.fesh.kernel.KernelSymbols.Standing;

import java.util.List;

/**
 * System calls by the names that a line may give them: {@code SyS_x} (as kernels before 4.17 named
 * them) and {@code sys_x} stand for the wrapper {@code __x64_sys_x} of today.
 */
final class SystemCalls {
    private static final String WRAPPER = "__x64_sys_";
    private static final List<String> PREFIXES = List.of("SyS_", "sys_");

    private static final int SHORTEST_PART = 3;

    private SystemCalls() {}

    static Standing standing(KernelSymbols symbols, String name) {
        String prefix = prefix(name);
        if (!prefix.isEmpty()) {
            Standing wrapper = symbols.standing(WRAPPER + name.substring(prefix.length()));
            if (wrapper != Standing.UNKNOWN) {
                return wrapper;
            }
        }
        return symbols.standing(name);
    }

    /** Near names, written as {@code name} is. */
    static List<String> near(KernelSymbols symbols, String name, int most) {
        String prefix = prefix(name);
        if (prefix.isEmpty()) {
            return symbols.near(name, most);
        }
        return symbols.near(WRAPPER + name.substring(prefix.length()), most).stream()
                .map(
                        near ->
                                near.startsWith(WRAPPER)
                                        ? prefix + near.substring(WRAPPER.length())
                                        : near)
                .toList();
    }

    /**
     * The longest beginning of {@code name} that some traceable function has in its name; empty if
     * it would say nothing.
     */
    static String longestKnownPart(KernelSymbols symbols, String name) {
        String wanted = name.substring(prefix(name).length());
        int known = 0;
        int unknown = wanted.length() + 1;
        while (unknown - known > 1) {
            int middle = (known + unknown) / 2;
            if (symbols.match(wanted.substring(0, middle), 1).total() > 0) {
                known = middle;
            } else {
                unknown = middle;
            }
        }
        return known < SHORTEST_PART ? "" : wanted.substring(0, known);
    }

    private static String prefix(String name) {
        return PREFIXES.stream().filter(name::startsWith).findFirst().orElse("");
    }
}
