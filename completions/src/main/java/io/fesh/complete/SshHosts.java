// SPDX-License-Identifier: Apache-2.0
package io.fesh.complete;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The hosts that somebody has given a name to in ssh_config(5); patterns are none. */
final class SshHosts {
    private static final Pattern LINE =
            Pattern.compile("\\s*Host(?:\\s*=\\s*|\\s+)(.*)", Pattern.CASE_INSENSITIVE);
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][\\w.-]*");

    private SshHosts() {}

    /** Reads {@code .ssh/config} each time; none if it cannot be read. */
    static Supplier<List<String>> of(Path home) {
        Path file = home.resolve(".ssh").resolve("config");
        return () -> {
            try {
                return hosts(Files.readString(file, StandardCharsets.ISO_8859_1));
            } catch (IOException e) {
                return List.of();
            }
        };
    }

    static List<String> hosts(String config) {
        List<String> hosts = new ArrayList<>();
        for (String line : config.split("\\R")) {
            Matcher host = LINE.matcher(line);
            if (host.matches()) {
                for (String name : host.group(1).replace("\"", "").strip().split("\\s+")) {
                    if (NAME.matcher(name).matches() && !hosts.contains(name)) {
                        hosts.add(name);
                    }
                }
            }
        }
        return hosts;
    }
}
