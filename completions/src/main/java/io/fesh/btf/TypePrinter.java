// SPDX-License-Identifier: Apache-2.0
package io.fesh.btf;

import io.fesh.btf.StructLayout.Hole;
import io.fesh.btf.StructLayout.Slot;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The text of {@code ptype}: a whole definition in C, anonymous members written out.
 *
 * @param offsets each member of a struct is followed by its offset and size
 * @param holes unused bytes are shown, and summed up at the end
 */
public record TypePrinter(Btf btf, boolean offsets, boolean holes) {
    private static final String INDENT = "    ";

    /** Lines longer than that do not move the column of offsets; their offset follows the text. */
    private static final int WIDEST = 72;

    /** Between a line's text and its offset until the column is known; no name has a tab. */
    private static final char COLUMN = '\t';

    /** The kernel's longest definitions have some hundred thousand. */
    private static final int MAX_CHARACTERS = 8 << 20;

    /** Lines joined by {@code \n}, the last without one. */
    public String print(int id) {
        return align(new Run().definition(id).split("\n"));
    }

    private static String align(String[] lines) {
        int column =
                Arrays.stream(lines)
                        .mapToInt(line -> line.indexOf(COLUMN))
                        .filter(width -> width <= WIDEST)
                        .max()
                        .orElse(0);
        for (int i = 0; i < lines.length; i++) {
            int width = lines[i].indexOf(COLUMN);
            if (width >= 0) {
                String gap = " ".repeat(Math.max(0, column - width) + 2);
                lines[i] = lines[i].substring(0, width) + gap + lines[i].substring(width + 1);
            }
        }
        return String.join("\n", lines);
    }

    /**
     * One call of print, which counts its text: anonymous types inside each other can be a bomb.
     */
    private final class Run {
        private int characters;
        private int depth;
        private int holeCount;
        private long holeBits;

        String definition(int id) {
            if (btf.type(id) instanceof BtfType.Enumeration type && type.values().isEmpty()) {
                // how BTF says that an enum is declared and never defined
                return keyword(id) + ';';
            }
            return switch (btf.kind(id)) {
                case STRUCT, UNION -> keyword(id) + ' ' + body(id, 0, "") + ';' + summary(id);
                case ENUM, ENUM64 -> keyword(id) + ' ' + body(id, 0, "") + ';';
                case TYPEDEF -> "typedef " + declaration(btf.target(id), btf.name(id), 0, "") + ';';
                case DATASEC -> section(id);
                default -> declaration(id, "", 0, "") + ';';
            };
        }

        private String keyword(int id) {
            String word =
                    btf.kind(id).isEnum() ? "enum" : btf.kind(id).name().toLowerCase(Locale.ROOT);
            return btf.name(id).isEmpty() ? word : word + ' ' + btf.name(id);
        }

        private String declaration(int id, String name, long bitOffset, String indent) {
            // what is behind a pointer has offsets of its own
            long inner = btf.kind(btf.resolve(id)) == BtfKind.PTR ? 0 : bitOffset;
            return CDeclaration.of(btf, id, name, anonymous -> body(anonymous, inner, indent));
        }

        private String body(int id, long bitOffset, String indent) {
            if (++depth > Btf.MAX_DEPTH) {
                throw btf.malformed(id, "type [" + id + "] is inside itself");
            }
            StringBuilder out = new StringBuilder("{\n");
            Optional<StructLayout> layout = StructLayout.of(btf, id);
            if (layout.isPresent()) {
                members(layout.get(), bitOffset, indent + INDENT, out);
            } else {
                values(id, indent + INDENT, out);
            }
            depth--;
            return out.append(indent).append('}').toString();
        }

        private void members(
                StructLayout layout, long bitOffset, String indent, StringBuilder out) {
            Iterator<Hole> unused = (holes ? layout.holes() : List.<Hole>of()).iterator();
            Hole hole = unused.hasNext() ? unused.next() : null;
            int index = 0;
            for (Slot slot : layout.slots()) {
                if (hole != null && hole.before() == index) {
                    line(out, indent + "/* hole: " + hole.extent() + " */", layout.id());
                    holeCount++;
                    holeBits += hole.bits();
                    hole = unused.hasNext() ? unused.next() : null;
                }
                index++;
                long place = bitOffset + slot.bitOffset();
                String text = indent + declaration(slot.type(), slot.name(), place, indent);
                if (slot.bitField()) {
                    text += (slot.name().isEmpty() ? " :" : ":") + slot.bits();
                }
                line(out, offsets ? withPlace(text + ';', slot, place) : text + ';', layout.id());
            }
            if (hole != null) {
                line(out, indent + "/* padding: " + hole.extent() + " */", layout.id());
            }
        }

        private String withPlace(String text, Slot slot, long place) {
            if (!slot.bitField()) {
                return text + COLUMN + "/* %5d    %5d */".formatted(place / 8, slot.bits() / 8);
            }
            // the storage unit as C sees it, and the first bit in it
            long unit = Math.max(1, btf.sizeOf(slot.type()).orElse(1));
            long bit = place % (unit * 8);
            return text + COLUMN + "/* %5d:%-2d %5d */".formatted((place - bit) / 8, bit, unit);
        }

        private void values(int id, String indent, StringBuilder out) {
            BtfType.Enumeration type = (BtfType.Enumeration) btf.type(id);
            for (BtfType.Enumerator value : type.values()) {
                String number =
                        type.signed()
                                ? Long.toString(value.value())
                                : Long.toUnsignedString(value.value());
                line(out, indent + value.name() + " = " + number + ',', id);
            }
        }

        private String summary(int id) {
            if (!offsets && !holes) {
                return "";
            }
            StructLayout layout = StructLayout.of(btf, id).orElseThrow();
            StringBuilder out = new StringBuilder("\n/* size: " + layout.size());
            out.append(", members: ").append(layout.slots().size());
            if (holes) {
                for (Hole hole : layout.holes()) {
                    if (hole.before() == layout.slots().size()) {
                        out.append(", padding: ").append(hole.extent());
                    }
                }
                if (holeCount > 0) {
                    out.append(", holes: ").append(holeCount).append(", together ");
                    out.append(new Hole(0, 0, holeBits).extent());
                }
            }
            return out.append(" */").toString();
        }

        private String section(int id) {
            BtfType.Section section = (BtfType.Section) btf.type(id);
            StringBuilder out = new StringBuilder("section " + section.name() + " {\n");
            for (BtfType.Placement placed : section.variables()) {
                String text = INDENT + CDeclaration.of(btf, placed.variable()) + ';';
                line(
                        out,
                        offsets
                                ? text
                                        + COLUMN
                                        + "/* %5d    %5d */"
                                                .formatted(placed.offset(), placed.size())
                                : text,
                        id);
            }
            return out.append("};").toString();
        }

        private void line(StringBuilder out, String text, int id) {
            characters += text.length() + 1;
            if (characters > MAX_CHARACTERS) {
                throw btf.malformed(id, "type [" + id + "] is in a definition without end");
            }
            out.append(text).append('\n');
        }
    }
}
