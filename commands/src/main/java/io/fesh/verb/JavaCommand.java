// SPDX-License-Identifier: Apache-2.0
package io.fesh.verb;

import io.fesh.kernel.TargetException;
import io.fesh.parse.LineError;
import io.fesh.render.Json;
import io.fesh.render.Quoting;
import io.fesh.render.StyledText;

import java.util.List;

/** {@code java}: runs what follows as Java, or lists what Java has defined. */
final class JavaCommand extends Verb {

    JavaCommand() {
        super(
                Manual.of("java [SOURCE]", "runs Java; alone, lists what it has defined")
                        .takes(ArgKind.JAVA)
                        .details(
                                "  A line that no verb begins is Java without it. What is defined stays, and save",
                                "  writes it. Tab completes, F1 tells what a name is, Ctrl-C ends what runs.",
                                "    events(\"NAME\")       hits that are kept: filter count countBy map toList ...",
                                "    live(\"NAME\")         hits from now on, waited for: filter limit within ...",
                                "    on(\"NAME\", e -> ...) a handler of each hit, until close()",
                                "    e                    u64 s64 text get(\"FIELD\"), comm pid cpu time number",
                                "    kernel               read global value symbol at file",
                                "    sh(\"CMD\") fesh(\"L\")  a command on the target; a line of the prompt",
                                "    show(VALUE)          all of what was cut")
                        .examples(
                                "java int twice(int a) { return 2 * a; }",
                                "java twice(21)",
                                "java fesh(\"trace vfs_read(NULL, NULL, size_t count)\")",
                                "java var reads = live(\"vfs_read\")",
                                "!dd if=/dev/zero of=/dev/null bs=8192 count=3",
                                "java reads.filter(e -> e.u64(\"count\") > 4096).limit(2).toList()",
                                "java events(\"vfs_read\").countBy(Event::comm)",
                                "java on(\"vfs_read\", e -> { if (e.comm().equals(\"mount\")) show(e); })",
                                "java kernel.global(\"init_task\").get(\"comm\").text()",
                                "java"));
    }

    @Override
    public void run(Session session, Call call)
            throws LineError, CommandFailed, TargetException, InterruptedException {
        if (!call.rest().isEmpty()) {
            session.java().run(call.rest());
            return;
        }
        List<String> sources = session.java().sources();
        if (sources.isEmpty()) {
            session.out().line(StyledText.plain("nothing is defined"));
        }
        session.out()
                .data(
                        sources.stream()
                                .flatMap(String::lines)
                                .map(line -> StyledText.plain(Quoting.visible(line)))
                                .toList(),
                        sources.stream()
                                .map(source -> "{\"java\":" + Json.string(source) + "}")
                                .toList());
    }
}
