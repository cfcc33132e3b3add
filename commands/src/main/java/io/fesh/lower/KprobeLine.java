// SPDX-License-Identifier: Apache-2.0
package io.fesh.lower;

import java.util.List;
import java.util.Map;
import java.util.Optional;

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

    /**
     * {@code p:vfs_read vfs_read name=+0(+40(+24(%di))):string}; empty if a field is nothing that
     * they can fetch.
     */
    public static Optional<String> of(
            String event, String function, boolean systemCall, List<LoweredField> fields) {
        return fetches(systemCall, fields).map(fetches -> "p:" + event + " " + function + fetches);
    }

    /** The same for perf probe, which then needs no debug information. */
    public static Optional<String> perf(
            String event, String function, boolean systemCall, List<LoweredField> fields) {
        int colon = function.indexOf(':');
        String module = colon < 0 ? "" : "-m " + function.substring(0, colon) + " ";
        String name = event + "=" + function.substring(colon + 1);
        return fetches(systemCall, fields)
                .map(fetches -> "perf probe " + module + "-a '" + name + fetches + "'");
    }

    private static Optional<String> fetches(boolean systemCall, List<LoweredField> fields) {
        StringBuilder text = new StringBuilder();
        for (LoweredField field : fields) {
            Way way = field.way();
            boolean signedBits = field.type().text().startsWith("sb");
            if (way.isComputed() || way.address().equals(Way.CURRENT) || signedBits) {
                return Optional.empty();
            }
            text.append(' ').append(field.name()).append('=').append(fetch(field, systemCall));
        }
        return Optional.of(text.toString());
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
        Way way = field.way();
        String at = way.register() == Way.NONE ? "" : register(way.register(), systemCall);
        if (!way.isDirect()) {
            for (long load : way.loads()) {
                at = behind(at, way.address(), load);
            }
            at = behind(at, way.address(), way.offset());
        }
        boolean another = way.isDirect() ? text || bracket >= 0 : text && !field.type().inPlace();
        return (another ? "+0(" + at + ")" : at) + ":" + type;
    }

    private static String register(int register, boolean systemCall) {
        return systemCall ? "+" + CALLER.get(register) + "(%di)" : REGISTERS.get(register);
    }

    /** What lies so far behind {@code at}, or, if that is empty, behind a symbol or an address. */
    private static String behind(String at, String address, long offset) {
        String signed = (offset < 0 ? "" : "+") + offset;
        return at.isEmpty()
                ? "@" + address.replaceFirst("^\\$", "") + (offset == 0 ? "" : signed)
                : signed + "(" + at + ")";
    }

    /** Bytes that an index of this type steps over. */
    static int size(String word) {
        int bracket = word.indexOf('[');
        String element = bracket < 0 ? word : word.substring(0, bracket);
        if (element.endsWith("string") || element.equals("symbol")) {
            return Long.BYTES;
        }
        if (element.contains("/")) {
            return Integer.parseInt(element.substring(element.indexOf('/') + 1)) / Byte.SIZE;
        }
        String sized = WORDS.getOrDefault(element, element);
        return Integer.parseInt(sized.substring(1)) / Byte.SIZE;
    }
}
