// SPDX-License-Identifier: Apache-2.0
package io.fesh.types;

import io.fesh.kernel.CType;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Types of variables that BTF does not tell, which has the per-CPU ones only: those of globals.txt.
 * Which of them a kernel has is for its symbols to say.
 */
public final class WellKnownGlobals {
    private static final String LIST = "globals.txt";
    private static final Map<String, String> TYPES = read();

    /** A pointer only where what it points to has this link to the next one, else a list's head. */
    private static final Map<String, String> LINKS = Map.of("file_systems", "next");

    private WellKnownGlobals() {}

    private static Map<String, String> read() {
        try (InputStream in = WellKnownGlobals.class.getResourceAsStream(LIST)) {
            Map<String, String> types = new TreeMap<>();
            new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split(" \\| ", 2))
                    .forEach(
                            parts -> {
                                for (String name : parts[1].split(" ")) {
                                    types.put(name, parts[0]);
                                }
                            });
            return Collections.unmodifiableMap(types);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Optional<String> type(String name) {
        return Optional.ofNullable(TYPES.get(name));
    }

    /** Whether a variable can have its type of 6.1 on the kernel that this type is of. */
    static boolean fits(String name, CType type) {
        String link = LINKS.get(name);
        return link == null || type.target().flatMap(each -> each.member(link)).isPresent();
    }

    /** Of some kernel or other. */
    public static Set<String> names() {
        return TYPES.keySet();
    }
}
