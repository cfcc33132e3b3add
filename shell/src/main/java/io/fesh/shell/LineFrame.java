// SPDX-License-Identifier: Apache-2.0
package io.fesh.shell;

import io.fesh.complete.KernelView;
import io.fesh.complete.LineColors;
import io.fesh.complete.SignatureTip;
import io.fesh.edit.Appearance;
import io.fesh.render.Style;
import io.fesh.render.StyledText;
import io.fesh.settings.Settings;

import org.jline.utils.AttributedString;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * How the line looks that is typed, and what stands around it, as far as it is wanted. The line is
 * drawn anew with each frame of events, so what was found out of it is kept until it is another.
 */
final class LineFrame implements Appearance {

    /** What something was found out of: the line, and what of the kernel was known. */
    private record Source(String line, int cursor, Object symbols, Object types, Object theme) {}

    /** What was found last. */
    private static final class Last<T> {
        private Source source;
        private T found;

        T of(Source now, Supplier<T> find) {
            if (!now.equals(source)) {
                found = find.get();
                source = now;
            }
            return found;
        }
    }

    private final Settings settings;
    private final KernelView kernel;
    private final Supplier<StyledText> status;
    private final BooleanSupplier inJava;
    private final Last<AttributedString> colors = new Last<>();
    private final Last<Optional<StyledText>> tip = new Last<>();
    private volatile AttributedTheme theme;

    /**
     * @param inJava whether the line goes on with Java that was begun before
     */
    LineFrame(
            Settings settings,
            KernelView kernel,
            BooleanSupplier inJava,
            Supplier<StyledText> status,
            Theme theme) {
        this.settings = settings;
        this.kernel = kernel;
        this.inJava = inJava;
        this.status = status;
        this.theme = new AttributedTheme(theme);
    }

    void theme(Theme other) {
        theme = new AttributedTheme(other);
    }

    private Source source(String line, int cursor) {
        return new Source(
                line,
                cursor,
                kernel.knownSymbols().orElse(null),
                kernel.knownTypes().orElse(null),
                theme);
    }

    @Override
    public AttributedString colored(String line) {
        AttributedTheme now = theme;
        return colors.of(source(line, 0), () -> now.line(line, pieces(line)));
    }

    private List<LineColors.Colored> pieces(String line) {
        return inJava.getAsBoolean()
                ? LineColors.ofJava(line, kernel)
                : LineColors.of(line, kernel);
    }

    @Override
    public AttributedString suggestion(String rest) {
        return theme.text(StyledText.of(Style.DIM, rest));
    }

    @Override
    public List<AttributedString> below(String line, int cursor, int columns) {
        List<AttributedString> below = new ArrayList<>();
        if (settings.isOn(Settings.TIPS) && !line.isBlank()) {
            tip.of(source(line, cursor), () -> SignatureTip.at(line, cursor, kernel))
                    .ifPresent(text -> below.add(theme.text(around(text, columns))));
        }
        if (settings.isOn(Settings.STATUS)) {
            below.add(theme.text(status.get()));
        }
        return below;
    }

    /** Where the tip is longer than the row, the part of it with what is at the cursor. */
    private static StyledText around(StyledText tip, int columns) {
        int end = 0;
        int currentEnd = 0;
        for (StyledText.Piece piece : tip.pieces()) {
            end += piece.text().length();
            if (piece.style() == Style.CURRENT) {
                currentEnd = end;
            }
        }
        // brackets, an ellipsis, and the column that stays free
        int cut = currentEnd + 6 - columns;
        return end < columns || cut <= 0 ? tip : from(tip, cut);
    }

    private static StyledText from(StyledText tip, int cut) {
        StyledText.Builder rest = StyledText.builder().add(Style.DIM, "...");
        int at = 0;
        for (StyledText.Piece piece : tip.pieces()) {
            int skipped = Math.min(piece.text().length(), Math.max(0, cut - at));
            rest.add(piece.style(), piece.text().substring(skipped));
            at += piece.text().length();
        }
        return rest.build();
    }
}
