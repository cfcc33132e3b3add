// SPDX-License-Identifier: Apache-2.0
package io.fesh.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fesh.kernel.TargetException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** With a script in the place of ssh. */
@Timeout(60)
class SshTargetTest {
    @TempDir Path directory;

    private String ssh(String script) throws Exception {
        Path path = directory.resolve("ssh");
        Files.writeString(path, "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx------"));
        return path.toString();
    }

    @Test
    void agentIsStartedOnTheHost() throws Exception {
        String ssh =
                ssh(
                        "[ \"$*\" = '-T -- user@box fesh-agent --stdio' ] || exit 1\nexec "
                                + Built.path("fake/fesh-agent")
                                + " --stdio");
        try (AgentTarget target = SshTarget.connect("user@box", ssh)) {
            assertThat(target.info().name()).isEqualTo("ssh:user@box");
            assertThat(target.submit("ok")).isEqualTo(1);
        }
    }

    @Test
    void whatSshSaysIsTheReason() throws Exception {
        String ssh = ssh("echo 'ssh: Could not resolve hostname box' >&2; exit 255");
        assertThatThrownBy(() -> SshTarget.connect("box", ssh))
                .isInstanceOf(TargetException.class)
                .hasMessage("ssh:box is gone: ssh: Could not resolve hostname box");
    }

    @Test
    void hostWithoutTheAgentIsToldApart() throws Exception {
        String ssh = ssh("echo 'sh: fesh-agent: not found' >&2; exit 127");
        assertThatThrownBy(() -> SshTarget.connect("box", ssh))
                .hasMessage(
                        "ssh:box is gone: fesh-agent is not in the PATH there:"
                                + " install it on that machine");
    }

    @Test
    void machineWithoutSshSaysSo() {
        assertThatThrownBy(() -> SshTarget.connect("box", "/no/such/ssh"))
                .isInstanceOf(TargetException.class)
                .hasMessage("ssh:box is gone: /no/such/ssh is not installed");
    }
}
