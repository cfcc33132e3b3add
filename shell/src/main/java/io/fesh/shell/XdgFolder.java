// SPDX-License-Identifier: Apache-2.0
package io.fesh.shell;

import java.nio.file.Path;
import java.util.Map;

/**
 * fesh's folders by the XDG base directory specification. Under sudo HOME and the variables may
 * still be those of the user, in whose folders root must not leave files, so root's own home is
 * taken.
 */
enum XdgFolder {
    STATE("XDG_STATE_HOME", ".local/state"),
    CONFIG("XDG_CONFIG_HOME", ".config");

    private final String variable;
    private final String standard;

    XdgFolder(String variable, String standard) {
        this.variable = variable;
        this.standard = standard;
    }

    /**
     * @param home of the user whom the process runs as, by the passwd file
     */
    Path path(Map<String, String> environment, Path home) {
        String chosen = environment.get(variable);
        boolean own = !environment.containsKey("SUDO_UID");
        // the specification: a relative path is to be ignored
        Path base =
                own && chosen != null && chosen.startsWith("/")
                        ? Path.of(chosen)
                        : home.resolve(standard);
        return base.resolve("fesh");
    }
}
