// SPDX-License-Identifier: Apache-2.0
package io.fesh.event;

import java.util.List;

/**
 * What a field was made from: the kernel's type of it and the way to it. From a pointer that was
 * recorded, C expressions go on with that type.
 *
 * @param cType as in a cast, {@code struct file *}; empty if nobody knows
 * @param path in C, {@code file->f_path.dentry}; empty if it was not given as one
 * @param register which parameter register the way begins at; {@link #NOWHERE} if at none
 * @param loads pointers on the way, each so many bytes behind the one before
 * @param offset of the value, behind the last of them
 * @param meaning how it is shown
 * @param words what a filter may call its values: those of its meaning, and where the user has
 *     chosen how it is shown, of the one that it would have had
 */
public record FieldSource(
        String cType,
        String path,
        int register,
        List<Long> loads,
        long offset,
        Meaning meaning,
        Meaning words) {

    public static final int NOWHERE = -1;

    public static final FieldSource UNKNOWN =
            new FieldSource("", "", NOWHERE, List.of(), 0, Meaning.NONE, Meaning.NONE);

    public FieldSource {
        loads = List.copyOf(loads);
    }
}
