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
 * @param register which parameter register it starts from
 * @param direct the register itself is the value
 * @param loads pointers to load on the way, each from this far behind the one before
 * @param offset behind the last of them
 */
public record LoweredField(
        Span typed,
        String name,
        String path,
        String cType,
        FieldType type,
        Meaning meaning,
        int register,
        boolean direct,
        List<Long> loads,
        long offset) {

    public LoweredField {
        loads = List.copyOf(loads);
    }

    EventSource.Named source() {
        return new EventSource.Named(
                name, new FieldSource(cType, path, register, loads, offset, meaning));
    }

    /** {@code string name+24[0]+40[0]}. */
    String kernelText() {
        StringBuilder text = new StringBuilder(type.text()).append(' ').append(name);
        if (direct) {
            return text.toString();
        }
        for (long load : loads) {
            step(text, load).append("[0]");
        }
        step(text, offset);
        // of a scalar the last index reads it, of text it reads the pointer
        return text.append(type.inPlace() ? "" : "[0]").toString();
    }

    private static StringBuilder step(StringBuilder text, long offset) {
        return offset == 0 ? text : text.append('+').append(offset);
    }
}
