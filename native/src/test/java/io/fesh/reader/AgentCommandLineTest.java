// SPDX-License-Identifier: Apache-2.0
package io.fesh.reader;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

@Timeout(60)
class AgentCommandLineTest {
    private record Ended(int status, String output) {}

    private static Ended agent(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(Built.path("fesh-agent").toString()));
        command.addAll(List.of(arguments));
        Process agent =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectInput(new File("/dev/null"))
                        .start();
        byte[] output = agent.getInputStream().readAllBytes();
        return new Ended(agent.waitFor(), new String(output, StandardCharsets.UTF_8));
    }

    @Test
    void wrongArgumentsShowTheUsageAndEndWithTwo() throws Exception {
        for (String[] wrong :
                List.of(new String[0], new String[] {"--port"}, new String[] {"--tcp", "99"})) {
            Ended ended = agent(wrong);
            assertThat(ended.status()).isEqualTo(2);
            assertThat(ended.output()).startsWith("usage: fesh-agent --stdio\n");
        }
    }

    @Test
    void helpAndVersionEndWithZero() throws Exception {
        assertThat(agent("--help").output()).contains("--port PATH");
        assertThat(agent("--version")).isEqualTo(new Ended(0, "fesh-agent 0.1.0\n"));
    }

    @Test
    void portThatIsNotThereIsNamed() throws Exception {
        assertThat(agent("--port", "/dev/no-such-port"))
                .isEqualTo(
                        new Ended(1, "fesh-agent: /dev/no-such-port: No such file or directory\n"));
    }

    @Test
    void endOfInputIsTheEndOfTheAgent() throws Exception {
        assertThat(agent("--stdio")).isEqualTo(new Ended(0, ""));
    }
}
