// SPDX-License-Identifier: Apache-2.0
package io.fesh.symbols;

import io.fesh.kernel.KernelSymbols;
import io.fesh.kernel.TargetException;
import io.fesh.names.NamePattern;
import io.fesh.names.NameSearch;
import io.fesh.names.NameSearch.Found;
import io.fesh.names.NameTable;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The names of one kernel, searchable while somebody types. Immutable once read. */
public final class SymbolIndex implements KernelSymbols {
    /** The files that {@link #read} wants, as the target names them. */
    public static final String KALLSYMS = "/proc/kallsyms";

    public static final String FUNCTIONS = "/sys/kernel/tracing/available_filter_functions";

    public static final String MODULES = "/proc/modules";

    /**
     * Symbols in .text that begin no function: the room before one for its calls to be counted, or
     * checked (CONFIG_CALL_PADDING, CONFIG_CFI_CLANG); tables of static calls; and the linker's
     * marks around sections.
     */
    private static final List<byte[]> NO_FUNCTIONS =
            Stream.of("__pfx_", "__cfi_", "__SCT__").map(Lines::bytes).toList();

    private static final List<byte[]> MARKS =
            Stream.of("_text_start", "_text_end").map(Lines::bytes).toList();

    /** Of a kernel that is not known yet: no name, and every address as it is. */
    public static final SymbolIndex EMPTY = empty();

    private final Kallsyms symbols;
    private final NameTable functions;
    private final NameTable systemCalls;
    private final AddressOrder byAddress;

    /** Of each name of kallsyms. */
    private final Standing[] standings;

    private SymbolIndex(Kallsyms symbols, NameTable functions, LoadedModules modules) {
        this.symbols = symbols;
        this.functions = functions;
        this.systemCalls = SystemCalls.table(functions);
        this.byAddress = new AddressOrder(symbols, modules);
        this.standings = standings(symbols, functions);
    }

    private static Standing[] standings(Kallsyms symbols, NameTable functions) {
        NameTable names = symbols.names();
        Standing[] standings = new Standing[names.size()];
        for (int name = 0; name < standings.length; name++) {
            standings[name] = Standing.NOT_A_FUNCTION;
            int mark = name;
            boolean function = MARKS.stream().noneMatch(end -> names.endsWith(mark, end));
            for (int copy = 0; function && copy < names.copies(name); copy++) {
                if (symbols.isText(names.member(name, copy))) {
                    standings[name] = Standing.NOT_TRACEABLE;
                }
            }
        }
        for (byte[] prefix : NO_FUNCTIONS) {
            for (int name : names.startingWith(prefix)) {
                standings[name] = Standing.NOT_A_FUNCTION;
            }
        }
        functions.eachIn(names, name -> standings[name] = Standing.TRACEABLE);
        return standings;
    }

    private static SymbolIndex empty() {
        try {
            return read(new byte[0], new byte[0], LoadedModules.NONE);
        } catch (TargetException e) {
            throw new AssertionError("nothing is malformed in no bytes", e);
        }
    }

    /**
     * @param kallsyms the bytes of {@link #KALLSYMS}
     * @param functions the bytes of {@link #FUNCTIONS}
     * @param modules what was loaded when they were read
     */
    public static SymbolIndex read(byte[] kallsyms, byte[] functions, LoadedModules modules)
            throws TargetException {
        return new SymbolIndex(
                KallsymsReader.read(KALLSYMS, kallsyms),
                TraceableFunctions.read(FUNCTIONS, functions),
                modules);
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
        return standings[name];
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
        Matches well = match(typed, most, false);
        return well.total() > 0 ? well : match(typed, most, true);
    }

    /** By a system call's other name first: then its calls, then functions that are named so. */
    private Matches match(String typed, int most, boolean nearly) {
        List<String> names = new ArrayList<>();
        int total = 0;
        String alias = SystemCalls.alias(typed);
        if (!alias.isEmpty()) {
            String call = typed.substring(alias.length());
            Found calls = find(systemCalls, call, most, nearly);
            for (int name : calls.names()) {
                names.add(alias + systemCalls.name(name));
            }
            total = calls.total();
        }
        Found plain = find(functions, typed, most - names.size(), nearly);
        for (int name : plain.names()) {
            names.add(functions.name(name));
        }
        return new Matches(names, total + plain.total());
    }

    private static Found find(NameTable table, String typed, int most, boolean nearly) {
        return NameSearch.find(
                table, NamePattern.of(typed), most, nearly, name -> 1, name -> false);
    }

    @Override
    public Matches matchAny(String typed, int most) {
        NamePattern pattern = NamePattern.of(typed);
        Found well = matchAny(pattern, most, false);
        Found found = well.total() > 0 ? well : matchAny(pattern, most, true);
        return matches(found);
    }

    private Found matchAny(NamePattern pattern, int most, boolean nearly) {
        return NameSearch.find(
                symbols.names(), pattern, most, nearly, this::isFunction, this::isNotTraceable);
    }

    private int isFunction(int name) {
        return standings[name] == Standing.NOT_A_FUNCTION ? 0 : 1;
    }

    private boolean isNotTraceable(int name) {
        return standings[name] == Standing.NOT_TRACEABLE;
    }

    @Override
    public Matches search(Pattern expression, int most) throws InterruptedException {
        return matches(
                NameSearch.find(
                        symbols.names(), expression, most, this::isFunction, this::isNotTraceable));
    }

    private Matches matches(Found found) {
        List<String> names = new ArrayList<>();
        for (int name : found.names()) {
            names.add(symbols.names().name(name));
        }
        return new Matches(names, found.total());
    }

    /** Bytes of heap, about. */
    public long bytes() {
        return symbols.bytes() + functions.bytes() + byAddress.bytes() + 4L * standings.length;
    }
}
