// SPDX-License-Identifier: Apache-2.0
package io.fesh.reader;

import java.nio.file.Path;

/** Where this build put its programs. */
final class Built {
    private Built() {}

    static Path path(String name) {
        return Path.of(System.getProperty("fesh.test.target")).resolve(name);
    }
}
