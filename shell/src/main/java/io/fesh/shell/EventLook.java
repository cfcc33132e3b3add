// SPDX-License-Identifier: Apache-2.0
package io.fesh.shell;

import io.fesh.kernel.TargetException;
import io.fesh.kernel.TraceTarget;
import io.fesh.render.ErrorRenderer;
import io.fesh.render.TextRenderer;
import io.fesh.settings.Setting;
import io.fesh.settings.Settings;

import java.util.Optional;
import java.util.function.Supplier;

/** Makes events be told as was chosen: by which clock, and in which form. */
final class EventLook {
    private final Settings settings;
    private final ShellOutput out;
    private final Supplier<Optional<TraceTarget>> attached;

    EventLook(Settings settings, ShellOutput out, Supplier<Optional<TraceTarget>> attached) {
        this.settings = settings;
        this.out = out;
        this.attached = attached;
        settings.onChange(this::chosen);
    }

    private void chosen(Setting setting) {
        if (setting == Settings.TIME) {
            attached.get().ifPresent(this::clockOf);
        } else if (setting == Settings.FORM) {
            boolean pretty = settings.get(Settings.FORM).equals("pretty");
            out.form(pretty ? TextRenderer.Form.PRETTY : TextRenderer.Form.LINE);
        }
    }

    /** From now on the hits are this target's. */
    void clockOf(TraceTarget target) {
        try {
            out.clock(TargetClock.chosen(settings, target));
        } catch (TargetException e) {
            ErrorRenderer.lines(e).forEach(out::diagnostic);
        }
    }
}
