// SPDX-License-Identifier: Apache-2.0

/**
 * Pictures of many hits: what is counted as they come, and how it is drawn for a terminal of some
 * width, as JSON and as CSV. Values in, lines out; nothing here knows sessions, targets or
 * terminals. What one hit looks like is in {@code io.fesh.render}, the verbs are in {@code
 * io.fesh.verb}.
 */
package io.fesh.view;
