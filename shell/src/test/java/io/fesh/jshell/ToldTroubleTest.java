// SPDX-License-Identifier: Apache-2.0
package io.fesh.jshell;

import static org.assertj.core.api.Assertions.assertThat;

import io.fesh.fake.FakeSession;
import io.fesh.fake.FakeSymbols;
import io.fesh.fake.FakeTarget;
import io.fesh.fake.RecordingOutput;

import org.junit.jupiter.api.Test;

class ToldTroubleTest {
    private final FakeTarget target = new FakeTarget(new FakeSymbols());
    private final RecordingOutput out = new RecordingOutput(target.symbols());
    private final ToldTrouble trouble = new ToldTrouble(new FakeSession(target, out));

    @Test
    void whoMissesHitsIsToldHowMany() {
        trouble.missed(12_031);
        trouble.missed("live(\"vfs_read\")", 1);
        assertThat(out.diagnostics())
                .containsExactly(
                        "error: handlers are too slow: 12,031 hits were not given to them",
                        "error: live(\"vfs_read\") was not asked in time: 1 hit was not kept for it");
    }

    @Test
    void whatThrowsIsToldWithoutItsControlBytes() {
        trouble.threw("vfs_read", new IllegalStateException("\u001b[2J"));
        assertThat(out.diagnostics())
                .containsExactly(
                        "error: handler of vfs_read is detached: IllegalStateException: \\x1b[2J");
    }
}
