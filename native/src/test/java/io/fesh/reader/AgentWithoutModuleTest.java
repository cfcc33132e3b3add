// SPDX-License-Identifier: Apache-2.0
package io.fesh.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.fesh.kernel.TargetException;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.nio.file.Files;
import java.nio.file.Path;

/** The agent as it is shipped, on a machine where the module is not loaded. */
@Timeout(60)
class AgentWithoutModuleTest {
    private Process agent;
    private AgentTarget target;

    @BeforeEach
    void connect() throws Exception {
        Assumptions.assumeFalse(Files.exists(Path.of("/dev/fesh")), "the module is loaded here");
        agent = new ProcessBuilder(Built.path("fesh-agent").toString(), "--stdio").start();
        target =
                AgentTarget.connect(
                        "here",
                        agent.getInputStream(),
                        agent.getOutputStream(),
                        agent.getOutputStream(),
                        () -> "the machine went down");
    }

    @AfterEach
    void close() throws Exception {
        if (target != null) {
            target.close();
            assertThat(agent.waitFor()).isIn(0, 128 + 9);
        }
    }

    @Test
    void missingModuleIsNamedWithItsCure() {
        TargetException failure =
                catchThrowableOfType(TargetException.class, target::requireSession);
        assertThat(failure).hasMessage("/dev/fesh is not there: the kernel module is not loaded");
        assertThat(failure.hint()).startsWith("sudo modprobe fesh");
        assertThatThrownBy(() -> target.submit("f()")).hasMessage(failure.getMessage());
        assertThatThrownBy(() -> target.sync()).hasMessage(failure.getMessage());
        assertThatThrownBy(() -> target.events()).hasMessage(failure.getMessage());
    }

    @Test
    void filesAndCommandsWorkAllTheSame() throws Exception {
        TargetContract.Written written = new TargetContract.Written();
        assertThat(target.run("cat /proc/version", written)).isZero();
        assertThat(written.out.toByteArray()).isEqualTo(target.file("/proc/version"));
    }

    @Test
    void onlyRegularFilesAreRead() {
        assertThatThrownBy(() -> target.file("/proc")).hasMessage("/proc: Is a directory");
        assertThatThrownBy(() -> target.file("/dev/zero"))
                .hasMessage("/dev/zero: not a regular file");
    }

    @Test
    void whoeverWaitsIsToldWhyTheAgentIsGone() {
        TargetContract.Written written = new TargetContract.Written();
        assertThatThrownBy(() -> target.run("kill -9 $PPID; sleep 1000", written))
                .isInstanceOf(TargetException.class)
                .hasMessage("here is gone: the machine went down");
        assertThatThrownBy(() -> target.file("/proc/version"))
                .hasMessage("here is gone: the machine went down");
    }

    @Test
    void closeEndsTheAgentAndItsCommands() throws Exception {
        TargetContract.Written written = new TargetContract.Written();
        Thread runner =
                new Thread(
                        () -> {
                            try {
                                target.run("echo $$; exec sleep 1000", written);
                            } catch (TargetException e) {
                                // The agent leaves while the command runs.
                            }
                        });
        runner.start();
        while (written.out.size() == 0 && runner.isAlive()) {
            Thread.onSpinWait();
        }
        long pid = Long.parseLong(written.out.toString().strip());
        assertThat(ProcessHandle.of(pid)).isPresent();

        target.close();
        runner.join();

        assertThat(agent.waitFor()).isZero();
        assertThat(ProcessHandle.of(pid)).isEmpty();
    }

    @Test
    void streamThatIsNoAgentIsToldApart() throws Exception {
        Process shell = new ProcessBuilder("/bin/echo", "Welcome to this machine!").start();
        assertThatThrownBy(
                        () ->
                                AgentTarget.connect(
                                        "odd",
                                        shell.getInputStream(),
                                        shell.getOutputStream(),
                                        () -> {},
                                        () -> ""))
                .isInstanceOf(TargetException.class)
                .hasMessage("odd is gone: not the agent's protocol");
    }
}
