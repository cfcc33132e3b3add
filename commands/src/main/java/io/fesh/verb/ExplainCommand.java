// SPDX-License-Identifier: Apache-2.0
package io.fesh.verb;

import io.fesh.kernel.Prototype;
import io.fesh.kernel.TargetException;
import io.fesh.lower.BpftraceLine;
import io.fesh.lower.KprobeLine;
import io.fesh.lower.LoweredField;
import io.fesh.lower.PlainFields;
import io.fesh.parse.EventLine;
import io.fesh.parse.LineError;
import io.fesh.parse.Span;
import io.fesh.render.Json;
import io.fesh.render.Quoting;
import io.fesh.render.Style;
import io.fesh.render.StyledText;
import io.fesh.render.Table;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code explain LINE}: what {@code create} would give to the kernel, and what it would read. */
final class ExplainCommand extends Verb {
    private static final List<String> REGISTERS = List.of("di", "si", "dx", "cx", "r8", "r9");
    private static final List<String> CALLER = List.of("di", "si", "dx", "r10", "r8", "r9");

    ExplainCommand() {
        super(
                Manual.of("explain LINE", "the kernel line of an event, and other tools' lines")
                        .takes(ArgKind.EVENT_LINE)
                        .details("  Nothing is made. What a LINE can say is in help lines.")
                        .examples(
                                "explain vfs_read(file->f_path.dentry->d_name.name, count)",
                                "explain SyS_openat(dfd, filename)"));
    }

    @Override
    public boolean isRead() {
        return true;
    }

    @Override
    public void run(Session session, Call call)
            throws LineError, TargetException, InterruptedException {
        EventCreation.check(this, call);
        EventCreation.Plan plan = EventCreation.plan(session, call);
        EventLine line = new EventLine(call.line(), call.offset());
        Optional<List<LoweredField>> fields =
                plan.named()
                        ? Optional.of(plan.line().fields())
                        : PlainFields.of(call.line(), call.offset());
        if (fields.isEmpty()) {
            throw new LineError(
                    call.line(),
                    new Span(call.offset(), call.offset() + call.rest().length()),
                    "line is the kernel's own, and cannot be told in other words",
                    "try: create " + call.rest());
        }
        String function = line.qualifiedFunction().orElse("");
        Optional<Prototype> prototype = prototype(session, function);
        boolean systemCall = function.matches("(SyS_|sys_|__x64_sys_).+");
        String symbol = systemCall ? function.replaceFirst("^(SyS_|sys_)", "__x64_sys_") : function;
        Optional<String> kprobe = KprobeLine.of(line.name(), symbol, systemCall, fields.get());
        Optional<String> perf = KprobeLine.perf(line.name(), symbol, systemCall, fields.get());
        List<StyledText> text = new ArrayList<>();
        text.add(labelled("kernel line:   ", plan.line().text()));
        if (!fields.get().isEmpty()) {
            text.addAll(table(fields.get(), prototype, systemCall));
        }
        plan.line().notes().forEach(note -> text.add(dim(note)));
        kprobe.ifPresent(probe -> text.add(labelled("kprobe_events: ", probe)));
        perf.ifPresent(probe -> text.add(labelled("perf:          ", probe)));
        Optional<String> bpftrace =
                plan.named()
                        ? prototype.flatMap(p -> BpftraceLine.of(p, fields.get()))
                        : Optional.empty();
        bpftrace.ifPresent(program -> text.add(labelled("bpftrace:      ", program)));
        session.out().data(text, List.of(object(plan.line().text(), kprobe, perf, bpftrace)));
    }

    private static Optional<Prototype> prototype(Session session, String function)
            throws InterruptedException {
        try {
            return session.types().prototype(function);
        } catch (TargetException e) {
            return Optional.empty();
        }
    }

    private static StyledText labelled(String label, String text) {
        return StyledText.builder().add(Style.DIM, label).add(Quoting.visible(text)).build();
    }

    private static StyledText dim(String text) {
        return StyledText.of(Style.DIM, Quoting.visible(text));
    }

    private static List<StyledText> table(
            List<LoweredField> fields, Optional<Prototype> prototype, boolean systemCall) {
        Table table =
                new Table(
                        Table.left("field"),
                        Table.left("read as"),
                        Table.left("from"),
                        Table.left("by way of"),
                        Table.left("type"));
        for (LoweredField field : fields) {
            String from =
                    field.path().isEmpty() ? parameter(prototype, field.register()) : field.path();
            table.row(
                    field.name(),
                    field.type().text(),
                    from,
                    field.wayText(systemCall ? CALLER : REGISTERS),
                    field.cType());
        }
        return table.lines();
    }

    private static String parameter(Optional<Prototype> prototype, int register) {
        return prototype
                .flatMap(
                        p ->
                                p.parameters().stream()
                                        .filter(each -> each.register() == register)
                                        .map(Prototype.Parameter::name)
                                        .findFirst())
                .orElse("parameter " + (register + 1));
    }

    private static String object(
            String kernelLine,
            Optional<String> kprobe,
            Optional<String> perf,
            Optional<String> bpftrace) {
        return "{\"kernel_line\":"
                + Json.string(kernelLine)
                + kprobe.map(line -> ",\"kprobe_events\":" + Json.string(line)).orElse("")
                + perf.map(line -> ",\"perf\":" + Json.string(line)).orElse("")
                + bpftrace.map(line -> ",\"bpftrace\":" + Json.string(line)).orElse("")
                + "}";
    }
}
