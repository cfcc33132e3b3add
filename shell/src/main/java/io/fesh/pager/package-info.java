// SPDX-License-Identifier: Apache-2.0
/**
 * Looking at more than fits on the screen, in the manner of less(1): where in it one is, its rows,
 * its keys, what is searched. What there is to look at comes by {@link io.fesh.pager.Pages}; when a
 * pager is opened, and what becomes of the stream meanwhile, is decided in {@code io.fesh.shell}.
 */
package io.fesh.pager;
