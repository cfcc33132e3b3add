// SPDX-License-Identifier: Apache-2.0
package io.fesh.reader;

import io.fesh.event.EventBatch;
import io.fesh.event.EventSchema;
import io.fesh.event.EventStatus;
import io.fesh.kernel.TargetException;
import io.fesh.kernel.TargetInfo;
import io.fesh.kernel.TraceTarget;
import io.fesh.parse.LineError;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/**
 * A kernel behind an agent, over whatever carries bytes. A slow sink slows the reading, the agent
 * then stops taking records, and what is lost is lost and counted in the kernel.
 *
 * <p>Where the agent could not open a session, files and commands still work and everything else
 * says why it does not; {@link #requireSession} asks.
 */
public final class AgentTarget implements TraceTarget {
    private static final long FAREWELL_MS = 2000;

    private final Closeable transport;
    private final AgentConnection connection;
    private final TargetInfo info;
    private volatile TargetException sessionFailure;
    private volatile RecordBatch.Session session;
    private volatile Consumer<EventBatch> sink;
    private volatile OptionalInt moduleChanges = OptionalInt.empty();
    private boolean closed;

    private AgentTarget(
            String name,
            InputStream in,
            OutputStream out,
            Closeable transport,
            Supplier<String> whyEnded)
            throws TargetException {
        this.transport = transport;
        this.connection =
                new AgentConnection(name, in, out, whyEnded, this::takeEvents, this::sessionEnded);
        try {
            this.info = hello(name);
        } catch (TargetException e) {
            closeTransport();
            throw e;
        }
    }

    /**
     * Says hello to the agent and waits for its answer; ends when it comes, when the stream ends,
     * or when this thread is interrupted.
     *
     * @param name as in {@link TargetInfo#name}
     * @param transport what carries the streams; closing it ends them and frees what it holds
     * @param whyEnded asked once, when the streams have ended without being closed here: what is
     *     known of the cause, or an empty string
     */
    public static AgentTarget connect(
            String name,
            InputStream in,
            OutputStream out,
            Closeable transport,
            Supplier<String> whyEnded)
            throws TargetException {
        return new AgentTarget(name, in, out, transport, whyEnded);
    }

    private TargetInfo hello(String name) throws TargetException {
        byte[] payload =
                ByteBuffer.allocate(8)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putInt(AgentProtocol.VERSION)
                        .putInt(0)
                        .array();
        AgentConnection.Exchange exchange = connection.send(AgentProtocol.HELLO, payload);
        AgentConnection.Done done = await(exchange);
        if (exchange.data().length == 0) {
            throw CauseAndCure.of(done.text());
        }
        if (done.status() < 0) {
            sessionFailure = CauseAndCure.of(done.text());
        }
        return AgentGreeting.info(name, exchange.data());
    }

    /**
     * @throws TargetException there is no session with the kernel, and why
     */
    public void requireSession() throws TargetException {
        TargetException failure = sessionFailure;
        if (failure != null) {
            throw new TargetException(failure.getMessage(), failure.hint(), failure);
        }
    }

    private void sessionEnded(AgentConnection.Done done) {
        sessionFailure = CauseAndCure.of(done.text());
    }

    private void takeEvents(byte[] records) {
        Consumer<EventBatch> to = sink;
        if (to == null) {
            throw new IllegalStateException("events came before anybody asked for them");
        }
        to.accept(session.batch(records));
    }

    private static AgentConnection.Done await(AgentConnection.Exchange exchange)
            throws TargetException {
        try {
            return exchange.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TargetException("interrupted", "", e);
        }
    }

    private static void requireDone(AgentConnection.Done done) throws TargetException {
        if (done.status() < 0) {
            throw CauseAndCure.of(done.text());
        }
    }

    @Override
    public TargetInfo info() {
        return info;
    }

    @Override
    public int submit(String line) throws LineError, TargetException {
        requireSession();
        byte[] text = LineAnswer.encode(line);
        AgentConnection.Exchange exchange = connection.send(AgentProtocol.LINE, text);
        requireDone(await(exchange));
        return LineAnswer.decode(line, exchange.data());
    }

    @Override
    public EventStatus describe(int id) throws TargetException {
        return DescribeText.only(describeAll(id), id);
    }

    @Override
    public List<EventStatus> events() throws TargetException {
        return describeAll(0);
    }

    private List<EventStatus> describeAll(int id) throws TargetException {
        requireSession();
        byte[] payload = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(id).array();
        AgentConnection.Exchange exchange = connection.send(AgentProtocol.DESCRIBE, payload);
        requireDone(await(exchange));
        return DescribeText.parse(exchange.data());
    }

    @Override
    public void stream(IntFunction<EventSchema> schemas, Consumer<EventBatch> sink) {
        this.session = new RecordBatch.Session(schemas);
        this.sink = sink;
    }

    @Override
    public void sync() throws TargetException, InterruptedException {
        requireSession();
        if (connection.isReader(Thread.currentThread())) {
            throw new IllegalStateException("a sink cannot wait for itself");
        }
        AgentConnection.Done done = connection.send(AgentProtocol.SYNC, new byte[0]).await();
        requireDone(done);
        moduleChanges = OptionalInt.of(done.status());
    }

    @Override
    public OptionalInt moduleChanges() {
        return moduleChanges;
    }

    @Override
    public byte[] file(String path) throws TargetException {
        AgentConnection.Exchange exchange =
                connection.send(AgentProtocol.FILE, path.getBytes(StandardCharsets.UTF_8));
        AgentConnection.Done done = await(exchange);
        if (done.status() < 0) {
            throw new TargetException(path + ": " + done.text(), "");
        }
        return exchange.data();
    }

    @Override
    public byte[] read(long address, int length) throws TargetException {
        Objects.checkIndex(length, Abi.READ_MAX + 1);
        requireSession();
        byte[] payload =
                ByteBuffer.allocate(12)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putLong(address)
                        .putInt(length)
                        .array();
        AgentConnection.Exchange exchange = connection.send(AgentProtocol.READ, payload);
        requireDone(await(exchange));
        return exchange.data();
    }

    @Override
    public int run(String command, RunOutput output) throws TargetException {
        CommandOutput pieces = new CommandOutput();
        byte[] text = command.getBytes(StandardCharsets.UTF_8);
        int tag = connection.send(AgentProtocol.RUN, text, pieces).tag();
        return pieces.drain(output, signal -> sendSignal(tag, signal));
    }

    private void sendSignal(int tag, int signal) {
        byte[] payload =
                ByteBuffer.allocate(4)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putShort((short) tag)
                        .putShort((short) signal)
                        .array();
        try {
            connection.send(AgentProtocol.SIGNAL, payload);
        } catch (TargetException e) {
            // The command's own end says the same.
        }
    }

    @Override
    public void close() {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
        }
        CompletableFuture<Void> farewell = CompletableFuture.runAsync(this::sayBye);
        try {
            farewell.get(FAREWELL_MS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            // An agent that does not answer ends with its transport.
        }
        closeTransport();
        try {
            connection.join(FAREWELL_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void sayBye() {
        try {
            await(connection.send(AgentProtocol.BYE, new byte[0]));
        } catch (TargetException e) {
            // Gone already.
        }
    }

    private void closeTransport() {
        try {
            transport.close();
        } catch (IOException e) {
            // It was to end, and it has.
        }
    }
}
