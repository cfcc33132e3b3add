// SPDX-License-Identifier: Apache-2.0
package io.fesh.types;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fesh.kernel.CType;
import io.fesh.kernel.KernelTypes;
import io.fesh.kernel.KernelTypes.Variable;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Every variable whose type we claim to know has it in a kernel's debug information, by gdb. The
 * kernel is given by {@code -Dfesh.dwarf.file=PATH}, as Debian's linux-image-RELEASE-dbg has it in
 * /usr/lib/debug.
 */
@EnabledIfSystemProperty(named = "fesh.dwarf.file", matches = ".+")
class GlobalsComparisonTest {
    private static final Pattern TOLD = Pattern.compile("@(\\w+)\\|(?:type = (.*)|(\\d+))");

    /** What gdb says of a variable; the size is empty of an array whose length nobody knows. */
    private record Told(String type, String size) {}

    private static Map<String, Told> gdb(Path file) throws IOException {
        List<String> command = new ArrayList<>(List.of("gdb", "-nx", "-batch"));
        for (String name : WellKnownGlobals.names()) {
            for (String question : List.of("whatis " + name, "output sizeof(" + name + ")")) {
                command.addAll(List.of("-ex", "echo \\n@" + name + "|", "-ex", question));
            }
        }
        command.add(file.toString());
        Process gdb =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        String text = new String(gdb.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        Map<String, Told> told = new HashMap<>();
        for (String line : text.lines().toList()) {
            Matcher m = TOLD.matcher(line);
            if (m.matches()) {
                Told one = new Told(m.group(2), m.group(3) == null ? "" : m.group(3));
                told.merge(m.group(1), one, (type, size) -> new Told(type.type(), size.size()));
            }
        }
        return told;
    }

    /** In one spelling, without what changes nothing of how it is read. */
    private static String plain(String type) {
        return type.replaceAll("\\b(const|volatile)\\b", "")
                .replaceAll("\\bpg_data_t\\b", "struct pglist_data")
                .replaceAll("\\b_Bool\\b", "bool")
                .replaceAll("\\s+(?=[*\\[]|$)|(?<=[*\\]])\\s+|^\\s+", "");
    }

    @Test
    void everyVariableHasTheTypeThatGdbSees() throws Exception {
        Path file = Path.of(System.getProperty("fesh.dwarf.file"));
        KernelTypes types = TypesInFiles.read(List.of(file));
        Map<String, Told> theirs;
        try {
            theirs = gdb(file);
        } catch (IOException e) {
            assumeTrue(false, "gdb is not installed");
            return;
        }
        List<String> differences = new ArrayList<>();
        int compared = 0;
        for (String name : WellKnownGlobals.names()) {
            Told told = theirs.get(name);
            Optional<CType> ours = types.variable(name).map(Variable::type);
            if (told == null || ours.isEmpty()) {
                continue;
            }
            compared++;
            boolean anyLength = ours.get().length() == 0 && ours.get().kind() == CType.Kind.ARRAY;
            String type = anyLength ? told.type().replaceFirst("\\[\\d*]", "[]") : told.type();
            String size = Long.toString(ours.get().size());
            // gdb counts what a flexible array at the end of a struct was given
            boolean sized = !anyLength && !ours.get().kind().isComposite();
            boolean same = plain(ours.get().spelling()).equals(plain(type));
            if (!same || sized && !told.size().equals(size)) {
                differences.add(name + ": " + ours.get().spelling() + ", " + size + "; " + told);
            }
        }
        assertThat(differences).isEmpty();
        assertThat(compared).isGreaterThan(400);
        System.out.println("# " + compared + " variables compared");
    }
}
