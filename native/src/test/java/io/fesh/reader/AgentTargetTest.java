// SPDX-License-Identifier: Apache-2.0
package io.fesh.reader;

import io.fesh.kernel.TargetException;
import io.fesh.kernel.TraceTarget;

import java.io.IOException;
import java.io.UncheckedIOException;

/** The agent's own code over a session of the tests' own. */
class AgentTargetTest extends TargetContract {
    @Override
    TraceTarget open() throws TargetException {
        Process agent;
        try {
            agent = new ProcessBuilder(Built.path("fake/fesh-agent").toString(), "--stdio").start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return AgentTarget.connect(
                "fake",
                agent.getInputStream(),
                agent.getOutputStream(),
                agent.getOutputStream(),
                () -> "");
    }

    @Override
    boolean blocksLinesBehindEvents() {
        return true;
    }
}
