// SPDX-License-Identifier: Apache-2.0
package io.fesh.jshell;

import static org.assertj.core.api.Assertions.assertThat;

import io.fesh.fake.FakeSession;
import io.fesh.fake.FakeSymbols;
import io.fesh.fake.FakeTarget;
import io.fesh.fake.RecordingOutput;
import io.fesh.verb.Snippets.Kind;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.concurrent.FutureTask;

/** Java before it is ready, and while it does something else. */
@Timeout(60)
class ReadinessTest {
    /** Longer than any test may take: who waits for it fails. */
    private static final long VERY_LONG = 1_000_000;

    private final FakeTarget target = new FakeTarget(new FakeSymbols());
    private final RecordingOutput out = new RecordingOutput(target.symbols());
    private final SessionJava java =
            new SessionJava(new FakeSession(target, out), ApiSources::docs);

    @AfterEach
    void leave() {
        java.close();
    }

    private interface Check {
        void run() throws Exception;
    }

    /** While a snippet has the thread of Java. */
    private void whileBusy(Check check) throws Exception {
        FutureTask<Void> prompt =
                new FutureTask<>(
                        () -> {
                            java.run("io.fesh.jshell.Marks.lock()");
                            return null;
                        });
        Marks.reset();
        synchronized (Marks.LOCK) {
            new Thread(prompt).start();
            Marks.awaitBegun();
            check.run();
        }
        prompt.get();
    }

    @Test
    void gettingReadyLeavesNothingBehind() throws Exception {
        java.warmUp();
        java.run("40 + 2");
        assertThat(out.take()).containsExactly("$1 ==> 42");
        assertThat(java.sources()).isEmpty();
        assertThat(java.kind("Warm")).isEmpty();
    }

    @Test
    void tabAnswersWithWhatIsKnownWhileASnippetRuns() throws Exception {
        java.run("int twice(int a) { return 2 * a; }");
        whileBusy(
                () -> {
                    assertThat(java.complete("twi", VERY_LONG).choices()).containsKey("twice(");
                    assertThat(java.complete("1 + liv", VERY_LONG).choices()).containsKey("live(");
                    Completion members = java.complete("kernel.re", VERY_LONG);
                    assertThat(members.choices().keySet()).containsExactly("read(", "release(");
                    assertThat(members.anchor()).isEqualTo(7);
                    assertThat(members.signatures())
                            .singleElement()
                            .asString()
                            .contains("not ready");
                });
    }

    @Test
    void tabKnowsMembersOfHitsAndStreamsWhileASnippetRuns() throws Exception {
        whileBusy(
                () -> {
                    assertThat(java.complete("events(\"a\").countB", VERY_LONG).choices().keySet())
                            .containsExactly("countBy(");
                    assertThat(java.complete("live().wi", VERY_LONG).choices().keySet())
                            .containsExactly("within(");
                    assertThat(java.complete("on(\"a\", e -> e.tg", VERY_LONG).choices().keySet())
                            .containsExactly("tgid(");
                    assertThat(java.complete("a.b.", 0).choices()).isEmpty();
                });
    }

    @Test
    void tabKnowsEventsAndFieldsWhileASnippetRuns() throws Exception {
        target.submit("vfs_read(NULL, NULL, size_t count)");
        whileBusy(
                () -> {
                    assertThat(java.complete("live(\"vf", VERY_LONG).choices().keySet())
                            .containsExactly("vfs_read");
                    assertThat(java.complete("e.u64(\"", VERY_LONG).choices().keySet())
                            .containsExactly("count");
                });
    }

    @Test
    void whatTabCouldNotWaitForIsThereAtTheNextTab() throws Exception {
        whileBusy(() -> java.complete("\"a\".isBl", 0));
        // is answered behind what was asked before it
        assertThat(java.isUnfinished("1")).isFalse();
        assertThat(java.complete("\"a\".isBl", VERY_LONG).choices()).containsKey("isBlank()");
    }

    @Test
    void namesAreKnownByWhatTheyAre() throws Exception {
        assertThat(java.kind("live")).contains(Kind.METHOD);
        assertThat(java.kind("kernel")).contains(Kind.VARIABLE);
        assertThat(java.kind("List")).as("nothing is imported yet").isEmpty();
        java.run("import java.net.URI");
        java.run("int x = 1; int x() { return x; } record Point(int x, int y) {}");
        java.run("void f() {}");
        assertThat(java.kind("x")).contains(Kind.VARIABLE);
        assertThat(java.kind("f")).contains(Kind.METHOD);
        assertThat(java.kind("Point")).contains(Kind.TYPE);
        assertThat(java.kind("URI")).contains(Kind.TYPE);
        assertThat(java.kind("List")).contains(Kind.TYPE);
        assertThat(java.kind("Lis")).isEmpty();
    }
}
