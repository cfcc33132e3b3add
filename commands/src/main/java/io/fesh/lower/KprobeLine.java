// SPDX-License-Identifier: Apache-2.0
package io.fesh.lower;

import java.util.List;
import java.util.Map;

/**
 * The same event in the language of tracefs' kprobe_events (Linux 4.20 or later, for ustring 5.3).
 */
public final class KprobeLine {
    private static final List<String> REGISTERS = List.of("%di", "%si", "%dx", "%cx", "%r8", "%r9");

    /** Where the wrappers of system calls find their caller's: in the pt_regs at %di. */
    private static final List<Integer> CALLER = List.of(112, 104, 96, 56, 72, 64);

    private static final Map<String, String> WORDS =
            Map.ofEntries(
                    Map.entry("long", "s64"),
                    Map.entry("int", "s32"),
                    Map.entry("short", "s16"),
                    Map.entry("char", "s8"),
                    Map.entry("unsigned long", "u64"),
                    Map.entry("unsigned int", "u32"),
                    Map.entry("unsigned short", "u16"),
                    Map.entry("unsigned char", "u8"),
                    Map.entry("size_t", "u64"));

    private KprobeLine() {}

    /** {@code p:vfs_read vfs_read name=+0(+40(+24(%di))):string}. */
    public static String of(
            String event, String function, boolean systemCall, List<LoweredField> fields) {
        StringBuilder line = new StringBuilder("p:").append(event).append(' ').append(function);
        for (LoweredField field : fields) {
            line.append(' ').append(field.name()).append('=').append(fetch(field, systemCall));
        }
        return line.toString();
    }

    private static String fetch(LoweredField field, boolean systemCall) {
        String word = field.type().text();
        int bracket = word.indexOf('[');
        String element = bracket < 0 ? word : word.substring(0, bracket);
        boolean text = field.type().isString() || element.equals("char") && bracket >= 0;
        String type =
                text && !word.equals("ustring") ? "string" : WORDS.getOrDefault(element, element);
        if (bracket >= 0 && !text) {
            type += word.substring(bracket);
        }
        String at =
                systemCall
                        ? "+" + CALLER.get(field.register()) + "(%di)"
                        : REGISTERS.get(field.register());
        if (!field.direct()) {
            for (long load : field.loads()) {
                at = "+" + load + "(" + at + ")";
            }
            at = "+" + field.offset() + "(" + at + ")";
        }
        boolean another = field.direct() ? text || bracket >= 0 : text && !field.type().inPlace();
        return (another ? "+0(" + at + ")" : at) + ":" + type;
    }

    /** Bytes that an index of this type steps over. */
    static int size(String word) {
        int bracket = word.indexOf('[');
        String element = bracket < 0 ? word : word.substring(0, bracket);
        if (element.endsWith("string") || element.equals("symbol")) {
            return Long.BYTES;
        }
        String sized = WORDS.getOrDefault(element, element);
        return Integer.parseInt(sized.substring(1)) / Byte.SIZE;
    }
}
