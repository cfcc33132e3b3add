// SPDX-License-Identifier: Apache-2.0
package io.fesh.render;

import io.fesh.event.EventSchema;

/**
 * Where the cells of an event stand. Told of each when it has been written, without blanks, from
 * {@code start} to the end of the line; puts before it what separates it from the one before.
 */
interface Layout {

    /**
     * The first cell of an event: {@code cat-95}.
     *
     * @param commLength of the name as it was recorded
     */
    void thread(StyledBuffer line, int commLength);

    /** {@code [001]}. */
    void cpu(StyledBuffer line, int start);

    void time(StyledBuffer line, int start);

    /** {@code do_syscall_64->vfs_read(}. */
    void call(StyledBuffer line, int start, int callerLength);

    /** {@code count=512}, with the comma or bracket behind it. */
    void field(StyledBuffer line, EventSchema schema, int index, int start);

    /** {@code #1}. */
    void number(StyledBuffer line, EventSchema schema, int start);

    /** Blanks before what stands below an event and belongs to it. */
    int indent();

    /** The columns of ftrace, which hold while a thread's name is short. */
    Layout FTRACE =
            new Layout() {
                private static final int COMM = 7;
                private static final int THREAD = 14;

                @Override
                public void thread(StyledBuffer line, int commLength) {
                    line.blanks(0, Math.max(0, COMM - commLength));
                }

                @Override
                public void cpu(StyledBuffer line, int start) {
                    line.blanks(start, Math.max(1, THREAD - start));
                }

                @Override
                public void time(StyledBuffer line, int start) {
                    line.blanks(start, 1);
                }

                @Override
                public void call(StyledBuffer line, int start, int callerLength) {
                    line.blanks(start, 2);
                }

                @Override
                public void field(StyledBuffer line, EventSchema schema, int index, int start) {
                    line.blanks(start, line.text.charAt(start - 1) == ',' ? 1 : 0);
                }

                @Override
                public void number(StyledBuffer line, EventSchema schema, int start) {
                    line.blanks(start, 3);
                }

                @Override
                public int indent() {
                    return 8;
                }
            };
}
