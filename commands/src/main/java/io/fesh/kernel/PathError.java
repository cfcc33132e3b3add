// SPDX-License-Identifier: Apache-2.0
package io.fesh.kernel;

import java.util.List;

/** A path from a parameter that does not fit the kernel's types. */
public final class PathError extends Exception {
    private static final long serialVersionUID = 1L;

    private final int position;
    private final transient List<String> near;

    /**
     * @param position index in the path of what is wrong
     * @param near what could stand there instead, likeliest first
     */
    public PathError(int position, String message, List<String> near) {
        super(message);
        this.position = position;
        this.near = List.copyOf(near);
    }

    public int position() {
        return position;
    }

    public List<String> near() {
        return near;
    }
}
