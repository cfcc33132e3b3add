// SPDX-License-Identifier: Apache-2.0
package io.fesh.saved;

import java.util.Locale;

/** What has become of something that an event relied on; the later, the worse. */
public enum Verdict {
    SAME,
    /** It lies elsewhere; what is resolved by name follows. */
    MOVED,
    /** Nothing tells: the line says numbers, or the file nothing. */
    UNKNOWN,
    /** It can be read, and is something else. */
    CHANGED,
    BROKEN;

    public boolean isDrift() {
        return this == CHANGED || this == BROKEN;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
