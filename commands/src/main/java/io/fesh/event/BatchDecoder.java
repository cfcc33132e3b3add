// SPDX-License-Identifier: Apache-2.0
package io.fesh.event;

/**
 * Makes batches of {@link EventBatch#raw records}, also of several batches' one behind the other.
 */
@FunctionalInterface
public interface BatchDecoder {

    /**
     * @param raw the records, from its beginning to {@code length}; not to be changed as long as
     *     the batch is in use
     */
    EventBatch batch(byte[] raw, int length);

    default EventBatch batch(byte[] raw) {
        return batch(raw, raw.length);
    }
}
