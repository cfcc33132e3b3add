// SPDX-License-Identifier: Apache-2.0
/*
 * Lines of the trace file: every type, faults, cuts and quoting as text, the
 * worked examples of the 2018 documentation that this kernel allows, and filters.
 */
#include <arpa/inet.h>
#include <errno.h>
#include <net/if.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/utsname.h>
#include <unistd.h>

#include "session.h"
#include "target.h"
#include "tracing.h"

static char *user;	/* two pages, the second not readable */
static uint64_t first_arg;

static void call_ints(void) { target_call(FESH_TARGET_INTS, 1, NULL); }
static void call_longs(void) { target_call(FESH_TARGET_LONGS, 1, NULL); }
static void call_chain(void) { target_call(FESH_TARGET_CHAIN, 1, NULL); }
static void call_long_text(void) { target_call(FESH_TARGET_LONG_TEXT, 1, NULL); }
static void call_text(void) { target_call(FESH_TARGET_TEXT, 1, (uint64_t[6]){ (uintptr_t)user }); }
static void call_edge(void) { target_call(FESH_TARGET_TEXT, 1, (uint64_t[6]){ (uintptr_t)user + 4096 }); }
static void call_null(void) { target_call(FESH_TARGET_TEXT, 1, (uint64_t[6]){ 0 }); }
static void call_args(void) { target_call(FESH_TARGET_ARGS, 1, (uint64_t[6]){ first_arg }); }

/* What the call of each line prints between the parentheses. */
static const struct {
	void (*call)(void);
	uint64_t arg;
	const char *line, *text;
} cases[] = {
	{ call_ints, 0, "fesh_target_ints(s8 a, u8 b, s16 c, u16 d, s32 e, u32 f)",
	  "a=-1, b=255, c=-2, d=65534, e=-3, f=4294967293" },
	{ call_ints, 0, "fesh_target_ints()", "" },
	{ call_longs, 0, "fesh_target_longs(long a | unsigned long b, s64 c | size_t d)",
	  "a=-4, b=18446744073709551612, c=-1, d=18446744073709551615" },
	{ call_args, -1ull, "fesh_target_args(s8 a | short b | s32 c | long d | u8 e | x64 f | unsigned short g)",
	  "a=-1, b=-1, c=-1, d=-1, e=255, f=0xffffffffffffffff, g=65535" },
	{ call_args, -1ull, "fesh_target_args(unsigned x32 a | x8 b | unsigned s8 c | unsigned int d)",
	  "a=0xffffffff, b=0xff, c=255, d=4294967295" },
	{ call_args, 'A', "fesh_target_args(char a | unsigned char b)", "a='A', b='A'" },
	{ call_args, 0x1b, "fesh_target_args(char a)", "a='\\x1b'" },
	{ call_chain, 0, "fesh_target_chain(x32 m[0] | s16 d+46[0] | u64 low+48[0] | u64 high+8[6])",
	  "m=0xfe5f0001, d=-1, low=1, high=4294967296" },
	{ call_chain, 0, "fesh_target_chain(string a+24[0] | string b+16[0]+24[0] | string c+16[0]+16[0]+24[0])",
	  "a=\"text of first\", b=\"text of second\", c=\"text of third\"" },
	{ call_chain, 0, "fesh_target_chain(x8[6] a+40 | u8[6] b+16[0]+40 | s16[2] c+44 | char[12] d+4)",
	  "a={0x02,0x00,0x00,0x00,0x00,0x01}, b={2,0,0,0,0,2}, c={256,-1}, d=\"first\"" },
	{ call_chain, 0, "fesh_target_chain(string a+16[0]+16[0]+16[0]+24[0] | x32 b+16[0]+16[0]+16[0]+0[0] | x8[2] c+16[0]+16[0]+16[0]+0 | x32 d[0])",
	  "a=(fault), b=(fault), c=(fault), d=0xfe5f0001" },
	{ call_text, 0, "fesh_target_text(string k, ustring u)", "k=\"text of the kernel\", u=\"text of this process\"" },
	{ call_text, 0, "fesh_target_text(ustring k, string u+8)", "k=(fault), u=\"this process\"" },
	{ call_edge, 0, "fesh_target_text(string k, ustring u)", "k=\"text of the kernel\", u=(fault)" },
	{ call_null, 0, "fesh_target_text(NULL, ustring u | x64 v[0] | char[8] w)", "u=(fault), v=(fault), w=(fault)" },
};

