// SPDX-License-Identifier: Apache-2.0
package io.fesh.expr;

import io.fesh.event.EventRecord;

/**
 * What a hit recorded, and an expression goes on from.
 *
 * @param text as typed: {@code #17.file}
 */
public record Captured(EventRecord event, String text, Value value) {}
