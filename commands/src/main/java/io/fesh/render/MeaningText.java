// SPDX-License-Identifier: Apache-2.0
package io.fesh.render;

import io.fesh.event.Base;
import io.fesh.event.Errno;
import io.fesh.event.Field;
import io.fesh.event.FieldValue;
import io.fesh.event.Meaning;

import java.util.List;

/** Values as what they stand for: {@code O_RDWR|O_CREAT}, {@code -ENOENT}, {@code 10.0.2.15:80}. */
final class MeaningText {
    /** In nanoseconds. */
    private static final long SECOND = 1_000_000_000L;

    private MeaningText() {}

    /** Appends what a value stands for; nothing, and false, if it is no more than itself. */
    static boolean append(StringBuilder out, Field field, FieldValue value) {
        Meaning meaning = field.source().meaning();
        if (meaning instanceof Meaning.None) {
            return false;
        } else if (value instanceof FieldValue.Num num) {
            return number(out, meaning, field.base(), num);
        } else if (value instanceof FieldValue.Array array) {
            return array(out, meaning, array.elements());
        }
        return false;
    }

    private static boolean number(
            StringBuilder out, Meaning meaning, Base base, FieldValue.Num num) {
        long bits = num.bits();
        if (meaning instanceof Meaning.Flags flags) {
            return flags(out, flags.flags(), bits, num.size());
        } else if (meaning instanceof Meaning.Enumerators enumerators) {
            return word(out, enumerators.name(signed(enumerators, num), ""));
        } else if (meaning instanceof Meaning.ErrorOrValue) {
            boolean whole = base == Base.SIGNED || num.size() == Long.BYTES;
            return whole && bits < 0 && bits >= -Errno.MAX && word(out, Errno.name((int) -bits));
        } else if (meaning instanceof Meaning.Truth) {
            return bits >>> 1 == 0 && word(out, bits == 0 ? "false" : "true");
        } else if (meaning instanceof Meaning.FileMode) {
            out.append(bits == 0 ? "" : "0").append(Long.toOctalString(bits));
            return true;
        } else if (meaning instanceof Meaning.InternetAddress && num.size() == 4) {
            InternetText.v4(out, bits);
            return true;
        } else if (meaning instanceof Meaning.NetworkOrder order) {
            networkOrder(out, order, num);
            return true;
        } else if (meaning instanceof Meaning.Time) {
            out.append(bits < 0 ? "-" : "");
            time(out, Math.abs(bits / SECOND), Math.abs(bits % SECOND));
            return true;
        }
        return false;
    }

    private static boolean word(StringBuilder out, String word) {
        out.append(word);
        return !word.isEmpty();
    }

    /** An enum's constants are as wide as it is, and have its sign. */
    private static long signed(Meaning.Enumerators enumerators, FieldValue.Num num) {
        boolean negative =
                !enumerators.constants().isEmpty() && enumerators.constants().get(0).value() < 0;
        int unused = Long.SIZE - Byte.SIZE * num.size();
        return negative ? num.bits() << unused >> unused : num.bits();
    }

    private static boolean flags(StringBuilder out, List<Meaning.Flag> flags, long bits, int size) {
        long left = bits;
        int start = out.length();
        for (int i = 0; i < flags.size(); i++) {
            Meaning.Flag flag = flags.get(i);
            if ((left & flag.mask()) == flag.value()) {
                out.append(out.length() == start ? "" : "|").append(flag.name());
                left &= ~flag.mask();
            }
        }
        if (out.length() == start) {
            return false;
        }
        if (left != 0) {
            out.append("|0x");
            Numbers.appendHex(out, left, size, 1);
        }
        return true;
    }

    private static void networkOrder(
            StringBuilder out, Meaning.NetworkOrder order, FieldValue.Num num) {
        long value = Long.reverseBytes(num.bits()) >>> Long.SIZE - Byte.SIZE * num.size();
        if (order.hex()) {
            out.append("0x");
            Numbers.appendHex(out, value, num.size(), 2 * num.size());
        } else {
            Numbers.appendUnsigned(out, value);
        }
    }

    private static void time(StringBuilder out, long seconds, long nanos) {
        out.append(seconds).append('.');
        Numbers.appendPadded(out, nanos, 9);
        out.append('s');
    }

    private static boolean array(StringBuilder out, Meaning meaning, List<FieldValue> elements) {
        for (int i = 0; i < elements.size(); i++) {
            if (!(elements.get(i) instanceof FieldValue.Num)) {
                return false;
            }
        }
        if (meaning instanceof Meaning.InternetAddress && elements.size() == 16) {
            InternetText.v6(out, elements, 0);
            return true;
        } else if (meaning instanceof Meaning.SocketAddress && elements.size() >= 16) {
            return InternetText.socket(out, elements);
        } else if (meaning instanceof Meaning.Time && elements.size() == 2) {
            long nanos = bits(elements, 1);
            if (nanos < 0 || nanos >= SECOND) {
                return false;
            }
            time(out, bits(elements, 0), nanos);
            return true;
        }
        return false;
    }

    static long bits(List<FieldValue> elements, int index) {
        return ((FieldValue.Num) elements.get(index)).bits();
    }
}
