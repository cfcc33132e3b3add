// SPDX-License-Identifier: Apache-2.0
package io.fesh.event;

import java.util.List;

/**
 * An event as the target made it. Immutable: a changed event has a new schema.
 *
 * @param id the session's number for it, the same as in its records
 * @param line the kernel line, as the target prints it back; can be given to another target
 * @param sites the addresses at which it is attached
 */
public record EventSchema(int id, String name, String line, List<Site> sites, List<Field> fields) {

    /**
     * @param symbol as the kernel names the address
     */
    public record Site(long address, String symbol) {}

    public EventSchema {
        sites = List.copyOf(sites);
        fields = List.copyOf(fields);
    }
}
