// SPDX-License-Identifier: Apache-2.0
package io.fesh.reader;

import io.fesh.event.Base;
import io.fesh.event.Counts;
import io.fesh.event.EventSchema;
import io.fesh.event.EventStatus;
import io.fesh.event.Field;
import io.fesh.kernel.TargetException;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The text of FESH_IOC_DESCRIBE: an {@code event} line, then its {@code state}, {@code at}, {@code
 * field} and {@code counts} lines. Keys and lines that are not known here are passed over: a newer
 * module may say more.
 */
final class DescribeText {
    private final List<EventStatus> events = new ArrayList<>();

    private Map<String, String> event;
    private Map<String, String> state = Map.of();
    private List<EventSchema.Site> sites = new ArrayList<>();
    private List<Field> fields = new ArrayList<>();
    private Counts counts = Counts.NONE;

    private DescribeText() {}

    /**
     * The one event that was asked for.
     *
     * @throws TargetException it is not there, or with others
     */
    static EventStatus only(List<EventStatus> described, int id) throws TargetException {
        if (described.size() != 1) {
            throw new TargetException("event " + id + " has no description", "");
        }
        return described.get(0);
    }

    static List<EventStatus> parse(byte[] text) throws TargetException {
        DescribeText parser = new DescribeText();
        String line = "";
        try {
            for (String next : new String(text, StandardCharsets.UTF_8).split("\n")) {
                line = next;
                parser.take(line);
            }
            parser.finishEvent();
        } catch (IllegalArgumentException e) {
            throw new TargetException(
                    "description of an event is not understood: '" + line + "'",
                    "load the kernel module that was built with this shell",
                    e);
        }
        return List.copyOf(parser.events);
    }

    private void take(String line) {
        int space = line.indexOf(' ');
        String rest = line.substring(space + 1);
        switch (space < 0 ? line : line.substring(0, space)) {
            case "event" -> {
                finishEvent();
                event = pairs(rest, "line");
                state = Map.of();
                sites = new ArrayList<>();
                fields = new ArrayList<>();
                counts = Counts.NONE;
            }
            case "state" -> state = pairs(rest, "");
            case "at" -> sites.add(site(pairs(rest, "symbol")));
            case "field" -> fields.add(field(pairs(rest, "type")));
            case "counts" -> counts = counts(pairs(rest, ""));
            default -> {}
        }
    }

    private void finishEvent() {
        if (event == null) {
            return;
        }
        EventSchema schema =
                new EventSchema(
                        (int) number(event, "id"),
                        word(event, "name"),
                        word(event, "line"),
                        sites,
                        fields);
        events.add(
                new EventStatus(
                        schema,
                        number(event, "enabled") != 0,
                        stateOf("gone") != 0,
                        stateOf("fuse"),
                        stateOf("blown") != 0,
                        counts));
        event = null;
    }

    private long stateOf(String key) {
        return state.containsKey(key) ? number(state, key) : 0;
    }

    private static EventSchema.Site site(Map<String, String> pairs) {
        return new EventSchema.Site(number(pairs, "address"), word(pairs, "symbol"));
    }

    private static Field field(Map<String, String> pairs) {
        return new Field(
                word(pairs, "name"),
                word(pairs, "type"),
                Base.of((word(pairs, "base") + " ").charAt(0)),
                (int) number(pairs, "offset"),
                (int) number(pairs, "size"),
                (int) number(pairs, "count"));
    }

    private static Counts counts(Map<String, String> pairs) {
        return new Counts(
                number(pairs, "hits"),
                number(pairs, "filtered"),
                number(pairs, "recorded"),
                number(pairs, "lost_full"),
                number(pairs, "lost_nest"),
                number(pairs, "lost_big"),
                numberOr0(pairs, "lost_slot"),
                numberOr0(pairs, "exited"),
                numberOr0(pairs, "open"));
    }

    /** The value of {@code last} is the rest of the line, spaces and all. */
    private static Map<String, String> pairs(String text, String last) {
        Map<String, String> pairs = new HashMap<>();
        int at = 0;
        while (at < text.length()) {
            int equals = text.indexOf('=', at);
            if (equals < 0) {
                throw new IllegalArgumentException("no '=' after '" + text.substring(at) + "'");
            }
            String key = text.substring(at, equals);
            int end = key.equals(last) ? -1 : text.indexOf(' ', equals);
            if (end < 0) {
                end = text.length();
            }
            pairs.put(key, text.substring(equals + 1, end));
            at = end + 1;
        }
        return pairs;
    }

    private static String word(Map<String, String> pairs, String key) {
        String value = pairs.get(key);
        if (value == null) {
            throw new IllegalArgumentException("no " + key);
        }
        return value;
    }

    private static long numberOr0(Map<String, String> pairs, String key) {
        return pairs.containsKey(key) ? number(pairs, key) : 0;
    }

    private static long number(Map<String, String> pairs, String key) {
        String value = word(pairs, key);
        return value.startsWith("0x")
                ? Long.parseUnsignedLong(value.substring(2), 16)
                : Long.parseUnsignedLong(value);
    }
}
