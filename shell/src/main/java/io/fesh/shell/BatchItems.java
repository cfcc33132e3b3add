// SPDX-License-Identifier: Apache-2.0
package io.fesh.shell;

import io.fesh.event.EventBatch;
import io.fesh.event.StreamItem;

import java.util.function.Consumer;

/** The hits and gaps of a batch, one after the other. */
final class BatchItems {
    private BatchItems() {}

    static void forEach(EventBatch batch, long firstNumber, Consumer<StreamItem> each) {
        int gap = 0;
        var gaps = batch.gaps();
        for (int hit = 0; hit <= batch.size(); hit++) {
            while (gap < gaps.size() && gaps.get(gap).before() == hit) {
                each.accept(gaps.get(gap++).gap());
            }
            if (hit < batch.size()) {
                each.accept(batch.record(hit, firstNumber + hit));
            }
        }
    }
}
