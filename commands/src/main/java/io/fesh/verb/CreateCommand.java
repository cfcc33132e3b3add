// SPDX-License-Identifier: Apache-2.0
package io.fesh.verb;

import io.fesh.event.EventSchema;
import io.fesh.kernel.TargetException;
import io.fesh.parse.LineError;

import java.util.List;

/** {@code create LINE}: makes an event out of a kernel line, disabled. */
final class CreateCommand implements Command {

    @Override
    public String name() {
        return "create";
    }

    @Override
    public List<String> aliases() {
        return List.of("c");
    }

    @Override
    public String usage() {
        return "create LINE";
    }

    @Override
    public String summary() {
        return "makes an event at the entry of a kernel function";
    }

    @Override
    public List<String> examples() {
        return List.of(
                "create SyS_openat(int dfd, string path, x32 flags, x16 mode)",
                "create vfs_read(file->f_path.dentry->d_name.name, count)");
    }

    @Override
    public List<ArgKind> arguments() {
        return List.of(ArgKind.EVENT_LINE);
    }

    @Override
    public void run(Session session, Call call)
            throws LineError, TargetException, InterruptedException {
        EventCreation.check(this, call);
        EventSchema made = EventCreation.create(session, call, EventCreation.plan(session, call));
        session.out().line(EventCreation.described("created", made));
    }
}
