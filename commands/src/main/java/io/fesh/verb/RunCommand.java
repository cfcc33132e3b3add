// SPDX-License-Identifier: Apache-2.0
package io.fesh.verb;

import io.fesh.kernel.TargetException;
import io.fesh.kernel.TraceTarget;
import io.fesh.parse.LineError;

/** {@code run CMD}: a command of the target's shell, on the target. */
final class RunCommand extends Verb {

    RunCommand() {
        super(
                Manual.of("run CMD", "runs a shell command on the target; also !CMD")
                        .also("r")
                        .takes(ArgKind.COMMAND)
                        .examples("run cat /etc/hostname", "!ls /proc | wc -l"));
    }

    @Override
    public void run(Session session, Call call)
            throws LineError, CommandFailed, TargetException, InterruptedException {
        if (call.rest().isEmpty()) {
            throw call.missing("a command", "run uname -r");
        }
        int status = run(session.target(), call.rest(), session.out());
        if (status != 0) {
            throw failed(status);
        }
    }

    static CommandFailed failed(int status) {
        return new CommandFailed("run: exit status " + status);
    }

    /** Returns the exit status; what the command writes goes to {@code out} as it comes. */
    static int run(TraceTarget target, String command, Output out)
            throws TargetException, InterruptedException {
        return target.run(
                command,
                new TraceTarget.RunOutput() {
                    @Override
                    public void out(byte[] bytes) {
                        out.commandOutput(bytes, false);
                    }

                    @Override
                    public void err(byte[] bytes) {
                        out.commandOutput(bytes, true);
                    }
                });
    }
}
