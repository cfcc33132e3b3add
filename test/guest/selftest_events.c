// SPDX-License-Identifier: Apache-2.0
/*
 * What the kernel's own self-tests of dynamic events and kprobes promise
 * (tools/testing/selftests/ftrace, test.d/dynevent and test.d/kprobe), asked of
 * function events.  Each check begins with the name of the test whose promise it is.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "session.h"
#include "target.h"
#include "tracing.h"

static uint64_t args[6] = { 1, 2, 3, 4, 5, 6 };

static void call_void(void) { target_call(FESH_TARGET_VOID, 1, NULL); }
static void call_many(void) { target_call(FESH_TARGET_MANY, 1, NULL); }
static void call_chain(void) { target_call(FESH_TARGET_CHAIN, 1, NULL); }
static void call_args(void) { target_call(FESH_TARGET_ARGS, 1, args); }

static void listed(const char *expected, const char *name)
{
	check(!strcmp(file_text(FUNCTION_EVENTS), expected), name, "%s", file_text(FUNCTION_EVENTS));
}

static int on(const char *event)
{
	return event_write(event, "enable", "1");
}

static int off(const char *event)
{
	return event_write(event, "enable", "0");
}

static void hits(struct session *s, const char *name, uint64_t expected, uint32_t id)
{
	check(session_count(s, id, "hits") == expected && session_count(s, id, "recorded") == expected, name, "%s",
	      session_describe(s, id));
}

/* dynevent/ */

static void adding_and_removing(void)
{
	set_line("");
	add_line("mine: fesh_target_void()");
	add_line("fesh_target_ints(s8 a)");
	check(exists(EVENTS "mine/id") && exists(EVENTS "fesh_target_ints/id"),
	      "dynevent/add_remove_kprobe: each line makes a folder", "%s", file_text(FUNCTION_EVENTS));
	add_line("-mine");
	check(!exists(EVENTS "mine") && exists(EVENTS "fesh_target_ints"), "dynevent/add_remove_kprobe: one goes alone",
	      "%s", file_text(FUNCTION_EVENTS));
	add_line("-fesh_target_ints");
	check(!exists(EVENTS), "dynevent/add_remove_kprobe: the last takes the folder with it", "it is there");
	listed("", "kprobe/add_and_remove: nothing is listed afterwards");
	check(add_line("-mine") == ENOENT, "kprobe/add_and_remove: what is gone cannot be removed again", "%s",
	      file_text(FUNCTION_EVENTS));

	set_line("a: fesh_target_void()\nb: fesh_target_void()\nc: fesh_target_void()\n");
	check(!add_line("-a\n-c"), "dynevent/clear_select_events: two of three in one write", "%s",
	      file_text(FUNCTION_EVENTS));
	listed("b: fesh_target_void()\n", "dynevent/clear_select_events: the third stays");
	set_line("");

	file_write(TRACING "kprobe_events", "p:mine vfs_read");
	set_line("mine: vfs_read(x64 file)");
	set_line("");
	check(strstr(file_text(TRACING "kprobe_events"), "kprobes/mine"),
	      "dynevent/generic_clear_event: '>' leaves other kinds of events alone", "the kprobe is gone");
	add_line("mine: vfs_read(x64 file)");
	write_errno(TRACING "kprobe_events", O_WRONLY | O_TRUNC, "");
	listed("mine: vfs_read(x64 file)\n", "dynevent/generic_clear_event: and theirs leaves ours");
	write_errno(TRACING "dynamic_events", O_WRONLY | O_TRUNC, "");
	listed("mine: vfs_read(x64 file)\n", "dynevent/generic_clear_event: so does clearing dynamic_events");
	set_line("");
}

static void duplicates(void)
{
	struct fesh_line answer;
	struct session s;

	set_line("twin: fesh_target_void()");
	check(add_line("twin: fesh_target_void()") == EEXIST && add_line("twin: fesh_target_ints(s8 a)") == EEXIST,
	      "dynevent/test_duplicates: a name is taken, whatever the function", "%s", file_text(FUNCTION_EVENTS));
	check(!add_line("other: fesh_target_void()"), "dynevent/test_duplicates: a function is not", "%s",
	      file_text(FUNCTION_EVENTS));
	session_open(&s, 0, 0);
	session_must(&s, "twin: fesh_target_void()");
	bool refused = session_refuses(&s, "^twin: fesh_target_ints(s8 a)", "exists", &answer);

	check(refused, "dynevent/test_duplicates: each session has names of its own", "%u: %s", answer.column, answer.message);
	session_close(&s);
	set_line("");
}

