// SPDX-License-Identifier: Apache-2.0
package io.fesh.lower;

import io.fesh.event.EventSource;
import io.fesh.event.FieldSource;
import io.fesh.parse.EventSpec;
import io.fesh.parse.Span;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes a kernel line and keeps account of where its parts came from. */
final class LineWriter {
    private final String line;
    private final EventSpec spec;
    private final StringBuilder text = new StringBuilder();
    private final List<KernelLine.Part> parts = new ArrayList<>();

    LineWriter(String line, EventSpec spec) {
        this.line = line;
        this.spec = spec;
    }

    /** Fields go by register; what one register has to give stands between bars. */
    KernelLine write(
            List<LoweredField> fields,
            List<EventSpec.FromAddress> fixed,
            Optional<Returned> returned,
            List<String> notes) {
        verbatim(spec.head());
        text.append('(');
        int last = fields.stream().mapToInt(LoweredField::register).max().orElse(-1);
        List<LoweredField> ordered = new ArrayList<>();
        for (int register = 0; register <= last; register++) {
            text.append(register == 0 ? "" : ", ");
            int here = register;
            List<LoweredField> ofThis = fields.stream().filter(f -> f.register() == here).toList();
            if (ofThis.isEmpty()) {
                text.append("NULL");
            }
            for (int i = 0; i < ofThis.size(); i++) {
                text.append(i == 0 ? "" : " | ");
                part(ofThis.get(i).kernelText(), ofThis.get(i).typed());
            }
            ordered.addAll(ofThis);
        }
        List<EventSource.Named> sources = new ArrayList<>();
        ordered.forEach(field -> sources.add(field.source()));
        boolean first = last < 0;
        for (LoweredField field : fields) {
            if (field.register() == Way.NONE) {
                text.append(first ? "" : ", ");
                first = false;
                part(field.kernelText(), field.typed());
                ordered.add(field);
                sources.add(field.source());
            }
        }
        for (EventSpec.FromAddress address : fixed) {
            text.append(first ? "" : ", ");
            first = false;
            part(address.text(), address.span());
            sources.add(new EventSource.Named("", FieldSource.UNKNOWN));
        }
        text.append(')');
        if (returned.isPresent()) {
            text.append(" => ");
            part(returned.get().kernelText(), returned.get().typed());
            sources.add(returned.get().source());
        }
        if (spec.tail().start() < spec.tail().end()) {
            if (!Character.isWhitespace(line.charAt(spec.tail().start()))) {
                text.append(' ');
            }
            verbatim(spec.tail());
        }
        return new KernelLine(text.toString(), parts, ordered, sources, notes);
    }

    private void verbatim(Span typed) {
        int start = text.length();
        text.append(line, typed.start(), typed.end());
        parts.add(new KernelLine.Part(new Span(start, text.length()), typed, true));
    }

    private void part(String written, Span typed) {
        int start = text.length();
        text.append(written);
        parts.add(new KernelLine.Part(new Span(start, text.length()), typed, false));
    }
}
