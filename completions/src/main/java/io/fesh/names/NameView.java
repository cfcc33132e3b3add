// SPDX-License-Identifier: Apache-2.0
package io.fesh.names;

/** One name of a table after the other, as characters for a regular expression. */
final class NameView implements CharSequence {
    private static final int OFTEN = 4096;

    /** An expression can take years for a name: that it is not wanted any more ends it. */
    static final class Interruption extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Interruption() {
            super(null, null, false, false);
        }
    }

    private final NameTable table;
    private int name;
    private int read;

    NameView(NameTable table) {
        this.table = table;
    }

    void show(int which) {
        name = which;
    }

    @Override
    public int length() {
        return table.length(name);
    }

    @Override
    public char charAt(int at) {
        if (++read % OFTEN == 0 && Thread.interrupted()) {
            throw new Interruption();
        }
        return (char) (table.byteAt(name, at) & 0xff);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return toString().substring(start, end);
    }

    @Override
    public String toString() {
        return table.name(name);
    }
}