static void texts(void)
{
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		char line[512], want[512];

		snprintf(line, sizeof(line), "t: %s", cases[i].line);
		snprintf(want, sizeof(want), "(%s)", cases[i].text);
		first_arg = cases[i].arg;
		const char *got = trace_call(line, "t", cases[i].call), *args = strchr(got, '(');

		check(!strncmp(got, "target_ioctl [fesh_target]->fesh_target_", 40) && args && !strcmp(args, want),
		      cases[i].line, "%s instead of %s", got, want);
	}
}

static void quoting(void)
{
	strcpy(user, "/x\x1b[1A\n\"FORGED\\ \t\x7f\xc2\x9b\x07");
	check_has(trace_call("t: fesh_target_text(NULL, ustring u)", "t", call_text),
		  "(u=\"/x\\x1b[1A\\n\\\"FORGED\\\\ \\t\\x7f\\xc2\\x9b\\x07\")",
		  "no control byte of a string reaches the trace as such");
	strcpy(user, "text of this process");
}

static void long_values(void)
{
	static char want[2 * 1024];

	memset(want, 'k', 1023);
	strcpy(want + 1023, "\"...)");
	check_has(trace_call("t: fesh_target_text(string k)", "t", call_long_text), want, "a string that was cut says so");
	memset(want, 'm', 1023);
	strcpy(want + 1023, "\")");
	check_has(trace_call("t: fesh_target_text(NULL, string m)", "t", call_long_text), want,
		  "a string of 1,023 bytes is whole");
	const char *got = trace_call("t: fesh_target_text(string a | string b | string c | string d | string e | string f)",
				     "t", call_long_text);

	check(strlen(got) > 3000 && !strcmp(got + strlen(got) - 4, "...)"), "a line too long for the trace ends early",
	      "%s", got);
	check(!strstr(got, "(fault)") && strstr(got, "kkkk\"..., b="), "long strings share a record", "%s", got);
	got = trace_call("t: fesh_target_text(x8[3000] a)", "t", call_long_text);
	check(!strncmp(strchr(got, '(') ?: got, "(a={0x6b,0x6b,", 14) && strstr(got, ",...})"), "so does an array", "%s", got);
	event_write("t", "filter", "__cut & 1");
}

static void fault_filters(void)
{
	set_line("t: fesh_target_text(NULL, ustring u | x64 v[0])");
	event_write("t", "filter", "__fault != 0");
	event_write("t", "enable", "1");
	trace_clear();
	call_text();
	call_null();
	check(count_traced("t") == 1 && strstr(traced("t"), "(fault)"), "a filter can ask for faults", "%s", traced("t"));
	event_write("t", "filter", "u == \"text of this process\"");
	trace_clear();
	call_text();
	call_null();
	check(count_traced("t") == 1, "or for a string", "%d", count_traced("t"));
	event_write("t", "enable", "0");
}

static void filters_of_the_line(void)
{
	static const struct {
		const char *line;
		int count;
	} lines[] = {
		{ "t: fesh_target_text(string k) if k == \"nothing\"", 0 },
		{ "t: fesh_target_text(string k) if k ~ \"text*\"", 1 },
		{ "t: fesh_target_text(x64 k) if k == 0", 0 },
		{ "t: fesh_target_text(x64 k, NULL) if k != 0 && comm == \"trace_text_test\"", 1 },
		{ "t: fesh_target_text(x64 k, x64 w[0]) if w == 0", 0 },
		{ "t: fesh_target_text(x64 k, x64 w[0]) if w != 0", 1 },
	};

	for (size_t i = 0; i < sizeof(lines) / sizeof(lines[0]); i++) {
		trace_call(lines[i].line, "t", call_text);
		check(count_traced("t") == lines[i].count, lines[i].line, "%d lines", count_traced("t"));
	}
}

/* The worked examples of 2018. */

