// SPDX-License-Identifier: Apache-2.0
package io.fesh.lower;

import io.fesh.event.EventSource;
import io.fesh.event.FieldSource;
import io.fesh.event.Meaning;
import io.fesh.parse.Span;

import java.util.List;

/**
 * One field of an event, with nothing left to look up.
 *
 * @param typed where it was asked for; empty if with all others
 * @param path as in C: {@code file->f_path.dentry}
 * @param cType what the kernel's types say that it is
 * @param type the kernel line's word for how it is read
 * @param meaning how it is shown
 * @param words what a filter may call its values
 * @param bpftrace the same path for bpftrace; empty if it has none
 */
public record LoweredField(
        Span typed,
        String name,
        String path,
        String cType,
        FieldType type,
        Meaning meaning,
        Meaning words,
        Way way,
        String bpftrace) {

    EventSource.Named source() {
        return new EventSource.Named(
                name,
                new FieldSource(
                        cType, path, way.register(), way.loads(), way.offset(), meaning, words));
    }

    /** Which parameter's it is, from 0; negative if none's. */
    public int register() {
        return way.register();
    }

    /** {@code string name+24[0]+40[0]}. */
    String kernelText() {
        StringBuilder text = new StringBuilder(type.text()).append(' ').append(name);
        if (!way.address().isEmpty()) {
            text.append('=').append(way.address());
        }
        for (long load : way.loads()) {
            step(text, load).append("[0]");
        }
        step(text, way.offset());
        // of a scalar the last index reads it, of text it reads the pointer
        return text.append(way.memory() && !type.inPlace() && !isPlainVariable() ? "[0]" : "")
                .toString();
    }

    /** The kernel line reads a number at an address without being told. */
    private boolean isPlainVariable() {
        boolean bare = way.loads().isEmpty() && way.offset() == 0;
        boolean variable = !way.address().isEmpty() && !way.address().equals(Way.CURRENT);
        return bare && variable && !type.isString() && !type.text().endsWith("]");
    }

    private static StringBuilder step(StringBuilder text, long offset) {
        return offset == 0 ? text : text.append(offset < 0 ? "" : "+").append(offset);
    }

    /** {@code di +24 -> +40}: each arrow is a pointer that is loaded. */
    public String wayText(List<String> registers) {
        StringBuilder text =
                new StringBuilder(
                        way.register() == Way.NONE ? way.address() : registers.get(way.register()));
        for (long load : way.loads()) {
            signed(text, load).append(" ->");
        }
        return way.memory() || way.offset() != 0
                ? signed(text, way.offset()).toString()
                : text.toString();
    }

    private static StringBuilder signed(StringBuilder text, long offset) {
        return text.append(offset < 0 ? " " : " +").append(offset);
    }
}
