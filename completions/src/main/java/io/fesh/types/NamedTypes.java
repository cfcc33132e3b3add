// SPDX-License-Identifier: Apache-2.0
package io.fesh.types;

import io.fesh.btf.Btf;
import io.fesh.btf.BtfKind;
import io.fesh.names.NameTable;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The names of one file's structs, unions, enums and typedefs, to be searched. Types of one sort
 * and name count once: files of the kernel that define their own each bring one.
 */
final class NamedTypes {
    static final Set<BtfKind> ENUMS = EnumSet.of(BtfKind.ENUM, BtfKind.ENUM64);
    static final Set<BtfKind> ALL =
            EnumSet.of(
                    BtfKind.STRUCT, BtfKind.UNION, BtfKind.ENUM, BtfKind.ENUM64, BtfKind.TYPEDEF);

    private final NameTable table;

    /** The type of each name that was given to the table. */
    private final int[] ids;

    /** Of each name a bit for every sort that it has. */
    private final byte[] sorts;

    private NamedTypes(NameTable table, int[] ids, byte[] sorts) {
        this.table = table;
        this.ids = ids;
        this.sorts = sorts;
    }

    static NamedTypes of(Btf btf) {
        List<String> names = new ArrayList<>();
        int[] ids = new int[btf.idCount() - btf.firstId()];
        for (int id = btf.firstId(); id < btf.idCount(); id++) {
            if (ALL.contains(btf.kind(id))) {
                String name = btf.name(id);
                if (!name.isEmpty()) {
                    ids[names.size()] = id;
                    names.add(name);
                }
            }
        }
        NameTable table = NameTable.of(names);
        byte[] sorts = new byte[table.size()];
        for (int name = 0; name < sorts.length; name++) {
            for (int copy = 0; copy < table.copies(name); copy++) {
                sorts[name] |= (byte) bit(btf.kind(ids[table.member(name, copy)]));
            }
        }
        return new NamedTypes(table, java.util.Arrays.copyOf(ids, names.size()), sorts);
    }

    private static int bit(BtfKind kind) {
        return switch (kind) {
            case STRUCT -> 1;
            case UNION -> 2;
            case TYPEDEF -> 4;
            default -> 8;
        };
    }

    NameTable table() {
        return table;
    }

    /** How many of some kinds have the name. */
    int count(int name, Set<BtfKind> kinds) {
        int wanted = 0;
        for (BtfKind kind : kinds) {
            wanted |= bit(kind);
        }
        return Integer.bitCount(sorts[name] & wanted);
    }

    /** The types of the name that are of some kinds, one of each. */
    List<Integer> ids(Btf btf, int name, Set<BtfKind> kinds) {
        List<Integer> found = new ArrayList<>();
        int seen = 0;
        for (int copy = 0; copy < table.copies(name); copy++) {
            int id = ids[table.member(name, copy)];
            BtfKind kind = btf.kind(id);
            if (kinds.contains(kind) && (seen & bit(kind)) == 0) {
                seen |= bit(kind);
                found.add(id);
            }
        }
        return found;
    }

    /** Bytes of heap, about. */
    long bytes() {
        return table.bytes() + 4L * ids.length + sorts.length;
    }
}
