// SPDX-License-Identifier: Apache-2.0
package io.fesh.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.util.List;

/** With a shell in QEMU's place: the same three pipes. */
@Timeout(30)
class QemuProcessTest {
    private final GuestConsole console = new GuestConsole(line -> {});

    private QemuProcess running(String script) throws IOException, InterruptedException {
        return QemuProcess.start(List.of("sh", "-c", script), console);
    }

    @Test
    void bytesGoBothWaysWhileTheConsoleIsRead() throws Exception {
        try (QemuProcess qemu = running("echo boot >&2; exec cat")) {
            qemu.toGuest().write(new byte[] {1, 2, 3});
            qemu.toGuest().flush();

            assertThat(qemu.fromGuest().readNBytes(3)).containsExactly(1, 2, 3);
        }
    }

    @Test
    void closingEndsItAndWaitsForTheEnd() throws Exception {
        QemuProcess qemu = running("echo $$; exec cat");
        long pid = Long.parseLong(line(qemu));

        qemu.close();

        assertThat(ProcessHandle.of(pid)).isEmpty();
    }

    private static String line(QemuProcess qemu) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int b = qemu.fromGuest().read(); b != '\n'; b = qemu.fromGuest().read()) {
            line.append((char) b);
        }
        return line.toString();
    }

    @Test
    void lastWordsNameTheKernelsOwnTrouble() throws Exception {
        try (QemuProcess qemu = running("echo 'Kernel panic - not syncing: why' >&2")) {
            assertThat(qemu.lastWords()).isEqualTo("Kernel panic - not syncing: why");
        }
    }

    @Test
    void lastWordsOfAQemuThatFailedAreItsOwn() throws Exception {
        try (QemuProcess qemu = running("echo 'qemu: no such machine' >&2; exit 1")) {
            assertThat(qemu.lastWords())
                    .isEqualTo("qemu ended with exit status 1: qemu: no such machine");
        }
    }

    @Test
    void aProgramThatIsNotThereIsAnErrorAtOnce() {
        assertThatThrownBy(() -> QemuProcess.start(List.of("/no/such/qemu"), console))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("/no/such/qemu");
    }
}
