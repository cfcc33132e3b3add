// SPDX-License-Identifier: Apache-2.0
package io.fesh.shell;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** stdout and stderr of a batch run, for a test to look at. */
final class StreamsOfABatch {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    final Transcript transcript = new Transcript();
    final StandardStreams streams = new StandardStreams(out, err, false, () -> {}, transcript);

    String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    List<String> outLines() {
        return out().lines().toList();
    }

    String err() {
        return err.toString(StandardCharsets.UTF_8);
    }
}
