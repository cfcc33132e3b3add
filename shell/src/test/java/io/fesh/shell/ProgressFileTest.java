// SPDX-License-Identifier: Apache-2.0
package io.fesh.shell;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;

class ProgressFileTest {
    @TempDir Path folder;

    @Test
    void whatWasLearntIsKnownTheNextTimeUntilItIsForgotten() {
        Path file = folder.resolve("state/lessons");
        new ProgressFile(file).finished(3);
        new ProgressFile(file).finished(1);
        assertThat(new ProgressFile(file).done()).containsExactlyInAnyOrder(1, 3);
        new ProgressFile(file).forget();
        assertThat(new ProgressFile(file).done()).isEmpty();
    }
}
