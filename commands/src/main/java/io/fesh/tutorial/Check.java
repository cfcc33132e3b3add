// SPDX-License-Identifier: Apache-2.0
package io.fesh.tutorial;

import io.fesh.event.EventRecord;
import io.fesh.event.EventStatus;

import java.util.Optional;
import java.util.regex.Pattern;

/** How a step is seen to be done. */
public sealed interface Check {

    boolean holds(Situation now);

    /** The event that it is about; empty if it is about none. */
    default String event() {
        return "";
    }

    private static Optional<EventStatus> find(Situation now, String name) {
        return now.events().stream().filter(e -> e.schema().name().equals(name)).findFirst();
    }

    /** {@code event NAME}: it is there. */
    record Made(String event) implements Check {
        @Override
        public boolean holds(Situation now) {
            return find(now, event).isPresent();
        }
    }

    /** {@code on NAME}: it is enabled. */
    record Enabled(String event) implements Check {
        @Override
        public boolean holds(Situation now) {
            return find(now, event).filter(EventStatus::enabled).isPresent();
        }
    }

    /** {@code filter NAME}: it is enabled with a filter. */
    record Filtered(String event) implements Check {
        @Override
        public boolean holds(Situation now) {
            return find(now, event)
                    .filter(EventStatus::enabled)
                    .filter(e -> e.schema().line().contains(" if "))
                    .isPresent();
        }
    }

    /** {@code gone NAME}: it was taken out of the kernel. */
    record Gone(String event) implements Check {
        @Override
        public boolean holds(Situation now) {
            return find(now, event).isEmpty();
        }
    }

    /** {@code hit NAME [FIELD=TEXT]}: a hit came, in which the field is shown so. */
    record Hit(String event, String field, String text) implements Check {
        @Override
        public boolean holds(Situation now) {
            return now.hits().stream().anyMatch(hit -> fits(hit, now));
        }

        private boolean fits(EventRecord hit, Situation now) {
            if (!hit.schema().name().equals(event)) {
                return false;
            }
            for (int i = 0; i < hit.schema().fields().size(); i++) {
                if (hit.schema().fields().get(i).name().equals(field)) {
                    return now.shown().of(hit, i).equals(text);
                }
            }
            return field.isEmpty();
        }
    }

    /** {@code ran VERB [PATTERN]}: for what only shows something: such a command succeeded. */
    record Ran(String verb, Pattern pattern) implements Check {
        @Override
        public boolean holds(Situation now) {
            return now.deed().succeeded()
                    && now.deed().verb().equals(verb)
                    && pattern.matcher(now.deed().line()).find();
        }
    }
}
