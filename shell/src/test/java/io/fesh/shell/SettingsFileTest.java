// SPDX-License-Identifier: Apache-2.0
package io.fesh.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.fesh.settings.Settings;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

class SettingsFileTest {
    @TempDir Path folder;

    private final Settings settings = new Settings();

    @Test
    void whatWasChosenIsThereTheNextTime() throws IOException {
        Path file = folder.resolve("fesh/settings");
        settings.set(Settings.THEME, "dark");
        settings.set(Settings.HISTORY, "7");
        new SettingsFile(file).save(settings);

        Settings next = new Settings();
        assertThat(new SettingsFile(file).load(next)).isEmpty();
        assertThat(next.get(Settings.THEME)).isEqualTo("dark");
        assertThat(next.number(Settings.HISTORY)).isEqualTo(7);
        assertThat(next.isOn(Settings.STATUS)).isTrue();
    }

    @Test
    void onlyWhatDiffersFromTheStandardIsKept() throws IOException {
        Path file = folder.resolve("settings");
        settings.set(Settings.TIPS, "off");
        settings.set(Settings.TIPS, "on");
        new SettingsFile(file).save(settings);
        assertThat(Files.readAllLines(file)).containsExactly("# written by set");
        assertThat(folder).isDirectoryContaining(path -> path.equals(file));
    }

    @Test
    void aLineThatIsNoSettingIsToldWithItsPlace() throws IOException {
        Path file = folder.resolve("settings");
        Files.writeString(file, "# mine\n\ntheme dark\ntheme pink\ncolour 3\n");
        assertThat(new SettingsFile(file).load(settings))
                .containsExactly(
                        file + ":4: no such setting: theme pink",
                        file + ":5: no such setting: colour 3");
        assertThat(settings.get(Settings.THEME)).isEqualTo("dark");
    }

    @Test
    void withoutAFileAllIsStandard() {
        assertThat(new SettingsFile(folder.resolve("none")).load(settings)).isEmpty();
        assertThat(settings.get(Settings.THEME)).isEqualTo("auto");
    }
}
