// SPDX-License-Identifier: Apache-2.0
package io.fesh.test;

import io.fesh.event.Counts;
import io.fesh.event.FieldValue;
import io.fesh.fake.FakeTarget;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a session file lets the played kernel do:
 *
 * <pre>
 * call CALLER->FUNCTION "COMM"-PID [CPU] FIELD=VALUE ...
 * lost EVENT [CPU] full=N nest=N big=N ns=N
 * blown EVENT [CPU] hits=N ns=N
 * gone EVENT
 * </pre>
 *
 * A value is a number, {@code 0x}number, {@code "text"} with escapes, {@code "text"...} if it was
 * cut, {@code {1,2}}, {@code <INNER,OUTER>} for a stack, or {@code (fault)}.
 */
final class FakeKernel {
    private static final Pattern CALL =
            Pattern.compile(
                    "call (\\w+)->(\\w+) \"((?:[^\"\\\\]|\\\\.)*)\"-(\\d+) \\[(\\d+)\\](.*)");
    private static final Pattern LOST = Pattern.compile("lost (\\w+) \\[(\\d+)\\](.*)");
    private static final Pattern BLOWN = Pattern.compile("blown (\\w+) \\[(\\d+)\\](.*)");
    private static final Pattern GONE = Pattern.compile("gone (\\w+)");
    private static final Pattern VALUE =
            Pattern.compile(
                    "\\s(\\w+)=(?:(-?\\d+)|0x([0-9a-f]+)|\"((?:[^\"\\\\]|\\\\.)*)\"(\\.\\.\\.)?"
                            + "|\\{([-0-9,]+)\\}|\\((fault)\\)|<([\\w,]+)>)(?=\\s|$)");

    private final FakeTarget target;

    FakeKernel(FakeTarget target) {
        this.target = target;
    }

    void act(String line) {
        Matcher call = CALL.matcher(line);
        if (call.matches()) {
            String comm = latin1(SessionFile.unescaped(call.group(3)));
            int pid = Integer.parseInt(call.group(4));
            int cpu = Integer.parseInt(call.group(5));
            target.call(
                    call.group(1),
                    call.group(2),
                    new FakeTarget.Task(comm, pid, cpu),
                    values(line, call.group(6)));
            return;
        }
        Matcher gone = GONE.matcher(line);
        if (gone.matches()) {
            target.unload(gone.group(1));
            return;
        }
        Matcher blown = BLOWN.matcher(line);
        if (blown.matches()) {
            Map<String, FieldValue> n = values(line, blown.group(3));
            int cpu = Integer.parseInt(blown.group(2));
            target.blow(blown.group(1), cpu, number(n, "hits"), number(n, "ns"));
            return;
        }
        Matcher lost = LOST.matcher(line);
        if (!lost.matches()) {
            throw new IllegalArgumentException("not an act of the kernel: " + line);
        }
        Map<String, FieldValue> n = values(line, lost.group(3));
        Counts counts = new Counts(0, 0, 0, number(n, "full"), number(n, "nest"), number(n, "big"));
        target.lose(lost.group(1), Integer.parseInt(lost.group(2)), number(n, "ns"), counts);
    }

    private static long number(Map<String, FieldValue> values, String name) {
        return values.get(name) instanceof FieldValue.Num num ? num.bits() : 0;
    }

    private Map<String, FieldValue> values(String line, String text) {
        Map<String, FieldValue> values = new HashMap<>();
        Matcher value = VALUE.matcher(text);
        int end = 0;
        while (value.find() && value.start() == end) {
            values.put(value.group(1), value(value));
            end = value.end();
        }
        if (end != text.length()) {
            throw new IllegalArgumentException(
                    "no value at '" + text.substring(end) + "': " + line);
        }
        return values;
    }

    private FieldValue value(Matcher value) {
        if (value.group(2) != null) {
            return new FieldValue.Num(Long.parseLong(value.group(2)), 8);
        } else if (value.group(3) != null) {
            return new FieldValue.Num(Long.parseUnsignedLong(value.group(3), 16), 8);
        } else if (value.group(4) != null) {
            return new FieldValue.Text(
                    SessionFile.unescaped(value.group(4)), value.group(5) != null);
        } else if (value.group(6) != null) {
            List<FieldValue> elements = new ArrayList<>();
            for (String element : value.group(6).split(",")) {
                elements.add(new FieldValue.Num(Long.parseLong(element), 1));
            }
            return new FieldValue.Array(elements);
        } else if (value.group(8) != null) {
            List<String> functions = List.of(value.group(8).split(","));
            return new FieldValue.Stack(
                    functions.hashCode(),
                    functions.stream().map(name -> target.symbols().address(name) + 0x10).toList());
        }
        return new FieldValue.Fault();
    }

    private static String latin1(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
