// SPDX-License-Identifier: Apache-2.0
/**
 * A session as a file: what of the kernel each of its events relied on, how that is written and
 * read back, and what has become of it on another kernel. What the rest of the file says are
 * ordinary lines of the prompt; running them belongs to io.fesh.verb, and reading a kernel's types
 * to the ports of io.fesh.kernel.
 */
package io.fesh.saved;
