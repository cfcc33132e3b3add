// SPDX-License-Identifier: Apache-2.0
package io.fesh.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.List;

class SessionFileTest {

    @Test
    void readsStepsWithWhatIsExpectedOfThem() {
        SessionFile session =
                SessionFile.parse(
                        "a.session",
                        List.of(
                                "# about",
                                "REQUIRES fake",
                                "",
                                "> stats",
                                "no events",
                                "",
                                ">\\ a\\x1b\\\\",
                                "@ call a->b \"c\"-1 [0]",
                                "# not seen",
                                "x",
                                "",
                                "y"));
        assertThat(session.runsOn("fake")).isTrue();
        assertThat(session.runsOn("kernel")).isFalse();
        assertThat(session.steps()).hasSize(2);
        SessionFile.Step first = session.steps().get(0);
        assertThat(new String(first.typed(), StandardCharsets.UTF_8)).isEqualTo("stats");
        assertThat(first.line()).isEqualTo(4);
        assertThat(first.expected()).containsExactly("no events");
        SessionFile.Step second = session.steps().get(1);
        assertThat(new String(second.typed(), StandardCharsets.UTF_8)).isEqualTo("a\u001b\\");
        assertThat(second.script()).containsExactly("call a->b \"c\"-1 [0]");
        assertThat(second.expected()).containsExactly("x", "", "y");
    }

    @Test
    void oneThatRequiresAModuleIsForKernelsThatHaveIt() {
        SessionFile session =
                SessionFile.parse("a.session", List.of("REQUIRES module virtio", "> stats", "x"));
        assertThat(session.module()).isEqualTo("virtio");
        assertThat(session.runsOn("kernel")).isTrue();
        assertThat(session.runsOn("fake")).isFalse();
    }

    @Test
    void aFileThatBeginsWithoutACommandIsRefused() {
        assertThatThrownBy(() -> SessionFile.parse("a.session", List.of("stats")))
                .hasMessage("a.session:1: not a command");
    }
}
