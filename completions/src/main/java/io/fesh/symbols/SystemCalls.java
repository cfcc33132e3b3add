// SPDX-License-Identifier: Apache-2.0
package io.fesh.symbols;

import io.fesh.names.NameTable;

import java.util.ArrayList;
import java.util.List;

/**
 * The names of system calls that a line may use beside the one in kallsyms: {@code SyS_openat} and
 * {@code sys_openat} for {@code __x64_sys_openat} (x86-64 since 4.17).
 */
public final class SystemCalls {
    private static final String WRAPPER = "__x64_sys_";
    private static final String[] ALIASES = {"SyS_", "sys_"};

    private SystemCalls() {}

    /** With which other prefix {@code name} begins; empty if with none. */
    static String alias(String name) {
        for (String alias : ALIASES) {
            if (name.startsWith(alias)) {
                return alias;
            }
        }
        return "";
    }

    /** Which system call a name means, by any of its prefixes ({@code openat}); empty if none. */
    public static String call(String name) {
        String wrapper = wrapper(name);
        return wrapper.startsWith(WRAPPER) ? wrapper.substring(WRAPPER.length()) : "";
    }

    /** The name in kallsyms; a name that is no alias stays as it is. */
    static String wrapper(String name) {
        String alias = alias(name);
        return alias.isEmpty() ? name : WRAPPER + name.substring(alias.length());
    }

    /** A name of kallsyms as somebody who began with {@code alias} writes it. */
    static String as(String alias, String name) {
        return name.startsWith(WRAPPER) ? alias + name.substring(WRAPPER.length()) : name;
    }

    /** The system calls among some functions, without any prefix. */
    static NameTable table(NameTable functions) {
        byte[] prefix = Lines.bytes(WRAPPER);
        List<String> calls = new ArrayList<>();
        for (int name : functions.startingWith(prefix)) {
            calls.add(functions.name(name).substring(prefix.length));
        }
        return NameTable.of(calls);
    }
}
