// SPDX-License-Identifier: Apache-2.0
package io.fesh.pager;

import org.jline.keymap.BindingReader;
import org.jline.keymap.KeyMap;
import org.jline.terminal.Terminal;
import org.jline.utils.InfoCmp.Capability;

/** What the keys of a pager do. */
final class PagerKeys {
    enum Action {
        UP,
        DOWN,
        HALF_UP,
        HALF_DOWN,
        PAGE_UP,
        PAGE_DOWN,
        HOME,
        END,
        SEARCH,
        SEARCH_BACK,
        NEXT,
        PREVIOUS,
        LEAVE,
        OTHER
    }

    private final KeyMap<Action> map = new KeyMap<>();

    PagerKeys(Terminal terminal) {
        map.setUnicode(Action.OTHER);
        map.setNomatch(Action.OTHER);
        keys(terminal, Action.UP, Capability.key_up, "k", "y", "\020", "\033[A", "\033OA");
        keys(
                terminal,
                Action.DOWN,
                Capability.key_down,
                "j",
                "e",
                "\r",
                "\016",
                "\033[B",
                "\033OB");
        keys(terminal, Action.HALF_UP, Capability.key_sprevious, "u", "\025");
        keys(terminal, Action.HALF_DOWN, Capability.key_snext, "d", "\004");
        keys(terminal, Action.PAGE_UP, Capability.key_ppage, "b", "\002", "\033[5~");
        keys(terminal, Action.PAGE_DOWN, Capability.key_npage, " ", "f", "\006", "\033[6~");
        keys(terminal, Action.HOME, Capability.key_home, "g", "<", "\033[H", "\033OH", "\033[1~");
        keys(terminal, Action.END, Capability.key_end, "G", ">", "\033[F", "\033OF", "\033[4~");
        keys(terminal, Action.SEARCH, Capability.key_find, "/");
        keys(terminal, Action.SEARCH_BACK, Capability.key_sfind, "?");
        keys(terminal, Action.NEXT, Capability.key_next, "n");
        keys(terminal, Action.PREVIOUS, Capability.key_previous, "N");
        keys(terminal, Action.LEAVE, Capability.key_f3, "q", "Q", "\033OR", "\033[13~", "\033[[C");
    }

    private void keys(Terminal terminal, Action action, Capability key, String... sequences) {
        String sequence = KeyMap.key(terminal, key);
        if (sequence != null) {
            map.bind(action, sequence);
        }
        map.bind(action, sequences);
    }

    /** Null when there will be no more. */
    Action read(BindingReader reader) {
        return reader.readBinding(map);
    }
}
