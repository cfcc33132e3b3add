// SPDX-License-Identifier: Apache-2.0
package io.fesh.view;

import io.fesh.render.Quoting;

import java.util.List;
import java.util.stream.Collectors;

/** Lines as RFC 4180 has them; what must not be seen raw is quoted as everywhere. */
public final class Csv {
    private Csv() {}

    public static String line(List<String> cells) {
        return cells.stream().map(Csv::cell).collect(Collectors.joining(","));
    }

    private static String cell(String text) {
        String visible = Quoting.visible(text);
        boolean plain = visible.chars().noneMatch(c -> c == ',' || c == '"');
        return plain ? visible : '"' + visible.replace("\"", "\"\"") + '"';
    }
}
