// SPDX-License-Identifier: Apache-2.0
package io.fesh.saved;

import java.util.Optional;

/**
 * An event as a file has it.
 *
 * @param number of the file's line that makes it
 * @param line what stands there behind the verb
 * @param relied empty if the file does not say
 */
public record SavedEvent(int number, String line, Optional<Reliance> relied) {}
