// SPDX-License-Identifier: Apache-2.0
package io.fesh.settings;

import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** What is chosen now. Safe for use by several threads. */
public final class Settings {
    public static final Setting THEME =
            Setting.choice("theme", "colours of the prompt", "auto", "dark", "light", "none");
    public static final Setting SUGGESTIONS =
            Setting.choice("suggestions", "lines typed before, in grey", "on", "off");
    public static final Setting TIPS =
            Setting.choice("tips", "what fits at the cursor, below the line", "on", "off");
    public static final Setting STATUS =
            Setting.choice("status", "target, events, rate and losses, below all", "on", "off");
    public static final Setting TIME =
            Setting.choice(
                    "time",
                    "of events: since boot, the one before or the first; of day",
                    "boot",
                    "relative",
                    "first",
                    "wall");
    public static final Setting FORM =
            Setting.choice("form", "of events: one line, or one a field", "line", "pretty");
    public static final Setting PAGER =
            Setting.choice("pager", "for results longer than the screen", "on", "off");
    public static final Setting HISTORY =
            Setting.number(
                    "history", "lines that are kept for the next time", 10_000, 0, 1_000_000);
    public static final Setting TRANSCRIPT =
            Setting.file("transcript", "what is typed and answered, as text", "off");

    /** The table: in the order in which it is shown. */
    public static final List<Setting> ALL =
            List.of(THEME, SUGGESTIONS, TIPS, STATUS, TIME, FORM, PAGER, HISTORY, TRANSCRIPT);

    private final Map<String, String> chosen = new ConcurrentHashMap<>();
    private final List<Consumer<Setting>> listeners = new CopyOnWriteArrayList<>();

    public static Optional<Setting> named(String name) {
        return ALL.stream().filter(setting -> setting.name().equals(name)).findFirst();
    }

    public String get(Setting setting) {
        return chosen.getOrDefault(setting.name(), setting.standard());
    }

    public boolean isOn(Setting setting) {
        return get(setting).equals("on");
    }

    public int number(Setting setting) {
        return Integer.parseInt(get(setting));
    }

    /**
     * @throws IllegalArgumentException it cannot be chosen
     * @throws java.io.UncheckedIOException it names a file that cannot be used; all is as before
     */
    public void set(Setting setting, String value) {
        if (!setting.accepts(value)) {
            throw new IllegalArgumentException(setting.name() + ": " + value);
        }
        String before = chosen.put(setting.name(), value);
        try {
            listeners.forEach(listener -> listener.accept(setting));
        } catch (UncheckedIOException e) {
            chosen.put(setting.name(), before == null ? setting.standard() : before);
            throw e;
        }
    }

    /** Tells {@code listener} of each choice from now on, on the thread that makes it. */
    public void onChange(Consumer<Setting> listener) {
        listeners.add(listener);
    }
}
