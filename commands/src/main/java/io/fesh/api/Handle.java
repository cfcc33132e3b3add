// SPDX-License-Identifier: Apache-2.0
package io.fesh.api;

/** A handler of {@code on(...)}: {@code h.close()} ends it. */
public final class Handle implements AutoCloseable {
    private final io.fesh.snippet.Handlers.Registration registration;

    Handle(io.fesh.snippet.Handlers.Registration registration) {
        this.registration = registration;
    }

    /** From now on it is given no hits. */
    @Override
    public void close() {
        registration.close();
    }

    /** Whether it is given hits: neither closed, nor detached because it threw. */
    public boolean isOpen() {
        return registration.isOpen();
    }

    /** What it is, in a few words. */
    @Override
    public String toString() {
        return "handler of " + registration.event() + (isOpen() ? "" : ", closed");
    }
}
