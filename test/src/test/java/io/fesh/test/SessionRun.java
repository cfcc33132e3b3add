// SPDX-License-Identifier: Apache-2.0
package io.fesh.test;

import java.io.IOException;
import java.util.List;

/** Somebody who types the lines of a session and looks. */
interface SessionRun {

    /** Types one line and gives all lines that were to be seen until it was done. */
    List<String> step(SessionFile.Step step) throws IOException, InterruptedException;
}
