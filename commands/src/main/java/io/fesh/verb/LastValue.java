// SPDX-License-Identifier: Apache-2.0
package io.fesh.verb;

import io.fesh.expr.Value;

import java.util.Optional;

/** What {@code $} stands for: a value, and the boot of the kernel that it is of. */
final class LastValue {
    private record Kept(String bootId, Value value) {}

    private Optional<Kept> last = Optional.empty();

    synchronized void set(String bootId, Value value) {
        last = Optional.of(new Kept(bootId, value));
    }

    /** None if the last one was of another kernel: its types and addresses mean nothing here. */
    synchronized Optional<Value> get(String bootId) {
        return last.filter(kept -> kept.bootId().equals(bootId)).map(Kept::value);
    }
}
