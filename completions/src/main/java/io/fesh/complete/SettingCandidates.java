// SPDX-License-Identifier: Apache-2.0
package io.fesh.complete;

import io.fesh.settings.Setting;
import io.fesh.settings.Settings;

/** The settings, then the values of the one that stands there. */
record SettingCandidates() implements CandidateSource {

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
        Settings.named(at.before().strip()).ifPresent(setting -> values(setting, at.word(), to));
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
