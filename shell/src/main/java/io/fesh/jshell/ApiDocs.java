// SPDX-License-Identifier: Apache-2.0
package io.fesh.jshell;

import io.fesh.api.Fesh;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the API's comments say, taken from its sources, which are in the jar: JShell itself finds
 * only those of the JDK.
 */
final class ApiDocs {
    private static final List<String> CLASSES =
            List.of("Fesh", "Events", "Live", "Event", "Kernel", "KernelValue", "Memory", "Handle");

    /** A comment and the public name behind it. */
    private static final Pattern DOCUMENTED =
            Pattern.compile(
                    "/\\*\\*((?:[^*]|\\*(?!/))*)\\*/\\s*(?:@\\w+\\s+)*public ([^;={(]*?)(\\w+)"
                            + "\\s*(\\([^)]*\\))?\\s*[;={]");

    private static final Pattern TAG = Pattern.compile("\\{@\\w+ ([^{}]*)\\}");

    /** Class and name to what is said; of several methods of a name the last, which takes most. */
    private final Map<String, String> texts = new TreeMap<>();

    /**
     * @param sources gives the source of a class, or null
     */
    ApiDocs(Function<String, InputStream> sources) {
        for (String name : CLASSES) {
            try (InputStream source = sources.apply(name + ".java")) {
                if (source != null) {
                    add(name, new String(source.readAllBytes(), StandardCharsets.UTF_8));
                }
            } catch (IOException e) {
                // then there is nothing to say of it
            }
        }
    }

    static ApiDocs ofTheJar() {
        return new ApiDocs(name -> Fesh.class.getResourceAsStream("/META-INF/api/" + name));
    }

    private void add(String type, String source) {
        for (Matcher found = DOCUMENTED.matcher(source); found.find(); ) {
            boolean isType = found.group(2).contains("class");
            if (!isType) {
                texts.put(type + "." + found.group(3), plain(found.group(1)));
            }
        }
    }

    private static String plain(String comment) {
        String text = comment.replaceAll("(?m)^\\s*\\* ?", "").replaceAll("\\s+", " ").strip();
        return TAG.matcher(text).replaceAll(tag -> Matcher.quoteReplacement(tag.group(1)));
    }

    /**
     * All that is said of a name.
     *
     * @param type the class that has it; empty if that is not known
     */
    Optional<String> text(String type, String name) {
        return (type.isEmpty() ? CLASSES : List.of(type))
                .stream()
                        .map(each -> texts.get(each + "." + name))
                        .filter(text -> text != null)
                        .findFirst();
    }

    /** The first sentence, without its example. */
    Optional<String> summary(String type, String name) {
        return text(type, name).map(text -> text.replaceAll("(?s)(: |\\. |\\.$).*", ""));
    }

    /** What a class of the API has. */
    List<String> members(String type) {
        return texts.keySet().stream()
                .filter(key -> key.startsWith(type + "."))
                .map(key -> key.substring(type.length() + 1))
                .toList();
    }
}
