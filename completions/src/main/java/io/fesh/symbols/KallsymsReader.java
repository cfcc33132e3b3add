// SPDX-License-Identifier: Apache-2.0
package io.fesh.symbols;

import io.fesh.kernel.TargetException;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads /proc/kallsyms, a line for each symbol: address in hex, a blank, the letter of its type as
 * in nm(1), a blank, the name and, for a symbol of a module, a tab and {@code [module]}.
 *
 * <pre>
 * ffffffff812d5b40 T vfs_read
 * ffffffffc02a1000 t fesh_hit	[fesh]
 * </pre>
 *
 * Where kptr_restrict hides addresses all of them are 0.
 */
final class KallsymsReader {
    private static final int GUESSED_LINE = 40;

    private final Lines lines;
    private int count;
    private long[] address;
    private byte[] type;
    private int[] start;
    private int[] end;
    private short[] module;
    private final List<String> modules = new ArrayList<>();
    private final Map<String, Short> moduleIndex = new HashMap<>();

    private KallsymsReader(String path, byte[] text) {
        lines = new Lines(path, text);
        int guess = text.length / GUESSED_LINE + 16;
        address = new long[guess];
        type = new byte[guess];
        start = new int[guess];
        end = new int[guess];
        module = new short[guess];
    }

    static Kallsyms read(String path, byte[] text) throws TargetException {
        return new KallsymsReader(path, text).read();
    }

    private Kallsyms read() throws TargetException {
        while (lines.next()) {
            readLine();
        }
        return new Kallsyms(lines.text, count, start, end, address, type, module, modules);
    }

    private void readLine() throws TargetException {
        byte[] text = lines.text;
        int at = lines.start;
        long value = 0;
        while (at < lines.end && text[at] != ' ') {
            int digit = Character.digit(text[at], 16);
            if (digit < 0 || at - lines.start >= 16) {
                throw lines.malformed("address is not a hex number of up to 16 digits");
            }
            value = value << 4 | digit;
            at++;
        }
        if (at == lines.start) {
            throw lines.malformed("address is missing");
        }
        if (at + 3 >= lines.end || text[at + 2] != ' ') {
            throw lines.malformed("symbol has no type and name after its address");
        }
        int nameStart = at + 3;
        int nameEnd = lines.find(nameStart, '\t');
        if (nameEnd == nameStart) {
            throw lines.malformed("symbol has no name");
        }
        if (count == start.length) {
            grow();
        }
        address[count] = value;
        type[count] = text[at + 1];
        start[count] = nameStart;
        end[count] = nameEnd;
        module[count] = nameEnd == lines.end ? Kallsyms.NO_MODULE : module(nameEnd + 1);
        count++;
    }

    private short module(int from) throws TargetException {
        byte[] text = lines.text;
        if (lines.end - from < 3 || text[from] != '[' || text[lines.end - 1] != ']') {
            throw lines.malformed("module is not in brackets");
        }
        String name = lines.shown(from + 1, lines.end - 1);
        Short known = moduleIndex.get(name);
        if (known == null) {
            if (modules.size() == Short.MAX_VALUE) {
                throw lines.malformed("symbols are of more than " + modules.size() + " modules");
            }
            known = (short) modules.size();
            modules.add(name);
            moduleIndex.put(name, known);
        }
        return known;
    }

    private void grow() {
        int more = count + (count >> 1);
        address = Arrays.copyOf(address, more);
        type = Arrays.copyOf(type, more);
        start = Arrays.copyOf(start, more);
        end = Arrays.copyOf(end, more);
        module = Arrays.copyOf(module, more);
    }
}
