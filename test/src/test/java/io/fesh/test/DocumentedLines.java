// SPDX-License-Identifier: Apache-2.0
package io.fesh.test;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The lines to type that the README and the manual page show. */
final class DocumentedLines {
    private static final Path README = Path.of("..", "README.md");
    private static final Path MAN_PAGE = Path.of("..", "shell", "src", "main", "man", "fesh.1");

    /** A row of a table in the README; the first column is what can be typed. */
    private static final Pattern ROW = Pattern.compile("\\| (`.*?`) \\|.*");

    private static final Pattern TYPED = Pattern.compile("`([^`]+)`");

    /** The filter of some line, which is none itself. */
    private static final Pattern FILTER = Pattern.compile("`\\w+ (==|!=|&|~|<|>)");

    /** Sections of the README whose tables hold lines of events. */
    private static final List<String> OF_EVENTS = List.of("Lines", "Names instead of offsets");

    private DocumentedLines() {}

    /** Those of the tables; {@code f} stands for any function. */
    static List<String> ofTables() throws IOException {
        List<String> lines = new ArrayList<>();
        String section = "";
        for (String text : Files.readAllLines(README)) {
            section = text.startsWith("## ") ? text.substring(3) : section;
            Matcher row = ROW.matcher(text.replace("\\|", "\0"));
            if (OF_EVENTS.contains(section) && row.matches() && !isFilter(row.group(1))) {
                TYPED.matcher(row.group(1))
                        .results()
                        .map(typed -> typed.group(1).replace('\0', '|'))
                        .map(typed -> typed.replaceFirst("^f\\(", "vfs_read("))
                        .forEach(lines::add);
            }
        }
        assertThat(lines).hasSizeGreaterThan(20);
        return lines;
    }

    private static boolean isFilter(String column) {
        return FILTER.matcher(column).lookingAt();
    }

    /** Each is a line typed at the prompt. */
    static List<String> ofTheManPage() throws IOException {
        List<String> lines =
                Files.readAllLines(MAN_PAGE).stream()
                        .dropWhile(line -> !line.equals(".SH EXAMPLES"))
                        .skip(1)
                        .takeWhile(line -> !line.startsWith(".SH "))
                        .filter(line -> line.startsWith(".B "))
                        .map(line -> line.substring(3).replace("\\-", "-"))
                        .map(line -> line.replaceAll("^\"|\"$", "").replace("\\(dq", "\""))
                        .toList();
        assertThat(lines).hasSizeGreaterThan(5);
        return lines;
    }

    /** The block of a section that is no session: lines as they stand, without what indents it. */
    static List<String> block(String section) throws IOException {
        return Files.readAllLines(README).stream()
                .dropWhile(line -> !line.equals("## " + section))
                .dropWhile(line -> !line.startsWith("    "))
                .filter(line -> line.startsWith("    ") || !line.isBlank())
                .takeWhile(line -> line.startsWith("    ") || line.startsWith("writes "))
                .filter(line -> line.startsWith("    "))
                .map(line -> line.substring(4))
                .toList();
    }
}
