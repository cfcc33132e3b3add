// SPDX-License-Identifier: Apache-2.0
package io.fesh.render;

import io.fesh.event.Base;
import io.fesh.event.EventRecord;
import io.fesh.event.EventSchema;
import io.fesh.event.Field;
import io.fesh.event.FieldValue;
import io.fesh.event.FuseBlown;
import io.fesh.event.Gap;
import io.fesh.event.Meaning;
import io.fesh.event.StreamItem;
import io.fesh.event.Unwritten;
import io.fesh.kernel.KernelSymbols;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Events, gaps and blown fuses as one JSON object a line.
 *
 * <pre>
 * {"n":1,"event":"SyS_openat","ts":2833190123,"cpu":0,"pid":95,"comm":"cat",
 *  "caller":"do_syscall_64+0x38","args":{"dfd":-100,"path":null},"faults":["path"]}
 * {"gap":{"cpu":1,"ts":2833990123,"since":2833190123,"lost_full":1024,"lost_nest":0,"lost_big":0,"lost_slot":0}}
 * {"fuse":{"event":"vfs_read","cpu":1,"ts":2834000000,"limit":1000000,"hits":1000214,"span":400012345}}
 * </pre>
 *
 * Times are nanoseconds of CLOCK_MONOTONIC. What a number stands for where the kernel's types tell
 * is beside it in {@code shown}: {@code "args":{"ret":-2},"shown":{"ret":"-ENOENT"}}. Integers are
 * written in full, also those above 2^53. {@code faults}, {@code cut} and {@code late} name fields
 * and are there only when they name one. Bytes that are not UTF-8 become lone surrogates {@code
 * \udc80} to {@code \udcff} (Python's surrogateescape), so every string can be turned back into the
 * bytes that were traced; control bytes and characters that turn the direction of text are always
 * escaped. A line may give two fields one name ({@code x64 skb | int skb[32]}): the second is
 * {@code skb#2}, which no field can be called. One for each thread.
 */
public final class JsonRenderer {
    private static final int MOST_SCHEMAS = 1024;

    private final SymbolNames addresses;
    private final StringBuilder shown = new StringBuilder();
    private final Map<EventSchema, String[]> keys = new IdentityHashMap<>();

    public JsonRenderer(KernelSymbols symbols) {
        addresses = new SymbolNames(symbols, true);
    }

    /** Appends the object, without a line break. */
    public void append(StringBuilder out, StreamItem item) {
        if (item instanceof EventRecord event) {
            event(out, event);
        } else if (item instanceof FuseBlown fuse) {
            fuse(out, fuse);
        } else if (item instanceof Unwritten unwritten) {
            out.append("{\"unwritten\":{\"ts\":").append(unwritten.ts());
            out.append(",\"hits\":").append(unwritten.hits()).append("}}");
        } else {
            gap(out, (Gap) item);
        }
    }

    /** A single value. */
    public String value(Field field, FieldValue value) {
        StringBuilder out = new StringBuilder();
        value(out, field, value);
        return out.toString();
    }

    private void event(StringBuilder out, EventRecord event) {
        out.append("{\"n\":").append(event.number()).append(",\"event\":\"");
        out.append(event.schema().name());
        out.append("\",\"ts\":").append(event.ts());
        out.append(",\"cpu\":").append(event.cpu());
        out.append(",\"pid\":").append(event.pid());
        out.append(",\"comm\":\"");
        comm(out, event.comm());
        out.append("\",\"caller\":");
        Json.appendString(out, addresses.at(event.caller()));
        out.append(",\"args\":{");
        List<Field> fields = event.schema().fields();
        String[] keys = keys(event.schema());
        boolean marked = false;
        boolean meant = false;
        for (int i = 0; i < fields.size(); i++) {
            FieldValue value = event.values().get(i);
            out.append(i == 0 ? "" : ",").append(keys[i]).append(':');
            value(out, fields.get(i), value);
            meant |= fields.get(i).source().meaning() != Meaning.NONE;
            marked |= isFault(value) || isCut(value) || isLate(value);
        }
        out.append('}');
        if (meant) {
            meanings(out, event);
        }
        if (marked) {
            marks(out, event);
        }
        out.append('}');
    }

    private void meanings(StringBuilder out, EventRecord event) {
        List<Field> fields = event.schema().fields();
        String[] keys = keys(event.schema());
        boolean any = false;
        for (int i = 0; i < keys.length; i++) {
            shown.setLength(0);
            if (MeaningText.append(shown, fields.get(i), event.values().get(i))) {
                out.append(any ? "," : ",\"shown\":{").append(keys[i]).append(':');
                Json.appendString(out, shown);
                any = true;
            }
        }
        if (any) {
            out.append('}');
        }
    }

    /** The names of the fields as keys, in quotes; the same few schemas come over and over. */
    private String[] keys(EventSchema schema) {
        String[] known = keys.get(schema);
        if (known != null) {
            return known;
        }
        if (keys.size() == MOST_SCHEMAS) {
            keys.clear();
        }
        String[] made = new String[schema.fields().size()];
        Map<String, Integer> times = new HashMap<>();
        for (int i = 0; i < made.length; i++) {
            String name = schema.fields().get(i).name();
            int nth = times.merge(name, 1, Integer::sum);
            made[i] = Json.string(nth == 1 ? name : name + '#' + nth);
        }
        keys.put(schema, made);
        return made;
    }

    private void marks(StringBuilder out, EventRecord event) {
        names(out, ",\"faults\":[", event, JsonRenderer::isFault);
        names(out, ",\"cut\":[", event, JsonRenderer::isCut);
        names(out, ",\"late\":[", event, JsonRenderer::isLate);
    }

    private void names(
            StringBuilder out, String begin, EventRecord event, Predicate<FieldValue> marked) {
        String[] keys = keys(event.schema());
        boolean any = false;
        for (int i = 0; i < keys.length; i++) {
            if (marked.test(event.values().get(i))) {
                out.append(any ? "," : begin).append(keys[i]);
                any = true;
            }
        }
        if (any) {
            out.append(']');
        }
    }

    private static boolean isFault(FieldValue value) {
        return value instanceof FieldValue.Fault
                || value instanceof FieldValue.Array array
                        && array.elements().stream().anyMatch(JsonRenderer::isFault);
    }

    private static boolean isCut(FieldValue value) {
        return value instanceof FieldValue.Text text && text.cut();
    }

    private static boolean isLate(FieldValue value) {
        return value instanceof FieldValue.Text text && text.late();
    }

    private void value(StringBuilder out, Field field, FieldValue value) {
        if (value instanceof FieldValue.Num num) {
            number(out, field.base(), num);
        } else if (value instanceof FieldValue.Text text) {
            Json.appendBytes(out, text.bytes());
        } else if (value instanceof FieldValue.Symbol symbol) {
            Json.appendString(out, addresses.at(symbol.address()));
        } else if (value instanceof FieldValue.Array array) {
            array(out, field, array.elements());
        } else if (value instanceof FieldValue.Stack stack && !stack.frames().isEmpty()) {
            frames(out, stack);
        } else {
            out.append("null");
        }
    }

    private void frames(StringBuilder out, FieldValue.Stack stack) {
        String separator = "[";
        for (long frame : stack.frames()) {
            out.append(separator);
            separator = ",";
            Json.appendString(out, addresses.at(frame));
        }
        out.append(']');
    }

    private static void number(StringBuilder out, Base base, FieldValue.Num num) {
        switch (base) {
            case SIGNED -> out.append(num.bits());
            case CHAR -> Json.appendBytes(out, new byte[] {(byte) num.bits()});
            default -> Numbers.appendUnsigned(out, num.bits());
        }
    }

    private void array(StringBuilder out, Field field, List<FieldValue> elements) {
        if (field.base() == Base.CHAR) {
            Json.appendBytes(out, CharArrays.text(elements));
            return;
        }
        out.append('[');
        for (int i = 0; i < elements.size(); i++) {
            if (i > 0) {
                out.append(',');
            }
            value(out, field, elements.get(i));
        }
        out.append(']');
    }

    private static void comm(StringBuilder out, String comm) {
        if (Comm.isPlain(comm)) {
            out.append(comm);
        } else {
            Json.appendContent(out, comm.getBytes(StandardCharsets.ISO_8859_1));
        }
    }

    private static void fuse(StringBuilder out, FuseBlown fuse) {
        out.append("{\"fuse\":{\"event\":\"").append(fuse.event());
        out.append("\",\"cpu\":").append(fuse.cpu());
        out.append(",\"ts\":").append(fuse.ts());
        out.append(",\"limit\":").append(fuse.limit());
        out.append(",\"hits\":").append(fuse.hits());
        out.append(",\"span\":").append(fuse.span()).append("}}");
    }

    private static void gap(StringBuilder out, Gap gap) {
        out.append("{\"gap\":{\"cpu\":").append(gap.cpu());
        out.append(",\"ts\":").append(gap.ts());
        out.append(",\"since\":").append(gap.since());
        out.append(",\"lost_full\":").append(gap.lostFull());
        out.append(",\"lost_nest\":").append(gap.lostNest());
        out.append(",\"lost_big\":").append(gap.lostBig());
        out.append(",\"lost_slot\":").append(gap.lostSlot()).append("}}");
    }
}
