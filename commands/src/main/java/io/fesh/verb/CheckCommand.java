// SPDX-License-Identifier: Apache-2.0
package io.fesh.verb;

import io.fesh.kernel.KernelTypes;
import io.fesh.kernel.TargetException;
import io.fesh.parse.LineError;
import io.fesh.parse.Word;
import io.fesh.render.Json;
import io.fesh.render.Quoting;
import io.fesh.render.StyledText;
import io.fesh.render.Table;
import io.fesh.saved.Drift;
import io.fesh.saved.SavedEvent;
import io.fesh.saved.SavedSession;
import io.fesh.saved.Verdict;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** {@code check FILE}: what of a saved session has changed on this kernel, or in a BTF file. */
final class CheckCommand extends Verb {
    private static final String BTF = "--btf";

    CheckCommand() {
        super(
                Manual.of("check FILE [--btf OTHER]", "what of a saved session this kernel changes")
                        .takes(ArgKind.FILE, ArgKind.BTF_OPTION, ArgKind.FILE)
                        .details(
                                "  same     nothing that it relied on has changed",
                                "  moved    it lies elsewhere: fesh resolves names, and follows",
                                "  changed  it can be read, but is of another type, size or sign",
                                "  broken   the function, a parameter or a member is gone",
                                "  unknown  the line says numbers, which no types can be held against",
                                "  With --btf the types are those of a file, BTF or ELF, and no target is asked.",
                                "  The command fails if anything is changed or broken.")
                        .examples("check reads.fesh", "check reads.fesh --btf vmlinux-7.2"));
    }

    @Override
    public void run(Session session, Call call)
            throws LineError, CommandFailed, TargetException, InterruptedException {
        List<Word> words = call.words();
        if (words.isEmpty()) {
            throw call.missing("the name of a file", "check session.fesh");
        }
        if (words.size() > 3 || words.size() > 1 && !words.get(1).text().equals(BTF)) {
            throw call.unexpected(words.get(words.size() > 3 ? 3 : 1), usage());
        }
        if (words.size() == 2) {
            throw call.missing("a file with BTF", call.line().strip() + " /sys/kernel/btf/vmlinux");
        }
        SavedFile file = SavedFile.read(call, words.get(0), Path.of(""));
        SavedSession saved = SavedSession.of(file.lines());
        if (saved.events().isEmpty()) {
            String shown = Quoting.visible(file.path().toString());
            throw new LineError(
                    call.line(), words.get(0).span(), shown + " makes no event", "try: help save");
        }
        boolean fromFile = words.size() == 3;
        KernelTypes types =
                fromFile
                        ? session.types(SavedFile.path(call, words.get(2), Path.of("")))
                        : session.types();
        String other = fromFile ? words.get(2).text() : session.target().info().release();
        report(session, saved, types, other);
    }

    private static void report(Session session, SavedSession saved, KernelTypes types, String other)
            throws CommandFailed, TargetException {
        List<Drift.Finding> findings = new ArrayList<>();
        for (SavedEvent event : saved.events()) {
            findings.addAll(Drift.of(event, types));
        }
        Table table =
                new Table(
                        Table.left("event"),
                        Table.left("field"),
                        Table.left("verdict"),
                        Table.left("what"));
        findings.forEach(
                each ->
                        table.row(
                                each.event(),
                                each.field(),
                                each.verdict().toString(),
                                each.what()));
        session.out().data(table.lines(), findings.stream().map(CheckCommand::object).toList());
        String kernels =
                (saved.kernel().isEmpty() ? "" : "saved on " + saved.kernel() + ", ")
                        + "checked against "
                        + other;
        session.out().line(StyledText.plain(Quoting.visible(kernels)));
        long broken = count(findings, Verdict.BROKEN);
        long changed = count(findings, Verdict.CHANGED);
        if (broken + changed > 0) {
            throw new CommandFailed("drift: " + changed + " changed, " + broken + " broken");
        }
    }

    private static long count(List<Drift.Finding> findings, Verdict verdict) {
        return findings.stream().filter(each -> each.verdict() == verdict).count();
    }

    private static String object(Drift.Finding finding) {
        return "{\"event\":"
                + Json.string(finding.event())
                + ",\"field\":"
                + Json.string(finding.field())
                + ",\"verdict\":"
                + Json.string(finding.verdict().toString())
                + ",\"what\":"
                + Json.string(finding.what())
                + "}";
    }
}
