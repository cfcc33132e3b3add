// SPDX-License-Identifier: Apache-2.0

/**
 * What Java at the prompt can use: events of the past and of now, kernel memory, commands. Public
 * to users, who meet it by Tab: every name here is a promise, every comment is shown to them. No
 * terminal, no JShell and nothing that only the shell needs belongs here.
 */
package io.fesh.api;
