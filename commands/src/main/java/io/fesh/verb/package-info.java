// SPDX-License-Identifier: Apache-2.0

/**
 * The verbs: one file each, and one table that help, completion and dispatch all read. A verb acts
 * on the {@link io.fesh.verb.Session} and writes to its {@link io.fesh.verb.Output}; it knows no
 * terminal, no file under /sys and no byte of a record.
 */
package io.fesh.verb;
