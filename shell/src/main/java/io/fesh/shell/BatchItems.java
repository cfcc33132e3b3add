// SPDX-License-Identifier: Apache-2.0
package io.fesh.shell;

import io.fesh.event.EventBatch;
import io.fesh.event.StreamItem;

import java.util.function.Consumer;

/** The hits and notices of a batch, one after the other. */
final class BatchItems {
    private BatchItems() {}

    static void forEach(EventBatch batch, long firstNumber, Consumer<StreamItem> each) {
        int notice = 0;
        var notices = batch.notices();
        for (int hit = 0; hit <= batch.size(); hit++) {
            while (notice < notices.size() && notices.get(notice).before() == hit) {
                each.accept(notices.get(notice++).notice());
            }
            if (hit < batch.size()) {
                each.accept(batch.record(hit, firstNumber + hit));
            }
        }
    }
}
