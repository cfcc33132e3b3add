// SPDX-License-Identifier: Apache-2.0
package io.fesh.jshell;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The API's comments where its sources are, and no jar. */
final class ApiSources {
    private static final Path FOLDER = Path.of("../commands/src/main/java/io/fesh/api");

    private ApiSources() {}

    static ApiDocs docs() {
        return new ApiDocs(ApiSources::source);
    }

    private static InputStream source(String name) {
        try {
            return Files.newInputStream(FOLDER.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
