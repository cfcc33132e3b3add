// SPDX-License-Identifier: Apache-2.0
package io.fesh.shell;

import io.fesh.kernel.TargetException;
import io.fesh.kernel.TraceTarget;

/** Attaches to a target by its name. */
interface Targets {

    /** Who is told how far it is. */
    interface Watcher {

        /** {@code booting 4s}: what is done now. */
        void progress(String what);

        /** A line that the kernel under the target says about trouble of its own. */
        void trouble(String line);
    }

    /**
     * Refuses what is known not to be there, before another target is left for it.
     *
     * @throws TargetException there is no such target
     */
    default void check(String name) throws TargetException {}

    /**
     * Returns the target when it can be used. An interrupt gives up.
     *
     * @throws TargetException there is no such target, or it cannot be reached
     */
    TraceTarget attach(String name, Watcher watcher) throws TargetException, InterruptedException;
}
