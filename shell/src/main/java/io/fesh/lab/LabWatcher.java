// SPDX-License-Identifier: Apache-2.0
package io.fesh.lab;

import java.time.Duration;

/** Who is told how the lab is doing. Called on the lab's threads. */
public interface LabWatcher {

    /**
     * A few times a second until the agent has answered.
     *
     * @param stage the last thing that the guest said, quoted; empty if it has not spoken yet
     */
    void booting(Duration elapsed, String stage);

    /**
     * A line that the guest's kernel says about trouble of its own: an oops, a panic, a warning, a
     * lockup. Each line of it comes as soon as it is there, control characters quoted.
     */
    void kernelTrouble(String line);
}
