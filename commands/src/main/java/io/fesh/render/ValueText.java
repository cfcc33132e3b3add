// SPDX-License-Identifier: Apache-2.0
package io.fesh.render;

import io.fesh.event.Base;
import io.fesh.event.Field;
import io.fesh.event.FieldValue;
import io.fesh.kernel.KernelSymbols;

import java.util.List;

/** A value as it stands behind the name of its field. Remembers symbols: one for each thread. */
final class ValueText {
    private final SymbolNames addresses;

    ValueText(KernelSymbols symbols) {
        addresses = new SymbolNames(symbols, true);
    }

    /** Where an address is: {@code vfs_read+0x1f}. */
    String symbol(long address) {
        return addresses.at(address);
    }

    /** As what it stands for, else as it was recorded. */
    Style append(StringBuilder out, Field field, FieldValue value) {
        return MeaningText.append(out, field, value) ? Style.NUMBER : plain(out, field, value);
    }

    /** As it was recorded. */
    Style plain(StringBuilder out, Field field, FieldValue value) {
        if (value instanceof FieldValue.Num num) {
            number(out, field.base(), num);
            return Style.NUMBER;
        } else if (value instanceof FieldValue.Text text) {
            out.append('"');
            Quoting.append(out, text.bytes(), 0, text.bytes().length);
            out.append(text.cut() ? "\"..." : "\"").append(text.late() ? "(late)" : "");
            return Style.STRING;
        } else if (value instanceof FieldValue.Symbol symbol) {
            out.append(addresses.at(symbol.address()));
            return Style.SYMBOL;
        } else if (value instanceof FieldValue.Array array) {
            return array(out, field, array.elements());
        } else if (value instanceof FieldValue.Stack stack) {
            out.append("0x");
            Numbers.appendHex(out, stack.hash(), Long.BYTES, 1);
            return Style.NUMBER;
        }
        out.append("(fault)");
        return Style.FAULT;
    }

    private static void number(StringBuilder out, Base base, FieldValue.Num num) {
        switch (base) {
            case HEX -> {
                out.append("0x");
                Numbers.appendHex(out, num.bits(), num.size(), 1);
            }
            case UNSIGNED -> Numbers.appendUnsigned(out, num.bits());
            case CHAR -> {
                out.append('\'');
                CharArrays.appendChar(out, (byte) num.bits());
                out.append('\'');
            }
            default -> out.append(num.bits());
        }
    }

    private Style array(StringBuilder out, Field field, List<FieldValue> elements) {
        if (field.base() == Base.CHAR) {
            byte[] text = CharArrays.text(elements);
            out.append('"');
            Quoting.append(out, text, 0, text.length);
            out.append('"');
            return Style.STRING;
        }
        out.append('{');
        for (int i = 0; i < elements.size(); i++) {
            if (i > 0) {
                out.append(',');
            }
            if (field.base() == Base.HEX && elements.get(i) instanceof FieldValue.Num num) {
                Numbers.appendHex(out, num.bits(), num.size(), 2 * num.size());
            } else {
                plain(out, field, elements.get(i));
            }
        }
        out.append('}');
        return Style.NUMBER;
    }
}
