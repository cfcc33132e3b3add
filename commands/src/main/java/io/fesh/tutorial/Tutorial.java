// SPDX-License-Identifier: Apache-2.0
package io.fesh.tutorial;

import io.fesh.event.EventRecord;
import io.fesh.kernel.TargetException;
import io.fesh.kernel.TraceTarget;
import io.fesh.parse.LineError;
import io.fesh.render.Style;
import io.fesh.render.StyledText;
import io.fesh.render.TextRenderer;
import io.fesh.verb.Output;
import io.fesh.verb.Session;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Where somebody is in the lessons. For the thread that runs commands. */
public final class Tutorial {
    /** So often something else is done before a hint comes by itself. */
    private static final int TRIES = 2;

    /** Hits of a step that are looked at, the newest. */
    private static final int HITS = 10_000;

    /** Lines that are no tries. */
    private static final Set<String> ABOUT_LESSONS = Set.of("", "tutorial", "help");

    private static final String NEWEST = "{newest}";

    private final Progress progress;
    private final Answer answer;
    private Lesson lesson;
    private int at;
    private int running;
    private int tries;
    private int hintsShown;
    private boolean skipped;
    private long before;
    private Set<Integer> eventsBefore = Set.of();

    /**
     * @param answer the output of the session
     */
    public Tutorial(Progress progress, Answer answer) {
        this.progress = progress;
        this.answer = answer;
    }

    /** The lesson that is going on. */
    public Optional<Lesson> current() {
        return Optional.ofNullable(lesson);
    }

    public boolean isDone(Lesson which) {
        return progress.done().contains(which.number());
    }

    /** The first that is not finished; the first of all if they all are. */
    public Lesson next() {
        return Lessons.all().stream()
                .filter(each -> !isDone(each))
                .findFirst()
                .orElse(Lessons.all().get(0));
    }

    /** From its first step; events that it makes are taken away if they are there. */
    public void begin(Lesson which, Session session) throws TargetException, InterruptedException {
        TraceTarget target = session.target();
        if (which.labOnly() && !target.info().name().equals("lab")) {
            throw new TargetException(
                    "lesson "
                            + which.number()
                            + " needs a driver that only the lab has, and this is "
                            + target.info().name(),
                    "try: target lab");
        }
        if (lesson != null) {
            putAway(lesson, target);
        }
        putAway(which, target);
        lesson = which;
        at = 0;
        skipped = false;
        String head = "Lesson " + which.number() + ": " + which.title();
        session.out().line(StyledText.of(Style.HEADING, head));
        say(session.out(), which.about());
        beginStep(session);
    }

    private static Set<Integer> events(Session session) throws TargetException {
        Set<Integer> ids = new HashSet<>();
        Optional<TraceTarget> target = session.attached();
        if (target.isPresent()) {
            target.get().events().forEach(event -> ids.add(event.schema().id()));
        }
        return ids;
    }

    /** What one lesson leaves on would come between in the next. */
    private static void putAway(Lesson lesson, TraceTarget target) throws TargetException {
        for (String event : lesson.events()) {
            if (target.events().stream().anyMatch(e -> e.schema().name().equals(event))) {
                remove(target, event);
            }
        }
    }

    private static void remove(TraceTarget target, String event) throws TargetException {
        try {
            target.submit("-" + event);
        } catch (LineError e) {
            throw new TargetException(event + " cannot be deleted: " + e.getMessage(), "", e);
        }
    }

    private static void say(Output out, List<String> text) {
        text.forEach(line -> out.line(StyledText.of(Style.PLAIN, line)));
    }

    private void beginStep(Session session) throws TargetException {
        tries = 0;
        hintsShown = 0;
        before = session.history().total();
        eventsBefore = events(session);
        tell(session);
    }

    private void tell(Session session) {
        String where = "step " + (at + 1) + " of " + lesson.steps().size();
        session.out().line(StyledText.of(Style.DIM, "-- " + where + " --"));
        say(session.out(), step().text());
    }

    private Step step() {
        return lesson.steps().get(at);
    }

    /** What is to be done now, said again. */
    public void repeat(Session session) {
        tell(session);
    }

    /** The next hint; the lines that do it when there is none left. */
    public void hint(Session session) {
        List<String> hints = step().hints();
        if (hintsShown < hints.size()) {
            show(session, "hint: " + hints.get(hintsShown++));
        } else {
            step().solution().forEach(line -> show(session, "type: " + line));
        }
    }

    private void show(Session session, String line) {
        String text = line.contains(NEWEST) ? line.replace(NEWEST, newest(session)) : line;
        session.out().line(StyledText.of(Style.HINT, text));
    }

    /** The number of the newest hit that the lesson is about. */
    private String newest(Session session) {
        List<EventRecord> hits = session.history().last(0, HITS);
        for (int i = hits.size() - 1; i >= 0; i--) {
            if (lesson.events().contains(hits.get(i).schema().name())) {
                return Long.toString(hits.get(i).number());
            }
        }
        return "N";
    }

    /** On to the next step; the lesson counts as done only if nothing of it was skipped. */
    public void skip(Session session) throws TargetException {
        skipped = true;
        advance(session);
    }

    public void stop() {
        lesson = null;
    }

    /** All lessons are as if nobody had ever begun. */
    public void forget() {
        progress.forget();
        stop();
    }

    /**
     * Something is about to be done.
     *
     * @return whether {@link #after} is to judge it: of what it does in turn, nothing is
     */
    public boolean before() {
        if (running++ > 0) {
            return false;
        }
        answer.begin(lesson != null);
        return true;
    }

    /** What was about to be done was done, or failed. */
    public void ended() {
        running--;
    }

    /**
     * Something was done: perhaps it was what the step wanted.
     *
     * @param verb its full name; empty for a line that does nothing
     */
    public void after(String verb, Session session) throws TargetException, InterruptedException {
        Optional<TraceTarget> target = session.attached();
        if (lesson == null || ABOUT_LESSONS.contains(verb) || target.isEmpty()) {
            return;
        }
        session.sync();
        if (isDone(situation(target.get(), session))) {
            session.out().line(StyledText.of(Style.HEADING, "done"));
            advance(session);
        } else if (++tries > TRIES && hintsShown == 0) {
            hint(session);
        }
    }

    private boolean isDone(Situation now) throws TargetException {
        for (Check check : step().checks()) {
            if (!check.holds(now)) {
                return false;
            }
        }
        return true;
    }

    private Situation situation(TraceTarget target, Session session)
            throws TargetException, InterruptedException {
        TextRenderer renderer = new TextRenderer(session.symbols());
        List<EventRecord> hits =
                session.history().last(0, HITS).stream()
                        .filter(hit -> hit.number() > before)
                        .toList();
        return new Situation(
                answer.lines(),
                target,
                target.events(),
                eventsBefore,
                hits,
                (hit, field) ->
                        renderer.value(hit.schema().fields().get(field), hit.values().get(field)));
    }

    private void advance(Session session) throws TargetException {
        at++;
        if (at < lesson.steps().size()) {
            beginStep(session);
            return;
        }
        if (!skipped) {
            progress.finished(lesson.number());
        }
        Optional<TraceTarget> target = session.attached();
        if (target.isPresent()) {
            putAway(lesson, target.get());
        }
        String end = "Lesson " + lesson.number() + (skipped ? " is over." : " is finished.");
        boolean last = lesson.number() == Lessons.all().size();
        String go = last ? " It was the last: the prompt is yours." : " Go on with: tutorial next";
        session.out().line(StyledText.of(Style.HEADING, end + go));
        lesson = null;
    }
}
