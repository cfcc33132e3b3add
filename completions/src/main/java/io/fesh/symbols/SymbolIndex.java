// SPDX-License-Identifier: Apache-2.0
package io.fesh.symbols;

import io.fesh.kernel.KernelSymbols;
import io.fesh.kernel.TargetException;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** The names of one kernel, searchable while somebody types. Immutable once read. */
public final class SymbolIndex implements KernelSymbols {
    /** The files that {@link #read} wants, as the target names them. */
    public static final String KALLSYMS = "/proc/kallsyms";

    public static final String FUNCTIONS = "/sys/kernel/tracing/available_filter_functions";

    /** Of a kernel that is not known yet: no name, and every address as it is. */
    public static final SymbolIndex EMPTY = empty();

    private final Kallsyms symbols;
    private final NameTable functions;
    private final AddressOrder byAddress;

    private SymbolIndex(Kallsyms symbols, NameTable functions) {
        this.symbols = symbols;
        this.functions = functions;
        this.byAddress = new AddressOrder(symbols);
    }

    private static SymbolIndex empty() {
        try {
            return read(new byte[0], new byte[0]);
        } catch (TargetException e) {
            throw new AssertionError("nothing is malformed in no bytes", e);
        }
    }

    /**
     * @param kallsyms the bytes of {@link #KALLSYMS}
     * @param functions the bytes of {@link #FUNCTIONS}
     */
    public static SymbolIndex read(byte[] kallsyms, byte[] functions) throws TargetException {
        return new SymbolIndex(
                KallsymsReader.read(KALLSYMS, kallsyms),
                TraceableFunctions.read(FUNCTIONS, functions));
    }

    /** Names that can be traced; a name with several copies counts once. */
    public int functions() {
        return functions.size();
    }

    /** Symbols in all. */
    public int symbols() {
        return symbols.count();
    }

    @Override
    public int copies(String function) {
        int name = functions.find(Lines.bytes(SystemCalls.wrapper(function)));
        return name < 0 ? 0 : functions.copies(name);
    }

    @Override
    public OptionalLong addressOf(String name) {
        NameTable names = symbols.names();
        int found = names.find(Lines.bytes(name));
        if (found < 0) {
            found = names.find(Lines.bytes(SystemCalls.wrapper(name)));
        }
        if (found < 0) {
            return OptionalLong.empty();
        }
        int symbol = names.member(found, 0);
        for (int copy = 1; copy < names.copies(found); copy++) {
            symbol = Math.min(symbol, names.member(found, copy));
        }
        return OptionalLong.of(symbols.address(symbol));
    }

    @Override
    public List<String> nearSymbols(String name, int most) {
        return NearNames.find(symbols.names(), Lines.bytes(name), most);
    }

    /** The module of a function; empty for the kernel itself and for unknown names. */
    public String module(String function) {
        int name = symbols.names().find(Lines.bytes(SystemCalls.wrapper(function)));
        return name < 0 ? "" : symbols.module(symbols.names().member(name, 0));
    }

    @Override
    public String at(long address, boolean withOffset) {
        int symbol = byAddress.find(address);
        if (symbol < 0) {
            return "0x" + Long.toHexString(address);
        }
        StringBuilder text = new StringBuilder(symbols.name(symbol));
        long offset = address - symbols.address(symbol);
        if (withOffset && offset != 0) {
            text.append("+0x").append(Long.toHexString(offset));
        }
        if (!symbols.module(symbol).isEmpty()) {
            text.append(" [").append(symbols.module(symbol)).append(']');
        }
        return text.toString();
    }

    @Override
    public Standing standing(String function) {
        if (functions.find(Lines.bytes(SystemCalls.wrapper(function))) >= 0) {
            return Standing.TRACEABLE;
        }
        NameTable names = symbols.names();
        int name = names.find(Lines.bytes(function));
        if (name < 0) {
            return Standing.UNKNOWN;
        }
        for (int copy = 0; copy < names.copies(name); copy++) {
            if (symbols.isText(names.member(name, copy))) {
                return Standing.NOT_TRACEABLE;
            }
        }
        return Standing.NOT_A_FUNCTION;
    }

    @Override
    public List<String> near(String name, int most) {
        String alias = SystemCalls.alias(name);
        if (alias.isEmpty()) {
            return NearNames.find(functions, Lines.bytes(name), most);
        }
        return NearNames.find(functions, Lines.bytes(SystemCalls.wrapper(name)), most).stream()
                .map(found -> SystemCalls.as(alias, found))
                .toList();
    }

    @Override
    public Matches match(String typed, int most) {
        if (typed.indexOf('\n') >= 0) {
            return new Matches(List.of(), 0);
        }
        Ranking ranking = new Ranking(functions, most);
        String alias = SystemCalls.alias(typed);
        if (alias.isEmpty()) {
            ranking.add(Lines.bytes(typed));
            return new Matches(ranking.names(), ranking.total());
        }
        List<String> names = new ArrayList<>();
        ranking.addPrefix(Lines.bytes(SystemCalls.wrapper(typed)));
        ranking.names().forEach(name -> names.add(SystemCalls.as(alias, name)));
        Ranking plain = new Ranking(functions, most - names.size());
        plain.add(Lines.bytes(typed));
        names.addAll(plain.names());
        return new Matches(names, ranking.total() + plain.total());
    }
}
