// SPDX-License-Identifier: Apache-2.0
package io.fesh.btf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Every type of a kernel, as we read it and as others do: no difference is tolerated. The file is
 * given by {@code -Dfesh.btf.file=PATH}, with {@code -Dfesh.btf.base=PATH} if it is a module's;
 * without, it is the running kernel's.
 */
class PeerComparisonTest {
    private static final String RUNNING = "/sys/kernel/btf/vmlinux";

    private static final String FILE = System.getProperty("fesh.btf.file", RUNNING);
    private static final String BASE = System.getProperty("fesh.btf.base");

    /** Old versions of it lose their way among kinds that they do not know, and exit with 0. */
    private static final boolean PAHOLE =
            BASE == null && System.getProperty("fesh.btf.file") != null;

    private static final Pattern BEYOND_PFUNCT =
            Pattern.compile("\\(\\*[^()]*\\)\\[|\\(\\* const \\*|__attribute__");

    private static Btf btf;

    @BeforeAll
    static void open() throws Exception {
        assumeTrue(Files.isReadable(Path.of(FILE)), FILE + " cannot be read");
        btf =
                BASE == null
                        ? Btf.open(Path.of(FILE))
                        : Btf.split(
                                Files.readAllBytes(Path.of(FILE)), FILE, Btf.open(Path.of(BASE)));
    }

    @Test
    void everyTypeHasTheFactsThatBpftoolReads() throws Exception {
        List<String> theirs = bpftool("raw");
        List<String> ours = RawDump.of(btf).toList();
        assertThat(differences(ours, theirs)).isEmpty();
        assertThat(ours).hasSameSizeAs(theirs).hasSizeGreaterThan(10);
    }

    /** Names, order and types of members, bit fields, anonymous members, pointers to functions. */
    @Test
    void everyDefinitionIsSpelledAsBpftoolSpellsIt() throws Exception {
        CDefinitions theirs = new CDefinitions(bpftool("c"));
        TypePrinter printer = new TypePrinter(btf, false, false);
        List<String> missing = new ArrayList<>();
        int compared = 0;
        for (int id = btf.firstId(); id < btf.idCount(); id++) {
            if (isDefinition(id)) {
                compared++;
                String text = printer.print(id);
                if (!theirs.has(text)) {
                    missing.add("[" + id + "] " + text);
                }
            }
        }
        assertThat(missing.stream().limit(5)).isEmpty();
        assertThat(compared).isPositive();
        // of a module, bpftool defines whatever it uses of its kernel's too
        if (BASE == null) {
            assertThat((long) compared).isGreaterThanOrEqualTo(theirs.count());
        }
    }

    /** Structs without bit fields, whose holes pahole counts by storage units. */
    @Test
    void everyHoleIsWherePaholeSeesIt() throws Exception {
        assumeTrue(PAHOLE, "pahole is asked for kernels given by fesh.btf.file only");
        Set<String> theirs = paholeHoles(Peer.lines(tool("pahole"), List.of("-F", "btf", FILE)));
        List<String> missing = new ArrayList<>();
        int compared = 0;
        for (int id = btf.firstId(); id < btf.idCount(); id++) {
            if (btf.kind(id) == BtfKind.STRUCT && !btf.name(id).isEmpty()) {
                StructLayout layout = StructLayout.of(btf, id).orElseThrow();
                if (layout.slots().stream().anyMatch(StructLayout.Slot::bitField)) {
                    continue;
                }
                StringBuilder text = new StringBuilder("struct " + btf.name(id));
                for (StructLayout.Hole hole : layout.holes()) {
                    boolean padding = hole.before() == layout.slots().size();
                    text.append(padding ? " padding " : " hole ").append(hole.bits() / 8);
                }
                compared++;
                if (!theirs.contains(text.toString())) {
                    missing.add(text.toString());
                }
            }
        }
        assertThat(missing.stream().limit(5)).isEmpty();
        assertThat(compared).isPositive();
    }

    /** Lines as {@code struct file hole 4 padding 4} for each struct that pahole prints. */
    private static Set<String> paholeHoles(List<String> lines) {
        Pattern hole = Pattern.compile("\t/\\* XXX (\\d+) bytes? hole.*");
        Pattern padding = Pattern.compile("\t/\\* padding: (\\d+) \\*/");
        Set<String> holes = new HashSet<>();
        StringBuilder text = new StringBuilder();
        for (String line : lines) {
            Matcher found;
            if (line.startsWith("struct ")) {
                text.setLength(0);
                text.append(line.replaceFirst(" \\{.*", ""));
            } else if ((found = hole.matcher(line)).matches()) {
                text.append(" hole ").append(found.group(1));
            } else if ((found = padding.matcher(line)).matches()) {
                text.append(" padding ").append(found.group(1));
            }
            if (line.startsWith("}") || line.endsWith("};")) {
                holes.add(text.toString());
            }
        }
        return holes;
    }

