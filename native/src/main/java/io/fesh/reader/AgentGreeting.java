// SPDX-License-Identifier: Apache-2.0
package io.fesh.reader;

import io.fesh.kernel.TargetException;
import io.fesh.kernel.TargetInfo;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

/** What the agent says of its machine when it is greeted: lines of {@code key=value}. */
final class AgentGreeting {
    private AgentGreeting() {}

    static TargetInfo info(String name, byte[] text) throws TargetException {
        Map<String, String> about = pairs(new String(text, StandardCharsets.UTF_8));
        String cpus = about.getOrDefault("cpus", "1");
        try {
            return new TargetInfo(
                    name,
                    about.getOrDefault("release", ""),
                    about.getOrDefault("machine", ""),
                    Integer.parseInt(cpus),
                    about.getOrDefault("boot_id", ""));
        } catch (NumberFormatException e) {
            throw new TargetException("agent of " + name + " has " + cpus + " CPUs", "", e);
        }
    }

    private static Map<String, String> pairs(String text) {
        return text.lines()
                .filter(line -> line.contains("="))
                .collect(
                        Collectors.toMap(
                                line -> line.substring(0, line.indexOf('=')),
                                line -> line.substring(line.indexOf('=') + 1),
                                (first, second) -> second));
    }
}
