// SPDX-License-Identifier: Apache-2.0
package io.fesh.verb;

/** {@code edit}: a line in an editor of somebody's choice, to be run when Enter is pressed. */
final class EditCommand extends Verb {

    EditCommand() {
        super(
                Manual.of("edit [LINE]", "opens $EDITOR on a line, or on the last one")
                        .takes(ArgKind.COMMAND)
                        .examples("edit", "edit trace vfs_read"));
    }

    @Override
    public void run(Session session, Call call) throws CommandFailed {
        session.edit(call.rest());
    }
}
