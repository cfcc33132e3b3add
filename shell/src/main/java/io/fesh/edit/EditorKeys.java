// SPDX-License-Identifier: Apache-2.0
package io.fesh.edit;

import org.jline.keymap.KeyMap;
import org.jline.reader.Binding;
import org.jline.reader.Buffer;
import org.jline.reader.LineReader;
import org.jline.reader.Reference;
import org.jline.reader.Widget;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** What keys do here that they do not in JLine. */
final class EditorKeys {
    private final LineEditor editor;
    private final PrefixSearch search;

    EditorKeys(LineEditor editor, PrefixSearch search) {
        this.editor = editor;
        this.search = search;
    }

    void bind() {
        // the same keys that go right, where there is nothing more to go to
        accepting(LineReader.FORWARD_CHAR, UnaryOperator.identity());
        accepting(LineReader.END_OF_LINE, UnaryOperator.identity());
        accepting(LineReader.FORWARD_WORD, Suggestion::firstWord);
        for (String up :
                new String[] {LineReader.UP_LINE_OR_SEARCH, LineReader.UP_LINE_OR_HISTORY}) {
            walking(up, LineReader.UP_LINE, this::isFirstRow, search::older);
        }
        for (String down :
                new String[] {LineReader.DOWN_LINE_OR_SEARCH, LineReader.DOWN_LINE_OR_HISTORY}) {
            walking(down, LineReader.DOWN_LINE, this::isLastRow, search::newer);
        }
        KeyMap<Binding> keys = editor.getKeyMaps().get(LineReader.MAIN);
        // JLine would show the other bracket for half a second, and nothing else meanwhile
        keys.bind(new Reference(LineReader.SELF_INSERT), ")", "]", "}");
        for (FunctionKey key : FunctionKey.values()) {
            keys.bind(new Reference(key.widget()), key.sequences);
        }
        // as sent by terminals that do not follow the mode which their terminfo asks for
        keys.bind(new Reference(LineReader.UP_LINE_OR_SEARCH), "\033[A", "\033OA");
        keys.bind(new Reference(LineReader.DOWN_LINE_OR_SEARCH), "\033[B", "\033OB");
        keys.bind(new Reference(LineReader.FORWARD_CHAR), "\033[C", "\033OC");
        keys.bind(new Reference(LineReader.BACKWARD_CHAR), "\033[D", "\033OD");
        keys.bind(new Reference(LineReader.END_OF_LINE), "\033[F", "\033OF", "\033[4~");
        keys.bind(new Reference(LineReader.BEGINNING_OF_LINE), "\033[H", "\033OH", "\033[1~");
    }

    private void accepting(String widget, UnaryOperator<String> part) {
        editor.getWidgets()
                .put(
                        widget,
                        () -> {
                            String rest = editor.suggested();
                            if (rest.isEmpty()) {
                                return editor.builtin(widget);
                            }
                            editor.getBuffer().write(part.apply(rest));
                            return true;
                        });
    }

    private void walking(
            String widget,
            String withinLine,
            Function<Buffer, Boolean> atEdge,
            Function<String, Optional<String>> next) {
        Widget walk =
                () -> {
                    if (!atEdge.apply(editor.getBuffer())) {
                        return editor.builtin(withinLine);
                    }
                    next.apply(editor.getBuffer().toString()).ifPresent(editor::replace);
                    return true;
                };
        editor.getWidgets().put(widget, walk);
    }

    private boolean isFirstRow(Buffer line) {
        return line.upToCursor().indexOf('\n') < 0;
    }

    private boolean isLastRow(Buffer line) {
        return line.substring(line.cursor()).indexOf('\n') < 0;
    }
}
