// SPDX-License-Identifier: Apache-2.0

/**
 * fesh as its user sees it: the files of {@code test/sessions}, line by line, against a kernel that
 * is played and against a real one in the lab. What one class promises is tested in its own module.
 */
package io.fesh.test;
