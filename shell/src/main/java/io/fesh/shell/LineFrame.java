// SPDX-License-Identifier: Apache-2.0
package io.fesh.shell;

import io.fesh.edit.Surroundings;
import io.fesh.render.Style;
import io.fesh.render.StyledText;
import io.fesh.settings.Settings;

import org.jline.utils.AttributedString;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** What stands around the line that is typed, as far as it is wanted. */
final class LineFrame implements Surroundings {
    private static final Style SUGGESTION = Style.DIM;

    private final Settings settings;
    private final Supplier<StyledText> status;
    private volatile Theme theme;

    LineFrame(Settings settings, Supplier<StyledText> status, Theme theme) {
        this.settings = settings;
        this.status = status;
        this.theme = theme;
    }

    void theme(Theme other) {
        theme = other;
    }

    @Override
    public AttributedString suggestion(String rest) {
        // without colours it must still not look as if it had been typed
        return theme.isPlain()
                ? AttributedString.fromAnsi("\033[2m" + rest)
                : attributed(StyledText.of(SUGGESTION, rest));
    }

    @Override
    public List<AttributedString> below(String line, int cursor) {
        List<AttributedString> below = new ArrayList<>();
        if (settings.isOn(Settings.STATUS)) {
            below.add(attributed(status.get()));
        }
        return below;
    }

    private AttributedString attributed(StyledText text) {
        StringBuilder ansi = new StringBuilder();
        theme.append(ansi, text);
        return AttributedString.fromAnsi(ansi.toString());
    }
}
