// SPDX-License-Identifier: Apache-2.0
package io.fesh.shell;

import io.fesh.tutorial.Progress;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Which lessons are done, a number a line. What cannot be written is forgotten at the end. */
final class ProgressFile implements Progress {
    private final Path file;
    private final Set<Integer> done = new TreeSet<>();

    ProgressFile(Path file) {
        this.file = file;
        try {
            for (String line : Files.readAllLines(file)) {
                if (line.matches("[0-9]{1,3}")) {
                    done.add(Integer.valueOf(line));
                }
            }
        } catch (IOException e) {
            // nobody has finished one yet
        }
    }

    @Override
    public Set<Integer> done() {
        return Set.copyOf(done);
    }

    @Override
    public void finished(int lesson) {
        done.add(lesson);
        write();
    }

    @Override
    public void forget() {
        done.clear();
        write();
    }

    private void write() {
        List<String> lines = done.stream().map(String::valueOf).toList();
        try {
            Files.createDirectories(file.getParent());
            Files.write(file, lines);
        } catch (IOException e) {
            // it is kept for this session
        }
    }
}