/* "f(u8 f0, ..." with n fields of one parameter, or "u8 f+1+1.." with n steps. */
static const char *fields_of(int n, int steps)
{
	static char line[FESH_LINE_MAX];
	int at = sprintf(line, "big: fesh_target_args(");

	for (int i = 0; i < n; i++)
		at += sprintf(line + at, "%su8 f%d", i ? " | " : "", i);
	for (int i = 0; i < steps; i++)
		at += sprintf(line + at, "[0]");
	sprintf(line + at, ")");
	return line;
}

static void limits(void)
{
	struct fesh_line answer;
	struct session s;
	char line[FESH_LINE_MAX + 64];

	session_open(&s, 0, 0);
	session_must(&s, fields_of(FESH_FIELDS_MAX, 0));
	session_must(&s, "-big");
	check(session_line(&s, fields_of(FESH_FIELDS_MAX + 1, 0), &answer) && strstr(answer.message, "32 fields"),
	      "dynevent/dynevent_limitations: 32 fields and not one more", "%s", answer.message);
	session_must(&s, fields_of(1, 16));
	session_must(&s, "-big");
	check(session_line(&s, fields_of(1, 17), &answer) && strstr(answer.message, "16 offsets"),
	      "dynevent/dynevent_limitations: 16 steps and not one more", "%s", answer.message);
	sprintf(line, "%063d: fesh_target_void()", 0);
	memset(line, 'n', 63);
	session_must(&s, line);
	sprintf(line, "%064d: fesh_target_void()", 0);
	memset(line, 'n', 64);
	check(session_line(&s, line, &answer) && strstr(answer.message, "63 bytes"),
	      "dynevent/dynevent_limitations: a name of 63 bytes and not of 64", "%s", answer.message);
	snprintf(line, sizeof(line), "%*s", FESH_LINE_MAX - 1, "long: fesh_target_void()");
	session_must(&s, line);
	snprintf(line, sizeof(line), "%*s", FESH_LINE_MAX, "longer: fesh_target_void()");
	check(session_line(&s, line, &answer) && strstr(answer.message, "4095 bytes"),
	      "dynevent/dynevent_limitations: a line of 4,095 bytes and not of 4,096", "%s", answer.message);
	session_close(&s);
}

static void syntax_errors(const char *of, const char *const (*lines)[2], size_t n)
{
	struct fesh_line answer;
	struct session s;
	char name[256];

	session_open(&s, 0, 0);
	for (size_t i = 0; i < n; i++) {
		snprintf(name, sizeof(name), "%s: %s", of, lines[i][0]);
		bool right = session_refuses(&s, lines[i][0], lines[i][1], &answer);

		check(right, name, "error %u at %u: %s", answer.error, answer.column, answer.message);
	}
	session_close(&s);
}

