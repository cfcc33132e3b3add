// SPDX-License-Identifier: Apache-2.0

/**
 * Which names this kernel has: the texts of /proc/kallsyms and available_filter_functions as sorted
 * bytes that can be searched while somebody types. No name is a String until it is shown. Nothing
 * here knows a terminal or where the texts come from.
 */
package io.fesh.symbols;
