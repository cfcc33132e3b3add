// SPDX-License-Identifier: Apache-2.0
package io.fesh.snippet;

/** Is told what goes wrong with those that are given hits; called on any thread. */
public interface Trouble {

    /** The handler is detached. */
    void threw(String event, Throwable thrown);

    /** So many hits were not given to any handler. */
    void missed(long hits);

    /**
     * So many hits were not given to a live stream.
     *
     * @param stream as it was typed: {@code live("vfs_read")}
     */
    void missed(String stream, long hits);
}
