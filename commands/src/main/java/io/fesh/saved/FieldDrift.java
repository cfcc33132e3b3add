// SPDX-License-Identifier: Apache-2.0
package io.fesh.saved;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What has become of one field that can still be read: a verdict, and why. */
record FieldDrift(Verdict verdict, String what) {
    /** {@code b3@5/8}: three bits, above the lowest five. */
    private static final Pattern BITS = Pattern.compile("s?b(\\d+)@(\\d+)/\\d+");

    static FieldDrift unknown(String what) {
        return new FieldDrift(Verdict.UNKNOWN, what);
    }

    /**
     * @param byName the line says names, so that it follows them
     * @param elsewhere where numbers would have to lead now; empty if nowhere. It can be where they
     *     lead, by another name, as of a union's members
     */
    static FieldDrift of(Relied was, Relied is, boolean byName, String elsewhere) {
        if (was.path().isEmpty()) {
            return unknown(was.way() + ": numbers, of which the file does not say what they meant");
        }
        if (!was.path().equals(is.path()) && !elsewhere.equals(was.way())) {
            String now = is.path().isEmpty() ? "nothing of the kind" : is.path();
            String place =
                    elsewhere.isEmpty() ? "" : "; " + was.path() + " is at " + elsewhere + " now";
            return changed(was.way() + " was " + was.path() + ", is " + now + place);
        }
        String type = type(was, is);
        if (!type.isEmpty()) {
            return changed(was.path() + " was " + type);
        }
        if (was.way().equals(is.way()) && was.read().equals(is.read())) {
            return new FieldDrift(Verdict.SAME, "");
        }
        String what = was.path() + " was at " + place(was) + ", is at " + place(is);
        return byName ? new FieldDrift(Verdict.MOVED, what) : changed(what);
    }

    private static FieldDrift changed(String what) {
        return new FieldDrift(Verdict.CHANGED, what);
    }

    /** {@code A, is B}; empty if nothing of the value has changed. */
    private static String type(Relied was, Relied is) {
        String before = bits(was);
        String after = bits(is);
        if (!before.equals(after)) {
            return (before.isEmpty() ? was.type() : before)
                    + ", is "
                    + (after.isEmpty() ? is.type() : after);
        }
        boolean sameRead =
                was.read().isEmpty() || !before.isEmpty() || was.read().equals(is.read());
        boolean same =
                Declaration.unqualified(was.cType()).equals(Declaration.unqualified(is.cType()))
                        && was.size().equals(is.size());
        if (same && !sameRead) {
            return "read as %s, is read as %s".formatted(was.read(), is.read());
        }
        return same ? "" : was.type() + ", is " + is.type();
    }

    private static String bits(Relied field) {
        Matcher bits = BITS.matcher(field.read());
        if (!bits.matches()) {
            return "";
        }
        return "a bit field of " + bits.group(1) + (bits.group(1).equals("1") ? " bit" : " bits");
    }

    private static String place(Relied field) {
        Matcher bits = BITS.matcher(field.read());
        return field.way() + (bits.matches() ? " bit " + bits.group(2) : "");
    }
}
