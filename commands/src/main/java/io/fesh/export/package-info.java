// SPDX-License-Identifier: Apache-2.0

/**
 * Hits of the past as files of other programs: a class for each format, which writes one hit after
 * the other. Which hits, and where the file is, is decided by the verb; how fesh itself shows hits
 * is in {@code io.fesh.render}, and pictures are in {@code io.fesh.view}.
 */
package io.fesh.export;
