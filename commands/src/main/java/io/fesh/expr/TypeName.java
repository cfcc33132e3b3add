// SPDX-License-Identifier: Apache-2.0
package io.fesh.expr;

import io.fesh.parse.Span;

/**
 * A type as a cast has it.
 *
 * @param spelling as {@code KernelTypes.type} takes it
 */
public record TypeName(Span span, String spelling) implements Argument {}
