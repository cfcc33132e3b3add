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

    private static String prefix(String name) {
        return PREFIXES.stream().filter(name::startsWith).findFirst().orElse("");
    }
}
