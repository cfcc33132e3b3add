// SPDX-License-Identifier: Apache-2.0
package io.fesh.verb;

import io.fesh.event.EventSchema;
import io.fesh.event.EventSource;
import io.fesh.kernel.KernelTypes;
import io.fesh.kernel.TargetException;
import io.fesh.kernel.TraceTarget;
import io.fesh.lower.KernelLine;
import io.fesh.lower.PlainLowering;
import io.fesh.lower.SpecLowering;
import io.fesh.parse.EventSpec;
import io.fesh.parse.EventSpecParser;
import io.fesh.parse.LineError;
import io.fesh.parse.Span;
import io.fesh.parse.Word;
import io.fesh.render.Numbers;
import io.fesh.render.Quoting;
import io.fesh.render.Style;
import io.fesh.render.StyledText;

import java.util.Optional;
import java.util.Set;

/** A kernel line on its way to the kernel, and its refusal on the way back to what was typed. */
final class EventCreation {
    private static final Set<String> VERBS = Set.of("enable", "disable", "fuse");

    private EventCreation() {}

    /**
     * What can be said without the kernel. It takes other lines than those of events, too; given
     * here they would do something else than what the verb promises.
     */
    static void check(Command command, Command.Call call) throws LineError {
        String rest = call.rest();
        if (rest.isEmpty()) {
            throw call.missing("the line of an event", command.examples().get(0));
        }
        LineCheck.kernelLine(call.line(), call.offset());
        if (rest.startsWith("-")) {
            throw notAnEvent(call, 1, "delete " + rest.substring(1).strip());
        }
        Word first = call.words().get(0);
        if (VERBS.contains(first.text()) && !rest.contains("(")) {
            throw notAnEvent(call, first.text().length(), rest);
        }
    }

    private static LineError notAnEvent(Command.Call call, int length, String meant) {
        Span span = new Span(call.offset(), call.offset() + length);
        return new LineError(call.line(), span, "function name expected", "try: " + meant);
    }

    /**
     * What the kernel is given.
     *
     * @param named whether the line names parameters, else it is the kernel's own
     */
    record Plan(KernelLine line, boolean named, EventSource source) {
        private Plan(Command.Call call, KernelLine line, boolean named) {
            this(line, named, new EventSource(call.rest(), line.sources()));
        }
    }

    /** Of a line that was checked. */
    static Plan plan(Session session, Command.Call call)
            throws LineError, TargetException, InterruptedException {
        Optional<EventSpec> spec = EventSpecParser.parse(call.line(), call.offset());
        if (spec.isEmpty() || isName(call, spec.get()) && types(session).isEmpty()) {
            return plain(session, call);
        }
        try {
            KernelLine lowered = SpecLowering.lower(call.line(), spec.get(), session.types());
            return new Plan(call, lowered, true);
        } catch (LineError e) {
            throw e.span().equals(spec.get().functionSpan()) ? aboutFunction(session, call, e) : e;
        }
    }

    /** The kernel's own line, about which the types may have something to tell all the same. */
    private static Plan plain(Session session, Command.Call call)
            throws LineError, TargetException, InterruptedException {
        Optional<KernelTypes> types =
                PlainLowering.needsTypes(call.line(), call.offset())
                        ? types(session)
                        : session.typesAtHand();
        return new Plan(call, PlainLowering.lower(call.line(), call.offset(), types), false);
    }

    /** Of a function that is not in the kernel the types say nothing: that comes first. */
    private static LineError aboutFunction(Session session, Command.Call call, LineError error)
            throws TargetException, InterruptedException {
        LineError told = new Refusal(session, call, call.rest()).explain(error.withHint(""));
        boolean same = told.getMessage().equals(error.getMessage()) && told.hint().isEmpty();
        return same ? error : told;
    }

    /** Nothing but a function: without types it is the beginning of a line. */
    private static boolean isName(Command.Call call, EventSpec spec) {
        return call.rest().indexOf('(') < 0 && spec.all();
    }

    /** Empty on a kernel that has none. */
    static Optional<KernelTypes> types(Session session) throws InterruptedException {
        try {
            return Optional.of(session.types());
        } catch (TargetException e) {
            return Optional.empty();
        }
    }

    static EventSchema create(Session session, Command.Call call, Plan plan)
            throws LineError, TargetException, InterruptedException {
        TraceTarget target = session.target();
        int id;
        try {
            id = target.submit(plan.line().text(), plan.source());
        } catch (LineError e) {
            throw refusal(session, call, plan, e);
        }
        plan.line().notes().stream()
                .map(note -> StyledText.of(Style.DIM, Quoting.visible(note)))
                .forEach(session.out()::line);
        return target.describe(id).schema();
    }

    /** What the kernel says of its line, about the line that was typed. */
    private static LineError refusal(Session session, Command.Call call, Plan plan, LineError error)
            throws TargetException, InterruptedException {
        Refusal refusal = new Refusal(session, call, plan.line().text());
        LineError typed = plan.line().refusal(error, call.line());
        if (!plan.named()) {
            return refusal.explain(typed);
        }
        if (refusal.isAboutTheHead(typed)) {
            return refusal.explain(typed);
        }
        boolean isColumn = typed.span().end() - typed.span().start() == 1;
        return isColumn ? refusal.mark(typed) : typed;
    }

    /** {@code created SyS_openat at __x64_sys_openat: 4 fields}. */
    static StyledText described(String what, EventSchema event) {
        StyledText.Builder line = StyledText.builder();
        line.add(what).add(" ").add(Style.FUNCTION, event.name()).add(" at ");
        if (event.sites().size() == 1) {
            line.add(Style.SYMBOL, Quoting.visible(event.sites().get(0).symbol()));
        } else {
            line.add(Numbers.count(event.sites().size(), "address", "addresses"));
        }
        int fields = event.fields().size();
        return line.add(": ")
                .add(fields == 0 ? "no fields" : Numbers.count(fields, "field", "fields"))
                .build();
    }
}
