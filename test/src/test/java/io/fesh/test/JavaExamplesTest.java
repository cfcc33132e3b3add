// SPDX-License-Identifier: Apache-2.0
package io.fesh.test;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fesh.verb.CommandTable;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.ArrayList;
import java.util.List;

/** What {@code help java} shows can be typed, one line after the other. */
@Timeout(60)
class JavaExamplesTest {

    @Test
    void everyExampleOfJavaRuns() throws Exception {
        List<String> seen = new ArrayList<>();
        try (FakeRun run = new FakeRun()) {
            for (String line : CommandTable.standard().find("java").orElseThrow().examples()) {
                List<String> result =
                        run.step(
                                new SessionFile.Step(
                                        0, line.getBytes(UTF_8), List.of(), List.of()));
                assertThat(result).as(line).noneMatch(text -> text.startsWith("error"));
                seen.addAll(result);
            }
        }
        assertThat(seen)
                .contains("$1 ==> 42", "$2 ==> 2 events", "$3 ==> {dd=3}")
                .contains("$5 ==> \"swapper/0\"", "var reads = live(\"vfs_read\");");
    }
}
