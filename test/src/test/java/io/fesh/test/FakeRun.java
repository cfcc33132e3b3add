// SPDX-License-Identifier: Apache-2.0
package io.fesh.test;

import io.fesh.fake.FakeSession;
import io.fesh.fake.FakeSymbols;
import io.fesh.fake.FakeTarget;
import io.fesh.fake.RecordingOutput;
import io.fesh.jshell.SessionJava;
import io.fesh.kernel.TargetException;
import io.fesh.recfile.RecordingFiles;
import io.fesh.recfile.RecordingTarget;
import io.fesh.symbols.LoadedModules;
import io.fesh.symbols.SymbolIndex;
import io.fesh.types.BtfTypes;
import io.fesh.types.TypesInFiles;
import io.fesh.verb.CommandTable;
import io.fesh.verb.Dispatcher;
import io.fesh.verb.Session;
import io.fesh.verb.Snippets;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A session on a played kernel. */
final class FakeRun implements SessionRun, AutoCloseable {
    private final FakeTarget target = new FakeTarget(new FakeSymbols());
    private final RecordingOutput out = new RecordingOutput(target.symbols());
    private SessionJava java;
    private final FakeSession session = new FakeSession(target, out, this::withJava);
    private final Dispatcher dispatcher = new Dispatcher(CommandTable.standard(), session);
    private final FakeKernel kernel = new FakeKernel(target);

    FakeRun() {
        FakePrograms.install(target);
        session.typesOfFiles(TypesInFiles::read);
        session.recordings(RecordingFiles::create);
        session.targets(FakeRun::reach);
        target.putFile(SymbolIndex.KALLSYMS, target.symbols().kallsyms());
        target.putFile(SymbolIndex.FUNCTIONS, target.symbols().filterFunctions());
    }

    /** As the shell does it. */
    private static FakeSession.Reached reach(String name) throws TargetException {
        if (!name.startsWith("file:")) {
            throw new TargetException(name + " is not a target", "try: target fake");
        }
        RecordingTarget file = RecordingTarget.open(Path.of(name.substring("file:".length())));
        SymbolIndex symbols =
                SymbolIndex.read(
                        file.file(SymbolIndex.KALLSYMS),
                        file.file(SymbolIndex.FUNCTIONS),
                        LoadedModules.NONE);
        return new FakeSession.Reached(file, symbols, () -> BtfTypes.read(file::file, symbols));
    }

    private Optional<Snippets> withJava(Session session) {
        java = new SessionJava(session);
        return Optional.of(java);
    }

    @Override
    public List<String> step(SessionFile.Step step) throws InterruptedException {
        dispatcher.run(text(step.typed()));
        step.script().forEach(kernel::act);
        java.settle();
        return out.take();
    }

    @Override
    public void close() {
        java.close();
    }

    /** Bytes that are not UTF-8 as the shell's input has them: U+DC80 to U+DCFF. */
    private static String text(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            StringBuilder text = new StringBuilder();
            for (byte b : bytes) {
                text.append((char) (b < 0 ? 0xdc00 | b & 0xff : b));
            }
            return text.toString();
        }
    }
}
