// SPDX-License-Identifier: Apache-2.0
package io.fesh.jshell;

import io.fesh.event.EventStatus;
import io.fesh.kernel.TargetException;
import io.fesh.kernel.TraceTarget;
import io.fesh.snippet.EventClass;
import io.fesh.verb.Session;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Declares the class of an event when a snippet first names it, and anew when it has changed. */
final class EventClasses {
    private static final Pattern TYPE_NAME = Pattern.compile("\\b[A-Z]\\w*");

    private final Session session;
    private final Map<String, String> declared = new HashMap<>();

    EventClasses(Session session) {
        this.session = session;
    }

    void prepare(Engine engine, String snippet) {
        Set<String> named = new HashSet<>();
        for (Matcher type = TYPE_NAME.matcher(snippet); type.find(); ) {
            named.add(type.group());
        }
        Optional<TraceTarget> target = session.attached();
        if (named.isEmpty() || target.isEmpty()) {
            return;
        }
        try {
            for (EventStatus event : target.get().events()) {
                EventClass type = EventClass.of(event.schema());
                if (named.contains(type.name()) && !isUsers(engine, type.name())) {
                    declare(engine, type);
                }
            }
        } catch (TargetException e) {
            // then the compiler says what it does not know
        }
    }

    private static boolean isUsers(Engine engine, String name) {
        return engine.shell()
                .types()
                .anyMatch(type -> type.name().equals(name) && Engine.isTyped(type));
    }

    private void declare(Engine engine, EventClass type) {
        if (!type.source().equals(declared.put(type.name(), type.source()))) {
            engine.prepare(type.source());
        }
    }
}
