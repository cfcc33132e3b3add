// SPDX-License-Identifier: Apache-2.0
package io.fesh.shell;

import io.fesh.kernel.TargetException;
import io.fesh.kernel.TargetInfo;
import io.fesh.kernel.TraceTarget;
import io.fesh.recording.Summary;
import io.fesh.render.Numbers;
import io.fesh.render.Quoting;
import io.fesh.symbols.SymbolIndex;

import java.util.Optional;

/** What is said of a target: in the prompt, when somebody asks, and when it is there. */
final class TargetWords {
    /** Where somebody begins who has never been here. */
    static final String FIRST = "try: tutorial, help, Tab, ? vfs_read";

    /** The same of a recording. */
    static final String FIRST_OF_A_FILE = "try: events, stats, help, target lab";

    private TargetWords() {}

    /** {@code lab: Linux 6.1.0-39-cloud-amd64}, {@code lab: booting 4s}. */
    static String state(Attachment target) {
        if (target.hasFailed()) {
            return target.name() + ": not available";
        }
        String what =
                target.target()
                        .map(attached -> "Linux " + Quoting.visible(attached.info().release()))
                        .orElse(target.progress());
        return target.name() + ": " + what;
    }

    /** {@code lab 6.1.0}, {@code lab booting}, {@code lab not available}. */
    static String prompt(Attachment target) {
        if (target.hasFailed()) {
            return kind(target) + " not available";
        }
        String what =
                target.target()
                        .map(attached -> Quoting.visible(attached.info().shortRelease()))
                        .orElse(target.progress());
        return kind(target) + " " + firstWord(what);
    }

    /** Of a file the path would fill the prompt. */
    private static String kind(Attachment target) {
        return target.isFile() ? "file" : target.name();
    }

    private static String firstWord(String text) {
        int end = text.indexOf(' ');
        return end < 0 ? text : text.substring(0, end);
    }

    /** {@code lab: Linux 6.1.0-39-cloud-amd64, 2 CPUs, 46,102 functions to trace}. */
    static String ready(TraceTarget target, Optional<SymbolIndex> symbols) {
        if (!target.isLive()) {
            return recording(target);
        }
        TargetInfo info = target.info();
        StringBuilder text = new StringBuilder();
        text.append(info.name()).append(": Linux ").append(info.release()).append(", ");
        text.append(Numbers.count(info.cpus(), "CPU", "CPUs"));
        symbols.ifPresent(
                read ->
                        text.append(", ")
                                .append(
                                        Numbers.count(
                                                read.functions(),
                                                "function to trace",
                                                "functions to trace")));
        return Quoting.visible(text.toString());
    }

    private static String recording(TraceTarget target) {
        try {
            return Summary.of(target);
        } catch (TargetException e) {
            return e.getMessage();
        }
    }

    /** What can be done from now on: types come a moment after the target. */
    static String types(int count) {
        return Numbers.count(count, "type", "types") + ": try ptype struct file, types RE";
    }
}
