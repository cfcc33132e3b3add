// SPDX-License-Identifier: Apache-2.0
package io.fesh.export;

import io.fesh.event.StreamItem;

import java.io.IOException;

/** Writes hits and what was lost between them in one format. Belongs to one thread. */
public interface Exporter {

    void item(StreamItem item) throws IOException;
}
