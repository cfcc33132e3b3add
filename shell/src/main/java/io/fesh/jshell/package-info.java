// SPDX-License-Identifier: Apache-2.0

/**
 * Java at the prompt by the JDK's JShell: an engine that compiles and runs snippets in this
 * process, what is shown of their results and errors, and completion. What snippets can call is in
 * {@code io.fesh.api}; which lines are Java is decided in {@code io.fesh.verb}.
 */
package io.fesh.jshell;
