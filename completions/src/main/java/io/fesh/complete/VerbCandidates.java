// SPDX-License-Identifier: Apache-2.0
package io.fesh.complete;

import io.fesh.names.NamePattern;
import io.fesh.verb.Command;
import io.fesh.verb.CommandTable;

/** The verbs, with what they do. */
record VerbCandidates(CommandTable table) implements CandidateSource {

    @Override
    public void offer(CursorContext at, Candidates to) {
        NamePattern.of(at.word())
                .choose(table.commands(), Command::name)
                .forEach(verb -> to.add(verb.name(), verb.summary(), !verb.arguments().isEmpty()));
    }
}
