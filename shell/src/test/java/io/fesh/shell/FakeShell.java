// SPDX-License-Identifier: Apache-2.0
package io.fesh.shell;

import io.fesh.event.FieldValue;
import io.fesh.fake.FakeTarget;

import java.io.IOException;
import java.util.Map;

/** The prompt of {@link Main} on a fake kernel, for what test/terminal types into a real one. */
final class FakeShell {
    private FakeShell() {}

    public static void main(String[] arguments) throws IOException, Arguments.Answer {
        FakeTargets targets = FakeTargets.ready();
        targets.target.program(
                "dd",
                output -> {
                    targets.target.call(
                            "do_syscall_64",
                            "vfs_read",
                            new FakeTarget.Task("dd", 95, 1),
                            Map.of("count", new FieldValue.Num(512, 8)));
                    return 0;
                });
        System.exit(Interactive.run("lab", targets, Arguments.parse(arguments)).status);
    }
}
