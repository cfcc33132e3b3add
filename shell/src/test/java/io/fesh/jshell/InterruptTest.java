// SPDX-License-Identifier: Apache-2.0
package io.fesh.jshell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.fesh.fake.FakeSession;
import io.fesh.fake.FakeSymbols;
import io.fesh.fake.FakeTarget;
import io.fesh.fake.RecordingOutput;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Ctrl-C, which interrupts the thread of the prompt, ends whatever a snippet does. */
@Timeout(60)
class InterruptTest {
    private final FakeTarget target = new FakeTarget(new FakeSymbols());
    private final RecordingOutput out = new RecordingOutput(target.symbols());
    private final FakeSession session = new FakeSession(target, out);
    private final SessionJava java = new SessionJava(session);

    @AfterEach
    void leave() {
        java.close();
    }

    /** Runs it until it says that it has begun. */
    private Throwable interrupted(String snippet) throws Exception {
        Marks.reset();
        CompletableFuture<Throwable> ended = new CompletableFuture<>();
        Thread prompt = new Thread(() -> ended.complete(catchThrowable(() -> java.run(snippet))));
        prompt.start();
        Marks.awaitBegun();
        prompt.interrupt();
        return ended.get(30, TimeUnit.SECONDS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "while (true);",
                "Thread.sleep(1_000_000)",
                "new CountDownLatch(1).await()",
                "new LinkedBlockingQueue<String>().take()",
                "while (true) try { Thread.sleep(1); } catch (Exception e) { }",
                "while (true) System.out.println(1)",
                "sh(\"sleep 1000\")",
                "while (true) try { sh(\"sleep 1000\"); } catch (Exception e) { }",
                "new Object() { public String toString() { while (true); } }",
                "Stream.generate(() -> 1).filter(x -> x > 1).findFirst()",
            })
    void endsASnippetAndKeepsTheSession(String loop) throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        target.program(
                "sleep 1000",
                output -> {
                    try {
                        never.await();
                        return 0;
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                        return 130;
                    }
                });
        java.run("int kept = 42");
        assertThat(interrupted("io.fesh.jshell.Marks.begun(); " + loop))
                .isInstanceOf(InterruptedException.class);
        out.take();
        java.run("kept + 1");
        assertThat(out.take()).singleElement().asString().endsWith(" ==> 43");
        assertThat(out.diagnostics()).containsExactly("interrupted");
    }

    @Test
    void aSnippetThatRefusesToEndIsLeftBehindAndDefinitionsAreKept() throws Exception {
        java.run("int twice(int a) { return 2 * a; }");
        // whoever waits for a lock feels neither an interrupt nor force
        synchronized (Marks.LOCK) {
            assertThat(interrupted("io.fesh.jshell.Marks.lock();"))
                    .isInstanceOf(InterruptedException.class);
        }
        assertThat(out.diagnostics())
                .containsExactly(
                        "error: the snippet does not end: it goes on without the prompt, variables"
                                + " start anew");
        out.take();
        java.run("twice(4)");
        assertThat(out.take()).containsExactly("$1 ==> 8");
    }

    @Test
    void endsALiveStreamThatSomebodyWaitsFor() throws Exception {
        target.submit("vfs_read()");
        target.submit("enable vfs_read");
        java.run("var reads = live(\"vfs_read\")");
        target.call("do_syscall_64", "vfs_read", new FakeTarget.Task("cat", 1, 0), Map.of());
        assertThat(interrupted("reads.forEach(e -> io.fesh.jshell.Marks.begun())"))
                .isInstanceOf(InterruptedException.class);
        out.take();
        java.run("reads");
        assertThat(out.take()).containsExactly("reads ==> live(\"vfs_read\"): has ended");
    }

    @Test
    void endsAHandlerThatDoesNotComeToAnEnd() throws Exception {
        target.submit("vfs_read()");
        target.submit("enable vfs_read");
        java.run("on(\"vfs_read\", e -> { io.fesh.jshell.Marks.begun(); while (true); })");
        Marks.reset();
        target.call("do_syscall_64", "vfs_read", new FakeTarget.Task("cat", 1, 0), Map.of());
        CompletableFuture<Throwable> ended = new CompletableFuture<>();
        Thread prompt = new Thread(() -> ended.complete(catchThrowable(java::settle)));
        prompt.start();
        Marks.awaitBegun();
        prompt.interrupt();
        assertThat(ended.get(30, TimeUnit.SECONDS)).isInstanceOf(InterruptedException.class);
        out.take();
        java.run("$1.isOpen()");
        assertThat(out.take()).containsExactly("$2 ==> false");
        java.settle();
    }

    /** Newer JDKs take what ends a thread of a snippet for nothing, where nobody can tell. */
    @Test
    @EnabledForJreRange(max = JRE.JAVA_19)
    void whatEndsAThreadThatASnippetHasBegunIsTold() throws Exception {
        java.run("var lost = new Thread(() -> { throw new Error(\"x\"); }, \"mine\")");
        java.run("lost.start(); lost.join();");
        assertThat(out.diagnostics()).containsExactly("error: mine has ended: Error: x");
    }
}
