// SPDX-License-Identifier: Apache-2.0
package io.fesh.verb;

import io.fesh.kernel.KernelTypes;
import io.fesh.kernel.KernelTypes.Named;
import io.fesh.kernel.TargetException;
import io.fesh.parse.LineError;
import io.fesh.parse.Span;
import io.fesh.render.Numbers;
import io.fesh.render.Style;
import io.fesh.render.StyledText;

import java.util.ArrayList;
import java.util.List;

/** {@code types PART}: which types the kernel has. */
final class TypesCommand implements Command {
    private static final int MOST = 200;

    @Override
    public String name() {
        return "types";
    }

    @Override
    public String usage() {
        return "types PART";
    }

    @Override
    public String summary() {
        return "structs, unions, enums, typedefs by part of a name";
    }

    @Override
    public List<String> examples() {
        return List.of("types dentry", "types struct path");
    }

    @Override
    public List<ArgKind> arguments() {
        return List.of(ArgKind.TYPE);
    }

    @Override
    public void run(Session session, Call call)
            throws LineError, TargetException, InterruptedException {
        Span span = TypeNames.spelling(call, call.offset(), examples().get(0));
        String part = call.line().substring(span.start(), span.end());
        KernelTypes types = session.types();
        KernelTypes.Matches found = types.match(part, MOST);
        if (found.types().isEmpty()) {
            List<String> near = types.near(part, 1);
            throw new LineError(
                    call.line(),
                    span,
                    "no type has " + Phrases.name(part) + " in its name",
                    near.isEmpty() ? "" : "try: types " + near.get(0));
        }
        List<StyledText> text = new ArrayList<>();
        List<String> objects = new ArrayList<>();
        for (Named type : found.types()) {
            text.add(TypeNames.line(type));
            objects.add(TypeNames.object(type));
        }
        int more = found.total() - found.types().size();
        if (more > 0) {
            text.add(StyledText.of(Style.DIM, "... " + Numbers.grouped(more) + " more"));
            objects.add("{\"more\":" + more + "}");
        }
        session.out().data(text, objects);
    }
}
