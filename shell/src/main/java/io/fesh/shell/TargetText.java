// SPDX-License-Identifier: Apache-2.0
package io.fesh.shell;

import io.fesh.kernel.TraceTarget;
import io.fesh.render.Numbers;
import io.fesh.render.Quoting;
import io.fesh.render.Style;
import io.fesh.render.StyledText;
import io.fesh.symbols.SymbolIndex;

import java.util.Optional;

/** What a target is and how far it is, in a few words. */
final class TargetText {
    private TargetText() {}

    /** {@code lab: booting 4s}, {@code lab: Linux 6.1.0}. */
    static String state(Attachment now) {
        return now.name() + ": " + what(now);
    }

    private static String what(Attachment now) {
        if (now.hasFailed()) {
            return "not available";
        }
        return now.target()
                .map(target -> "Linux " + Quoting.visible(target.info().release()))
                .orElse(now.progress());
    }

    /** {@code lab 6.1.0}, {@code lab booting}, {@code lab not available}. */
    static String prompt(Attachment now) {
        if (now.hasFailed()) {
            return kind(now) + " not available";
        }
        String what =
                now.target()
                        .map(target -> Quoting.visible(target.info().shortRelease()))
                        .orElse(now.progress());
        return kind(now) + " " + firstWord(what);
    }

    /** Of a file the path would fill the prompt. */
    private static String kind(Attachment now) {
        return now.name().startsWith("file:") ? "file" : now.name();
    }

    private static String firstWord(String text) {
        int end = text.indexOf(' ');
        return end < 0 ? text : text.substring(0, end);
    }

    /** What is said once when it can be used. */
    static StyledText ready(TraceTarget target, Optional<SymbolIndex> symbols) {
        var info = target.info();
        String functions =
                symbols.map(
                                read ->
                                        ", "
                                                + Numbers.count(
                                                        read.functions(),
                                                        "function to trace",
                                                        "functions to trace"))
                        .orElse("");
        return StyledText.of(
                Style.DIM,
                Quoting.visible(
                        info.name()
                                + ": Linux "
                                + info.release()
                                + ", "
                                + Numbers.count(info.cpus(), "CPU", "CPUs")
                                + functions));
    }
}