static void send_packet(void)
{
	struct sockaddr_in to = { .sin_family = AF_INET, .sin_port = htons(9), .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	struct ifreq lo = { .ifr_name = "lo" };
	int fd = socket(AF_INET, SOCK_DGRAM, 0);

	if (!ioctl(fd, SIOCGIFFLAGS, &lo)) {
		lo.ifr_flags |= IFF_UP;
		ioctl(fd, SIOCSIFFLAGS, &lo);
	}
	if (sendto(fd, "x", 1, 0, (struct sockaddr *)&to, sizeof(to)) < 0)
		die("sendto");
	close(fd);
}

static void read_proc(void)
{
	char text[16];
	int fd = open("/proc/version", O_RDONLY);

	if (read(fd, text, sizeof(text)) < 0)
		die("read");
	close(fd);
}

static void queue_work(void)
{
	write_errno("/proc/sys/vm/stat_refresh", O_WRONLY, "1");
}

static void open_hostname(void)
{
	close(open("/etc/hostname", O_RDONLY));
}

/* Compilers split it: the name that it has here. */
static bool find_link_path_walk(char name[128])
{
	FILE *f = fopen(TRACING "available_filter_functions", "r");
	bool found = false;

	while (f && !found && fscanf(f, "%127[^\n]\n", name) == 1)
		found = !strncmp(name, "link_path_walk", 14);
	if (f)
		fclose(f);
	return found;
}

/* f_inode in struct file: 32 in 6.1 and 7.2, 40 in 6.12, as pahole says; the rest of the chain is alike. */
static int offset_of_f_inode(void)
{
	struct utsname kernel;

	uname(&kernel);
	return strncmp(kernel.release, "6.12.", 5) ? 32 : 40;
}

static void examples_of_2018(void)
{
	char line[256], name[128], want[64];
	const char *stat;
	unsigned long long skb;

	send_packet();	/* the interface is up before the event is on */
	const char *got = trace_call("ip_rcv(x64 skb | int skb[32], NULL, x64 pt)", "ip_rcv", send_packet);

	check(sscanf(got, "%*[^(](skb=0x%llx, skb_2=%*d, pt=0x%*x", &skb) == 1 && skb >> 47 == 0x1ffff,
	      "ip_rcv: two fields of one parameter, one skipped", "%s", got);
	check_has(trace_call("ip_rcv(x64 skb | int skb+4[31] | int again[32])", "ip_rcv", send_packet), ", again=",
		  "ip_rcv: an offset and an index");
	unsigned int a = 1, b = 2;

	sscanf(traced("ip_rcv"), "%*[^(](skb=%*[^,], skb_2=%u, again=%u", &a, &b);
	check(a == b, "int skb[32] is int skb+4[31]", "%s", traced("ip_rcv"));
	check_has(trace_call("ip_rcv(NULL, x8[6] perm_addr+558)", "ip_rcv", send_packet), "(perm_addr={0x",
		  "ip_rcv: bytes inside a parameter");
	/* a timer's interrupt may have queued other work before */
	trace_call("__queue_work(int cpu, x64 wq, symbol func[3])", "__queue_work", queue_work);
	check_has(file_text(TRACING "trace"), "func=refresh_vm_stats+0x0/", "__queue_work: a function in memory as a symbol");
	snprintf(line, sizeof(line), "vfs_read(string name+%d[0]+40[0]+40[0][0])", offset_of_f_inode());
	check_has(trace_call(line, "vfs_read", read_proc), "(name=\"proc\")",
		  "vfs_read: the name of a file system, four pointers away");
	if (find_link_path_walk(name)) {
		snprintf(line, sizeof(line), "walk: %s(string name)", name);
		check_has(trace_call(line, "walk", open_hostname), "hostname\")", "link_path_walk: a dynamic string");
		snprintf(line, sizeof(line), "walk: %s(char[64] name)", name);
		check_has(trace_call(line, "walk", open_hostname), "hostname\")", "link_path_walk: a string of fixed size");
	} else {
		printf("skip link_path_walk is not traceable here\n");
	}
	stat = strstr(file_text("/proc/stat"), "processes ");
	snprintf(want, sizeof(want), "(total_forks=%ld)", stat ? atol(stat + 10) : -1);
	check_has(trace_call("t: fesh_target_text(int $total_forks)", "t", call_text), want, "a global, by its symbol");
	check_has(trace_call("t: fesh_target_text(char[5] b=$linux_banner | string c=$linux_banner)", "t", call_text),
		  "b=\"Linux\", c=\"Linux version ", "arrays and strings at an address");
}

int main(void)
{
	user = mmap(NULL, 2 * 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	if (user == MAP_FAILED || mprotect(user + 4096, 4096, PROT_NONE))
		die("mmap");
	strcpy(user, "text of this process");
	texts();
	quoting();
	long_values();
	fault_filters();
	filters_of_the_line();
	examples_of_2018();
	set_line("");
	return check_summary();
}
