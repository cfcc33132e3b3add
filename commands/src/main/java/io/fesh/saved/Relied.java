// SPDX-License-Identifier: Apache-2.0
package io.fesh.saved;

/**
 * What one field of an event relied on.
 *
 * @param read the kernel line's word for how it is read: {@code s64}, {@code string}
 * @param cType as in a cast; empty if nobody knows
 * @param size of that type: {@code 8 signed}; empty if it has none
 * @param way {@code arg1 +24 -> +40}; empty for what is returned
 * @param path in C: {@code file->f_path.dentry}; empty if the line says numbers instead
 */
record Relied(String name, String read, String cType, String size, String way, String path) {

    /** For a reader: what kind of value it is. */
    String type() {
        return size.isEmpty() ? "'" + cType + "'" : "'" + cType + "', " + size;
    }
}