    /**
     * bpftool writes no functions as C, but types: each prototype is given a name in a file on top,
     * {@code typedef int f_17(struct file *file);}, after the function's id.
     */
    @Test
    void everyFunctionHasThePrototypeThatBpftoolSpells(@TempDir Path folder) throws Exception {
        assumeTrue(BASE == null, "names are put on top of a kernel's file, not on a module's");
        byte[] bytes = Files.readAllBytes(Path.of(FILE));
        int strings = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(20);
        BtfBuilder names = new BtfBuilder(strings, btf.idCount());
        int functions = 0;
        for (int id = btf.firstId(); id < btf.idCount(); id++) {
            if (btf.kind(id) == BtfKind.FUNC) {
                names.typedef("f_" + id, btf.target(id));
                functions++;
            }
        }
        Path top = folder.resolve("functions");
        Files.write(top, names.bytes());
        List<String> lines =
                Peer.lines(
                        tool("bpftool"),
                        List.of("btf", "dump", "-B", FILE, "file", top.toString(), "format", "c"));
        CDefinitions theirs = new CDefinitions(lines.stream().map(this::inOurWords).toList());
        List<String> missing = new ArrayList<>();
        for (int id = btf.firstId(); id < btf.idCount(); id++) {
            if (btf.kind(id) == BtfKind.FUNC) {
                String text = "typedef " + CDeclaration.of(btf, btf.target(id), "f_" + id) + ';';
                if (!theirs.has(inOneOrder(text))) {
                    missing.add(text);
                }
            }
        }
        assertThat(missing.stream().limit(5)).isEmpty();
        assertThat(functions).isGreaterThan(1000);
    }

    /** Another order of qualifiers; and where it knows no attributes it takes them for tags. */
    private String inOurWords(String line) {
        return inOneOrder(line).replaceAll("\\(btf_type_tag\\(\"(\\w+\\(\\d+\\))\"\\)\\)", "($1)");
    }

    /** The two may stand in either order, and compilers write both. */
    private static String inOneOrder(String line) {
        return line.replace("volatile const", "const volatile");
    }

    /**
     * But for what pfunct 1.24 cannot print: const pointers (it moves the const), pointers to
     * arrays and to const pointers to functions, attributes.
     */
    @Test
    void everyFunctionHasThePrototypeThatPfunctPrints() throws Exception {
        assumeTrue(PAHOLE, "pfunct is asked for kernels given by fesh.btf.file only");
        Path pfunct = tool("pfunct");
        Map<String, Set<String>> theirs = new HashMap<>();
        for (String line : Peer.lines(pfunct, List.of("-P", "-F", "btf", FILE))) {
            theirs.computeIfAbsent(functionName(line), name -> new HashSet<>())
                    .add(withoutConst(line));
        }
        List<String> missing = new ArrayList<>();
        int compared = 0;
        int beyondPfunct = 0;
        for (int id = btf.firstId(); id < btf.idCount(); id++) {
            if (btf.kind(id) == BtfKind.FUNC) {
                String text = CDeclaration.of(btf, id) + ';';
                if (BEYOND_PFUNCT.matcher(text).find()) {
                    beyondPfunct++;
                    continue;
                }
                compared++;
                if (!theirs.getOrDefault(btf.name(id), Set.of()).contains(withoutConst(text))) {
                    missing.add(text + " not in " + theirs.get(btf.name(id)));
                }
            }
        }
        assertThat(missing.stream().limit(5)).isEmpty();
        assertThat(compared).isPositive();
        assertThat(beyondPfunct).isLessThanOrEqualTo(compared / 500);
    }

    /** Named ones; bpftool prints anonymous ones where they are used. */
    private static boolean isDefinition(int id) {
        boolean kind =
                switch (btf.kind(id)) {
                    case STRUCT, UNION, ENUM, ENUM64, TYPEDEF -> true;
                    default -> false;
                };
        // the compiler's own, which C cannot declare
        return kind && !btf.name(id).isEmpty() && !btf.name(id).equals("__builtin_va_list");
    }

    private static String withoutConst(String prototype) {
        return Peer.normal(prototype.replaceAll("\\bconst\\b", ""));
    }

    private static String functionName(String prototype) {
        String head = prototype;
        int list = prototype.indexOf('(');
        if (list >= 0 && prototype.startsWith("(*", list)) {
            head = prototype.substring(list + 2);
            list = head.indexOf('(');
        }
        head = list < 0 ? head : head.substring(0, list);
        return head.replaceFirst(".*[ *]", "");
    }

    private static List<String> bpftool(String format) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("btf", "dump", "file", FILE));
        if (BASE != null) {
            arguments.addAll(List.of("-B", BASE));
        }
        arguments.addAll(List.of("format", format));
        return Peer.lines(tool("bpftool"), arguments);
    }

    private static Path tool(String name) {
        var path = Peer.find(name);
        assumeTrue(path.isPresent(), name + " is not installed");
        return path.get();
    }

    private static List<String> differences(List<String> ours, List<String> theirs) {
        return IntStream.range(0, Math.min(ours.size(), theirs.size()))
                .filter(i -> !ours.get(i).equals(theirs.get(i)))
                .limit(5)
                .mapToObj(i -> "ours: " + ours.get(i) + ", theirs: " + theirs.get(i))
                .toList();
    }
}
