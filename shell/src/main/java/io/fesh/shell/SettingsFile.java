// SPDX-License-Identifier: Apache-2.0
package io.fesh.shell;

import io.fesh.settings.Setting;
import io.fesh.settings.Settings;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where choices are kept: {@code NAME VALUE}, one a line, only those that differ from the standard.
 * Written as a whole beside the old one, which it then replaces.
 */
final class SettingsFile {
    private final Path file;

    SettingsFile(Path file) {
        this.file = file;
    }

    /**
     * Chooses what is kept.
     *
     * @return what cannot be, each with its place in the file
     */
    List<String> load(Settings settings) {
        List<String> complaints = new ArrayList<>();
        List<String> lines;
        try {
            lines = Files.readAllLines(file, StandardCharsets.UTF_8);
        } catch (NoSuchFileException e) {
            return complaints;
        } catch (IOException e) {
            return List.of(file + ": cannot be read: " + e.getMessage());
        }
        for (int i = 0; i < lines.size(); i++) {
            String[] words = lines.get(i).strip().split("\\s+", 2);
            Optional<Setting> setting = Settings.named(words[0]);
            if (setting.isPresent() && words.length == 2 && setting.get().accepts(words[1])) {
                settings.set(setting.get(), words[1]);
            } else if (!words[0].isEmpty() && !words[0].startsWith("#")) {
                complaints.add(file + ":" + (i + 1) + ": no such setting: " + lines.get(i));
            }
        }
        return complaints;
    }

    void save(Settings settings) throws IOException {
        StringBuilder text = new StringBuilder("# written by set\n");
        for (Setting setting : Settings.ALL) {
            String value = settings.get(setting);
            if (!setting.file() && !value.equals(setting.standard())) {
                text.append(setting.name()).append(' ').append(value).append('\n');
            }
        }
        Files.createDirectories(file.getParent());
        Path written = Files.createTempFile(file.getParent(), "settings", "");
        try {
            Files.writeString(written, text);
            Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(written);
        }
    }
}
