// SPDX-License-Identifier: Apache-2.0
package io.fesh.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Runs every file of {@code test/sessions}: on a played kernel always, in the lab if asked to. */
class SessionTest {
    private static final Path SESSIONS = Path.of("sessions");

    /** Where sessions write their files. */
    private static final Path WRITTEN = Path.of("target");

    private static final Path LAUNCHER = Path.of("..", "fesh");

    @TestFactory
    List<DynamicTest> onAPlayedKernel() throws IOException {
        Files.createDirectories(WRITTEN);
        return SessionFile.all(SESSIONS).stream()
                .filter(session -> session.runsOn("fake"))
                .map(
                        session ->
                                DynamicTest.dynamicTest(
                                        session.name(),
                                        () -> {
                                            try (FakeRun run = new FakeRun()) {
                                                check(session, run);
                                            }
                                        }))
                .toList();
    }

    /** With FESH_LAB=1 in the environment: boots the lab once and types all sessions into it. */
    @TestFactory
    @EnabledIfEnvironmentVariable(named = "FESH_LAB", matches = "1")
    Stream<DynamicTest> inTheLab() throws Exception {
        LabRun lab = new LabRun(LAUNCHER.toRealPath());
        Stream<DynamicTest> sessions =
                SessionFile.all(SESSIONS).stream()
                        .filter(session -> session.runsOn("kernel"))
                        .map(
                                session ->
                                        DynamicTest.dynamicTest(
                                                session.name() + " in the lab",
                                                () -> {
                                                    assumeTrue(
                                                            hasModule(lab, session.module()),
                                                            session.module() + " is no module");
                                                    try {
                                                        check(session, lab);
                                                    } finally {
                                                        lab.cleanUp();
                                                    }
                                                }));
        return Stream.concat(
                sessions, Stream.of(DynamicTest.dynamicTest("fesh leaves the lab", lab::leave)));
    }

    private static boolean hasModule(LabRun lab, String module) throws Exception {
        String test = "!ls /sys/kernel/btf | grep -x '" + module + "'";
        return module.isEmpty() || lab.typed(test).equals(List.of(module));
    }

    private static void check(SessionFile session, SessionRun run) throws Exception {
        assertThat(session.steps()).isNotEmpty();
        for (SessionFile.Step step : session.steps()) {
            List<String> seen = run.step(step);
            assertThat(Expected.matches(step.expected(), seen))
                    .withFailMessage(
                            () ->
                                    "%s:%d: expected\n%s\nbut saw\n%s"
                                            .formatted(
                                                    session.name(),
                                                    step.line(),
                                                    String.join("\n", step.expected()),
                                                    String.join("\n", seen)))
                    .isTrue();
        }
    }
}
