// SPDX-License-Identifier: Apache-2.0

/**
 * The verbs: one file each, with its manual, one table that help, completion and dispatch all read,
 * and the way from a typed line to a verb. What help says of other things is in help/. A verb acts
 * on the {@link io.fesh.verb.Session} and writes to its {@link io.fesh.verb.Output}; it knows no
 * terminal, no file under /sys and no byte of a record.
 */
package io.fesh.verb;