static void wrong_lines(void)
{
	static const char *const fprobe[][2] = {
		{ "^no_such_function(int a)", "does not exist" },
		{ "^fesh_target_notrace(int a)", "cannot be traced" },
		{ "^1event: vfs_read()", "name" },
		{ "vfs_read(int a) => ^", "return" },
		{ "vfs_read(int a) => int^", "name of the return value" },
		{ "vfs_read(int a) => ^foo ret", "return" },
		{ "vfs_read(int a) => int ret ^extra", "may follow" },
		{ "vfs_read(int a) if ^", "filter expected" },
		{ "vfs_read(int a) if ^b == 1", "no such field" },
		{ "vfs_read(int a) if a ^~ \"x\"", "operator" },
		{ "vfs_read(int a) if a == ^\"x\"", "number expected" },
		{ "vfs_read(x8 a) if a == ^256", "does not fit" },
		{ "vfs_read(string a) if a == ^\"x", "closing quote" },
		{ "vfs_read(int a) if (a == 1^", "expected" },
	};
	static const char *const kprobe[][2] = {
		{ "vfs_read^", "too early" },
		{ "vfs_read ^x", "'(' expected" },
		{ "vfs_read(^foo a)", "type expected" },
		{ "vfs_read(int^)", "field name" },
		{ "vfs_read(int a+^x)", "number expected" },
		{ "vfs_read(int a[^-1])", "number expected" },
		{ "vfs_read(int a[1^)", "']' expected" },
		{ "vfs_read(int a+^0x10000000)", "below" },
		{ "vfs_read(int[^0] a)", "array size" },
		{ "vfs_read(string^[2] a)", "array of strings" },
		{ "vfs_read(int a=^zero)", "address must be" },
		{ "vfs_read(int a=^0x11223344556677889)", "address must be" },
		{ "vfs_read(int a=$^no_such_symbol)", "symbol does not exist" },
		{ "vfs_read(NULL ^| int a)", "NULL" },
		{ "vfs_read(int a ^int b)", "expected" },
		{ "vfs_read(int a, int b, int c, int d, int e, int f, ^int g)", "6 parameters" },
		{ "vfs_read(int a)^)", "may follow" },
		{ "-^", "event name expected" },
		{ "-^nobody", "event does not exist" },
		{ "^no_module:vfs_read()", "no such function" },
	};

	syntax_errors("dynevent/fprobe_syntax_errors", fprobe, sizeof(fprobe) / sizeof(fprobe[0]));
	syntax_errors("kprobe/kprobe_syntax_errors", kprobe, sizeof(kprobe) / sizeof(kprobe[0]));
}

static void entry_and_return(void)
{
	struct session s;
	const struct fesh_record *r;

	session_open(&s, 0, FESH_SETUP_SELF);
	uint32_t in = session_must(&s, "in: fesh_target_many(u64 a)");
	uint32_t out = session_must(&s, "out: fesh_target_many(NULL, u64 b, NULL, NULL, NULL, u64 f) => void");

	session_must(&s, "enable *");
	call_many();
	r = session_next(&s, NULL);
	check(r && r->event == in, "dynevent/add_remove_fprobe: the entry is recorded first", "%d", r ? r->event : 0);
	r = session_next(&s, NULL);
	check(r && r->event == out && record_value(r, session_offset(&s, out, "b"), 8) == 2 &&
	      record_value(r, session_offset(&s, out, "f"), 8) == 6,
	      "dynevent/fprobe_entry_arg: the return has the arguments of the entry", "event %d", r ? r->event : 0);
	session_must(&s, "-in");
	call_many();
	hits(&s, "dynevent/add_remove_fprobe: without the entry's the return goes on", 2, out);
	session_must(&s, "-out");
	while (session_next(&s, NULL))
		;
	check(!*session_describe(&s, 0) && !*file_text(TRACING "enabled_functions"),
	      "dynevent/add_remove_fprobe: removed, nothing is hooked", "%s", file_text(TRACING "enabled_functions"));

	uint32_t ret = session_must(&s, "SyS_getppid() => int parent");

	session_must(&s, "enable *");
	syscall(SYS_getppid);
	session_must(&s, "disable *");
	r = session_next(&s, NULL);
	check(r && (int)record_value(r, session_offset(&s, ret, "parent"), 4) == getppid(),
	      "kprobe/kretprobe_args: the value returned is what the caller got", "%d instead of %d",
	      r ? (int)record_value(r, session_offset(&s, ret, "parent"), 4) : -1, getppid());
	session_close(&s);

	session_open(&s, 0, FESH_SETUP_SELF);
	uint32_t open = session_must(&s, "do_faccessat(int dfd, ustring path, x32 mode) => int ret");

	session_must(&s, "enable *");
	syscall(SYS_faccessat, -100, "/no/such/file", 4);
	session_must(&s, "disable *");
	r = session_next(&s, NULL);
	check(r && (int)record_value(r, session_offset(&s, open, "ret"), 4) == -ENOENT &&
	      !strcmp(record_string(r, session_offset(&s, open, "path")), "/no/such/file"),
	      "kprobe/kretprobe_entry_arg: an error beside the path that caused it", "%s", session_describe(&s, open));
	session_close(&s);
}

/* kprobe/ */

