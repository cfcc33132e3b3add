// SPDX-License-Identifier: Apache-2.0

/**
 * What the shell measures of itself while it is used: how long names took to load and a Tab to be
 * answered, and what memory that takes. Values only: who measures is elsewhere, and nothing of the
 * kernel that is looked at belongs here.
 */
package io.fesh.self;
