// SPDX-License-Identifier: Apache-2.0

/**
 * What an event is and what one hit of it holds, as values: schemas, records, gaps, batches and the
 * numbered history. Nothing here knows what bytes mean, terminals or how a kernel is reached;
 * decoding is done in {@code io.fesh.reader}, writing text in {@code io.fesh.render}.
 */
package io.fesh.event;
