// SPDX-License-Identifier: Apache-2.0
package io.fesh.reader;

import io.fesh.kernel.TargetException;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Frames of agent_protocol.h over two streams: requests go out from any thread, one thread takes
 * the answers apart by their tags. When the streams end, whoever waits is told why.
 */
final class AgentConnection {
    private static final int HEADER = 8;
    private static final int TAGS = 0x10000;
    private static final long READER_ENDS_MS = 1000;

    /**
     * The end of a request.
     *
     * @param status 0 or more, or a negative errno
     * @param text what failed, or nothing
     */
    record Done(int status, String text) {}

    /** A request under way: what has come for it, and its end. */
    static final class Exchange {
        private final int tag;
        private final CommandOutput output;
        private final ByteArrayOutputStream data = new ByteArrayOutputStream();
        private final CompletableFuture<Done> done = new CompletableFuture<>();

        private Exchange(int tag, CommandOutput output) {
            this.tag = tag;
            this.output = output;
        }

        int tag() {
            return tag;
        }

        byte[] data() {
            return data.toByteArray();
        }

        Done await() throws TargetException, InterruptedException {
            try {
                return done.get();
            } catch (ExecutionException e) {
                if (e.getCause() instanceof TargetException gone) {
                    // A new one: its trace shows who waited, its cause shows what happened.
                    throw new TargetException(gone.getMessage(), gone.hint(), gone);
                }
                throw new IllegalStateException(e.getCause());
            }
        }
    }

    private final String name;
    private final InputStream in;
    private final OutputStream out;
    private final Supplier<String> whyEnded;
    private final Consumer<byte[]> events;
    private final Consumer<Done> sessionEnded;
    private final Thread reader;

    private final Map<Integer, Exchange> underWay = new HashMap<>();
    private int lastTag;
    private TargetException gone;

    /**
     * @param whyEnded asked once, when the streams have ended; empty if nothing is known
     * @param events takes the payload of EVENTS
     * @param sessionEnded told of a session that failed by itself
     */
    AgentConnection(
            String name,
            InputStream in,
            OutputStream out,
            Supplier<String> whyEnded,
            Consumer<byte[]> events,
            Consumer<Done> sessionEnded) {
        this.name = name;
        this.in = new BufferedInputStream(in, 1 << 16);
        this.out = out;
        this.whyEnded = whyEnded;
        this.events = events;
        this.sessionEnded = sessionEnded;
        this.reader = new Thread(this::readAll, "fesh-agent-" + name);
        reader.setDaemon(true);
        reader.start();
    }

    boolean isReader(Thread thread) {
        return thread == reader;
    }

    /** Waits until the reading thread has ended, for at most so long. */
    void join(long millis) throws InterruptedException {
        reader.join(millis);
    }

    Exchange send(int type, byte[] payload) throws TargetException {
        return send(type, payload, null);
    }

    /**
     * @param output where OUT, ERR and the status go
     */
    Exchange send(int type, byte[] payload, CommandOutput output) throws TargetException {
        if (payload.length > AgentProtocol.FRAME_MAX) {
            throw new TargetException(
                    "request has " + payload.length + " bytes, more than the agent takes", "");
        }
        Exchange exchange = register(output);
        ByteBuffer frame =
                ByteBuffer.allocate(HEADER + payload.length).order(ByteOrder.LITTLE_ENDIAN);
        frame.putInt(payload.length).put((byte) type).put((byte) 0);
        frame.putShort((short) exchange.tag).put(payload);
        try {
            synchronized (out) {
                out.write(frame.array());
                out.flush();
            }
        } catch (IOException e) {
            endAfterFailedWrite(e);
        }
        return exchange;
    }

