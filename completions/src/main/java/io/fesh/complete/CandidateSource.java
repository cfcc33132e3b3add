// SPDX-License-Identifier: Apache-2.0
package io.fesh.complete;

/** Knows the names of one kind. */
interface CandidateSource {

    /** Adds what fits, the best first. */
    void offer(CursorContext at, Candidates to);
}
