// SPDX-License-Identifier: Apache-2.0
package io.fesh.complete;

import org.jline.reader.Candidate;

import java.util.ArrayList;
import java.util.List;

/**
 * The candidates for one Tab, in the order in which they are shown: at most {@link #MOST}, because
 * JLine lays out all of them at every step, and nobody reads more. Texts come from a traced kernel
 * only by way of names that completion has checked.
 */
final class Candidates {
    static final int MOST = 200;

    private final List<Candidate> list = new ArrayList<>();
    private String heading;

    /** What is shown above the candidates. */
    void heading(String text) {
        heading = text;
    }

    void add(String name, String description, boolean complete) {
        add(name, "", description, complete);
    }

    /**
     * @param end what is inserted after the name
     * @param description shown beside it; empty for none
     * @param complete whether a blank follows when it is the only one
     */
    void add(String name, String end, String description, boolean complete) {
        list.add(
                new Candidate(
                        name + end,
                        name,
                        heading,
                        description.isEmpty() ? null : description,
                        null,
                        null,
                        complete,
                        list.size()));
    }

    List<Candidate> list() {
        return list;
    }
}
