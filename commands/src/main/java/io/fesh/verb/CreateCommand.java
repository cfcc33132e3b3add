// SPDX-License-Identifier: Apache-2.0
package io.fesh.verb;

import io.fesh.event.EventSchema;
import io.fesh.kernel.TargetException;
import io.fesh.parse.LineError;

/** {@code create LINE}: makes an event out of a kernel line, disabled. */
final class CreateCommand extends Verb {

    CreateCommand() {
        super(
                Manual.of("create LINE", "makes an event at the entry of a kernel function")
                        .also("c")
                        .takes(ArgKind.EVENT_LINE)
                        .details(
                                "  What a LINE can say is in help lines, its filter in help filters, its types in",
                                "  help types. An event records nothing before it is enabled.")
                        .examples(
                                "create SyS_openat(int dfd, string path, x32 flags, x16 mode)",
                                "create vfs_read(file->f_path.dentry->d_name.name, count)"));
    }

    @Override
    public void run(Session session, Call call)
            throws LineError, TargetException, InterruptedException {
        EventCreation.check(this, call);
        EventSchema made = EventCreation.create(session, call, EventCreation.plan(session, call));
        session.out().line(EventCreation.described("created", made));
    }
}
