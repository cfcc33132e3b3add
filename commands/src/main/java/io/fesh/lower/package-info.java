// SPDX-License-Identifier: Apache-2.0

/**
 * From a line that names parameters and members to the kernel's line of registers and offsets, and
 * to what other tools would be given for the same. Asks {@link io.fesh.kernel.KernelTypes} and
 * nobody else: neither a target nor a prompt belongs here, and no byte of a record.
 */
package io.fesh.lower;
