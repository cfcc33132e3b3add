// SPDX-License-Identifier: Apache-2.0
package io.fesh.jshell;

import java.io.IOException;
import java.net.URI;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The types of the JDK's packages that are imported whole, listed once for each package. */
final class ImportedTypes {
    private static final String CLASS = ".class";

    private final Set<String> packages = ConcurrentHashMap.newKeySet();
    private final Set<String> names = ConcurrentHashMap.newKeySet();

    boolean has(String name) {
        return names.contains(name);
    }

    void add(String name) {
        if (packages.add(name)) {
            try {
                list(name);
            } catch (IOException e) {
                // a package of others: its types are known when they are defined or named
            }
        }
    }

    private void list(String name) throws IOException {
        FileSystem image = FileSystems.getFileSystem(URI.create("jrt:/"));
        try (DirectoryStream<Path> modules =
                Files.newDirectoryStream(image.getPath("/packages", name))) {
            for (Path module : modules) {
                Path folder =
                        image.getPath(
                                "/modules",
                                module.getFileName().toString(),
                                name.replace('.', '/'));
                try (DirectoryStream<Path> classes =
                        Files.newDirectoryStream(folder, "*" + CLASS)) {
                    classes.forEach(file -> addClass(file.getFileName().toString()));
                }
            }
        }
    }

    private void addClass(String file) {
        if (file.indexOf('$') < 0) {
            names.add(file.substring(0, file.length() - CLASS.length()));
        }
    }
}
