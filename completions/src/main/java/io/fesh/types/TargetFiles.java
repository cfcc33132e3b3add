// SPDX-License-Identifier: Apache-2.0
package io.fesh.types;

import io.fesh.kernel.TargetException;

/** Reads a whole file of the target's. */
public interface TargetFiles {
    byte[] file(String path) throws TargetException;
}
