// SPDX-License-Identifier: Apache-2.0

/**
 * C expressions over a live kernel: their text, their syntax tree, what they come to, and how that
 * is shown. A value in the kernel is an address and a type until somebody asks for its bytes; each
 * read is fresh, and one that fails is a value, too. Types and memory come through ports ({@link
 * io.fesh.kernel.KernelTypes}, {@link io.fesh.expr.Memory}); no BTF, no verb and no terminal
 * belongs here.
 */
package io.fesh.expr;
