// SPDX-License-Identifier: Apache-2.0
package io.fesh.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.fesh.event.EventSchema;
import io.fesh.kernel.TargetException;
import io.fesh.kernel.TraceTarget;
import io.fesh.render.JsonRenderer;
import io.fesh.symbols.SymbolIndex;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A target attaches behind the prompt. */
@Timeout(60)
class LiveSessionTest {
    private final FakeTargets targets = FakeTargets.booting();
    private final StreamsOfABatch streams = new StreamsOfABatch();
    private final BatchOutput out =
            new BatchOutput(streams.streams, Theme.PLAIN, SymbolIndex.EMPTY);
    private final LiveSession session = new LiveSession("lab", targets, out, true, () -> {});

    @AfterEach
    void leave() {
        session.close();
    }

    private String printed() {
        out.settle();
        return streams.out();
    }

    @Test
    void thePromptSaysHowFarItIs() throws Exception {
        assertThat(session.promptState()).isEqualTo("lab attaching");
        session.start();
        targets.asked.await();
        assertThat(session.promptState()).isEqualTo("lab booting");
        assertThat(session.targetState()).isEqualTo("lab: booting 0s");
        targets.booted.countDown();
        session.target();
        assertThat(session.promptState()).isEqualTo("lab 6.1.0");
        assertThat(printed()).contains("Linux 6.1.0-56-cloud-amd64, 2 CPUs, 2 functions to trace");
    }

    @Test
    void symbolsAreThereWhenTheTargetIs() throws Exception {
        session.start();
        assertThat(session.view().knownSymbols()).isEmpty();
        targets.booted.countDown();
        session.target();
        assertThat(session.view().knownSymbols()).isPresent();
        assertThat(session.symbols().match("vfs", 5).names()).containsExactly("vfs_read");
    }

    /** A function of a module that has been loaded. */
    private void load(String function, String state) {
        String module = "new 4096 0 - " + state + " 0xffffffffc0000000\n";
        targets.target.putFile(SymbolIndex.MODULES, FakeTargets.bytes(module));
        String symbol = "ffffffffc0000010 t " + function + "\t[new]\n";
        targets.target.putFile(SymbolIndex.KALLSYMS, FakeTargets.bytes(symbol));
        targets.target.putFile(SymbolIndex.FUNCTIONS, FakeTargets.bytes(function + " [new]\n"));
    }

    private boolean knows(String function) throws Exception {
        session.sync();
        return session.symbols().copies(function) == 1;
    }

    @Test
    void symbolsAreReadAgainWhenModulesHaveChangedAndOnlyThen() throws Exception {
        targets.booted.countDown();
        session.target();
        targets.target.modulesChanged(7);
        assertThat(knows("new_open")).isFalse();
        load("new_open", "Live");
        assertThat(knows("new_open")).isFalse();
        targets.target.modulesChanged(8);
        assertThat(knows("new_open")).isTrue();
    }

    @Test
    void aModuleOnItsWayOutIsAskedForAgain() throws Exception {
        targets.booted.countDown();
        session.target();
        targets.target.modulesChanged(8);
        load("new_open", "Unloading");
        assertThat(knows("new_open")).isTrue();
        targets.target.putFile(SymbolIndex.MODULES, new byte[0]);
        targets.target.putFile(SymbolIndex.FUNCTIONS, new byte[0]);
        assertThat(knows("new_open")).isFalse();
    }

    @Test
    void aTargetThatDoesNotCountModulesIsAskedForThemEachTime() throws Exception {
        targets.booted.countDown();
        session.target();
        assertThat(knows("new_open")).isFalse();
        load("new_open", "Live");
        assertThat(knows("new_open")).isTrue();
    }

    @Test
    void anInterruptEndsTheWaitAndNotTheBoot() throws Exception {
        session.start();
        targets.asked.await();
        CompletableFuture<Throwable> ended = new CompletableFuture<>();
        Thread command = new Thread(() -> ended.complete(catchThrowable(() -> session.target())));
        command.start();
        command.interrupt();
        assertThat(ended.get(30, TimeUnit.SECONDS)).isInstanceOf(InterruptedException.class);
        targets.booted.countDown();
        assertThat(session.target().info().name()).isEqualTo("fake");
    }

    @Test
    void aTargetThatFailsIsAnnouncedAndStaysFailed() {
        targets.failure = new TargetException("lab: QEMU is missing", "apt-get install it");
        targets.booted.countDown();
        assertThatThrownBy(session::target).hasMessage("lab: QEMU is missing");
        assertThatThrownBy(session::symbols).hasMessage("lab: QEMU is missing");
        assertThat(session.promptState()).isEqualTo("lab not available");
    }

