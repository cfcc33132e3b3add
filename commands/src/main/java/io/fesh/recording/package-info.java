// SPDX-License-Identifier: Apache-2.0

/**
 * A session's hits on their way to a file: when a recording begins and ends, what belongs into it
 * besides hits, and what is said of it. The bytes of the file are the business of {@code
 * io.fesh.recfile}; hits that are written for other programs are {@code io.fesh.export}'s.
 */
package io.fesh.recording;
