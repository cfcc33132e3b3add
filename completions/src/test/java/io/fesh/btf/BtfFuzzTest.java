// SPDX-License-Identifier: Apache-2.0
package io.fesh.btf;

import static org.assertj.core.api.Assertions.assertThat;

import io.fesh.btf.BtfBuilder.Field;
import io.fesh.btf.BtfBuilder.Param;
import io.fesh.btf.BtfBuilder.Place;
import io.fesh.btf.BtfBuilder.Value;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Whatever the bytes, every question is answered or refused with a {@link BtfException}, and soon.
 * The mutations are the same in every run; a failure names the seed that repeats it.
 */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class BtfFuzzTest {
    private static final int ROUNDS = Integer.getInteger("fesh.fuzz.rounds", 3000);

    private static final String SAID = "(?s)(fuzz|handmade|cut): 0x[0-9a-f]+: [ -~]+";

    /** Values at which bounds and signs are got wrong. */
    private static final int[] EDGES = {
        0,
        1,
        2,
        3,
        11,
        12,
        31,
        32,
        63,
        64,
        127,
        128,
        255,
        256,
        0xffff,
        0x10000,
        0xffffff,
        0x7fffffff,
        0x80000000,
        0xfffffffe,
        0xffffffff
    };

    @Test
    void mutationsOfWhatACompilerWrote() throws Exception {
        byte[] shapes = BtfTest.resource("shapes.btf");
        mutate(shapes, bytes -> Btf.of(bytes, "fuzz"));
    }

    @Test
    void mutationsOfAFileWithEveryKind() {
        BtfBuilder b = new BtfBuilder();
        addEveryKind(b);
        mutate(b.bytes(), bytes -> Btf.of(bytes, "fuzz"));
    }

    @Test
    void mutationsOfASplitFile() {
        BtfBuilder b = new BtfBuilder();
        addEveryKind(b);
        Btf base = b.build();
        BtfBuilder m = new BtfBuilder(b);
        addEveryKind(m);
        mutate(m.bytes(), bytes -> Btf.split(bytes, "fuzz", base));
    }

    /** Only what is near the damage is asked, and some of the rest: a kernel has 100,000 types. */
    @Test
    @EnabledIfSystemProperty(named = "fesh.btf.file", matches = ".+")
    void mutationsOfAKernels() throws Exception {
        byte[] good = Files.readAllBytes(Path.of(System.getProperty("fesh.btf.file")));
        Btf whole = Btf.of(good, "fuzz");
        int opened = 0;
        for (int seed = 0; seed < ROUNDS; seed++) {
            Random random = new Random(seed);
            byte[] bytes = mutated(good, random);
            try {
                Btf btf = Btf.of(bytes, "fuzz");
                opened++;
                int at = Arrays.mismatch(good, bytes);
                int id = Math.min(idAt(whole, at), btf.idCount() - 1);
                IntStream near = IntStream.rangeClosed(id - 5, id + 5);
                IntStream.concat(near, random.ints(20, 0, btf.idCount()))
                        .filter(each -> each >= 0 && each < btf.idCount())
                        .forEach(each -> ask(btf, each));
            } catch (BtfException e) {
                assertThat(e).hasMessageMatching(SAID);
            } catch (RuntimeException | Error e) {
                throw new AssertionError("seed " + seed, e);
            }
        }
        assertThat(opened).isBetween(ROUNDS / 20, ROUNDS);
    }

    /** The type that a byte of the file is of; the last one if it is of none. */
    private static int idAt(Btf btf, int at) {
        int low = btf.firstId();
        int high = btf.idCount() - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            boolean before = btf.malformed(middle, "").offset() <= at;
            low = before ? middle : low;
            high = before ? high : middle - 1;
        }
        return low;
    }

    @Test
    void everyPrefixOfAFile() throws Exception {
        byte[] shapes = BtfTest.resource("shapes.btf");
        for (int length = 0; length < shapes.length; length++) {
            byte[] cut = Arrays.copyOf(shapes, length);
            assertThat(survives(() -> Btf.of(cut, "cut"))).as("%d bytes", length).isFalse();
        }
    }

    private static void addEveryKind(BtfBuilder b) {
        int i = b.integer("int", 4, BtfBuilder.SIGNED);
        int c = b.integer("char", 1, BtfBuilder.CHAR);
        int three = b.integer("unsigned int", 4, 0, 0, 3);
        b.floating("double", 8);
        int in = b.struct("", 8, new Field("x", i, 0, 3), new Field("y", three, 32));
        int u = b.union("", 8, new Field("", in, 0), new Field("z", b.array(c, i, 8), 0));
        int s = b.struct("outer", 24, new Field("", u, 64), new Field("p", b.pointer(i), 128));
        b.enumeration("e", 4, true, new Value("MINUS", -1));
        b.enumeration64("w", false, new Value("TOP", 1L << 63));
        b.forward("gone", false);
        int t = b.typedef("outer_t", b.qualified(BtfKind.VOLATILE, s));
        int user = b.pointer(b.typeTag("user", false, b.qualified(BtfKind.CONST, t)));
        int p = b.prototype(b.pointer(0), new Param("buf", user), new Param("", 0));
        int fn = b.function("copy", p, BtfType.Linkage.GLOBAL);
        int pointer = b.pointer(b.prototype(0, new Param("next", b.pointer(p))));
        int var = b.variable("v", b.array(pointer, i, 2), BtfType.Linkage.STATIC);
        b.section(".data..percpu", 16, new Place(var, 0, 16));
        b.declTag("bpf_kfunc", fn, -1);
    }

    private static void mutate(byte[] good, Function<byte[], Btf> open) {
        assertThat(survives(() -> open.apply(good))).as("the original").isTrue();
        int opened = 0;
        for (int seed = 0; seed < ROUNDS; seed++) {
            byte[] bytes = mutated(good, new Random(seed));
            try {
                opened += survives(() -> open.apply(bytes)) ? 1 : 0;
            } catch (RuntimeException | Error e) {
                throw new AssertionError("seed " + seed, e);
            }
        }
        // a fuzzer whose every input is refused at the door tests the door
        assertThat(opened).isBetween(ROUNDS / 20, ROUNDS - 1);
    }

    private static byte[] mutated(byte[] good, Random random) {
        byte[] bytes = good.clone();
        for (int n = random.nextInt(4); n >= 0; n--) {
            // mostly behind the header, which refuses nearly everything
            int from = random.nextInt(10) == 0 ? 0 : 24;
            int at = from + random.nextInt(bytes.length - from);
            switch (random.nextInt(4)) {
                case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> bytes[at] = (byte) EDGES[random.nextInt(EDGES.length)];
                case 2 -> {
                    // a whole word: an id, an offset, a size, a count
                    int word = Math.min(at & ~3, bytes.length - 4);
                    int value = EDGES[random.nextInt(EDGES.length)];
                    for (int i = 0; i < 4; i++) {
                        bytes[word + i] = (byte) (value >> 8 * i);
                    }
                }
                default -> {
                    int length = Math.min(12, bytes.length - at);
                    int source = random.nextInt(bytes.length - length + 1);
                    System.arraycopy(good, source, bytes, at, length);
                }
            }
        }
        return bytes;
    }

    /** Asks everything of every type; whether the file could be opened. */
    private static boolean survives(Supplier<Btf> open) {
        Btf btf;
        try {
            btf = open.get();
        } catch (BtfException e) {
            return false;
        }
        attempt(btf::index);
        attempt(btf::pointerSize);
        IntStream.range(0, btf.idCount()).forEach(id -> ask(btf, id));
        return true;
    }

    private static void ask(Btf btf, int id) {
        attempt(() -> btf.type(id));
        attempt(() -> btf.isUserPointer(id));
        if (btf.kind(id) == BtfKind.FUNC) {
            attempt(() -> btf.prototype(id));
        }
        attempt(() -> btf.sizeOf(id));
        attempt(() -> CDeclaration.of(btf, id, "x"));
        attempt(() -> new TypePrinter(btf, true, true).print(id));
        attempt(
                () ->
                        assertThat(btf.ids(btf.name(id)).filter(same -> same == id))
                                .hasSizeLessThan(2));
        attempt(
                () ->
                        StructLayout.of(btf, id)
                                .ifPresent(
                                        layout -> {
                                            layout.holes();
                                            layout.flat();
                                        }));
        for (String path : List.of("x", "->p", "[1].z[3]", "next->value.point.y", "[2147483647]")) {
            attempt(
                    () -> {
                        try {
                            MemberPath.resolve(btf, id, path);
                        } catch (PathException e) {
                            assertThat(e.position()).isBetween(0, path.length());
                        }
                    });
        }
    }

    private static void attempt(Runnable question) {
        try {
            question.run();
        } catch (BtfException e) {
            assertThat(e).hasMessageMatching(SAID);
        }
    }
}
