// SPDX-License-Identifier: Apache-2.0
package io.fesh.shell;

import io.fesh.complete.KernelView;
import io.fesh.event.EventHistory;
import io.fesh.event.EventSchema;
import io.fesh.kernel.KernelSymbols;
import io.fesh.kernel.KernelTypes;
import io.fesh.render.Style;
import io.fesh.render.StyledText;
import io.fesh.self.Latencies;
import io.fesh.snippet.EventClass;
import io.fesh.verb.Snippets;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** What of a session is known at this moment, for who colours and completes what is typed. */
final class SessionView implements KernelView {
    private final LiveSession session;
    private final Supplier<Attachment> attachment;
    private final Latencies completions;
    private final ShellOutput out;

    /**
     * @param completions where it is kept how long those took
     */
    SessionView(
            LiveSession session,
            Supplier<Attachment> attachment,
            Latencies completions,
            ShellOutput out) {
        this.session = session;
        this.attachment = attachment;
        this.completions = completions;
        this.out = out;
    }

    @Override
    public Optional<KernelSymbols> knownSymbols() {
        return attachment.get().symbols().map(KernelSymbols.class::cast);
    }

    @Override
    public Optional<KernelTypes> knownTypes() {
        return session.typesAtHand();
    }

    @Override
    public List<EventSchema> events() {
        return attachment.get().events();
    }

    @Override
    public EventHistory history() {
        return session.history();
    }

    @Override
    public Optional<Snippets.Kind> javaName(String name) {
        return session.java().kind(name).or(() -> classOfEvent(name));
    }

    private Optional<Snippets.Kind> classOfEvent(String name) {
        return events().stream()
                .filter(event -> EventClass.name(event.name()).equals(name))
                .findFirst()
                .map(event -> Snippets.Kind.TYPE);
    }

    @Override
    public void completed(long nanos) {
        completions.add(nanos);
    }

    @Override
    public String pending() {
        return session.targetState();
    }

    @Override
    public void tell(String message) {
        out.line(StyledText.of(Style.DIM, message));
    }
}
