// SPDX-License-Identifier: Apache-2.0
package io.fesh.reader;

import io.fesh.kernel.TargetException;
import io.fesh.kernel.TraceTarget.RunOutput;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * What a running command writes, on its way from the thread that reads it to the one that waits for
 * the command. Bounded: a reader that finds it full waits.
 */
final class CommandOutput {
    static final int SIGINT = 2;
    static final int SIGKILL = 9;

    /** Sends a signal to the command. */
    interface Signals {
        void send(int signal);
    }

    private sealed interface Piece {
        record Out(byte[] bytes) implements Piece {}

        record Err(byte[] bytes) implements Piece {}

        record End(int status) implements Piece {}

        record Failed(TargetException cause) implements Piece {}
    }

    private static final int PIECES = 64;

    private final BlockingQueue<Piece> pieces = new ArrayBlockingQueue<>(PIECES);

    void out(byte[] bytes) {
        put(new Piece.Out(bytes));
    }

    void err(byte[] bytes) {
        put(new Piece.Err(bytes));
    }

    void end(int status) {
        put(new Piece.End(status));
    }

    void fail(TargetException cause) {
        put(new Piece.Failed(cause));
    }

    private void put(Piece piece) {
        boolean interrupted = false;
        while (true) {
            try {
                pieces.put(piece);
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Hands the output on until the command has ended. An interrupt becomes SIGINT, a second one
     * SIGKILL: the command decides how it ends, and its end is still waited for.
     */
    int drain(RunOutput output, Signals signals) throws TargetException {
        Throwable refused = null;
        int interrupts = 0;
        while (true) {
            Piece piece;
            try {
                piece = pieces.take();
            } catch (InterruptedException e) {
                signals.send(interrupts++ == 0 ? SIGINT : SIGKILL);
                continue;
            }
            try {
                if (piece instanceof Piece.Out out && refused == null) {
                    output.out(out.bytes());
                } else if (piece instanceof Piece.Err err && refused == null) {
                    output.err(err.bytes());
                }
            } catch (RuntimeException | Error e) {
                refused = e;
                signals.send(SIGKILL);
            }
            if (piece instanceof Piece.Failed failed) {
                throw failed.cause();
            }
            if (piece instanceof Piece.End end) {
                if (refused instanceof Error error) {
                    throw error;
                } else if (refused != null) {
                    throw (RuntimeException) refused;
                }
                return end.status();
            }
        }
    }
}
