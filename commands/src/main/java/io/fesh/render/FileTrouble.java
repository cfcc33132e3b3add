// SPDX-License-Identifier: Apache-2.0
package io.fesh.render;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.Locale;

/** Why a file cannot be written, in words: Java's exceptions often name the file alone. */
public final class FileTrouble {
    private FileTrouble() {}

    /** {@code hits.rec: cannot be written: permission denied}. */
    public static String unwritable(Path path, IOException reason) {
        String shown = Quoting.visible(path.toString());
        return shown + ": cannot be written: " + words(reason);
    }

    private static String words(IOException reason) {
        if (reason instanceof AccessDeniedException) {
            return "permission denied";
        }
        boolean known = reason instanceof FileSystemException;
        String words = known ? ((FileSystemException) reason).getReason() : reason.getMessage();
        return words == null
                ? reason.getClass().getSimpleName()
                : Quoting.visible(words.toLowerCase(Locale.ROOT));
    }
}
