// SPDX-License-Identifier: Apache-2.0
package io.fesh.lower;

import io.fesh.event.EventSource;
import io.fesh.event.FieldSource;
import io.fesh.kernel.KernelTypes;
import io.fesh.kernel.TargetException;
import io.fesh.parse.EventSpec;
import io.fesh.parse.EventTail;
import io.fesh.parse.LineError;
import io.fesh.parse.Span;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes the kernel line of names that were looked up. */
final class LineWriter {
    private final String line;
    private final EventSpec spec;
    private final RewrittenLine.Writer to;

    LineWriter(String line, EventSpec spec) {
        this.line = line;
        this.spec = spec;
        this.to = new RewrittenLine.Writer(line);
    }

    /** Fields go by register; what one register has to give stands between bars. */
    KernelLine write(
            List<LoweredField> fields,
            List<EventSpec.FromAddress> fixed,
            Optional<Returned> returned,
            List<String> notes,
            KernelTypes types)
            throws LineError, TargetException {
        to.verbatim(spec.head()).add("(");
        int last = fields.stream().mapToInt(LoweredField::register).max().orElse(-1);
        List<LoweredField> ordered = new ArrayList<>();
        for (int register = 0; register <= last; register++) {
            to.add(register == 0 ? "" : ", ");
            int here = register;
            List<LoweredField> ofThis = fields.stream().filter(f -> f.register() == here).toList();
            if (ofThis.isEmpty()) {
                to.add("NULL");
            }
            for (int i = 0; i < ofThis.size(); i++) {
                to.add(i == 0 ? "" : " | ");
                to.part(ofThis.get(i).kernelText(), ofThis.get(i).typed());
            }
            ordered.addAll(ofThis);
        }
        List<EventSource.Named> sources = new ArrayList<>();
        ordered.forEach(field -> sources.add(field.source()));
        boolean first = last < 0;
        for (LoweredField field : fields) {
            if (field.register() == Way.NONE) {
                to.add(first ? "" : ", ");
                first = false;
                to.part(field.kernelText(), field.typed());
                ordered.add(field);
                sources.add(field.source());
            }
        }
        for (EventSpec.FromAddress address : fixed) {
            to.add(first ? "" : ", ");
            first = false;
            to.part(address.text(), address.span());
            sources.add(new EventSource.Named("", FieldSource.UNKNOWN));
        }
        to.add(")");
        List<FilterField> known = new ArrayList<>(FilterField.of(ordered));
        if (returned.isPresent()) {
            to.add(" => ").part(returned.get().kernelText(), returned.get().typed());
            sources.add(returned.get().source());
            known.add(returned.get().inFilter());
        }
        EventTail tail = EventTail.of(line, spec.tail().start());
        FilterField.returned(tail).ifPresent(known::add);
        tail(tail.filter(), known, types);
        return new KernelLine(to.line(), ordered, known, tail.filter(), sources, notes);
    }

    private void tail(Span filter, List<FilterField> known, KernelTypes types)
            throws LineError, TargetException {
        if (spec.tail().start() == spec.tail().end()) {
            return;
        }
        if (!Character.isWhitespace(line.charAt(spec.tail().start()))) {
            to.add(" ");
        }
        new FilterLowering(line, known, Optional.of(types)).write(spec.tail(), filter, to);
    }
}
