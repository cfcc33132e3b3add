// SPDX-License-Identifier: Apache-2.0
package io.fesh.tutorial;

import java.util.Set;
import java.util.TreeSet;

/** Which lessons were finished; kept beyond the session where the shell can. */
public interface Progress {

    Set<Integer> done();

    void finished(int lesson);

    void forget();

    /** Kept for this session only. */
    static Progress inMemory() {
        return new Progress() {
            private final Set<Integer> done = new TreeSet<>();

            @Override
            public Set<Integer> done() {
                return Set.copyOf(done);
            }

            @Override
            public void finished(int lesson) {
                done.add(lesson);
            }

            @Override
            public void forget() {
                done.clear();
            }
        };
    }
}
