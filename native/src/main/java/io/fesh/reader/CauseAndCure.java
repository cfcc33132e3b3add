// SPDX-License-Identifier: Apache-2.0
package io.fesh.reader;

import io.fesh.kernel.TargetException;

/** The form in which C says what failed: {@code cause}, or {@code cause\ncure}. */
final class CauseAndCure {
    private CauseAndCure() {}

    static TargetException of(String text) {
        int newline = text.indexOf('\n');
        return newline < 0
                ? new TargetException(text, "")
                : new TargetException(text.substring(0, newline), text.substring(newline + 1));
    }
}
