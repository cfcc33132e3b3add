// SPDX-License-Identifier: Apache-2.0

/**
 * What fits at the cursor: which argument of which verb is being typed, as the table of verbs says,
 * and for each kind of argument one source of candidates. The only package with JLine's completion
 * in it; what names there are is asked of {@link io.fesh.complete.KernelView}, and nothing here
 * waits for a kernel.
 */
package io.fesh.complete;
