// SPDX-License-Identifier: Apache-2.0
package io.fesh.complete;

import io.fesh.names.NamePattern;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Files of this machine. One whose name would have to be quoted is not offered, and one that begins
 * with a dot only once the dot is typed.
 *
 * @param here what relative paths begin at
 */
record FileCandidates(Path here) implements CandidateSource {
    private static final Pattern PLAIN = Pattern.compile("[\\w.*-]+");

    private record Entry(String name, boolean folder) {}

    @Override
    public void offer(CursorContext at, Candidates to) {
        int slash = at.before().lastIndexOf('/');
        if (slash < at.before().length() - 1) {
            return;
        }
        List<Entry> all = entries(at.before(), at.word().startsWith("."));
        List<Entry> fit = NamePattern.of(at.word()).choose(all, Entry::name);
        List<String> names = fit.stream().map(Entry::name).toList();
        int count = to.fitting(names);
        to.more(names.size() - count);
        for (Entry entry : fit.subList(0, count)) {
            to.add(entry.name(), entry.folder() ? "/" : "", "", !entry.folder());
        }
    }

    private List<Entry> entries(String folder, boolean hidden) {
        List<Entry> found = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(here.resolve(folder))) {
            for (Path file : files) {
                String name = file.getFileName().toString();
                if (PLAIN.matcher(name).matches() && name.startsWith(".") == hidden) {
                    found.add(new Entry(name, Files.isDirectory(file)));
                }
            }
        } catch (IOException | InvalidPathException e) {
            return List.of();
        }
        found.sort(java.util.Comparator.comparing(Entry::name));
        return found;
    }
}
