// SPDX-License-Identifier: Apache-2.0
package io.fesh.test;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A session as somebody typed it, and what was to be seen:
 *
 * <pre>
 * # comments, and a line REQUIRES kernel or REQUIRES fake, before the first command;
 * # REQUIRES module NAME is a kernel that has it as a module with types of its own
 * > what is typed
 * >\ what is typed, with \x1b for a byte
 * {@literal @} what the played kernel does then (FakeKernel)
 * what is to be seen: see Expected
 * </pre>
 */
record SessionFile(String name, String requires, List<Step> steps) {

    /**
     * One line typed and what follows from it.
     *
     * @param line its number in the file
     */
    record Step(int line, byte[] typed, List<String> script, List<String> expected) {
        Step {
            script = List.copyOf(script);
            expected = List.copyOf(expected);
        }
    }

    SessionFile {
        steps = List.copyOf(steps);
    }

    boolean runsOn(String target) {
        return requires.isEmpty()
                || requires.equals(target)
                || target.equals("kernel") && !module().isEmpty();
    }

    /** The module that the kernel must have; empty if it need not have one. */
    String module() {
        return requires.startsWith("module ") ? requires.substring(7) : "";
    }

    static List<SessionFile> all(Path folder) throws IOException {
        List<SessionFile> sessions = new ArrayList<>();
        try (var files = Files.newDirectoryStream(folder, "*.session")) {
            for (Path file : files) {
                sessions.add(parse(file.getFileName().toString(), Files.readAllLines(file)));
            }
        }
        sessions.sort((a, b) -> a.name().compareTo(b.name()));
        return sessions;
    }

    static SessionFile parse(String name, List<String> lines) {
        String requires = "";
        List<Step> steps = new ArrayList<>();
        int at = 0;
        for (; at < lines.size() && !lines.get(at).startsWith(">"); at++) {
            String line = lines.get(at);
            if (line.startsWith("REQUIRES ")) {
                requires = line.substring(9).strip();
            } else if (!line.isBlank() && !line.startsWith("#")) {
                throw new IllegalArgumentException(name + ":" + (at + 1) + ": not a command");
            }
        }
        while (at < lines.size()) {
            int first = at++;
            List<String> script = new ArrayList<>();
            List<String> expected = new ArrayList<>();
            for (; at < lines.size() && !lines.get(at).startsWith(">"); at++) {
                if (lines.get(at).startsWith("@ ")) {
                    script.add(lines.get(at).substring(2));
                } else if (!lines.get(at).startsWith("# ")) {
                    expected.add(lines.get(at));
                }
            }
            while (!expected.isEmpty() && expected.get(expected.size() - 1).isBlank()) {
                expected.remove(expected.size() - 1);
            }
            steps.add(new Step(first + 1, typed(lines.get(first)), script, expected));
        }
        return new SessionFile(name, requires, steps);
    }

    private static byte[] typed(String line) {
        if (line.startsWith(">\\ ")) {
            return unescaped(line.substring(3));
        }
        String typed = line.substring(1);
        return (typed.startsWith(" ") ? typed.substring(1) : typed)
                .getBytes(StandardCharsets.UTF_8);
    }

    /** Undoes {@code \xNN}, {@code \n} and a backslash before anything else. */
    static byte[] unescaped(String text) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c != '\\') {
                out.writeBytes(String.valueOf(c).getBytes(StandardCharsets.UTF_8));
                continue;
            }
            c = text.charAt(++at);
            if (c == 'x') {
                out.write(Integer.parseInt(text.substring(at + 1, at + 3), 16));
                at += 2;
            } else {
                out.write(c == 'n' ? '\n' : c);
            }
        }
        return out.toByteArray();
    }
}
