// SPDX-License-Identifier: Apache-2.0

/**
 * A kernel, a session and an output without a kernel, a shell or a terminal, for the tests of this
 * and other modules (test-jar). What they do is what a test needs to see; nothing that is shipped
 * may be here or use it.
 */
package io.fesh.fake;
