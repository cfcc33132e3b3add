// SPDX-License-Identifier: Apache-2.0
package io.fesh.verb;

import io.fesh.kernel.KernelTypes;
import io.fesh.kernel.KernelTypes.Named;
import io.fesh.kernel.TargetException;
import io.fesh.parse.LineError;
import io.fesh.parse.Span;
import io.fesh.parse.Word;
import io.fesh.render.Json;
import io.fesh.render.Quoting;
import io.fesh.render.StyledText;

import java.util.ArrayList;
import java.util.List;

/** {@code ptype TYPE}: a type's whole definition, with the place of every member. */
final class PtypeCommand implements Command {
    private static final String HOLES = "/o";

    @Override
    public String name() {
        return "ptype";
    }

    /** As in gdb, where it stands right behind the verb. */
    @Override
    public List<String> aliases() {
        return List.of("ptype/o");
    }

    @Override
    public String usage() {
        return "ptype[/o] TYPE";
    }

    @Override
    public String summary() {
        return "a type's members, offsets, sizes; /o: with holes";
    }

    @Override
    public List<String> examples() {
        return List.of("ptype struct file", "ptype/o struct path", "ptype vfs_read");
    }

    @Override
    public List<ArgKind> arguments() {
        return List.of(ArgKind.NAME);
    }

    @Override
    public void run(Session session, Call call)
            throws LineError, TargetException, InterruptedException {
        boolean holes = call.line().substring(0, call.offset()).strip().endsWith(HOLES);
        int from = call.offset();
        List<Word> words = call.words();
        if (!words.isEmpty() && words.get(0).text().equals(HOLES)) {
            holes = true;
            from = words.get(0).span().end();
        }
        Span span = TypeNames.spelling(call, from, "ptype struct file");
        KernelTypes types = session.types();
        Named what = TypeNames.get(session, types, call.line(), span).get(0);
        List<StyledText> text = new ArrayList<>();
        List<String> lines = new ArrayList<>();
        for (String line : types.definition(what, holes)) {
            text.add(StyledText.plain(Quoting.visible(line)));
            lines.add(Json.string(line));
        }
        session.out()
                .data(
                        text,
                        List.of(
                                "{\"type\":"
                                        + Json.string(what.spelling())
                                        + ",\"size\":"
                                        + what.size()
                                        + ",\"definition\":["
                                        + String.join(",", lines)
                                        + "]}"));
    }
}
