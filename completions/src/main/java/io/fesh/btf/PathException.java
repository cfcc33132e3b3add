// SPDX-License-Identifier: Apache-2.0
package io.fesh.btf;

import java.util.List;

/** A member path that does not fit the types; the message is for the person who typed it. */
public final class PathException extends Exception {
    private static final long serialVersionUID = 1;

    private final int position;
    private final transient List<String> near;

    PathException(int position, String message, List<String> near) {
        super(message);
        this.position = position;
        this.near = List.copyOf(near);
    }

    /** Index in the path of what is wrong. */
    public int position() {
        return position;
    }

    /** What could be meant instead of the word there, likeliest first. */
    public List<String> near() {
        return near;
    }
}
