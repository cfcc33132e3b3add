// SPDX-License-Identifier: Apache-2.0

/**
 * Finding names by what somebody has typed so far: tables of hundreds of thousands of names as
 * sorted bytes, and one rule of what fits and what is best, for them and for lists of a few. What
 * the names are of is not known here: symbols and types are, each in its package.
 */
package io.fesh.names;
