// SPDX-License-Identifier: Apache-2.0
/*
 * function_events as a file: what ">" and ">>" do, what it lists, how it refuses;
 * and the trace events that it makes beside the kernel's own machinery: enable,
 * filter, triggers, instances, and a session's events on the same function.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "session.h"
#include "target.h"
#include "tracing.h"

#define LWN "SyS_openat(int dfd, string path, x32 flags, x16 mode)"

static void open_hostname(void)
{
	int fd = syscall(SYS_openat, -100, "/etc/hostname", 0x8000, 0);

	close(fd);
}

static void open_passwd(void)
{
	int fd = syscall(SYS_openat, -100, "/etc/passwd", 0, 0);

	close(fd);
}

static void call_void(void)
{
	target_call(FESH_TARGET_VOID, 1, NULL);
}

static void the_line_of_2018(void)
{
	struct stat st = {};

	check(!stat(FUNCTION_EVENTS, &st) && (st.st_mode & 0777) == 0600 && !st.st_uid,
	      "function_events is root's alone", "mode %o of uid %d", st.st_mode, st.st_uid);
	check(!strcmp(trace_call(LWN, "SyS_openat", open_hostname),
		      "do_syscall_64->__x64_sys_openat(dfd=-100, path=\"/etc/hostname\", flags=0x8000, mode=0x0)"),
	      "the line printed in 2018 gives the user's arguments", "%s", traced("SyS_openat"));
	check(!strcmp(file_text(FUNCTION_EVENTS), LWN "\n"), "the file lists the line as it was written", "%s",
	      file_text(FUNCTION_EVENTS));
	for (const char *const *file = (const char *const []){ "enable", "filter", "format", "hist", "id", "trigger", NULL };
	     *file; file++) {
		char path[128];

		snprintf(path, sizeof(path), EVENTS "SyS_openat/%s", *file);
		check(exists(path), *file, "%s is missing", path);
	}
}

static void the_format(void)
{
	static const struct {
		const char *name;
		int offset, size, is_signed;
	} fields[] = {
		{ "__parent_ip", 8, 8, 0 }, { "__ip", 16, 8, 0 }, { "__fault", 24, 4, 0 }, { "__cut", 28, 4, 0 },
		{ "a", 32, 1, 1 }, { "b", 34, 2, 0 }, { "c", 40, 8, 1 }, { "d", 48, 4, 0 }, { "e", 52, 6, 0 },
		{ "f", 64, 8, 0 }, { "g", 72, 16, 1 },
	};
	const char *name = "fmt";

	set_line("fmt: fesh_target_args(s8 a, x16 b, long c, string d, x8[6] e, symbol f | char[16] g)");
	for (size_t i = 0; i < sizeof(fields) / sizeof(fields[0]); i++) {
		int offset = format_number(name, fields[i].name, "offset");
		int size = format_number(name, fields[i].name, "size");
		int is_signed = format_number(name, fields[i].name, "signed");
		char what[64];

		snprintf(what, sizeof(what), "format has %s where it is", fields[i].name);
		check(offset == fields[i].offset && size == fields[i].size && is_signed == fields[i].is_signed, what,
		      "offset %d, size %d, signed %d", offset, size, is_signed);
	}
	check_has(event_file(name, "format"), "field:__data_loc char[] d;", "a string is a data location");
	check_has(event_file(name, "format"), "field:u8 e[6];", "an array says its elements");
	set_line("twice: fesh_target_args(x64 a | x32 a, int __ip, u8 0xffffffff81000000)");
	check(format_number("twice", "a_2", "size") == 4 && format_number("twice", "__ip_2", "size") == 4,
	      "fields of one name are told apart", "%s", event_file("twice", "format"));
	check(format_number("twice", "at_0xffffffff81000000", "size") == 1, "a field at an address has a name", "%s",
	      event_file("twice", "format"));
}

static void adding_and_removing(void)
{
	set_line("");
	check(!strcmp(file_text(FUNCTION_EVENTS), ""), "'>' removes all events", "%s", file_text(FUNCTION_EVENTS));
	check(!exists(EVENTS), "without events there is no folder", "it is there");
	check(!add_line("a: fesh_target_void()\nb: fesh_target_ints(s8 a)\n\n# a remark\nc: fesh_target_void()"),
	      "several lines in one write", "%s", file_text(FUNCTION_EVENTS));
	check(exists(EVENTS "a/enable") && exists(EVENTS "b/enable") && exists(EVENTS "c/enable"),
	      "'>>' adds events", "%s", file_text(FUNCTION_EVENTS));
	check(!add_line("-b") && !exists(EVENTS "b") && exists(EVENTS "a"), "'-NAME' removes one", "%s",
	      file_text(FUNCTION_EVENTS));
	check_errno(add_line("-b"), ENOENT, "an event that is not there cannot be removed");
	check_errno(add_line("a: fesh_target_void()"), EEXIST, "a name is taken once");

	event_write("c", "enable", "1");
	check_errno(set_line(""), EBUSY, "'>' is refused while an event is enabled");
	check(exists(EVENTS "a/enable") && exists(EVENTS "c/enable"), "then it removes none", "%s",
	      file_text(FUNCTION_EVENTS));
	check_errno(add_line("-c"), EBUSY, "'-NAME' is refused while it is enabled");
	check(add_line("-*") == EBUSY && exists(EVENTS "a"), "'-*' is refused as '>' is", "%s", file_text(FUNCTION_EVENTS));
	event_write("c", "enable", "0");
	check(!add_line("-*") && !exists(EVENTS), "'-*' removes all", "%s", file_text(FUNCTION_EVENTS));

	check(add_line("a: fesh_target_void()\nwrong(\nb: fesh_target_void()") == EINVAL && exists(EVENTS "a") &&
	      !exists(EVENTS "b"), "the first bad line ends a write, those before it stay", "%s",
	      file_text(FUNCTION_EVENTS));
	set_line("");
}

static void listing_round_trip(void)
{
	static char before[1 << 16];

	set_line("one: fesh_target_chain(x32 m[0] | string a+16[0]+24[0] | x8[6] mac+40, NULL, u64 n)\n"
		 "two: fesh_target_args(int $nr_cpu_ids, char[5] b+4, unsigned long c=0xffffffff81000000)\n" LWN "\n");
	snprintf(before, sizeof(before), "%s", file_text(FUNCTION_EVENTS));
	check(!set_line(before) && !strcmp(file_text(FUNCTION_EVENTS), before), "what is listed can be written back",
	      "%s", file_text(FUNCTION_EVENTS));
}

static void refusals(void)
{
	set_line("");
	check_errno(add_line("fesh_target_ints(s8 a, foo)"), EINVAL, "a bad line is EINVAL");
	check(!strcmp(file_text(FUNCTION_EVENTS),
		      "# fesh_target_ints(s8 a, foo)\n"
		      "#                        ^\n"
		      "# type expected, such as int, x64, char[16], string, symbol or NULL\n"),
	      "the file then shows the line, a caret and why", "%s", file_text(FUNCTION_EVENTS));
	check_has(file_text(FUNCTION_EVENTS), "^\n", "reading does not use it up");
	check_errno(add_line(""), 0, "opening it for writing");
	check(!strcmp(file_text(FUNCTION_EVENTS), ""), "forgets it", "%s", file_text(FUNCTION_EVENTS));
	check_errno(add_line("no_such_function()"), ENOENT, "an unknown function is ENOENT");
	check_has(file_text(FUNCTION_EVENTS), "function does not exist", "and says so");
	check_errno(add_line("fesh_target_notrace(int a)"), EINVAL, "a function that is notrace is refused");
	check_errno(add_line("big: fesh_target_args(x8[4096] a)"), EINVAL, "a record larger than ftrace's is refused");
	check_has(file_text(FUNCTION_EVENTS), "more than a trace buffer takes", "and says so");
	set_line("a: fesh_target_void()");
	check_errno(add_line("enable a"), EINVAL, "'enable' is not for this file");
	check_has(file_text(FUNCTION_EVENTS), "events/functions/NAME/enable", "and is told where it is");
	set_line("");
}

static void filters_of_the_kernel(void)
{
	set_line(LWN);
	check(!event_write("SyS_openat", "filter", "path == \"/etc/hostname\" && flags & 0x8000"),
	      "the kernel's filter knows the fields", "%s", event_file("SyS_openat", "filter"));
	trace_clear();
	event_write("SyS_openat", "enable", "1");
	open_passwd();
	open_hostname();
	open_passwd();
	check(count_traced("SyS_openat") == 1 && strstr(traced("SyS_openat"), "hostname"),
	      "a filter on a string and flags lets one event through", "%d: %s", count_traced("SyS_openat"),
	      traced("SyS_openat"));
	event_write("SyS_openat", "filter", "path ~ \"*passwd\"");
	trace_clear();
	open_hostname();
	open_passwd();
	check(count_traced("SyS_openat") == 1, "a glob does, too", "%d", count_traced("SyS_openat"));
	check_errno(event_write("SyS_openat", "filter", "nonsense == 1"), EINVAL, "a filter on no field is refused");
	event_write("SyS_openat", "filter", "0");
	event_write("SyS_openat", "enable", "0");
}

static void triggers(void)
{
	const char *hist = "hist:keys=path:vals=hitcount", *hist_off = "!hist:keys=path:vals=hitcount";

	set_line(LWN);
	check_errno(event_write("SyS_openat", "trigger", hist), 0, "a hist trigger on a string");
	open_hostname();
	open_hostname();
	check_has(event_file("SyS_openat", "hist"), "{ path: /etc/hostname", "the histogram has the key");
	check_has(strstr(event_file("SyS_openat", "hist"), "/etc/hostname") ?: "", "hitcount:          2",
		  "and its hits");
	check_errno(set_line(""), EBUSY, "an event with a trigger is in use");
	event_write("SyS_openat", "trigger", hist_off);

	event_write("SyS_openat", "trigger", "traceoff:1 if path == \"/etc/passwd\"");
	open_passwd();
	check(file_text(TRACING "tracing_on")[0] == '0', "traceoff with a filter stops the trace", "it is on");
	file_write(TRACING "tracing_on", "1");
	event_write("SyS_openat", "trigger", "!traceoff");

	trace_clear();
	event_write("SyS_openat", "trigger", "stacktrace:1");
	event_write("SyS_openat", "enable", "1");
	open_hostname();
	event_write("SyS_openat", "enable", "0");
	check_has(file_text(TRACING "trace"), "=> do_syscall_64", "a stacktrace trigger leaves a stack");
	event_write("SyS_openat", "trigger", "!stacktrace");

	if (exists(TRACING "snapshot")) {
		event_write("SyS_openat", "trigger", "snapshot:1");
		event_write("SyS_openat", "enable", "1");
		open_hostname();
		event_write("SyS_openat", "enable", "0");
		check_has(file_text(TRACING "snapshot"), "/etc/hostname", "a snapshot trigger keeps the event");
		event_write("SyS_openat", "trigger", "!snapshot");
		file_write(TRACING "snapshot", "0");
	}
	check(!set_line(""), "without triggers it can be removed", "%s", file_text(FUNCTION_EVENTS));
}

static void stack_trace_option(void)
{
	file_write(TRACING "options/stacktrace", "1");
	trace_call("v: fesh_target_void()", "v", call_void);
	file_write(TRACING "options/stacktrace", "0");
	check_has(file_text(TRACING "trace"), "<stack trace>\n => fesh_target_void", "a stack begins at the function");
}

static void instances(void)
{
	const char *enable = TRACING "instances/fesh/events/functions/v/enable";

	set_line("v: fesh_target_void()\ns: fesh_target_text(string k)");
	mkdir(TRACING "instances/fesh", 0755);
	trace_clear();
	check_errno(write_errno(enable, O_WRONLY, "1"), 0, "an instance enables the event for itself");
	call_void();
	check_has(file_text(TRACING "instances/fesh/trace"), "v: target_ioctl", "its buffer has the event");
	check(!count_traced("v"), "the main buffer has not", "%s", traced("v"));
	event_write("v", "enable", "1");
	call_void();
	check(count_traced("v") == 1, "both can have it", "%d", count_traced("v"));
	check(count_parts(file_text(TRACING "instances/fesh/trace"), "v: target_ioctl") == 2, "and each gets every hit", "%s",
	      file_text(TRACING "instances/fesh/trace"));
	write_errno(enable, O_WRONLY, "0");
	call_void();
	check(count_traced("v") == 2, "one stays when the other goes", "%d", count_traced("v"));
	check_errno(set_line(""), EBUSY, "one user is enough to keep it");
	write_errno(enable, O_WRONLY, "1");
	event_write("v", "enable", "0");
	check(!rmdir(TRACING "instances/fesh"), "an instance that goes lets go of its events", "errno %d", errno);
	check(!set_line(""), "afterwards nobody has them", "%s", file_text(FUNCTION_EVENTS));
}

static void beside_a_session(void)
{
	struct session s;

	set_line("v: fesh_target_void()");
	session_open(&s, 0, FESH_SETUP_SELF);
	uint32_t id = session_must(&s, "v: fesh_target_void()");

	session_must(&s, "w: fesh_target_void()");
	check(!exists(EVENTS "w"), "a session's events are not in events/functions", "w is");
	session_must(&s, "enable v");
	event_write("v", "enable", "1");
	trace_clear();
	for (int i = 0; i < 10; i++)
		call_void();
	check(session_count(&s, id, "recorded") == 10 && count_traced("v") == 10,
	      "a trace event and a session's event on one function both see every call", "%llu and %d",
	      (unsigned long long)session_count(&s, id, "recorded"), count_traced("v"));
	check_has(file_text(TRACING "enabled_functions"), "fesh_target_void [fesh_target] (1)",
		  "with one hook for both");
	event_write("v", "enable", "0");
	call_void();
	check(session_count(&s, id, "recorded") == 11, "the session's goes on when the trace event is disabled", "%llu",
	      (unsigned long long)session_count(&s, id, "recorded"));
	event_write("v", "enable", "1");
	session_close(&s);
	trace_clear();
	call_void();
	check(count_traced("v") == 1, "the trace event goes on when the session ends", "%d", count_traced("v"));
	event_write("v", "enable", "0");
	check(!strstr(file_text(TRACING "enabled_functions"), "fesh_target_void"), "disabled events leave no hook", "%s",
	      file_text(TRACING "enabled_functions"));
	set_line("");
}

static void old_records(void)
{
	trace_call("v: fesh_target_text(string k)", "v", call_void);
	target_call(FESH_TARGET_TEXT, 1, (uint64_t[6]){ 0 });
	set_line("w: fesh_target_ints(x64 a, x8[32] b)");
	check(!strstr(file_text(TRACING "trace"), "w: "), "records of removed events are not taken for another's", "%s",
	      file_text(TRACING "trace"));
	set_line("");
}

int main(void)
{
	the_line_of_2018();
	the_format();
	adding_and_removing();
	listing_round_trip();
	refusals();
	filters_of_the_kernel();
	triggers();
	stack_trace_option();
	instances();
	beside_a_session();
	old_records();
	set_line("");
	return check_summary();
}
