// SPDX-License-Identifier: Apache-2.0
package io.fesh.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TargetInfoTest {

    @ParameterizedTest
    @CsvSource({"6.1.0-56-cloud-amd64, 6.1.0", "7.0.1, 7.0.1", "6.12-rc1, 6.12"})
    void thePromptShowsTheNumbersOfARelease(String release, String shown) {
        assertThat(new TargetInfo("lab", release, "x86_64", 2, "").shortRelease()).isEqualTo(shown);
    }
}
