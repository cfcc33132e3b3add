// SPDX-License-Identifier: Apache-2.0
package io.fesh.verb;

import io.fesh.parse.LineError;
import io.fesh.parse.Suggestions;
import io.fesh.parse.Word;
import io.fesh.render.Json;
import io.fesh.render.Table;
import io.fesh.settings.Setting;
import io.fesh.settings.Settings;

import java.io.UncheckedIOException;
import java.util.List;

/** {@code set}: what is chosen about the shell, and choosing something else. */
final class SetCommand extends Verb {

    SetCommand() {
        super(
                Manual.of("set [NAME [VALUE]]", "shows the settings, or changes one")
                        .takes(ArgKind.SETTING)
                        .examples("set", "set theme dark", "set status off"));
    }

    @Override
    public boolean isRead() {
        return true;
    }

    @Override
    public void run(Session session, Call call) throws LineError {
        List<Word> words = call.words();
        if (words.size() > 2) {
            throw call.unexpected(words.get(2), usage());
        }
        if (words.isEmpty()) {
            show(session, Settings.ALL);
            return;
        }
        Setting setting = setting(call.line(), words.get(0));
        if (words.size() == 1) {
            show(session, List.of(setting));
            return;
        }
        Word value = words.get(1);
        if (!setting.accepts(value.text())) {
            throw new LineError(
                    call.line(),
                    value.span(),
                    setting.name()
                            + " cannot be "
                            + Phrases.name(value.text())
                            + ": it is "
                            + setting.range(),
                    "try: set " + setting.name() + " " + setting.standard());
        }
        try {
            session.settings().set(setting, value.text());
        } catch (UncheckedIOException e) {
            throw new LineError(call.line(), value.span(), e.getMessage(), "");
        }
    }

    private static Setting setting(String line, Word name) throws LineError {
        var found = Settings.named(name.text());
        if (found.isPresent()) {
            return found.get();
        }
        List<String> names = Settings.ALL.stream().map(Setting::name).toList();
        List<String> near = Suggestions.near(name.text(), names, 1);
        throw new LineError(
                line,
                name.span(),
                Phrases.name(name.text()) + " is not a setting",
                near.isEmpty() ? "try: set" : "try: set " + near.get(0));
    }

    private static void show(Session session, List<Setting> settings) {
        Table table =
                new Table(
                        Table.left("setting"),
                        Table.left("value"),
                        Table.left("can be"),
                        Table.left(""));
        for (Setting setting : settings) {
            String value = session.settings().get(setting);
            table.row(setting.name(), value, setting.range(), setting.help());
        }
        List<String> objects =
                settings.stream().map(each -> object(each, session.settings().get(each))).toList();
        session.out().data(table.lines(), objects);
    }

    private static String object(Setting setting, String value) {
        return "{\"setting\":"
                + Json.string(setting.name())
                + ",\"value\":"
                + Json.string(value)
                + ",\"standard\":"
                + Json.string(setting.standard())
                + "}";
    }
}
