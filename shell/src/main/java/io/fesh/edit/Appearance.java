// SPDX-License-Identifier: Apache-2.0
package io.fesh.edit;

import org.jline.utils.AttributedString;

import java.util.List;

/**
 * How a line that is typed looks, and what stands around it. Asked at every key and frame, so it
 * must be quick.
 */
public interface Appearance {

    /** The line with its colours. */
    AttributedString colored(String line);

    /** How what was suggested to be typed next is drawn. */
    AttributedString suggestion(String rest);

    /** What stands below the line, from top to bottom; what is longer than a row is cut. */
    List<AttributedString> below(String line, int cursor, int columns);

    /** No colours, and nothing around it. */
    Appearance PLAIN =
            new Appearance() {
                @Override
                public AttributedString colored(String line) {
                    return new AttributedString(line);
                }

                @Override
                public AttributedString suggestion(String rest) {
                    return new AttributedString(rest);
                }

                @Override
                public List<AttributedString> below(String line, int cursor, int columns) {
                    return List.of();
                }
            };
}
