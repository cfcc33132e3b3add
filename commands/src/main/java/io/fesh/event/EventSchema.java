// SPDX-License-Identifier: Apache-2.0
package io.fesh.event;

import java.util.List;

/**
 * An event as the target made it. Immutable: a changed event has a new schema.
 *
 * @param id the session's number for it, the same as in its records
 * @param line the kernel line, as the target prints it back; can be given to another target
 * @param sites the addresses at which it is attached
 * @param typed the line that it was made from; the kernel line unless names had to be looked up
 */
public record EventSchema(
        int id, String name, String line, List<Site> sites, List<Field> fields, String typed) {

    /** As the kernel describes it. */
    public EventSchema(int id, String name, String line, List<Site> sites, List<Field> fields) {
        this(id, name, line, sites, fields, line);
    }

    /** Whether its hits are recorded when the function returns, with value and duration. */
    public boolean isReturn() {
        return line.startsWith(" => ", line.indexOf(')') + 1);
    }

    /** The field that a return event has of its own: from entry to return, in nanoseconds. */
    public boolean isDuration(int field) {
        if (!isReturn() || !fields.get(field).name().equals("duration")) {
            return false;
        }
        // An argument may have the name, too.
        return fields.subList(field + 1, fields.size()).stream()
                .noneMatch(later -> later.name().equals("duration"));
    }

    /**
     * @param symbol as the kernel names the address
     */
    public record Site(long address, String symbol) {}

    public EventSchema {
        sites = List.copyOf(sites);
        fields = List.copyOf(fields);
    }
}
