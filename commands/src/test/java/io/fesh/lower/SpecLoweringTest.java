// SPDX-License-Identifier: Apache-2.0
package io.fesh.lower;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.fesh.fake.FakeTypes;
import io.fesh.parse.EventLine;
import io.fesh.parse.EventSpecParser;
import io.fesh.parse.LineError;
import io.fesh.parse.Span;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Optional;

class SpecLoweringTest {

    private static KernelLine lower(String line) throws Exception {
        return SpecLowering.lower(
                line, EventSpecParser.parse(line, 0).orElseThrow(), new FakeTypes());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "vfs_read(count); vfs_read(NULL, NULL, size_t count)",
                "vfs_read(file->f_path.dentry->d_name.name, count);"
                        + " vfs_read(string name+24[0]+40[0], NULL, size_t count)",
                "vfs_read(file->f_path.dentry->d_iname); vfs_read(char[32] d_iname+24[0]+56)",
                "vfs_read(count, file->f_pos | x64 file);"
                        + " vfs_read(s64 f_pos+104[0] | x64 file, NULL, size_t count)",
                "vfs_read(file->f_flags); vfs_read(x32 f_flags+64[0])",
                "vfs_read(buf:x8[6]); vfs_read(NULL, x8[6] buf)",
                "vfs_read(file->f_path.dentry->d_name.name:x64); vfs_read(x64 name+24[0]+40[0])",
                "vfs_read; vfs_read(x64 file, x64 buf, size_t count, x64 pos)",
                "vfs_read(buf); vfs_read(NULL, string buf)",
                "mine: vfs_fsync(*); mine: vfs_fsync(x64 file, s32 datasync)",
                "SyS_openat(filename, flags, mode);"
                        + " SyS_openat(NULL, ustring filename, x32 flags, x16 mode)",
                "vfs_read(count, int n=$total_forks);"
                        + " vfs_read(NULL, NULL, size_t count, int n=$total_forks)",
                "vfs_read(count) => ret if ret < 0;"
                        + " vfs_read(NULL, NULL, size_t count) => s64 ret if ret < 0",
                "vfs_fsync(int datasync) => ret; vfs_fsync(NULL, int datasync) => s32 ret",
                "vfs_read(count) stack; vfs_read(NULL, NULL, size_t count) stack",
                "vfs_read(ino=file->f_pos, x64 p = pos); vfs_read(s64 ino+104[0], NULL, NULL, x64"
                        + " p)",
                "ip_rcv(skb->pkt_type); ip_rcv(b3@0/8 pkt_type+128[0])",
                "vfs_read($current->balance); vfs_read(sb4@4/8 balance=$current+20[0])",
                "vfs_read(*pos, pos[3]); vfs_read(NULL, NULL, NULL, u64 pos[0] | u64 pos_3+24[0])",
                "vfs_read(&file->f_pos); vfs_read(x64 f_pos+104)",
                "vfs_read((u32)count); vfs_read(NULL, NULL, u32 count)",
                "vfs_read(((struct task_struct *)pos)->comm);"
                        + " vfs_read(NULL, NULL, NULL, char[16] comm+72)",
                "vfs_read(container_of(pos, struct task_struct, counts)->pid);"
                        + " vfs_read(NULL, NULL, NULL, s32 pid-48[0])",
                "vfs_read($current->comm, $current->group_leader->tgid, $current);"
                        + " vfs_read(char[16] comm=$current+72, s32 tgid=$current+48[0]+44[0], x64"
                        + " current=$current)",
                "vfs_read(init_task.comm, jiffies, $nr_threads, count);"
                        + " vfs_read(NULL, NULL, size_t count, char[16] comm=$init_task+72, u64"
                        + " jiffies=$jiffies, s32 nr_threads=$nr_threads)",
                "vfs_read(count, int n=$total_forks[0]-8);"
                        + " vfs_read(NULL, NULL, size_t count, int n=$total_forks[0]-8)",
            })
    void namesBecomeRegistersAndOffsets(String typed, String kernel) throws Exception {
        assertThat(lower(typed).text()).isEqualTo(kernel);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "vfs_read()",
                "vfs_write(x64 file)",
                "ip_rcv(x64 skb | int skb[32], NULL, x64 pt)",
                "do_sys_openat2(x8[6] bytes+558, string name+16[0][0])",
                "vfs_open(int forks=$total_forks, char[64] path, size_t n)",
                "kernel_read(unsigned char a, unsigned long d, string e, ustring f)",
                "vfs_read ( NULL ,NULL, size_t   count )",
                "mine: vfs_read(NULL, NULL, size_t count)",
                "vfs_read(x8[6 bytes)",
                "vfs_read(int)",
                "vfs_read int fd",
                "vfs_read(size_t count",
                "vfs_read(imt fd)",
                "(int fd)",
                "vfs_read(x64 a, x64 b) => int ret if ret < 0",
                "vfs_read(b3@6/8 bits, b1@0/8 x+8[0])",
                "vfs_read(x64 a-8[0], int n=$total_forks[0]-4)",
            })
    void theKernelsOwnGrammarIsLeftAlone(String line) throws Exception {
        assertThat(EventSpecParser.parse(line, 0)).isEmpty();
    }

    @Test
    void twoFieldsOfOneNameAreToldApart() throws Exception {
        assertThat(lower("vfs_read(file->f_path.dentry->d_name.len, x64 file, file:symbol)").text())
                .isEqualTo("vfs_read(u32 len+24[0]+36[0] | x64 file | symbol file2)");
    }

    @Test
    void aRefusalOfTheKernelIsShownUnderTheUsersArgument() throws Exception {
        String typed = "vfs_read(count, file->f_pos)";
        KernelLine line = lower(typed);
        assertThat(line.text()).isEqualTo("vfs_read(s64 f_pos+104[0], NULL, size_t count)");
        for (String word : new String[] {"s64", "f_pos", "104"}) {
            assertThat(refused(line, word, typed)).isEqualTo("file->f_pos");
        }
        assertThat(refused(line, "count", typed)).isEqualTo("count");
    }

    private static String refused(KernelLine line, String at, String typed) {
        Span here = Span.at(line.text().indexOf(at));
        Span there = line.refusal(new LineError(line.text(), here, "no", ""), typed).span();
        return typed.substring(there.start(), there.end());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '"',
            value = {
                "vfs_read(cuont); vfs_read has no parameter cuont; cuont",
                "vfs_read(file->f_path.dentri); no member 'dentri' in struct path; dentri",
                "vfs_read(file->f_path); file->f_path is a 'struct path': name a member of it;"
                        + " file->f_path",
                "ip_rcv(x8 skb->pkt_type);"
                        + " skb->pkt_type is a bit field of 3 bits: its type cannot be another;"
                        + " x8 skb->pkt_type",
                "vfs_read(count->x); count is 'size_t': only from a pointer can a path go on; ->",
                "vfs_read(file.f_pos); file is a pointer, 'struct file *': '->' reaches its"
                        + " members; .",
                "vfs_read(file->f_path->dentry); file->f_path is 'struct path': '.' reaches its"
                        + " members; ->",
                "vfs_read(count + 1); count is 'size_t', no pointer; count",
                "vfs_read(count == 1); an event records what paths and casts lead to, and computes"
                        + " nothing; count == 1",
                "vfs_read(pos[count]); an index in an event is a number: it is fixed with its"
                        + " line; count",
                "vfs_read(process_counts); process_counts is a per-CPU variable: each CPU has its"
                        + " own; process_counts",
                "vfs_read(((struct nonsuch *)pos)->x); struct nonsuch * is no type of this kernel;"
                        + " struct nonsuch *",
                "vfs_read((struct file)count); count is 'size_t', which 'struct file' cannot be"
                        + " read from; (struct file)count",
                "vfs_read(&init_task); &init_task is the same at every hit: it is no field;"
                        + " &init_task",
                "vfs_read(file->f_pos:banana); type expected behind ':', such as int, x64,"
                        + " char[16] or string; banana",
                "vfs_read(NULL, count);"
                        + " NULL is not needed where parameters are named: leave it out; NULL",
                "vfs_read(x64 count:x64); argument has two types; x64 count:x64",
                "vfs_read(count, *); '*' stands for all parameters and stands alone; *",
            })
    void whatIsWrongIsMarkedWhereItStands(String typed, String message, String marked) {
        LineError error = catchThrowableOfType(LineError.class, () -> lower(typed));
        assertThat(error).hasMessage(message);
        assertThat(typed.substring(error.span().start(), error.span().end())).isEqualTo(marked);
    }

    @Test
    void aLineThatBreaksOffIsOfferedWhole() {
        assertThatThrownBy(() -> lower("vfs_read(file->f_pos"))
                .isInstanceOfSatisfying(
                        LineError.class,
                        e -> assertThat(e.hint()).isEqualTo("try: vfs_read(file->f_pos)"));
    }

    @Test
    void theLongestLineIsParsed() throws Exception {
        String deep = "vfs_read(file" + "[0]".repeat(1350) + ")";
        assertThat(EventSpecParser.parse(deep, 0)).isPresent();
        String wide = "vfs_read(" + "a,".repeat(2000) + "a)";
        assertThat(EventSpecParser.parse(wide, 0)).isPresent();
        assertThat(EventLine.same(wide, wide)).isTrue();
    }

    @Test
    void otherToolsAreGivenTheSame() throws Exception {
        KernelLine line = lower("vfs_read(file->f_path.dentry->d_name.name, file->f_pos, count)");
        assertThat(KprobeLine.of("vfs_read", "vfs_read", false, line.fields()))
                .isEqualTo(
                        Optional.of(
                                "p:vfs_read vfs_read name=+0(+40(+24(%di))):string f_pos=+104(%di):s64"
                                        + " count=%dx:u64"));
        KernelLine call = lower("SyS_openat(filename, mode)");
        assertThat(KprobeLine.of("SyS_openat", "__x64_sys_openat", true, call.fields()))
                .isEqualTo(
                        Optional.of(
                                "p:SyS_openat __x64_sys_openat filename=+0(+104(%di)):ustring"
                                        + " mode=+56(%di):x16"));
        assertThat(
                        BpftraceLine.of(
                                new FakeTypes().prototype("SyS_openat").orElseThrow(),
                                call.fields()))
                .isEqualTo(
                        Optional.of(
                                "tracepoint:syscalls:sys_enter_openat { printf(\"filename=%s mode=0x%x\\n"
                                        + "\", str(args.filename), args.mode); }"));
    }

    @Test
    void otherToolsAreGivenVariablesBitsAndTheTaskAsFarAsTheyKnowThem() throws Exception {
        KernelLine line = lower("ip_rcv(skb->pkt_type, init_task.comm, jiffies)");
        assertThat(KprobeLine.perf("ip_rcv", "ip_rcv", false, line.fields()))
                .contains(
                        "perf probe -a 'ip_rcv=ip_rcv pkt_type=+128(%di):b3@0/8"
                                + " comm=@init_task+72:string jiffies=@jiffies:u64'");
        KernelLine cast = lower("vfs_read(((struct task_struct *)pos)->pid)");
        assertThat(cast.fields().get(0).bpftrace())
                .isEqualTo("((struct task_struct *)args.pos)->pid");
        KernelLine task = lower("vfs_read($current->comm)");
        assertThat(KprobeLine.of("vfs_read", "vfs_read", false, task.fields())).isEmpty();
        assertThat(
                        BpftraceLine.of(
                                new FakeTypes().prototype("vfs_read").orElseThrow(), task.fields()))
                .contains(
                        "fentry:vfs_read { printf(\"comm=%s\\n\","
                                + " ((struct task_struct *)curtask)->comm); }");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "f(size_t count); count=%di:u64",
                "f(NULL, string name); name=+0(%si):string",
                "f(string name+24[0]+40[0]); name=+0(+40(+24(%di))):string",
                "f(x64 a+8[0][2]); a=+16(+8(%di)):x64",
                "f(x64 skb | int len[28]); skb=%di:x64 len=+112(%di):s32",
                "f(x8[6] addr+558); addr=+558(%di):x8[6]",
                "f(x64 a-8[0]); a=-8(%di):x64",
                "f(b3@5/8 type+128[0]); type=+128(%di):b3@5/8",
                "f(int n=$total_forks, x64 a); n=@total_forks:s32 a=%di:x64",
                "f(symbol ip[16] | u64 $jiffies); ip=+128(%di):symbol jiffies=@jiffies:u64",
            })
    void plainLinesAreToldInKprobesWordsToo(String line, String kprobe) {
        assertThat(KprobeLine.of("f", "f", false, PlainFields.of(line, 0).orElseThrow()))
                .contains("p:f f " + kprobe);
    }
}
