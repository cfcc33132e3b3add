// SPDX-License-Identifier: Apache-2.0
/**
 * A line while it is typed: how it is drawn, what is suggested, how it is found again in the
 * history, pasted, or handed to another editor. What a line means, and where finished lines and
 * results go, does not belong here; nor does anything that asks a kernel.
 */
package io.fesh.edit;
