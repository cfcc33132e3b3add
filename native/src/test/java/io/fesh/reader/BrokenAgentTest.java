// SPDX-License-Identifier: Apache-2.0
package io.fesh.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.fesh.kernel.TargetException;
import io.fesh.parse.LineError;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.Pipe;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Random;

/** An agent that stops, lies or babbles: whoever asks it is told so, and nobody waits for ever. */
@Timeout(60)
class BrokenAgentTest {
    private static final int ANY = 0xffff_ffff;

    /**
     * Answers each request with the next of its answers; ends after so many bytes, or with its
     * answers.
     */
    private static class Script extends OutputStream {
        private final Pipe answers = Pipe.open();
        private final Deque<byte[]> script;
        private int bytesLeft;

        Script(int bytes, List<byte[]> script) throws IOException {
            this.script = new ArrayDeque<>(script);
            this.bytesLeft = bytes;
        }

        @Override
        public void write(int oneByte) {
            throw new AssertionError("requests are written whole");
        }

        @Override
        public void write(byte[] request, int from, int length) throws IOException {
            byte[] answer = script.isEmpty() ? new byte[0] : script.remove();
            int now =
                    Integer.compareUnsigned(answer.length, bytesLeft) < 0
                            ? answer.length
                            : bytesLeft;
            answers.sink().write(ByteBuffer.wrap(answer, 0, now));
            bytesLeft -= now;
            if (bytesLeft == 0 || script.isEmpty()) {
                answers.sink().close();
            }
        }

        AgentTarget connect() throws TargetException {
            InputStream in = Channels.newInputStream(answers.source());
            return AgentTarget.connect("odd", in, this, in, () -> "");
        }
    }

    private static byte[] frame(int length, int type, int tag, byte[] payload) {
        return ByteBuffer.allocate(8 + payload.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(length)
                .put((byte) type)
                .put((byte) 0)
                .putShort((short) tag)
                .put(payload)
                .array();
    }

    private static byte[] frame(int type, int tag, byte[] payload) {
        return frame(payload.length, type, tag, payload);
    }

    private static byte[] done(int tag) {
        return frame(AgentProtocol.DONE, tag, new byte[4]);
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private static byte[] greeting() {
        byte[] about = "release=6.1.0\ncpus=2\n".getBytes(StandardCharsets.US_ASCII);
        return join(frame(AgentProtocol.DATA, 1, about), done(1));
    }

    private static byte[] lineAnswer(int tag) {
        return join(frame(AgentProtocol.DATA, tag, new byte[Abi.LINE_SIZE]), done(tag));
    }

    private static byte[] output(int tag) {
        return join(
                frame(AgentProtocol.OUT, tag, "lab\n".getBytes(StandardCharsets.US_ASCII)),
                done(tag));
    }

    /** A greeting, a line, a sync and a command. */
    private static void talk(AgentTarget target) throws Exception {
        target.submit("f()");
        target.sync();
        target.run("hostname", new TargetContract.Written());
    }

    @Test
    void anAgentMayDieAtAnyByte() throws Exception {
        List<byte[]> whole = List.of(greeting(), lineAnswer(2), done(3), output(4));
        int bytes = whole.stream().mapToInt(answer -> answer.length).sum();
        for (int last = 0; last < bytes; last++) {
            Script script = new Script(last, whole);
            assertThatThrownBy(() -> talk(script.connect()))
                    .as("after %d bytes", last)
                    .isInstanceOf(TargetException.class)
                    .hasMessageStartingWith("odd is gone");
        }
        talk(new Script(bytes, whole).connect());
    }

    private static void assertForeign(String message, byte[]... answers) throws IOException {
        Script script = new Script(ANY, List.of(answers));
        assertThatThrownBy(() -> talk(script.connect()))
                .isInstanceOf(TargetException.class)
                .hasMessage(message);
    }

    @Test
    void aFrameOfFourGigabytesIsNotWaitedFor() throws Exception {
        byte[] endless = frame(ANY, AgentProtocol.DATA, 2, new byte[0]);
        assertForeign("odd is gone: not the agent's protocol", greeting(), endless, done(3));
    }

    @Test
    void whatNobodyAskedForIsNoAnswer() throws Exception {
        assertForeign("odd is gone: an answer to nothing", greeting(), lineAnswer(9), done(3));
        byte[] output = output(2);
        assertForeign("odd is gone: an answer to nothing", greeting(), output, done(3));
        byte[] unknown = frame(99, 2, new byte[0]);
        assertForeign("odd is gone: a frame of unknown type 99", greeting(), unknown, done(3));
        byte[] cut = frame(AgentProtocol.DONE, 2, new byte[3]);
        assertForeign("odd is gone: a frame is too short", greeting(), cut, done(3));
    }

    @Test
    void anAnswerThatIsCutIsNone() throws Exception {
        byte[] cut = join(frame(AgentProtocol.DATA, 2, new byte[7]), done(2));
        assertForeign("answer to a line has 7 bytes, not 152", greeting(), cut, done(3));
        byte[] many = frame(AgentProtocol.DATA, 1, "cpus=all".getBytes(StandardCharsets.UTF_8));
        assertForeign("agent of odd has all CPUs", join(many, done(1)), done(2));
    }

    @Test
    void babbleIsAnErrorWhateverItSays() throws Exception {
        for (int seed = 0; seed < 2000; seed++) {
            Random random = new Random(seed);
            byte[] babble = new byte[256];
            random.nextBytes(babble);
            // headers that may be right: short, of a type that exists, to a request that does
            for (int at = 0; at + 8 <= babble.length; at += 8 + babble[at]) {
                babble[at] = (byte) random.nextInt(100);
                babble[at + 1] = babble[at + 2] = babble[at + 3] = 0;
                babble[at + 4] = (byte) (AgentProtocol.EVENTS + random.nextInt(5));
                babble[at + 6] = (byte) random.nextInt(4);
                babble[at + 7] = 0;
            }
            Script script = new Script(ANY, List.of(greeting(), babble));
            assertThat(catchThrowable(() -> talk(script.connect())))
                    .as("seed %d", seed)
                    .isInstanceOfAny(TargetException.class, LineError.class);
        }
    }

    /** It holds its end open, so that the reader sees no end. */
    @Test
    void anAgentThatReadsNoMoreIsGone() throws Exception {
        Script script =
                new Script(ANY, List.of(greeting(), new byte[0], new byte[0])) {
                    private int requests;

                    @Override
                    public void write(byte[] request, int from, int length) throws IOException {
                        if (++requests > 1) {
                            throw new IOException("Broken pipe");
                        }
                        super.write(request, from, length);
                    }
                };
        assertThatThrownBy(() -> talk(script.connect()))
                .isInstanceOf(TargetException.class)
                .hasMessage("odd is gone: Broken pipe");
    }
}
