// SPDX-License-Identifier: Apache-2.0
package io.fesh.verb;

/** A verb whose manual is written in one piece, so that its file holds only what is its own. */
abstract class Verb implements Command {
    private final Manual manual;

    Verb(Manual manual) {
        this.manual = manual;
    }

    @Override
    public final Manual manual() {
        return manual;
    }
}
