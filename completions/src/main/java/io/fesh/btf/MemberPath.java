// SPDX-License-Identifier: Apache-2.0
package io.fesh.btf;

import java.util.List;

/**
 * How to get from a struct, or a pointer, to a member of a member: {@code f_path.dentry->d_name}.
 * Start with the address of the struct, or the pointer's value; for each of {@code loads} add it
 * and load a pointer from there; then add {@code offset}: there is a value of {@code type}.
 *
 * @param bitShift of a bit field, the number of bits below it in the byte at {@code offset}, 0 to 7
 *     (so that a field of 64 bits may reach into a ninth byte)
 * @param bitSize 0 unless it is a bit field
 */
public record MemberPath(
        String text, List<Long> loads, long offset, int type, int bitShift, int bitSize) {

    public MemberPath {
        loads = List.copyOf(loads);
    }

    /**
     * @param start type of what the path begins at: a struct, a union, an array, or a pointer
     * @param path members joined by {@code .} and {@code ->}, and indexes in brackets; the first
     *     member may stand bare
     */
    public static MemberPath resolve(Btf btf, int start, String path) throws PathException {
        return new PathWalk(btf, start, path).run();
    }
}
