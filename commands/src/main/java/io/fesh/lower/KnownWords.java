// SPDX-License-Identifier: Apache-2.0
package io.fesh.lower;

import io.fesh.event.Meaning;
import io.fesh.kernel.Prototype;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The words of {@code words.txt}: open flags, signals and their like, by where they are used. */
final class KnownWords {
    private static final String FILE = "words.txt";

    private final Map<String, Meaning> uses = new HashMap<>();

    private KnownWords() {}

    /** Read when the first line names something. */
    private static final class Holder {
        static final KnownWords WORDS = read();
    }

    /** Of a type by its name. */
    static Optional<Meaning> ofType(String type) {
        return find(type);
    }

    /** Of a member, or of a parameter of whatever function. */
    static Optional<Meaning> ofName(String name) {
        return find("." + name);
    }

    static Optional<Meaning> ofParameter(Prototype function, String parameter) {
        String name = function.function();
        String call = function.systemCall() ? name.replaceFirst("^(SyS|sys|__x64_sys)_", "") : name;
        return find(call + "." + parameter).or(() -> ofName(parameter));
    }

    private static Optional<Meaning> find(String use) {
        return Optional.ofNullable(Holder.WORDS.uses.get(use));
    }

    private static KnownWords read() {
        KnownWords words = new KnownWords();
        try (InputStream in = KnownWords.class.getResourceAsStream(FILE);
                BufferedReader lines =
                        new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            words.take(lines.lines().toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return words;
    }

    private void take(List<String> lines) {
        Map<String, List<Meaning.Flag>> sets = new HashMap<>();
        Map<String, String> sorts = new HashMap<>();
        String set = "";
        for (String line : lines) {
            String[] words = line.strip().split("\\s+");
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            } else if (words[0].equals("use")) {
                Meaning meaning = meaning(sorts.get(words[1]), sets.get(words[1]));
                for (int i = 3; i < words.length; i++) {
                    uses.put(words[i], meaning);
                }
            } else if (words[0].equals("flags") || words[0].equals("values")) {
                set = words[1];
                sorts.put(set, words[0]);
                sets.put(set, new ArrayList<>());
            } else {
                for (String word : words) {
                    sets.get(set).add(flag(word));
                }
            }
        }
    }

    private static Meaning meaning(String sort, List<Meaning.Flag> words) {
        return sort.equals("flags")
                ? new Meaning.Flags(words)
                : new Meaning.Enumerators(
                        words.stream()
                                .map(word -> new Meaning.Constant(word.name(), word.value()))
                                .toList());
    }

    private static Meaning.Flag flag(String word) {
        int equals = word.indexOf('=');
        int slash = word.indexOf('/', equals);
        int end = slash < 0 ? word.length() : slash;
        long value = Long.decode(word.substring(equals + 1, end));
        long mask = slash < 0 ? value : Long.decode(word.substring(slash + 1));
        return new Meaning.Flag(word.substring(0, equals), value, mask);
    }
}
