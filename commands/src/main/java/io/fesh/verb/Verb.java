// SPDX-License-Identifier: Apache-2.0
package io.fesh.verb;

import java.util.List;
import java.util.Map;

/** A verb whose manual is written in one piece, so that its file holds only what is its own. */
abstract class Verb implements Command {
    private final Manual manual;

    Verb(Manual manual) {
        this.manual = manual;
    }

    @Override
    public final String name() {
        return manual.name();
    }

    @Override
    public final List<String> aliases() {
        return manual.aliases();
    }

    @Override
    public final String usage() {
        return manual.usage();
    }

    @Override
    public final String summary() {
        return manual.summary();
    }

    @Override
    public final List<String> details() {
        return manual.details();
    }

    @Override
    public final List<String> examples() {
        return manual.examples();
    }

    @Override
    public final List<ArgKind> arguments() {
        return manual.arguments();
    }

    @Override
    public final Map<String, String> options() {
        return manual.options();
    }
}
