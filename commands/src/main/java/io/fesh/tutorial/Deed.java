// SPDX-License-Identifier: Apache-2.0
package io.fesh.tutorial;

/**
 * A command that was run.
 *
 * @param verb its full name; {@code java} for what is no verb's
 * @param line all that was typed
 * @param succeeded whether it did what it should
 */
public record Deed(String verb, String line, boolean succeeded) {}
