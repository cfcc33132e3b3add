// SPDX-License-Identifier: Apache-2.0

/**
 * Lessons: what is said, what is to be done, and whether it was done. A step is over when the
 * target, the history or the answer to a question show it, whatever was typed. The texts are in
 * {@code *.lesson} files beside this package; where progress is kept is the shell's affair.
 */
package io.fesh.tutorial;
