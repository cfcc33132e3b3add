// SPDX-License-Identifier: Apache-2.0
package io.fesh.btf;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The definitions in what {@code bpftool btf dump file X format c} prints, each made {@link
 * Peer#normal}, without what bpftool adds so that a compiler arrives at the same layout: numbered
 * names, bit fields as padding, attributes.
 */
final class CDefinitions {
    private static final Pattern NUMBERED = Pattern.compile("___\\d+\\b");
    private static final Pattern PADDING =
            Pattern.compile("^\\s*(char|short|int|long|long int)\\s*: *\\d+;$");
    private static final Pattern ATTRIBUTE =
            Pattern.compile(" ?__attribute__\\(\\((packed|aligned\\(\\d+\\))\\)\\)");
    private static final Pattern SUFFIX = Pattern.compile("(= -?\\d+)U?LL,");

    private final Set<String> texts = new HashSet<>();

    CDefinitions(List<String> lines) {
        StringBuilder open = new StringBuilder();
        for (String line : lines) {
            if (PADDING.matcher(line).matches() || line.startsWith("#")) {
                continue;
            }
            boolean inside = !open.isEmpty();
            if (!inside && !line.matches("(struct|union|enum|typedef)\\b.*")) {
                continue;
            }
            open.append(line).append('\n');
            boolean ends = inside ? line.startsWith("}") : line.endsWith(";");
            if (ends) {
                texts.add(normal(open.toString()));
                open.setLength(0);
            }
        }
    }

    boolean has(String definition) {
        return texts.contains(normal(definition));
    }

    /** Those that define a name, of which there may be several with one text. */
    long count() {
        return texts.stream()
                .filter(text -> text.startsWith("typedef ") || text.contains("{"))
                .filter(text -> !text.startsWith("enum{"))
                .count();
    }

    static String normal(String text) {
        String plain = NUMBERED.matcher(text).replaceAll("");
        plain = ATTRIBUTE.matcher(plain).replaceAll("");
        return Peer.normal(SUFFIX.matcher(plain).replaceAll("$1,"));
    }
}
