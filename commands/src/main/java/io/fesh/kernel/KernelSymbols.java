// SPDX-License-Identifier: Apache-2.0
package io.fesh.kernel;

import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * The names of a kernel, as /proc/kallsyms and available_filter_functions give them, and those of
 * system calls as lines may have them: {@code SyS_x} and {@code sys_x} for {@code __x64_sys_x}.
 */
public interface KernelSymbols {

    /**
     * {@code name} or {@code name+0x1f}, with {@code [module]} where it is one; the bare address in
     * hex if nothing is there.
     */
    String at(long address, boolean withOffset);

    Standing standing(String function);

    /**
     * Where a function or variable is; of several with the name, the kernel's own first. For a
     * per-CPU variable, what the offset of a CPU is added to.
     */
    OptionalLong addressOf(String name);

    /** Names of functions and variables that are like {@code name}, nearest first. */
    List<String> nearSymbols(String name, int most);

    /** How many traceable functions have this name. */
    int copies(String function);

    /** Names of traceable functions that are like {@code name}, nearest first. */
    List<String> near(String name, int most);

    /**
     * Traceable functions that fit {@code typed}: by prefix, then by the beginnings of words, and
     * only where there are none such nearly.
     *
     * @return the best {@code most} of them, and how many fit in all
     */
    Matches match(String typed, int most);

    /** As {@link #match}, and functions that cannot be traced behind those that can. */
    Matches matchAny(String typed, int most);

    /**
     * Functions in whose names the expression finds something: those that can be traced, at the
     * start of the name, of a word, or elsewhere; then those that cannot.
     *
     * @throws InterruptedException an expression can take long
     */
    Matches search(Pattern expression, int most) throws InterruptedException;

    /**
     * @param total all that fit, of which {@code names} holds the best
     */
    record Matches(List<String> names, int total) {
        public Matches {
            names = List.copyOf(names);
        }
    }

    /** Whether a function can be traced, and if not, why. */
    enum Standing {
        TRACEABLE,
        /** A function of this kernel that ftrace must not touch: notrace or noinstr. */
        NOT_TRACEABLE,
        /** A variable or other data. */
        NOT_A_FUNCTION,
        /**
         * Not in this kernel: no such name, or always inlined, or in a module that is not loaded.
         */
        UNKNOWN
    }
}
