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
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code types PART}: which types the kernel has. */
final class TypesCommand extends Verb {
    private static final int MOST = 200;
    private static final Pattern SORTED = Pattern.compile("(struct|union|enum)\\s+(?=\\S)");

    TypesCommand() {
        super(
                Manual.of("types [SORT] RE", "structs, unions, enums, typedefs by name")
                        .takes(ArgKind.TYPE)
                        .examples(
                                "types dentry",
                                "types struct path",
                                "types struct ^(file|inode)$"));
    }

    @Override
    public boolean isRead() {
        return true;
    }

    @Override
    public void run(Session session, Call call)
            throws LineError, TargetException, InterruptedException {
        Span span = TypeNames.spelling(call, call.offset(), examples().get(0));
        String typed = call.line().substring(span.start(), span.end());
        Matcher sorted = SORTED.matcher(typed);
        String sort = sorted.lookingAt() ? sorted.group(1) : "";
        Span name = new Span(span.start() + (sort.isEmpty() ? 0 : sorted.end()), span.end());
        KernelTypes types = session.types();
        KernelTypes.Matches found = types.search(sort, NameExpression.of(call.line(), name), MOST);
        if (found.types().isEmpty()) {
            throw nothing(types, call, span, typed, name);
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

    private static LineError nothing(
            KernelTypes types, Call call, Span span, String typed, Span name)
            throws TargetException {
        boolean part = NameExpression.isPart(call.line().substring(name.start(), name.end()));
        List<String> near = part ? types.near(typed, 1) : List.of();
        return new LineError(
                call.line(),
                span,
                part
                        ? "no type has " + Phrases.name(typed) + " in its name"
                        : "no type has a name that fits " + Phrases.name(typed),
                near.isEmpty() ? "" : "try: types " + near.get(0));
    }
}
