// SPDX-License-Identifier: Apache-2.0
package io.fesh.complete;

import io.fesh.complete.FunctionCandidates.Choice;
import io.fesh.verb.ArgKind;
import io.fesh.verb.CommandTable;

import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;
import org.jline.terminal.Size;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tab: finds out what is being typed and asks the source of that kind. */
public final class LineCompleter implements Completer {
    private final CommandTable table;
    private final KernelView kernel;
    private final Map<ArgKind, CandidateSource> sources = new EnumMap<>(ArgKind.class);

    private static final Map<String, String> RECORD_OPTIONS = new LinkedHashMap<>();

    static {
        RECORD_OPTIONS.put("new", "without the hits that are kept");
        RECORD_OPTIONS.put("replace", "in place of a recording that is there");
    }

    public LineCompleter(CommandTable table, KernelView kernel) {
        this(table, kernel, Path.of(System.getProperty("user.home")));
    }

    /**
     * @param home of who types, for the hosts that ssh knows
     */
    LineCompleter(CommandTable table, KernelView kernel, Path home) {
        this.table = table;
        this.kernel = kernel;
        FunctionCandidates typed = new FunctionCandidates(kernel, Choice.TYPED, "");
        FunctionCandidates any = new FunctionCandidates(kernel, Choice.ANY, "");
        sources.put(ArgKind.VERB, new VerbCandidates(table));
        sources.put(ArgKind.EVENT_LINE, new EventLineCandidates(kernel));
        sources.put(ArgKind.VIEW_LINE, new ViewCandidates(kernel));
        CandidateSource types = new TypeCandidates(kernel, Optional.empty());
        sources.put(ArgKind.FUNCTION_PATTERN, new PatternCandidates(any, types));
        sources.put(ArgKind.TYPE, types);
        CandidateSource names =
                (at, to) ->
                        new TypeCandidates(kernel, Optional.of(isAbout(at) ? any : typed))
                                .offer(at, to);
        sources.put(ArgKind.NAME, names);
        sources.put(
                ArgKind.EXPRESSION,
                new HitCandidates(kernel, new ExpressionCandidates(kernel, names)));
        sources.put(ArgKind.HIT, new HitCandidates(kernel, LineCompleter::hitSign));
        sources.put(ArgKind.EVENT, new EventCandidates(kernel, false));
        sources.put(ArgKind.EVENT_OR_ALL, new EventCandidates(kernel, true));
        CandidateSource files = new FileCandidates(Path.of(""));
        sources.put(ArgKind.SETTING, new SettingCandidates(files));
        sources.put(ArgKind.FILTER, EventCandidates.filter(kernel));
        sources.put(ArgKind.TARGET, new TargetCandidates(SshHosts.of(home), files));
        sources.put(ArgKind.RECORD_OPTION, (at, to) -> to.words(at, RECORD_OPTIONS));
        sources.put(
                ArgKind.BTF_OPTION,
                (at, to) -> to.add("--btf", "types in a file, in place of the target's", true));
        sources.put(ArgKind.FILE, files);
    }

    private static void hitSign(CursorContext at, Candidates to) {
        if (at.word().isEmpty()) {
            to.add("#", "the number of a hit follows", false);
        }
    }

    /** Whether the verb has something to say of functions whose prototype is not known, too. */
    private static boolean isAbout(CursorContext at) {
        return at.verb().filter(verb -> verb.name().equals("?")).isPresent();
    }

    @Override
    public void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
        long start = System.nanoTime();
        String typed = line.line().substring(0, line.cursor());
        Size screen = reader.getTerminal().getSize();
        Candidates found =
                screen.getColumns() > 0 && screen.getRows() > 0
                        ? new Candidates(screen.getColumns(), screen.getRows())
                        : new Candidates(80, 24);
        offer(typed, typed.length() - line.wordCursor(), found);
        candidates.addAll(found.list());
        kernel.completed(System.nanoTime() - start);
    }

    /**
     * @param typed what stands before the cursor
     * @param wordStart where in it the word at the cursor begins
     */
    void offer(String typed, int wordStart, Candidates to) {
        // of several lines the one with the cursor counts
        int lineStart = typed.lastIndexOf('\n') + 1;
        CursorContext at =
                CursorContext.of(table, typed.substring(lineStart), wordStart - lineStart);
        if (at.position() == 0 && at.before().isEmpty()) {
            at.verb().ifPresent(verb -> to.words(at, verb.options()));
        }
        at.kind().map(sources::get).ifPresent(source -> source.offer(at, to));
    }
}
