// SPDX-License-Identifier: Apache-2.0
package io.fesh.complete;

import io.fesh.event.EventHistory;
import io.fesh.event.EventSchema;
import io.fesh.kernel.KernelSymbols;
import io.fesh.kernel.KernelTypes;
import io.fesh.verb.Snippets;

import java.util.List;
import java.util.Optional;

/** What is known of the kernel and of the session at this moment, without waiting for more. */
public interface KernelView {

    /** Empty until they have been read. */
    Optional<KernelSymbols> knownSymbols();

    /** Empty until they have been read, or if the kernel tells none. */
    Optional<KernelTypes> knownTypes();

    /** The events of the session, without asking the kernel. */
    List<EventSchema> events();

    /** The hits that were seen, by their numbers. */
    EventHistory history();

    /** What the name is in Java. A line that is just a variable is Java. */
    Optional<Snippets.Kind> javaName(String name);

    default boolean isJavaVariable(String name) {
        return javaName(name).filter(Snippets.Kind.VARIABLE::equals).isPresent();
    }

    /** Why the symbols are not known yet ({@code lab: booting 4s}). */
    String pending();

    /** Says something to who pressed Tab, without touching the line. */
    void tell(String message);

    /** How long it took from a Tab to its candidates. */
    void completed(long nanos);
}
