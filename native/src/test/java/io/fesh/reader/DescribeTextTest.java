// SPDX-License-Identifier: Apache-2.0
package io.fesh.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fesh.event.Base;
import io.fesh.event.Counts;
import io.fesh.event.EventSchema;
import io.fesh.event.EventStatus;
import io.fesh.event.Field;
import io.fesh.kernel.TargetException;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.List;

class DescribeTextTest {
    private static List<EventStatus> parse(String text) throws TargetException {
        return DescribeText.parse(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void exampleOfTheContractIsUnderstood() throws TargetException {
        assertThat(
                        parse(
                                """
                                event id=1 name=SyS_openat enabled=1 record=80 line=SyS_openat(int dfd, string path)
                                at address=0xffffffff81234560 symbol=__x64_sys_openat
                                field name=dfd offset=56 size=4 count=0 base=d type=int
                                field name=name offset=60 size=1 count=16 base=c type=unsigned char[16]
                                counts hits=9 filtered=1 recorded=2 lost_full=3 lost_nest=2 lost_big=1
                                """))
                .containsExactly(
                        new EventStatus(
                                new EventSchema(
                                        1,
                                        "SyS_openat",
                                        "SyS_openat(int dfd, string path)",
                                        List.of(
                                                new EventSchema.Site(
                                                        0xffffffff81234560L, "__x64_sys_openat")),
                                        List.of(
                                                new Field("dfd", "int", Base.SIGNED, 56, 4, 0),
                                                new Field(
                                                        "name",
                                                        "unsigned char[16]",
                                                        Base.CHAR,
                                                        60,
                                                        1,
                                                        16))),
                                true,
                                new Counts(9, 1, 2, 3, 2, 1)));
    }

    @Test
    void stateTellsOfModulesAndFuses() throws TargetException {
        EventStatus status =
                parse(
                                """
                                event id=2 name=n enabled=1 record=64 line=m:f() if pid == 1
                                state gone=1 fuse=1000000 blown=1
                                filter text=pid == 1
                                """)
                        .get(0);
        assertThat(status.gone()).isTrue();
        assertThat(status.fuse()).isEqualTo(1_000_000);
        assertThat(status.blown()).isTrue();
    }

    @Test
    void sessionWithoutEventsHasNoText() throws TargetException {
        assertThat(parse("")).isEmpty();
    }

    @Test
    void lineOfAnEventMayHoldAnything() throws TargetException {
        EventStatus status =
                parse("event id=2 name=n enabled=0 record=64 line=f(x=a b, c=0x1 $d) if x == 'y'\n")
                        .get(0);
        assertThat(status.schema().line()).isEqualTo("f(x=a b, c=0x1 $d) if x == 'y'");
        assertThat(status.enabled()).isFalse();
        assertThat(status.counts()).isEqualTo(Counts.NONE);
    }

    @Test
    void whatANewerModuleAddsIsPassedOver() throws TargetException {
        List<EventStatus> found =
                parse(
                        """
                        session rate=7
                        event id=1 name=a new=1 enabled=1 record=64 line=a()
                        stack frames=3
                        counts hits=1 filtered=0 recorded=1 new=5 lost_full=0 lost_nest=0 lost_big=0
                        event id=2 name=b enabled=0 record=64 line=b()
                        """);
        assertThat(found).extracting(status -> status.schema().name()).containsExactly("a", "b");
        assertThat(found.get(0).counts().recorded()).isEqualTo(1);
    }

    @Test
    void textThatIsNotUnderstoodIsShown() {
        assertThatThrownBy(() -> parse("event id=x name=a enabled=1 record=64 line=a()\nat \n"))
                .isInstanceOf(TargetException.class)
                .hasMessageStartingWith("description of an event is not understood: '");
        assertThatThrownBy(
                        () ->
                                parse(
                                        "event id=1 name=a enabled=1 line=a()\n"
                                                + "field name=f offset=1 size=1 count=0 base=? type=t"))
                .hasMessageContaining("base=?");
    }
}
