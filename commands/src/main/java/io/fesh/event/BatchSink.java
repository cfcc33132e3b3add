// SPDX-License-Identifier: Apache-2.0
package io.fesh.event;

/** Takes batches with the numbers of their hits. */
public interface BatchSink {

    /**
     * @param first the number of the first hit in it
     */
    void batch(EventBatch batch, long first);
}
