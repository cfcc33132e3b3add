// SPDX-License-Identifier: Apache-2.0
package io.fesh.verb;

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
import java.util.Optional;
import java.util.stream.Collectors;

/** {@code check FILE}: what of a saved session has changed on this kernel, or in a BTF file. */
final class CheckCommand extends Verb {
    private static final String BTF = "--btf";

    CheckCommand() {
        super(
                Manual.of(
                                "check FILE [--btf BTF]...",
                                "what of a saved session this kernel changes")
                        .takes(
                                ArgKind.FILE,
                                ArgKind.BTF_OPTION,
                                ArgKind.FILE,
                                ArgKind.BTF_OPTION,
                                ArgKind.FILE)
                        .details(
                                "  same     nothing that it relied on has changed",
                                "  moved    it lies elsewhere: fesh resolves names, and follows",
                                "  changed  it can be read, but is of another type, size or sign; or the function",
                                "           takes or returns something else",
                                "  broken   the function, a parameter, a type or a member is gone",
                                "  unknown  nothing tells: a variable; numbers that stood for nothing known;",
                                "           a module whose types are not here",
                                "  With --btf the types are those of files, and no target is asked: BTF, an ELF",
                                "  file, the image that boots; for functions of modules those of the modules,",
                                "  too, or a folder that has them (/sys/kernel/btf, /lib/modules/RELEASE).",
                                "  The command fails if anything is changed or broken.")
                        .examples("check reads.fesh", "check reads.fesh --btf vmlinux-7.2"));
    }

    @Override
    public boolean isRead() {
        return true;
    }

    @Override
    public void run(Session session, Call call)
            throws LineError, CommandFailed, TargetException, InterruptedException {
        List<Word> words = call.words();
        if (words.isEmpty()) {
            throw call.missing("the name of a file", "check session.fesh");
        }
        List<Word> others = others(call);
        SavedFile file = SavedFile.read(call, words.get(0), Path.of(""));
        SavedSession saved = SavedSession.of(file.lines());
        if (saved.events().isEmpty()) {
            String shown = Quoting.visible(file.path().toString());
            throw new LineError(
                    call.line(), words.get(0).span(), shown + " makes no event", "try: help save");
        }
        report(session, saved, kernel(session, call, others), name(session, others));
    }

    /** What stands behind each {@code --btf}. */
    private List<Word> others(Call call) throws LineError {
        List<Word> words = call.words();
        List<Word> others = new ArrayList<>();
        for (int i = 1; i < words.size(); i += 2) {
            if (!words.get(i).text().equals(BTF)) {
                throw call.unexpected(words.get(i), usage());
            } else if (i + 1 == words.size()) {
                throw call.missing(
                        "a file with BTF", call.line().strip() + " /sys/kernel/btf/vmlinux");
            }
            others.add(words.get(i + 1));
        }
        return others;
    }

    private static Drift.Kernel kernel(Session session, Call call, List<Word> others)
            throws LineError, TargetException, InterruptedException {
        if (others.isEmpty()) {
            return new Drift.Kernel(session.types(), Optional.of(session.symbols()));
        }
        List<Path> files = new ArrayList<>();
        for (Word other : others) {
            files.add(SavedFile.path(call, other, Path.of("")));
        }
        return new Drift.Kernel(session.types(files), Optional.empty());
    }

    private static String name(Session session, List<Word> others)
            throws TargetException, InterruptedException {
        return others.isEmpty()
                ? session.target().info().release()
                : others.stream().map(Word::text).collect(Collectors.joining(", "));
    }

    private static void report(
            Session session, SavedSession saved, Drift.Kernel kernel, String other)
            throws CommandFailed, TargetException {
        List<Drift.Finding> findings = new ArrayList<>();
        for (SavedEvent event : saved.events()) {
            findings.addAll(Drift.of(event, kernel));
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
