// SPDX-License-Identifier: Apache-2.0
package io.fesh.event;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Consumer;

/**
 * Some hits in the order of time, kept undecoded until somebody looks at one: a stream of a million
 * hits a second costs no object a hit.
 */
public interface EventBatch {

    /** Hits in it; notices are not counted. */
    int size();

    /** Decodes the hit at {@code index}; {@code number} becomes its number. */
    EventRecord record(int index, long number);

    /** For who looks at many hits and keeps few. Stands at none until it is moved. */
    default EventCursor cursor() {
        return new DecodingCursor(this);
    }

    /** The event of the hit at {@code index}, without decoding it. */
    int eventId(int index);

    /**
     * Gaps and the like, in order; {@code before} is the index of the hit that follows (or {@code
     * size()}).
     */
    List<PlacedNotice> notices();

    /** Bytes of memory that it holds. */
    long bytes();

    /** The records that it was made of, for who keeps them: read-only, from position to limit. */
    ByteBuffer raw();

    /** Makes a batch of such records again. Of one stream, all batches have equal ones. */
    BatchDecoder decoder();

    /** Records of stacks that its hits may name although other batches told them. */
    default byte[] stacksOfOthers() {
        return new byte[0];
    }

    /** Hands over hits and notices as they followed each other, the first hit as {@code number}. */
    default void items(long number, Consumer<? super StreamItem> sink) {
        List<PlacedNotice> notices = notices();
        int notice = 0;
        for (int i = 0; i <= size(); i++) {
            while (notice < notices.size() && notices.get(notice).before() <= i) {
                sink.accept(notices.get(notice++).notice());
            }
            if (i < size()) {
                sink.accept(record(i, number + i));
            }
        }
    }

    record PlacedNotice(int before, Notice notice) {}
}
