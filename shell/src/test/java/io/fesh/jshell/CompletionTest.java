// SPDX-License-Identifier: Apache-2.0
package io.fesh.jshell;

import static org.assertj.core.api.Assertions.assertThat;

import io.fesh.fake.FakeSession;
import io.fesh.fake.FakeSymbols;
import io.fesh.fake.FakeTarget;
import io.fesh.fake.RecordingOutput;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.Map;

/** What Tab offers in Java. */
@Timeout(60)
class CompletionTest {
    private static final FakeTarget TARGET = new FakeTarget(new FakeSymbols());
    private static final FakeSession SESSION =
            new FakeSession(TARGET, new RecordingOutput(TARGET.symbols()));
    private static final ApiDocs DOCS = ApiSources.docs();
    private static Engine engine;

    @BeforeAll
    static void begin() throws Exception {
        TARGET.submit("vfs_read(NULL, NULL, size_t count)");
        TARGET.submit("SyS_openat(int dfd, string path)");
        engine =
                new Engine(
                        (thread, thrown) -> {
                            throw new IllegalStateException(thrown);
                        });
    }

    @AfterAll
    static void end() {
        engine.close();
    }

    private static Completion complete(String source) {
        return Completion.ofNames(SESSION, source)
                .orElseGet(() -> Completion.of(engine, DOCS, source));
    }

    @Test
    void namesOfTheApiWithWhatTheyDo() {
        assertThat(complete("ker").choices())
                .isEqualTo(Map.of("kernel", "The kernel of the target"));
        assertThat(complete("even").choices()).containsKey("events(");
        assertThat(complete("1 + even").anchor()).isEqualTo(4);
    }

    @Test
    void membersOfWhatStandsBeforeThePoint() {
        assertThat(complete("events(\"vfs_read\").cou").choices())
                .containsEntry("count()", "How many there are")
                .containsEntry("countBy(", "How often each value occurs, the most frequent first");
        assertThat(complete("events().filter(e -> e.c").choices().keySet())
                .containsExactly("caller()", "comm()", "cpu()");
        assertThat(complete("kernel.").choices()).containsKey("read(").doesNotContainKey("wait(");
    }

    @Test
    void eventsAndTheirFieldsBetweenQuotes() {
        assertThat(complete("events(\"").choices().keySet())
                .containsExactly("vfs_read", "SyS_openat");
        assertThat(complete("on(\"vf").choices().keySet()).containsExactly("vfs_read");
        assertThat(complete("events(\"SyS_openat\").filter(e -> e.text(\"").choices().keySet())
                .containsExactly("dfd", "path");
        assertThat(complete("events().filter(e -> e.u64(\"co").choices().keySet())
                .containsExactly("count");
    }

    @Test
    void signaturesBehindAParenthesisWithWhatIsSaidOfThem() {
        assertThat(complete("events(\"vfs_read\").filter(").signatures())
                .containsExactly(
                        "Events Events.filter(Predicate<Event> test)",
                        "  Those of which test is true: .filter(e -> e.comm().equals(\"cat\")).");
        assertThat(complete("\"a\".substring(").signatures())
                .contains("String String.substring(int beginIndex)");
    }

    @Test
    void aNameIsExplainedByItsSignatureAndWhatIsSaidOfIt() {
        assertThat(Explanation.of(engine, DOCS, "kernel.symbol"))
                .containsExactly(
                        "long Kernel.symbol(String name)",
                        "  The address of a symbol: kernel.read(kernel.symbol(\"jiffies\"), 8).u64(0).");
        assertThat(Explanation.of(engine, DOCS, "live(\"vfs_read\").map"))
                .element(1)
                .asString()
                .startsWith("  Something of each");
        assertThat(Explanation.of(engine, DOCS, "live(\"vfs_read\").missed()"))
                .containsExactly(
                        "long Live<T>.missed()",
                        "  Hits for which there was no room while nobody asked.");
        assertThat(Explanation.of(engine, DOCS, "kernel")).first().asString().contains("Kernel");
        assertThat(Explanation.of(engine, DOCS, "List")).containsExactly("List<E>");
        assertThat(Explanation.of(engine, DOCS, "\"a\".length"))
                .containsExactly("int String.length()");
        assertThat(Explanation.of(engine, DOCS, "1 +")).isEmpty();
    }

    @Test
    void everythingThatCanBeCalledWithoutAClassIsDocumented() {
        assertThat(DOCS.members("Fesh"))
                .containsExactlyInAnyOrderElementsOf(Definitions.OF_THE_API.keySet());
        assertThat(DOCS.text("Memory", "u32")).isPresent();
        assertThat(DOCS.text("Event", "u64")).isPresent();
    }
}