static void busy(void)
{
	struct session s;

	set_line("busy: fesh_target_void()");
	on("busy");
	check(add_line("-busy") == EBUSY && set_line("") == EBUSY && exists(EVENTS "busy"),
	      "kprobe/busy_check: an enabled event is not removed", "%s", file_text(FUNCTION_EVENTS));
	off("busy");
	check(!add_line("-busy"), "kprobe/busy_check: a disabled one is", "%s", file_text(FUNCTION_EVENTS));

	session_open(&s, 0, FESH_SETUP_SELF);
	session_must(&s, "busy: fesh_target_void()");
	session_must(&s, "enable busy");
	session_must(&s, "-busy");
	check(!*file_text(TRACING "enabled_functions"), "kprobe/busy_check: a session removes its own in any state",
	      "%s", file_text(TRACING "enabled_functions"));
	session_close(&s);
}

static void names(void)
{
	set_line("");
	add_line("fesh_target_void()");
	add_line("my_name: fesh_target_void()");
	add_line("fesh_target_clone.isra.0(int a)");
	check(exists(EVENTS "fesh_target_void") && exists(EVENTS "my_name"),
	      "kprobe/kprobe_eventname: the function's, or the one that is given", "%s", file_text(FUNCTION_EVENTS));
	check(exists(EVENTS "fesh_target_clone_isra_0"), "kprobe/kprobe_eventname: dots do not get into the name", "%s",
	      file_text(FUNCTION_EVENTS));
	set_line("");
}

static void values(void)
{
	static const struct {
		const char *of, *line;
		void (*call)(void);
		const char *text;
	} cases[] = {
		{ "kprobe/kprobe_args", "t: fesh_target_many(u64 a, u64 b, u64 c, u64 d, u64 e, u64 f)", call_many,
		  "(a=1, b=2, c=3, d=4, e=5, f=6)" },
		{ "kprobe/kprobe_args_char", "t: fesh_target_args(char a, char b)", call_args, "(a='t', b='\\x02')" },
		{ "kprobe/kprobe_args_string", "t: fesh_target_chain(string a+24[0] | char[12] b+4)", call_chain,
		  "(a=\"text of first\", b=\"first\")" },
		{ "kprobe/kprobe_args_type", "t: fesh_target_args(NULL, u8 a | s8 b | x8 c)", call_args,
		  "(a=2, b=2, c=0x2)" },
		{ "kprobe/kprobe_args_type", "t: fesh_target_args(u16 a | s16 b | x16 c)", call_args,
		  "(a=21876, b=21876, c=0x5574)" },
		{ "kprobe/kprobe_args_type", "t: fesh_target_args(u32 a | s32 b | x32 c)", call_args,
		  "(a=2003195252, b=2003195252, c=0x77665574)" },
		{ "kprobe/kprobe_args_type", "t: fesh_target_args(u64 a | s64 b | x64 c)", call_args,
		  "(a=18364758544511030644, b=-81985529198520972, c=0xfedcba9877665574)" },
		{ "kprobe/kprobe_args_symbol", "t: fesh_target_chain(symbol a+32[0])", call_chain,
		  "(a=fesh_target_void+0x0/" },
		{ "kprobe/kprobe_args_syntax", "t : fesh_target_chain ( x32   m [ 0 ]|s16 d+ 46 [0] , NULL )",
		  call_chain, "(m=0xfe5f0001, d=-1)" },
		{ "kprobe/kprobe_args_syntax", "t: fesh_target_many(NULL, unsigned int b, NULL, x64 d | u8 e)", call_many,
		  "(b=2, d=0x4, e=4)" },
	};

	args[0] = 0xfedcba9877665574;	/* ends in 't' */
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		char name[160];

		snprintf(name, sizeof(name), "%s: %s", cases[i].of, cases[i].line);
		const char *got = strchr(trace_call(cases[i].line, "t", cases[i].call), '(');

		check(got && !strncmp(got, cases[i].text, strlen(cases[i].text)), name, "%s", traced("t"));
	}
	set_line("");
}

static void who(void)
{
	struct session s;
	const struct fesh_record *r;

	session_open(&s, 0, FESH_SETUP_SELF);
	session_must(&s, "fesh_target_void() if comm == \"another name\"");
	session_must(&s, "enable *");
	call_void();
	prctl(PR_SET_NAME, "another name");
	call_void();
	r = session_next(&s, NULL);
	check(r && !strcmp(r->comm, "another name") && !session_next(&s, NULL),
	      "kprobe/kprobe_args_comm: a record says what the task is called now", "%s", r ? r->comm : "no record");
	session_close(&s);
}

