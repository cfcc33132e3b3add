// SPDX-License-Identifier: Apache-2.0
package io.fesh.lower;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fesh.event.Meaning;
import io.fesh.parse.LineError;
import io.fesh.parse.Span;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;
import java.util.Optional;
import java.util.Random;

class FilterLoweringTest {
    private static final Meaning FLAGS = KnownWords.ofName("f_flags").orElseThrow();
    private static final Meaning OWNER = KnownWords.ofType("kuid_t").orElseThrow();
    private static final List<FilterField> FIELDS =
            List.of(
                    new FilterField("flags", "x32", FLAGS),
                    new FilterField("signed", "int", FLAGS),
                    new FilterField("part", "b12@0/16", FLAGS),
                    new FilterField("uid", "u32", OWNER),
                    new FilterField("port", "x16", new Meaning.NetworkOrder(false)),
                    new FilterField("address", "x32", new Meaning.InternetAddress()),
                    new FilterField("ok", "u8", new Meaning.Truth()),
                    new FilterField("ret", "s64", new Meaning.ErrorOrValue()),
                    new FilterField("error", "x32", Meaning.NONE),
                    new FilterField("byte", "s8", Meaning.NONE),
                    new FilterField("name", "string", Meaning.NONE));

    private static RewrittenLine lower(String filter) throws Exception {
        RewrittenLine.Writer to = new RewrittenLine.Writer(filter);
        Span whole = new Span(0, filter.length());
        new FilterLowering(filter, FIELDS, Optional.empty()).write(whole, whole, to);
        return to.line();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '\0',
            value = {
                "flags & O_CREAT; flags & 0x40",
                "flags&O_CREAT|0x1; flags&0x41",
                "flags & O_TRUNC|O_CREAT || pid == 1; flags & 0x240 || pid == 1",
                "flags == O_RDONLY; flags == 0x0",
                "flags & O_WRONLY; (flags & 0x1 && !(flags & 0x2))",
                "signed & O_RDONLY; (signed >= -2147483648 && !(signed & 0x3))",
                "part & O_RDONLY; (part >= 0 && !(part & 0x3))",
                "uid != -1; uid != 4294967295",
                "port == 443; port == 0xbb01",
                "port != 0x0800; port != 0x8",
                "port & 0x8000; port & 0x80",
                "address == 10.0.2.15; address == 0xf02000a",
                "address & 255.0.0.0; address & 0xff",
                "ok == true && !(ok == false); ok == 1 && !(ok == 0)",
                "ret == -ENOENT || ret > -EAGAIN; ret == -2 || ret > -11",
                "error == -EIO; error == 0xfffffffb",
                "name == \"flags & O_CREAT\" && flags & O_CREAT; name == \"flags & O_CREAT\" && flags & 0x40",
            })
    void aWordIsWrittenAsItsNumber(String filter, String kernels) throws Exception {
        assertThat(lower(filter).text()).isEqualTo(kernels);
    }

    @ParameterizedTest
    @CsvSource({
        "flags & 0x40",
        "mode == 0644",
        "port == 70000",
        "address == 10.0.2.300",
        "pid == O_CREAT",
        "name == O_CREAT",
        "byte == -ENOENT",
        "flags",
        "flags &",
        "ret == many"
    })
    void whatIsTheKernelsToReadOrToRefuseIsLeftAsItIs(String filter) throws Exception {
        assertThat(lower(filter).text()).isEqualTo(filter);
    }

    @Test
    void aRefusalOfTheKernelStandsUnderTheWord() throws Exception {
        String filter = "pid == 1 && flags & O_CREAT && nothing == 1";
        RewrittenLine line = lower(filter);
        assertThat(refused(line, filter, "0x40")).isEqualTo("O_CREAT");
        assertThat(refused(line, filter, "nothing")).startsWith("n");
    }

    private static String refused(RewrittenLine line, String typed, String what) {
        Span here = Span.at(line.text().indexOf(what));
        Span there = line.refusal(new LineError(line.text(), here, "no", ""), typed).span();
        return typed.substring(there.start(), there.end());
    }

    @ParameterizedTest
    @CsvSource({
        "flags & O_CRAET, O_CRAET is no value of flags, try: flags & O_CREAT",
        "ok == maybe, maybe is no value of ok, 'it has false, true'",
        "ret == ENOENT, 'errors are negative in ret, and ENOENT is not', try: ret == -ENOENT",
        "flags & O_CREAT|O_RDWR, 'O_RDWR shares its bits with other words: ''&'' looks for it alone',"
                + " try: flags & O_RDWR",
        "ret == -EIO|-EPERM, '-EIO is no bit, and bars join bits',"
                + " try: (ret == -EIO || ret == -EPERM)",
        "port >= 1024, 'port is recorded in network order, which ''>='' is not', try: port == 1024",
    })
    void aWordThatTheFieldDoesNotHaveIsRefused(String filter, String message, String hint) {
        assertThatThrownBy(() -> lower(filter))
                .hasMessage(message)
                .extracting(e -> ((LineError) e).hint())
                .isEqualTo(hint);
    }

    @ParameterizedTest
    @CsvSource({
        "port == 0xbb01, port == 443",
        "address != 0xf02000a, address != 10.0.2.15",
        "flags & 0x40 && ret == -2, flags & O_CREAT && ret == -ENOENT",
        "flags == 0x42, flags == 0x42",
        "(flags & 0x2 && !(flags & 0x1)), (flags & 0x2 && !(flags & 0x1))",
        "ok != 1 && pid == 1, ok != true && pid == 1",
    })
    void aFilterOfTheKernelsIsToldInWordsThatMeanTheSame(String kernels, String words)
            throws Exception {
        assertThat(FilterLowering.inWords(kernels, FIELDS)).isEqualTo(words);
        assertThat(lower(words).text()).isEqualTo(kernels);
    }

    @Test
    void whateverIsTypedIsWrittenOrRefusedInItsPlace() throws Exception {
        List<String> pieces =
                List.of(
                        "flags",
                        "port",
                        "address",
                        "ret",
                        "ok",
                        "name",
                        "pid",
                        " ",
                        "==",
                        "!=",
                        "<",
                        "&",
                        "&&",
                        "||",
                        "|",
                        "(",
                        ")",
                        "!",
                        "O_CREAT",
                        "O_RDWR",
                        "-EIO",
                        "ENOENT",
                        "10.0.0.1",
                        "0x",
                        "0xfffffffffffffffff",
                        "99999999999999999999",
                        "-",
                        "08",
                        "\"",
                        "'",
                        "=",
                        "true",
                        ".",
                        "~");
        Random random = new Random(11);
        for (int round = 0; round < 20_000; round++) {
            StringBuilder typed = new StringBuilder();
            for (int i = random.nextInt(9); i >= 0; i--) {
                typed.append(pieces.get(random.nextInt(pieces.size())));
            }
            String filter = typed.toString();
            try {
                assertThat(lower(filter).text()).isNotEmpty();
            } catch (LineError e) {
                assertThat(e.span().end()).as(filter).isLessThanOrEqualTo(filter.length());
            }
            assertThat(FilterLowering.inWords(filter, FIELDS)).isNotEmpty();
        }
    }
}
