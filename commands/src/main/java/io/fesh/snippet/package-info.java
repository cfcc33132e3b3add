// SPDX-License-Identifier: Apache-2.0

/**
 * What stands between the API of Java at the prompt and the session: where its calls arrive, the
 * handlers that are given hits, and the classes that are written for events. How Java is compiled
 * and run is the shell's matter; what users call is in {@code io.fesh.api}.
 */
package io.fesh.snippet;
