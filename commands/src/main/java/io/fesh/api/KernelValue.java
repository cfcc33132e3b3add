// SPDX-License-Identifier: Apache-2.0
package io.fesh.api;

import io.fesh.expr.Evaluator;
import io.fesh.expr.ExprParser;
import io.fesh.expr.Format;
import io.fesh.expr.Printer;
import io.fesh.expr.Value;
import io.fesh.kernel.CType;
import io.fesh.kernel.KernelTypes;
import io.fesh.kernel.TargetException;
import io.fesh.parse.LineError;
import io.fesh.render.StyledText;
import io.fesh.snippet.Host;
import io.fesh.verb.Session;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Something in the kernel with its C type, to be walked as {@code print} does: {@code
 * kernel.global("init_task").get("comm").text()}. Memory is read anew whenever it is asked for.
 */
public final class KernelValue {
    private static final int LONGEST_TEXT = 4096;

    private final Value value;

    private KernelValue(Value value) {
        this.value = value;
    }

    static KernelValue of(String expression, Optional<Value> last) {
        return Calls.call(host -> new KernelValue(evaluate(host, expression, last)));
    }

    private static Value evaluate(Host host, String expression, Optional<Value> last)
            throws LineError, TargetException, InterruptedException {
        io.fesh.expr.Kernel kernel = kernel(host.session(), last);
        return Evaluator.of(expression, kernel)
                .evaluate(ExprParser.parse(expression, 0, name -> isType(kernel.types(), name)));
    }

    private static boolean isType(KernelTypes types, String name) throws TargetException {
        return types.type(name).isPresent();
    }

    private static io.fesh.expr.Kernel kernel(Session session, Optional<Value> last)
            throws TargetException, InterruptedException {
        return new io.fesh.expr.Kernel(
                session.types(),
                session.symbols(),
                session.target()::read,
                session.history()::get,
                last);
    }

    /**
     * Walks on: {@code get("mm->pgd")}, {@code get("[3].name")}. A pointer is followed also by a
     * point.
     */
    public KernelValue get(String path) {
        boolean joined = path.startsWith("[") || path.startsWith(".") || path.startsWith("->");
        return of((joined ? "$" : "$.") + path, Optional.of(value));
    }

    /** What a pointer points to. */
    public KernelValue deref() {
        return of("*$", Optional.of(value));
    }

    /**
     * A number or pointer, read now: {@code kernel.global("jiffies").u64()}. A signed one is
     * extended to 64 bits. What is no number or cannot be read is a FeshException.
     */
    public long u64() {
        if (value instanceof Value.Computed computed) {
            return computed.bits();
        }
        KernelValue loaded = of("$ + 0", Optional.of(value));
        if (loaded.value instanceof Value.Computed computed) {
            return computed.bits();
        }
        throw new FeshException(loaded.toString(), "");
    }

    /** Where it is: {@code kernel.read(v.address(), 64)}. */
    public long address() {
        return of("&$", Optional.of(value)).u64();
    }

    /** The text in an array of characters, or to which a pointer points; at most 4096 bytes. */
    public String text() {
        if (value instanceof Value.Place place && place.type().kind() == CType.Kind.ARRAY) {
            int size = (int) Math.min(place.type().size(), LONGEST_TEXT);
            return Fesh.kernel.read(place.address(), Math.max(1, size)).text(0);
        }
        return Fesh.kernel.read(u64(), LONGEST_TEXT).text(0);
    }

    /** The elements of what a walk has found: {@code kernel.value("tasks()").list()}. */
    public List<KernelValue> list() {
        if (value instanceof Value.Sequence sequence) {
            return sequence.elements().stream()
                    .map(element -> new KernelValue(element.value()))
                    .toList();
        }
        throw new FeshException(type() + " is no sequence", "try: kernel.value(\"tasks()\")");
    }

    /** Its type in C: {@code "struct task_struct"}. */
    public String type() {
        return Evaluator.type(value).map(CType::spelling).orElse("");
    }

    /** What {@code print} shows, read now. */
    @Override
    public String toString() {
        return Calls.call(
                host ->
                        Printer.print(
                                        kernel(host.session(), Optional.empty()),
                                        value,
                                        Format.DEFAULT,
                                        "",
                                        () -> "")
                                .lines()
                                .stream()
                                .map(StyledText::text)
                                .collect(Collectors.joining("\n")));
    }
}
