// SPDX-License-Identifier: Apache-2.0
/**
 * What a user can choose about the shell, in one table: names, values, what holds if nothing is
 * chosen. What a choice does belongs to who asks for it, and where choices are kept to the shell. A
 * choice about one event or one command belongs into its line, not here.
 */
package io.fesh.settings;
