// SPDX-License-Identifier: Apache-2.0

/**
 * The person at the terminal, and the wiring: options, the loop from a typed line to a verb, where
 * lines come from, where results and events go, keys, colours, and the one place that chooses a
 * target. No parsing of event lines, no bytes of records; the verbs are in {@code io.fesh.verb}.
 */
package io.fesh.shell;
