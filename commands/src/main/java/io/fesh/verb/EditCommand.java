// SPDX-License-Identifier: Apache-2.0
package io.fesh.verb;

import java.util.List;

/** {@code edit}: a line in an editor of somebody's choice, to be run when Enter is pressed. */
final class EditCommand implements Command {

    @Override
    public String name() {
        return "edit";
    }

    @Override
    public String usage() {
        return "edit [LINE]";
    }

    @Override
    public String summary() {
        return "opens $EDITOR on a line, or on the last one";
    }

    @Override
    public List<String> examples() {
        return List.of("edit", "edit trace vfs_read");
    }

    @Override
    public List<ArgKind> arguments() {
        return List.of(ArgKind.COMMAND);
    }

    @Override
    public void run(Session session, Call call) throws CommandFailed {
        session.edit(call.rest());
    }
}
