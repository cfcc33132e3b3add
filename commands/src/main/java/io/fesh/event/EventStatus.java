// SPDX-License-Identifier: Apache-2.0
package io.fesh.event;

/** An event and what it does now. */
public record EventStatus(EventSchema schema, boolean enabled, Counts counts) {}
