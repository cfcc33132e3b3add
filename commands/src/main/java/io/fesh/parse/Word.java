// SPDX-License-Identifier: Apache-2.0
package io.fesh.parse;

/**
 * A word of a line.
 *
 * @param text without quotes and escapes
 * @param span where it stands in the line, quotes included
 */
public record Word(String text, Span span) {}
