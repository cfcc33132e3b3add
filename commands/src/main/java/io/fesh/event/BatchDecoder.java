// SPDX-License-Identifier: Apache-2.0
package io.fesh.event;

/**
 * Makes batches of {@link EventBatch#raw records}, also of several batches' one behind the other.
 */
@FunctionalInterface
public interface BatchDecoder {

    /** Takes the array over: nobody may change it from now on. */
    EventBatch batch(byte[] raw);
}
