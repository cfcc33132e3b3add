// SPDX-License-Identifier: Apache-2.0
package io.fesh.complete;

import static org.assertj.core.api.Assertions.assertThat;

import io.fesh.render.Style;
import io.fesh.render.StyledText;

import org.junit.jupiter.api.Test;

import java.util.Optional;
import java.util.stream.Collectors;

class SignatureTipTest {
    private final FakeView kernel = new FakeView();

    /** The tip for a line with {@code ^} at the cursor, with brackets around what is current. */
    private String tip(String line) {
        int cursor = line.lastIndexOf('^');
        String typed = line.substring(0, cursor) + line.substring(cursor + 1);
        return SignatureTip.at(typed, cursor, kernel).map(SignatureTipTest::shown).orElse("none");
    }

    private static String shown(StyledText tip) {
        return tip.pieces().stream()
                .map(p -> p.style() == Style.CURRENT ? "[" + p.text() + "]" : p.text())
                .collect(Collectors.joining());
    }

    @Test
    void theArgumentAtTheCursorIsMarked() {
        assertThat(tip("trace vfs_read(^"))
                .isEqualTo(
                        "ssize_t vfs_read([struct file *file], char *buf, size_t count,"
                                + " loff_t *pos)");
        assertThat(tip("create vfs_read(NULL, NULL, size_t^ count)"))
                .isEqualTo(
                        "ssize_t vfs_read(struct file *file, char *buf, [size_t count],"
                                + " loff_t *pos)");
    }

    @Test
    void anArgumentThatNamesAParameterIsThatOne() {
        assertThat(tip("trace vfs_read(count^, file->f_pos)")).contains("[size_t count]");
        assertThat(tip("trace vfs_read(count, file->f_path.den^")).contains("[struct file *file]");
        assertThat(tip("trace vfs_read(count | pos^")).contains("[loff_t *pos]");
    }

    @Test
    void outsideOfTheParenthesesNoneIsMarked() {
        assertThat(tip("trace vfs_fsync^"))
                .isEqualTo("int vfs_fsync(struct file *file, int datasync)");
        assertThat(tip("trace vfs_fsync(file) if ^"))
                .isEqualTo("int vfs_fsync(struct file *file, int datasync)");
    }

    @Test
    void aSystemCallHasItsCallersParameters() {
        assertThat(tip("trace SyS_openat(dfd, filename^"))
                .isEqualTo(
                        "long SyS_openat(int dfd, [const char *filename], int flags, umode_t mode)");
    }

    @Test
    void otherVerbsShowTheirUsage() {
        assertThat(tip("enable ^")).isEqualTo("enable NAME|* [if FILTER]");
        assertThat(tip("ena vfs^")).isEqualTo("enable NAME|* [if FILTER]");
        assertThat(tip("trace nowhere_to_be_found(^")).isEqualTo("trace LINE");
    }

    @Test
    void beforeAVerbIsKnownThereIsNone() {
        assertThat(tip("^")).isEqualTo("none");
        assertThat(tip("enab^")).isEqualTo("none");
        assertThat(tip("frobnicate x^")).isEqualTo("none");
    }

    @Test
    void ofSeveralLinesTheOneWithTheCursorCounts() {
        assertThat(tip("quit\nenable ^\nquit")).isEqualTo("enable NAME|* [if FILTER]");
    }

    @Test
    void withoutTypesTheUsageRemains() {
        kernel.types = Optional.empty();
        assertThat(tip("trace vfs_read(^")).isEqualTo("trace LINE");
    }
}