    /**
     * The reader finds the same end and knows better why. But an agent may close one stream and
     * hold the other: nothing more will be answered then.
     */
    private void endAfterFailedWrite(IOException cause) {
        try {
            reader.join(READER_ENDS_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        end(cause.getMessage(), cause);
    }

    private synchronized Exchange register(CommandOutput output) throws TargetException {
        if (gone != null) {
            throw new TargetException(gone.getMessage(), gone.hint(), gone);
        }
        if (underWay.size() == TAGS - 1) {
            throw new TargetException("agent has too many requests under way", "");
        }
        do {
            lastTag = lastTag % (TAGS - 1) + 1;
        } while (underWay.containsKey(lastTag));
        Exchange exchange = new Exchange(lastTag, output);
        underWay.put(lastTag, exchange);
        return exchange;
    }

    private void readAll() {
        String why = "";
        Throwable cause = null;
        try {
            readFrames();
            why = whyEnded.get();
        } catch (ProtocolException e) {
            why = e.getMessage();
            cause = e;
        } catch (IOException e) {
            String known = whyEnded.get();
            why = known.isEmpty() ? e.getMessage() : known;
            cause = e;
        } catch (RuntimeException | Error e) {
            // whoever waits must be told, whatever it was
            why = "events cannot be taken: " + e.getMessage();
            cause = e;
        }
        end(why, cause);
    }

    private void readFrames() throws IOException {
        byte[] header = new byte[HEADER];
        while (readHeader(header)) {
            ByteBuffer fields = ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN);
            int length = fields.getInt(0);
            if (length < 0 || length > AgentProtocol.FRAME_MAX) {
                throw new ProtocolException("not the agent's protocol");
            }
            byte[] payload = new byte[length];
            if (in.readNBytes(payload, 0, length) < length) {
                throw new EOFException("a frame was cut short");
            }
            take(fields.get(4), fields.getShort(6) & 0xffff, payload);
        }
    }

    /** False at an end between two frames, which is no error of the stream's. */
    private boolean readHeader(byte[] header) throws IOException {
        int read = in.readNBytes(header, 0, HEADER);
        if (read > 0 && read < HEADER) {
            throw new EOFException("a frame was cut short");
        }
        return read == HEADER;
    }

    private void take(int type, int tag, byte[] payload) throws IOException {
        if (type == AgentProtocol.EVENTS) {
            events.accept(payload);
            return;
        }
        if (type == AgentProtocol.DONE) {
            finish(tag, done(payload));
            return;
        }
        Exchange exchange;
        synchronized (this) {
            exchange = underWay.get(tag);
        }
        boolean isOutput = type == AgentProtocol.OUT || type == AgentProtocol.ERR;
        if (exchange == null || isOutput && exchange.output == null) {
            throw new ProtocolException("an answer to nothing");
        }
        switch (type) {
            case AgentProtocol.DATA -> exchange.data.writeBytes(payload);
            case AgentProtocol.OUT -> exchange.output.out(payload);
            case AgentProtocol.ERR -> exchange.output.err(payload);
            default -> throw new ProtocolException("a frame of unknown type " + type);
        }
    }

    private static Done done(byte[] payload) throws IOException {
        if (payload.length < 4) {
            throw new ProtocolException("a frame is too short");
        }
        int status = ByteBuffer.wrap(payload).order(ByteOrder.LITTLE_ENDIAN).getInt();
        return new Done(status, new String(payload, 4, payload.length - 4, StandardCharsets.UTF_8));
    }

    private void finish(int tag, Done done) throws IOException {
        if (tag == 0) {
            sessionEnded.accept(done);
            return;
        }
        Exchange exchange;
        synchronized (this) {
            exchange = underWay.remove(tag);
        }
        if (exchange == null) {
            throw new ProtocolException("an answer to nothing");
        }
        if (exchange.output != null) {
            if (done.status() < 0) {
                exchange.output.fail(CauseAndCure.of(done.text()));
            } else {
                exchange.output.end(done.status());
            }
        }
        exchange.done.complete(done);
    }

    private void end(String why, Throwable cause) {
        TargetException ended =
                new TargetException(
                        name + " is gone" + (why == null || why.isEmpty() ? "" : ": " + why),
                        "",
                        cause);
        List<Exchange> waiting;
        synchronized (this) {
            if (gone == null) {
                gone = ended;
            }
            waiting = new ArrayList<>(underWay.values());
            underWay.clear();
        }
        for (Exchange exchange : waiting) {
            if (exchange.output != null) {
                exchange.output.fail(ended);
            }
            exchange.done.completeExceptionally(ended);
        }
    }
}
