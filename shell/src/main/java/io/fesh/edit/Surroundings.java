// SPDX-License-Identifier: Apache-2.0
package io.fesh.edit;

import org.jline.utils.AttributedString;

import java.util.List;

/** What is drawn around a line that is typed. Asked at every key and frame, so it must be quick. */
public interface Surroundings {

    /** How what was suggested to be typed next is drawn. */
    AttributedString suggestion(String rest);

    /** What stands below the line, from top to bottom; cut by who draws it. */
    List<AttributedString> below(String line, int cursor);

    /** Nothing. */
    Surroundings NONE =
            new Surroundings() {
                @Override
                public AttributedString suggestion(String rest) {
                    return new AttributedString(rest);
                }

                @Override
                public List<AttributedString> below(String line, int cursor) {
                    return List.of();
                }
            };
}
