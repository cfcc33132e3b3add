// SPDX-License-Identifier: Apache-2.0
package io.fesh.shell;

/**
 * What decides on the colours of a terminal besides the setting: a theme that was chosen by name
 * comes before NO_COLOR (no-color.org), but not before {@code --color never}.
 *
 * @param standard what holds for {@code auto} on a ground that is not known
 * @param colors how many the terminal has
 * @param groundHint COLORFGBG; null if the terminal does not set it
 */
record ThemeChoice(Options.Colors asked, Theme standard, int colors, String groundHint) {

    /** The theme for a value of the setting. */
    Theme of(String setting) {
        boolean never = asked == Options.Colors.NEVER;
        if (never || setting.equals("auto") && standard.isPlain()) {
            return Theme.PLAIN;
        }
        return Theme.named(setting, colors, groundHint);
    }
}
