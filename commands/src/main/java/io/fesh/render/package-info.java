// SPDX-License-Identifier: Apache-2.0

/**
 * Values to text: events as lines or JSON, errors with their caret, quoting of traced bytes. Styles
 * are names (a value, a string, an error); which colour they are is the shell's affair.
 */
package io.fesh.render;
