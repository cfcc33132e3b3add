// SPDX-License-Identifier: Apache-2.0
package io.fesh.verb;

import io.fesh.event.EventSchema;
import io.fesh.event.EventStatus;
import io.fesh.kernel.KernelTypes;
import io.fesh.kernel.TargetException;
import io.fesh.kernel.TraceTarget;
import io.fesh.lower.FilterField;
import io.fesh.lower.FilterLowering;
import io.fesh.lower.RewrittenLine;
import io.fesh.parse.LineError;
import io.fesh.parse.Span;
import io.fesh.parse.Word;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code enable NAME}: hits are recorded from now on; {@code enable NAME if FILTER}: only those
 * that the filter lets through, {@code enable NAME if}: all again. Says nothing when it worked.
 */
final class EnableCommand extends Verb {
    /** What follows "if" has quotes of its own: it is the kernel's to read. */
    private static final Pattern FILTERED = Pattern.compile("[ \\t]*(\\S+)[ \\t]+(if\\b(.*))");

    EnableCommand() {
        super(
                Manual.of(
                                "enable NAME|* [if FILTER]",
                                "records hits of an event, or of all, from now on")
                        .takes(ArgKind.EVENT_OR_ALL, ArgKind.FILTER)
                        .details(
                                "  With if FILTER only such hits are recorded, with if alone all: help filters")
                        .examples(
                                "enable SyS_openat",
                                "enable SyS_openat if path ~ \"/etc/*\" && pid != 1",
                                "enable SyS_openat if flags & O_CREAT",
                                "enable *"));
    }

    @Override
    public void run(Session session, Call call)
            throws LineError, TargetException, InterruptedException {
        Matcher filtered =
                FILTERED.matcher(call.line()).region(call.offset(), call.line().length());
        if (filtered.lookingAt()) {
            LineCheck.kernelLine(call.line(), filtered.start(1));
            submit(session, call, filtered);
        } else {
            Word name = EventControl.name(this, call);
            EventControl.submit(session.target(), call, "enable ", name);
        }
    }

    private static void submit(Session session, Call call, Matcher filtered)
            throws LineError, TargetException, InterruptedException {
        TraceTarget target = session.target();
        Word name = new Word(filtered.group(1), new Span(filtered.start(1), filtered.end(1)));
        List<EventSchema> named =
                target.events().stream()
                        .map(EventStatus::schema)
                        .filter(
                                event ->
                                        name.text().equals(EventNames.ALL)
                                                || name.text().equals(event.name()))
                        .toList();
        RewrittenLine line = line(session, call, filtered, named);
        try {
            target.submit(line.text());
        } catch (LineError e) {
            LineError typed = line.refusal(e, call.line());
            if (typed.span().start() < filtered.start(2)) {
                throw EventControl.refused(target, call, name, e);
            }
            throw FilterField.refusal(
                    typed,
                    new Span(filtered.start(3), filtered.end(3)),
                    named.isEmpty() ? List.of() : FilterField.of(named.get(0)));
        }
    }

    /** What a word stands for tells the field that it is compared with, which is the event's. */
    private static RewrittenLine line(
            Session session, Call call, Matcher filtered, List<EventSchema> named)
            throws LineError, TargetException, InterruptedException {
        Span filter = new Span(filtered.start(3), filtered.end(3));
        Optional<KernelTypes> types =
                FilterLowering.hasWords(call.line(), filter)
                        ? EventCreation.types(session)
                        : Optional.empty();
        Optional<RewrittenLine> line = Optional.empty();
        for (EventSchema event : named) {
            List<FilterField> fields = FilterField.of(event);
            RewrittenLine own =
                    write(new FilterLowering(call.line(), fields, types), call, filtered);
            if (line.isPresent() && !line.get().equals(own)) {
                String before = call.line().substring(0, filtered.start(1)).stripLeading();
                String after = call.line().substring(filtered.end(1));
                throw new LineError(
                        call.line(),
                        new Span(filtered.start(1), filtered.end(1)),
                        "filter means other numbers in " + event.name(),
                        "try: " + before + event.name() + after);
            }
            line = Optional.of(own);
        }
        return line.isPresent()
                ? line.get()
                : write(new FilterLowering(call.line(), List.of(), types), call, filtered);
    }

    private static RewrittenLine write(FilterLowering filter, Call call, Matcher filtered)
            throws LineError, TargetException {
        RewrittenLine.Writer to = new RewrittenLine.Writer(call.line());
        Span name = new Span(filtered.start(1), filtered.end(1));
        to.part("enable " + filtered.group(1) + " ", name);
        filter.write(
                new Span(filtered.start(2), filtered.end(2)),
                new Span(filtered.start(3), filtered.end(3)),
                to);
        return to.line();
    }
}