    @Test
    void symbolsThatCannotBeReadDoNotTakeTheTargetAway() throws Exception {
        targets.target.putFile(SymbolIndex.KALLSYMS, FakeTargets.bytes("not kallsyms\n"));
        targets.booted.countDown();
        assertThat(session.target()).isNotNull();
        assertThatThrownBy(session::symbols)
                .isInstanceOf(TargetException.class)
                .hasMessageStartingWith("/proc/kallsyms: 1: ");
    }

    @Test
    void typesThatCannotBeReadDoNotTakeTheTargetAway() throws Exception {
        targets.target.putFile("/sys/kernel/btf/vmlinux", FakeTargets.bytes("not BTF at all, no"));
        targets.booted.countDown();
        assertThat(session.target()).isNotNull();
        assertThatThrownBy(session::types)
                .isInstanceOf(TargetException.class)
                .hasMessageStartingWith("/sys/kernel/btf/vmlinux: ");
        assertThat(session.view().knownTypes()).isEmpty();
        assertThat(session.symbols().match("vfs", 5).names()).containsExactly("vfs_read");
    }

    @Test
    void troubleOfTheKernelIsShownWhenItHappens() throws Exception {
        session.start();
        targets.asked.await();
        targets.watcher.trouble("BUG: unable to handle \u001b[2J");
        assertThat(streams.err()).isEqualTo("BUG: unable to handle \\x1b[2J\n");
    }

    @Test
    void anUnknownTargetIsRefusedAndTheOldOneKept() throws Exception {
        targets.booted.countDown();
        session.target();
        assertThatThrownBy(() -> session.changeTarget("mars"))
                .isInstanceOf(TargetException.class)
                .hasMessage("target 'mars' is none of lab, local, ssh:HOST or file:PATH");
        assertThat(targets.target.isClosed()).isFalse();
    }

    @Test
    void anotherTargetTakesThePlaceOfTheOldOne() throws Exception {
        targets.booted.countDown();
        session.target();
        session.changeTarget("ssh:host");
        assertThat(targets.target.isClosed()).isTrue();
        assertThat(session.promptState()).isEqualTo("ssh:host 6.1.0");
    }

    @Test
    void aRecordingTakesThePlaceOfItsKernelWithItsHitsAndTheirNumbers(@TempDir Path folder)
            throws Exception {
        Path file = folder.resolve("hits.rec");
        targets.booted.countDown();
        TraceTarget lab = session.target();
        lab.submit("SyS_openat(int dfd, string path)");
        lab.submit("enable SyS_openat");
        lab.run("cat /etc/hostname", new Hits.NoOutput());
        session.recorder().start(lab, session.history(), file, true, false);
        lab.run("cat /etc/hostname", new Hits.NoOutput());
        String second = shown(2);
        byte[] soFar = Files.readAllBytes(file);
        session.recorder().stop();

        session.changeTarget("file:" + file);

        assertThat(session.promptState()).isEqualTo("file 6.1.0");
        assertThat(session.eventsOn()).hasValue(0);
        assertThat(session.view().events())
                .extracting(EventSchema::name)
                .containsExactly("SyS_openat");
        assertThat(shown(2)).isEqualTo(second).contains("/etc/hostname");
        assertThat(session.history().total()).isEqualTo(2);
        assertThat(session.symbols().addressOf("vfs_read")).isPresent();
        assertThat(streams.err()).isEmpty();

        // who asks for hits waits for no target, but for those of a recording
        try (LiveSession opened =
                new LiveSession("file:" + file, targets, output(), false, () -> {})) {
            assertThat(opened.history().total()).isEqualTo(2);
        }

        // what a shell that was killed in the midst of a block leaves
        Path torn = folder.resolve("torn.rec");
        Files.write(torn, Arrays.copyOf(soFar, soFar.length + 7));
        session.changeTarget("file:" + torn);
        assertThat(streams.err())
                .contains(torn + ": the last 7 bytes are damaged or torn, and left out\n")
                .contains(torn + " was not ended");
    }

    private ShellOutput output() {
        return new BatchOutput(streams.streams, Theme.PLAIN, SymbolIndex.EMPTY);
    }

    private String shown(long number) throws Exception {
        StringBuilder object = new StringBuilder();
        new JsonRenderer(session.symbols())
                .append(object, session.history().get(number).orElseThrow());
        return object.toString();
    }

    @Test
    void aRecordingThatIsNoneIsRefusedAndTheTargetKept(@TempDir Path folder) throws Exception {
        targets.booted.countDown();
        session.target();
        assertThatThrownBy(() -> session.changeTarget("file:" + folder))
                .hasMessageEndingWith(" is a folder");
        assertThat(targets.target.isClosed()).isFalse();
    }

    @Test
    void leavingInTheMidstOfABootEndsIt() throws Exception {
        session.start();
        targets.asked.await();
        long begun = System.nanoTime();
        session.close();
        assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun)).isLessThan(700);
        assertThat(streams.err()).isEmpty();
    }
}
