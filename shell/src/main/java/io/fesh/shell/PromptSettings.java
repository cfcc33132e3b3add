// SPDX-License-Identifier: Apache-2.0
package io.fesh.shell;

import io.fesh.render.Style;
import io.fesh.render.StyledText;
import io.fesh.settings.Setting;
import io.fesh.settings.Settings;

import java.io.IOException;
import java.util.Optional;

/** Makes the parts of a prompt be as was chosen, now and whenever something else is chosen. */
final class PromptSettings {
    private final Settings settings;
    private final Console console;
    private final TerminalOutput out;
    private final LineFrame frame;
    private final ThemeChoice themes;

    PromptSettings(
            Settings settings,
            Console console,
            TerminalOutput out,
            LineFrame frame,
            ThemeChoice themes) {
        this.settings = settings;
        this.console = console;
        this.out = out;
        this.frame = frame;
        this.themes = themes;
    }

    /**
     * @param kept where choices are read from, then kept; empty for nowhere
     */
    void start(Optional<SettingsFile> kept) {
        kept.ifPresent(
                file ->
                        file.load(settings)
                                .forEach(text -> out.diagnostic(StyledText.of(Style.HINT, text))));
        Settings.ALL.forEach(this::apply);
        settings.onChange(
                setting -> {
                    apply(setting);
                    kept.ifPresent(this::save);
                });
    }

    private void apply(Setting setting) {
        if (setting == Settings.THEME) {
            Theme theme = themes.of(settings.get(setting));
            out.theme(theme);
            frame.theme(theme);
        } else if (setting == Settings.SUGGESTIONS) {
            console.suggests(settings.isOn(setting));
        } else if (setting == Settings.HISTORY) {
            console.keeps(settings.number(setting));
        }
        // the others are asked for when they are needed
    }

    private void save(SettingsFile file) {
        try {
            file.save(settings);
        } catch (IOException e) {
            String text = "not kept for the next time: " + e.getMessage();
            out.diagnostic(StyledText.of(Style.HINT, text));
        }
    }
}
