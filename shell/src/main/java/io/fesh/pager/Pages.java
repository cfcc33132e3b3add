// SPDX-License-Identifier: Apache-2.0
package io.fesh.pager;

import io.fesh.render.StyledText;

import java.util.List;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/** What a pager shows: numbered entries of a line or a few. More may come, and old ones go. */
public interface Pages {

    /** The number of the oldest entry. */
    long first();

    /** The number of the newest entry; less than {@link #first} if there is none. */
    long last();

    /** The lines of an entry, which may have line breaks in them. */
    List<StyledText> entry(long number);

    /** Where in it all somebody is who sees these entries. */
    String place(long top, long bottom);

    /**
     * The next entry with a line that is wanted.
     *
     * @param from the entry to begin with
     * @param step 1 towards the newest, -1 towards the oldest
     * @param stopped asked now and then
     */
    default OptionalLong find(
            Predicate<CharSequence> wanted, long from, int step, BooleanSupplier stopped) {
        for (long i = from; i >= first() && i <= last() && !stopped.getAsBoolean(); i += step) {
            if (entry(i).stream().anyMatch(line -> wanted.test(line.text()))) {
                return OptionalLong.of(i);
            }
        }
        return OptionalLong.empty();
    }
}
