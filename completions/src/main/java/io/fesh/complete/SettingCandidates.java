// SPDX-License-Identifier: Apache-2.0
package io.fesh.complete;

import io.fesh.settings.Setting;
import io.fesh.settings.Settings;

import java.util.Optional;

/**
 * The settings, then the values of the one that stands there.
 *
 * @param files for one that can be a file
 */
record SettingCandidates(CandidateSource files) implements CandidateSource {

    @Override
    public void offer(CursorContext at, Candidates to) {
        if (at.before().isEmpty()) {
            for (Setting setting : Settings.ALL) {
                if (setting.name().startsWith(at.word())) {
                    to.add(setting.name(), setting.help(), true);
                }
            }
            return;
        }
        String name = at.before().split("\\s", 2)[0];
        Optional<Setting> setting = Settings.named(name);
        if (setting.isEmpty()) {
            return;
        }
        String typed = at.before().substring(name.length()).strip();
        if (typed.isEmpty()) {
            values(setting.get(), at.word(), to);
        }
        if (setting.get().file()) {
            files.offer(at.from(at.start() + at.before().indexOf(typed, name.length() + 1)), to);
        }
    }

    private static void values(Setting setting, String word, Candidates to) {
        for (String value : setting.values()) {
            if (value.startsWith(word)) {
                String remark = value.equals(setting.standard()) ? "the standard" : "";
                to.add(value, remark, false);
            }
        }
    }
}
