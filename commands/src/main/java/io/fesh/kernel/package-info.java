// SPDX-License-Identifier: Apache-2.0

/**
 * The ports through which everything else asks a kernel: a target that takes lines and gives
 * events, and the kernel's symbols. Implemented in {@code io.fesh.reader} (local, agent), {@code
 * io.fesh.recfile} (a recording) and {@code io.fesh.symbols}; faked in this module's test-jar. No
 * implementation belongs here, but for the types that C itself makes of others.
 */
package io.fesh.kernel;
