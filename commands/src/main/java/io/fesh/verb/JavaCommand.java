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
                        .examples("java 1 + 2", "java int twice(int a) { return 2 * a; }", "java"));
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