static void memory_of_users(void)
{
	char text[] = "of a user";
	struct session s;
	const struct fesh_record *r;

	session_open(&s, 0, FESH_SETUP_SELF);
	uint32_t id = session_must(&s, "fesh_target_text(NULL, ustring u | x8[4] bytes | x16 word+1[0])");

	session_must(&s, "enable *");
	target_call(FESH_TARGET_TEXT, 1, (uint64_t[6]){ (uintptr_t)text });
	r = session_next(&s, NULL);
	check(r && !r->state && !strcmp(record_string(r, session_offset(&s, id, "u")), text) &&
	      !memcmp((const char *)r + session_offset(&s, id, "bytes"), text, 4) &&
	      record_value(r, session_offset(&s, id, "word"), 2) == ('f' | ' ' << 8),
	      "kprobe/kprobe_args_user: strings, arrays and words of user memory", "%s", session_describe(&s, id));
	session_close(&s);
}

static uint64_t first_address(struct session *s, uint32_t id)
{
	const char *at = strstr(session_describe(s, id), "at address=");

	return at ? strtoull(at + strlen("at address="), NULL, 0) : 0;
}

static void places(void)
{
	struct fesh_line answer;
	struct session s;
	char line[128];

	session_open(&s, 0, FESH_SETUP_SELF);
	uint64_t address = first_address(&s, session_must(&s, "by_name: fesh_target_void()"));

	snprintf(line, sizeof(line), "by_address: fesh_target_void@0x%llx()", (unsigned long long)address);
	uint32_t id = session_must(&s, line);

	session_must(&s, "enable *");
	call_void();
	hits(&s, "kprobe/probepoint: a function by name and address is the same place", 1, id);
	snprintf(line, sizeof(line), "inside: ^fesh_target_void@0x%llx()", (unsigned long long)address + 1);
	bool refused = session_refuses(&s, line, "begins at this address", &answer);

	check(refused, "kprobe/kprobe_insn_boundary: nothing but a function's beginning", "%u: %s", answer.column, answer.message);
	session_close(&s);
}

static void several_events(void)
{
	struct session s;
	uint32_t id[8];
	char line[80];
	bool all = true;

	session_open(&s, 0, FESH_SETUP_SELF);
	for (int i = 0; i < 8; i++) {
		snprintf(line, sizeof(line), "e%d: fesh_target_many(u64 a)", i);
		id[i] = session_must(&s, line);
	}
	session_must(&s, "enable *");
	target_call(FESH_TARGET_MANY, 100, NULL);
	for (int i = 0; i < 8; i++)
		all &= session_count(&s, id[i], "recorded") == 100;
	check(all, "kprobe/kprobe_multiprobe: eight events of one function all see every call", "%s",
	      session_describe(&s, 0));
	hits(&s, "kprobe/profile: hits are counted exactly", 100, id[0]);
	session_must(&s, "disable e0");
	target_call(FESH_TARGET_MANY, 11, NULL);
	hits(&s, "kprobe/profile: and not while an event is disabled", 100, id[0]);
	hits(&s, "kprobe/profile: while its neighbour counts on", 111, id[1]);
	session_close(&s);
}

/* 256 functions of the kernel from all over available_filter_functions. */
static void many_events(void)
{
	static char text[8 << 20];
	FILE *f = fopen(TRACING "available_filter_functions", "r");
	struct fesh_line answer;
	struct session s;
	int made = 0;

	if (!f)
		die("available_filter_functions");
	text[fread(text, 1, sizeof(text) - 1, f)] = '\0';
	fclose(f);
	size_t step = strlen(text) / 300;

	session_open(&s, 65536, 0);
	for (char *at = text; made < 256 && at + step < text + strlen(text); at += step) {
		char *name = strchr(at, '\n'), line[160];

		if (!name)
			break;
		snprintf(line, sizeof(line), "e%d: %.*s()", made, (int)strcspn(name + 1, " \n"), name + 1);
		made += !session_line(&s, line, &answer);
	}
	session_must(&s, "enable *");
	for (int i = 0; i < 50; i++)
		file_text("/proc/self/stat");
	check(made == 256, "kprobe/multiple_kprobes: 256 functions at once", "%d: %s", made, answer.message);
	session_close(&s);
	check(!*file_text(TRACING "enabled_functions"), "kprobe/multiple_kprobes: all of them let go", "%s",
	      file_text(TRACING "enabled_functions"));
}

