// SPDX-License-Identifier: Apache-2.0
package io.fesh.lower;

import io.fesh.event.Meaning;
import io.fesh.kernel.KernelTypes;
import io.fesh.kernel.TargetException;
import io.fesh.parse.FilterTerm;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Words for one field's values as numbers, and numbers as the kernel's filters write them. */
record FilterWords(FilterField field, Optional<KernelTypes> types) {
    private static final Pattern NUMBER = Pattern.compile("0[xX][0-9a-fA-F]{1,16}|-?\\d{1,19}");
    private static final Pattern ADDRESS =
            Pattern.compile("(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})");

    /** Of a field without words of its own a constant of whatever enum. */
    Optional<Meaning.Flag> find(String word) throws TargetException {
        Optional<Meaning.Flag> own =
                field.words().stream().filter(each -> each.name().equals(word)).findFirst();
        if (own.isPresent() || !field.isPlain() || types.isEmpty() || word.startsWith("-")) {
            return own;
        }
        return types.get()
                .constant(word)
                .map(constant -> new Meaning.Flag(word, constant.value(), FilterField.WHOLE));
    }

    /** As the kernel reads one: with a leading 0 it is octal. */
    static Optional<Long> number(String text) {
        if (!NUMBER.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            boolean hex = text.startsWith("0x") || text.startsWith("0X");
            boolean octal = text.length() > 1 && text.startsWith("0") && !hex;
            return Optional.of(
                    hex
                            ? Long.parseUnsignedLong(text.substring(2), 16)
                            : Long.parseLong(text, octal ? 8 : 10));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** A number, or an address, as it is recorded; empty if it is none that fits the field. */
    static Optional<Long> ofNetwork(FilterField field, String text) {
        int bits = field.bits();
        Matcher address = ADDRESS.matcher(text);
        Optional<Long> shown = number(text);
        if (address.matches() && bits == Integer.SIZE) {
            long value = 0;
            for (int i = 1; i <= 4; i++) {
                int part = Integer.parseInt(address.group(i));
                value = part < 256 ? value << 8 | part : -1;
            }
            shown = Optional.of(value);
        }
        return shown.filter(v -> bits == Long.SIZE || v >>> bits == 0)
                .map(v -> Long.reverseBytes(v) >>> Long.SIZE - bits);
    }

    /** What a number in a comparison would be called; empty if it is but a number. */
    static Optional<String> shown(FilterField field, FilterTerm term) {
        Optional<Long> number = number(term.values().get(0).text());
        if (number.isEmpty() || !field.isNumber()) {
            return Optional.empty();
        }
        long value = number.get();
        if (field.isNetworkOrder()) {
            long host = Long.reverseBytes(value) >>> Long.SIZE - field.bits();
            return Optional.of(
                    field.meaning() instanceof Meaning.InternetAddress
                            ? "%d.%d.%d.%d"
                                    .formatted(
                                            host >>> 24,
                                            host >>> 16 & 255,
                                            host >>> 8 & 255,
                                            host & 255)
                            : Long.toString(host));
        }
        boolean bits = term.operator().text().equals("&");
        return field.words().stream()
                .filter(word -> word.value() == value && !sharesBits(word))
                .filter(word -> bits == (word.mask() != FilterField.WHOLE))
                .map(Meaning.Flag::name)
                .findFirst();
    }

    /** Whether its bits alone do not tell it from other words. */
    static boolean sharesBits(Meaning.Flag word) {
        return word.mask() != word.value() && word.mask() != FilterField.WHOLE;
    }

    /**
     * Whether the bits that are this word's are as it has them. A field that could not be read must
     * not fit, for which one comparison has to stand without a '!' before it.
     */
    static String among(FilterField field, Meaning.Flag word) {
        List<String> terms = new ArrayList<>();
        for (long left = word.value(); left != 0; left &= left - 1) {
            terms.add(field.name() + " & 0x" + Long.toHexString(Long.lowestOneBit(left)));
        }
        if (terms.isEmpty()) {
            long least = field.isSigned() ? Long.MIN_VALUE >> Long.SIZE - field.bits() : 0;
            terms.add(field.name() + " >= " + least);
        }
        long others = word.mask() & ~word.value();
        if (others != 0) {
            terms.add("!(" + field.name() + " & 0x" + Long.toHexString(others) + ")");
        }
        return "(" + String.join(" && ", terms) + ")";
    }

    /** Bits in hexadecimal, for which the kernel asks no sign; numbers as such. */
    String text(long value) {
        boolean bits = field.meaning() instanceof Meaning.Flags;
        if (!bits && (value >= 0 || field.isSigned())) {
            return Long.toString(value);
        }
        int unused = Long.SIZE - field.bits();
        // a value that does not fit is not made to: the kernel says so
        long own = value < 0 ? value << unused >>> unused : value;
        return "0x" + Long.toHexString(own);
    }
}
