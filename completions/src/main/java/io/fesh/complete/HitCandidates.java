// SPDX-License-Identifier: Apache-2.0
package io.fesh.complete;

import io.fesh.event.EventHistory;
import io.fesh.event.EventRecord;
import io.fesh.event.Field;
import io.fesh.names.NamePattern;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Numbers of hits behind {@code #}, the newest first, and the fields of one behind {@code #17.}.
 */
record HitCandidates(KernelView kernel) implements CandidateSource {
    private static final Pattern HIT = Pattern.compile(".*#(\\d*)(\\.)?(\\w*)", Pattern.DOTALL);
    private static final int NEWEST = 10;

    /** Whether the line breaks off in the number of a hit, or in one of its fields. */
    static boolean isAt(String line) {
        return HIT.matcher(line).matches();
    }

    @Override
    public void offer(CursorContext at, Candidates to) {
        Matcher hit = HIT.matcher(at.line());
        if (!hit.matches()) {
            return;
        }
        EventHistory history = kernel.history();
        String number = hit.group(1);
        if (hit.group(2) == null) {
            List<EventRecord> newest = history.last(0, NEWEST);
            for (int i = newest.size() - 1; i >= 0; i--) {
                String name = Long.toString(newest.get(i).number());
                if (name.startsWith(number)) {
                    to.add(name, newest.get(i).schema().name(), false);
                }
            }
        } else if (!number.isEmpty() && number.length() < 19) {
            history.get(Long.parseLong(number))
                    .ifPresent(record -> fields(record, number + ".", hit.group(3), to));
        }
    }

    private static void fields(EventRecord record, String kept, String typed, Candidates to) {
        NamePattern.of(typed)
                .choose(record.schema().fields(), Field::name)
                .forEach(field -> to.addPart(kept, field.name(), field.type()));
    }
}
