// SPDX-License-Identifier: Apache-2.0
package io.fesh.lower;

import io.fesh.parse.LineError;
import io.fesh.parse.Span;

import java.util.ArrayList;
import java.util.List;

/**
 * A line for the kernel, and which part of it came from where in the typed line.
 *
 * @param parts in the order of the text; what lies between them came from nowhere
 */
public record RewrittenLine(String text, List<Part> parts) {

    /**
     * @param verbatim the same text stands in both, so that columns correspond
     */
    private record Part(Span here, Span typed, boolean verbatim) {}

    public RewrittenLine {
        parts = List.copyOf(parts);
    }

    /** The kernel's refusal, with the caret where it belongs in what was typed. */
    public LineError refusal(LineError error, String typed) {
        return new LineError(typed, typed(error.span()), error.getMessage(), error.hint());
    }

    /** Where the part that holds the beginning of {@code here} was typed. */
    private Span typed(Span here) {
        Part last = parts.get(0);
        for (Part part : parts) {
            if (part.here().start() > here.start()) {
                break;
            }
            last = part;
        }
        if (!last.verbatim()) {
            return last.typed();
        }
        int shift = last.typed().start() - last.here().start();
        return new Span(Math.min(here.start() + shift, last.typed().end()), here.end() + shift);
    }

    /** Writes one and keeps account. */
    public static final class Writer {
        private final String line;
        private final StringBuilder text = new StringBuilder();
        private final List<Part> parts = new ArrayList<>();

        /**
         * @param line as typed
         */
        public Writer(String line) {
            this.line = line;
        }

        /** What came from nowhere. */
        Writer add(String written) {
            text.append(written);
            return this;
        }

        /** Something typed, as it stands. */
        public Writer verbatim(Span typed) {
            int start = text.length();
            text.append(line, typed.start(), typed.end());
            parts.add(new Part(new Span(start, text.length()), typed, true));
            return this;
        }

        /** What stands for something typed. */
        public Writer part(String written, Span typed) {
            int start = text.length();
            text.append(written);
            parts.add(new Part(new Span(start, text.length()), typed, false));
            return this;
        }

        public RewrittenLine line() {
            return new RewrittenLine(text.toString(), parts);
        }
    }
}
