// SPDX-License-Identifier: Apache-2.0
package io.fesh.expr;

import io.fesh.kernel.TargetException;

/** The kernel's memory as it is at this moment. */
public interface Memory {

    /**
     * @param length at most {@link #MOST}
     * @return the bytes up to the first that could not be read
     */
    byte[] read(long address, int length) throws TargetException;

    /** Bytes of one read. */
    int MOST = 1 << 20;
}