static void beside_the_function_tracer(void)
{
	set_line("v: fesh_target_void()");
	file_write(TRACING "set_ftrace_filter", "fesh_target_void");
	file_write(TRACING "current_tracer", "function");
	on("v");
	trace_clear();
	call_void();
	check(strstr(file_text(TRACING "trace"), "fesh_target_void <-") && count_traced("v") == 1,
	      "kprobe/kprobe_ftrace: the function tracer and an event share a function", "%s",
	      file_text(TRACING "trace"));
	file_write(TRACING "current_tracer", "nop");
	call_void();
	check(count_traced("v") == 1 || count_traced("v") == 2, "kprobe/kprobe_ftrace: the tracer goes", "%d",
	      count_traced("v"));
	trace_clear();
	call_void();
	check(count_traced("v") == 1, "kprobe/kprobe_ftrace: and the event stays", "%d", count_traced("v"));
	write_errno(TRACING "set_ftrace_filter", O_WRONLY | O_TRUNC, "");
	call_void();
	check(count_traced("v") == 2, "ftrace/func_set_ftrace_file: clearing set_ftrace_filter is no matter to it", "%d",
	      count_traced("v"));
	write_errno(TRACING "set_ftrace_notrace", O_WRONLY | O_APPEND, "fesh_target_void");
	call_void();
	check(count_traced("v") == 3, "ftrace/func_set_ftrace_file: nor is set_ftrace_notrace", "%d", count_traced("v"));
	write_errno(TRACING "set_ftrace_notrace", O_WRONLY | O_TRUNC, "");
	off("v");
	set_line("");
}

#define TWIN_CALL "/sys/module/fesh_twin/parameters/call"

static void load_twin(void)
{
	int fd = open("fesh_twin.ko", O_RDONLY | O_CLOEXEC);

	if (fd < 0 || syscall(SYS_finit_module, fd, "", 0))
		die("loading fesh_twin.ko");
	close(fd);
}

static void modules(void)
{
	struct session s;

	load_twin();
	session_open(&s, 0, FESH_SETUP_SELF);
	uint32_t both = session_must(&s, "both: fesh_target_twin(int a)");
	uint32_t twin = session_must(&s, "mine: fesh_twin:fesh_target_twin(int a)");
	const char *at = session_describe(&s, both);

	check(count_parts(at, "at address=") == 2, "kprobe/kprobe_non_uniq_symbol: a name of two functions means both",
	      "%s", at);
	session_must(&s, "enable *");
	target_call(FESH_TARGET_TWIN, 1, NULL);
	hits(&s, "dynevent/add_remove_fprobe_module: a module's function is not its namesake", 0, twin);
	file_write(TWIN_CALL, "5");
	hits(&s, "ftrace/func_mod_trace: MODULE:FUNC is that module's alone", 1, twin);
	hits(&s, "kprobe/kprobe_non_uniq_symbol: and sees both", 2, both);
	if (syscall(SYS_delete_module, "fesh_twin", O_NONBLOCK))
		die("unloading fesh_twin");
	check(strstr(session_describe(&s, twin), "gone=1"), "kprobe/kprobe_module: a module that goes is not held up",
	      "%s", session_describe(&s, twin));
	load_twin();
	file_write(TWIN_CALL, "5");
	hits(&s, "kprobe/kprobe_module: its event comes back before it runs", 3, twin);
	session_must(&s, "-mine");
	session_must(&s, "-both");
	session_close(&s);
	if (syscall(SYS_delete_module, "fesh_twin", O_NONBLOCK))
		die("unloading fesh_twin");
}

int main(void)
{
	adding_and_removing();
	duplicates();
	limits();
	wrong_lines();
	entry_and_return();
	busy();
	names();
	values();
	memory_of_users();
	places();
	several_events();
	many_events();
	beside_the_function_tracer();
	modules();
	who();
	return check_summary();
}
