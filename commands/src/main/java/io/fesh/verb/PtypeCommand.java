// SPDX-License-Identifier: Apache-2.0
package io.fesh.verb;

import io.fesh.kernel.CType;
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

/**
 * {@code ptype}: the whole definition of a type, or of an expression's, with every member's place.
 */
final class PtypeCommand extends Verb {
    private static final String HOLES = "/o";

    private final Expressions expressions;

    PtypeCommand(Expressions expressions) {
        super(
                Manual.of("ptype[/o] TYPE|EXPR", "a type's members, offsets, sizes; /o: with holes")
                        .takes(ArgKind.EXPRESSION)
                        .details(
                                "  What EXPR can be is in help expressions; nothing of it is read.")
                        .examples(
                                "ptype struct file",
                                "ptype/o struct path",
                                "ptype vfs_read",
                                "ptype init_task.mm"));
        this.expressions = expressions;
    }

    @Override
    public boolean isRead() {
        return true;
    }

    @Override
    public void run(Session session, Call call)
            throws LineError, TargetException, InterruptedException {
        boolean holes = false;
        int from = call.offset();
        List<Word> words = call.words();
        if (!words.isEmpty() && words.get(0).text().equals(HOLES)) {
            holes = true;
            from = words.get(0).span().end();
        }
        Span span = TypeNames.spelling(call, from, "ptype struct file");
        KernelTypes types = session.types();
        String typed = call.line().substring(span.start(), span.end());
        if (types.find(typed).isEmpty() && Expressions.isExpression(typed, types)) {
            ofExpression(session, call, span, holes);
            return;
        }
        Named what = TypeNames.get(session, types, call.line(), span).get(0);
        show(session, what.spelling(), what.size(), types.definition(what, holes));
    }

    /** What a pointer points to is shown with it, as nobody asks for a pointer's definition. */
    private void ofExpression(Session session, Call call, Span span, boolean holes)
            throws LineError, TargetException, InterruptedException {
        CType type = expressions.typeOf(session, call, span.start());
        CType base = type;
        while (base.kind() == CType.Kind.POINTER || base.kind() == CType.Kind.ARRAY) {
            base = base.target().orElseThrow();
        }
        List<String> definition = new ArrayList<>();
        if (base != type) {
            definition.add(type.spelling() + ";");
        }
        List<Named> named = session.types().find(base.spelling());
        definition.addAll(
                named.isEmpty()
                        ? List.of(base.spelling() + ";")
                        : session.types().definition(named.get(0), holes));
        show(session, type.spelling(), type.size(), definition);
    }

    private static void show(Session session, String spelling, long size, List<String> definition) {
        List<StyledText> text = new ArrayList<>();
        List<String> lines = new ArrayList<>();
        for (String line : definition) {
            text.add(StyledText.plain(Quoting.visible(line)));
            lines.add(Json.string(line));
        }
        session.out()
                .data(
                        text,
                        List.of(
                                "{\"type\":"
                                        + Json.string(spelling)
                                        + ",\"size\":"
                                        + size
                                        + ",\"definition\":["
                                        + String.join(",", lines)
                                        + "]}"));
    }
}
