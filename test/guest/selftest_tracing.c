// SPDX-License-Identifier: Apache-2.0
/*
 * What the kernel's own self-tests of tracing promise (tools/testing/selftests/
 * ftrace: 00basic, event, filter, ftrace, instances, trigger), asked of function
 * events and of sessions.  Each check begins with the name of the test whose
 * promise it is.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <pthread.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "session.h"
#include "target.h"
#include "tracing.h"

static void call_void(void) { target_call(FESH_TARGET_VOID, 1, NULL); }

static void call_args(uint64_t a)
{
	target_call(FESH_TARGET_ARGS, 1, (uint64_t[6]){ a, 2, 3, 4, 5, 6 });
}

static void call_text(const char *text)
{
	target_call(FESH_TARGET_TEXT, 1, (uint64_t[6]){ (uintptr_t)text });
}

static int on(const char *event) { return event_write(event, "enable", "1"); }
static int off(const char *event) { return event_write(event, "enable", "0"); }

static int tracing_write(const char *file, const char *text)
{
	char path[200];

	snprintf(path, sizeof(path), TRACING "%s", file);
	return write_errno(path, O_WRONLY | (*text ? 0 : O_TRUNC), text);
}

/* All lines of the event in the trace, of any process. */
static int lines_of(const char *event)
{
	char part[80];

	snprintf(part, sizeof(part), ": %s: ", event);
	return count_parts(file_text(TRACING "trace"), part);
}

/* Runs call in a child, for which a pid is written to file first, unless file is NULL. */
static pid_t in_child(void (*call)(void), const char *file, bool pinned, int cpu)
{
	int status, go[2];
	char text[24];
	pid_t pid;

	if (pipe(go))
		die("pipe");
	pid = fork();
	if (!pid) {
		char byte;
		cpu_set_t set;

		CPU_ZERO(&set);
		CPU_SET(cpu, &set);
		if (read(go[0], &byte, 1) != 1 || (pinned && sched_setaffinity(0, sizeof(set), &set)))
			_exit(1);
		call();
		_exit(0);
	}
	snprintf(text, sizeof(text), "%d", pid);
	if (file)
		tracing_write(file, text);
	if (write(go[1], "", 1) != 1 || waitpid(pid, &status, 0) != pid || status)
		die("child");
	close(go[0]);
	close(go[1]);
	return pid;
}

/* 00basic/ */

static void basics(void)
{
	struct stat st = {};
	char text[4096];
	ssize_t n;
	int fd;

	set_line("v: fesh_target_void()");
	check_has(file_text(TRACING "available_events"), "functions:v\n",
		  "00basic/basic4: an event is among the available ones");
	tracing_write("set_event", "functions:v\n");
	check(event_file("v", "enable")[0] == '1', "00basic/basic4: set_event enables it", "%s",
	      event_file("v", "enable"));
	check_has(file_text(TRACING "set_event"), "functions:v\n", "00basic/basic4: and names it");
	tracing_write("set_event", "!functions:v\n");
	check(event_file("v", "enable")[0] == '0', "00basic/basic4: '!' disables it", "%s", event_file("v", "enable"));

	trace_clear();
	on("v");
	call_void();
	off("v");
	fd = open(TRACING "trace_pipe", O_RDONLY | O_NONBLOCK);
	n = read(fd, text, sizeof(text) - 1);
	text[n > 0 ? n : 0] = '\0';
	check(strstr(text, ": v: target_ioctl"), "00basic/trace_pipe: has the event", "%zd bytes: %s", n, text);
	n = read(fd, text, sizeof(text) - 1);
	check(n < 0 && errno == EAGAIN, "00basic/trace_pipe: once", "%zd bytes", n);
	check(!count_traced("v"), "00basic/trace_pipe: and takes it from the trace", "%s", traced("v"));
	close(fd);

	check(!stat(FUNCTION_EVENTS, &st) && !st.st_uid && !st.st_gid && !(st.st_mode & 077),
	      "00basic/test_ownership: function_events is for root alone", "mode %o", st.st_mode);
	check(!stat(EVENTS "v/enable", &st) && !st.st_uid && !(st.st_mode & 07), "00basic/test_ownership: so is an event",
	      "mode %o", st.st_mode);
	check(!mount("none", "/sys/kernel/tracing", "tracefs", MS_REMOUNT, "gid=1234") &&
	      !stat(EVENTS "v/enable", &st) && st.st_gid == 1234,
	      "00basic/test_ownership: a mount for a group includes it", "gid %d", st.st_gid);
	mount("none", "/sys/kernel/tracing", "tracefs", MS_REMOUNT, "gid=0");
	set_line("");
}

/* Times of the lines of an event in the trace must not go back. */
static bool in_order(const char *event)
{
	const char *line = file_text(TRACING "trace");
	double last = 0, at;
	char part[80];

	snprintf(part, sizeof(part), ": %s: ", event);
	while ((line = strstr(line, part))) {
		const char *number = line;

		while (number[-1] != ' ')
			number--;
		at = strtod(number, NULL);
		if (at < last)
			return false;
		last = at;
		line++;
	}
	return last > 0;
}

static void *on_cpu(void *cpu)
{
	cpu_set_t set;

	CPU_ZERO(&set);
	CPU_SET((long)cpu, &set);
	sched_setaffinity(0, sizeof(set), &set);
	for (int i = 0; i < 200; i++)
		call_args(i);
	return NULL;
}

static void on_both_cpus(void)
{
	pthread_t threads[2];

	call_args(0);	/* opens the device before there are threads */
	for (long i = 0; i < 2; i++)
		pthread_create(&threads[i], NULL, on_cpu, (void *)i);
	for (int i = 0; i < 2; i++)
		pthread_join(threads[i], NULL);
}

static void buffers(void)
{
	static const struct {
		uint32_t wanted, used;
	} sizes[] = { { 1, 4096 }, { 4096, 4096 }, { 4097, 8192 }, { 70000, 131072 }, { 1 << 20, 1 << 20 } };
	struct session s;
	const struct fesh_record *r;
	uint64_t last = 0, n = 0, lost = 0;
	bool ordered = true;

	set_line("a: fesh_target_args(u64 a)");
	trace_clear();
	on("a");
	on_both_cpus();
	off("a");
	check(lines_of("a") == 401 && in_order("a"), "00basic/ringbuffer_order: two CPUs in order of time", "%d lines",
	      lines_of("a"));
	session_open(&s, 0, FESH_SETUP_SELF);
	session_must(&s, "a: fesh_target_args(u64 a)");
	session_must(&s, "enable a");
	on_both_cpus();
	session_must(&s, "disable a");
	for (; (r = session_next(&s, NULL)); n++) {
		ordered &= r->ts >= last;
		last = r->ts;
	}
	check(ordered && n == 401, "00basic/ringbuffer_order: a session's rings merge so, too", "%llu records",
	      (unsigned long long)n);
	session_close(&s);

	for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
		char name[100];

		session_open(&s, sizes[i].wanted, 0);
		snprintf(name, sizeof(name), "00basic/ringbuffer_size: %u bytes become %u", sizes[i].wanted, sizes[i].used);
		check(s.ring_bytes == sizes[i].used, name, "%u", s.ring_bytes);
		session_close(&s);
	}
	session_open(&s, 4096, FESH_SETUP_SELF);
	uint32_t id = session_must(&s, "a: fesh_target_args(u64 a)");

	session_must(&s, "enable a");
	target_call(FESH_TARGET_ARGS, 1000, NULL);
	session_must(&s, "disable a");
	for (n = 0; session_next(&s, &lost); n++)
		;
	for (uint32_t cpu = 0, k; cpu < s.cpus; cpu++)
		for (k = 0, lost = cpu ? lost : 0; k < FESH_LOSS_CAUSES; k++)
			lost += s.ctrl[cpu]->lost[k];
	check(n && n < 1000 && n + lost == 1000 && session_count(&s, id, "lost_full") == lost,
	      "00basic/ringbuffer_size: what a full ring does not take is counted", "%llu and %llu lost",
	      (unsigned long long)n, (unsigned long long)lost);
	session_close(&s);

	on("a");
	tracing_write("buffer_size_kb", "64");
	call_args(1);
	tracing_write("buffer_size_kb", "1024");
	trace_clear();
	call_args(2);
	check(count_traced("a") == 1, "00basic/ringbuffer_size: ftrace's can be resized while an event is on", "%d",
	      count_traced("a"));
	off("a");
	set_line("");
}

/* event/ */

static void enabling(void)
{
	set_line("v: fesh_target_void()\na: fesh_target_args(u64 a)");
	check(event_file("v", "enable")[0] == '0', "event/event-enable: off at first", "%s", event_file("v", "enable"));
	on("v");
	trace_clear();
	call_void();
	check(event_file("v", "enable")[0] == '1' && count_traced("v") == 1, "event/event-enable: on by 1", "%s",
	      file_text(TRACING "trace"));
	check(event_write("v", "enable", "2") == EINVAL, "event/event-enable: nothing but 0 and 1", "it was taken");
	check(file_text(EVENTS "enable")[0] == 'X', "event/subsystem-enable: X if some are on", "%s",
	      file_text(EVENTS "enable"));
	file_write(EVENTS "enable", "1");
	check(event_file("a", "enable")[0] == '1', "event/subsystem-enable: 1 for all of them", "%s",
	      event_file("a", "enable"));
	file_write(EVENTS "enable", "0");
	trace_clear();
	call_void();
	call_args(1);
	check(!lines_of("v") && !lines_of("a") && !*file_text(TRACING "enabled_functions"),
	      "event/subsystem-enable: 0 for none", "%s", file_text(TRACING "trace"));

	on("v");
	trace_clear();
	pid_t child = in_child(call_void, "set_event_pid", false, 0);
	char part[40];

	call_void();
	snprintf(part, sizeof(part), "-%d ", child);
	check(lines_of("v") == 1 && strstr(file_text(TRACING "trace"), part), "event/event-pid: set_event_pid chooses a task",
	      "%s", file_text(TRACING "trace"));
	tracing_write("set_event_pid", "");
	trace_clear();
	in_child(call_void, "set_event_notrace_pid", false, 0);
	call_void();
	check(lines_of("v") == 1 && count_traced("v") == 1, "event/event-no-pid: set_event_notrace_pid spares one", "%s",
	      file_text(TRACING "trace"));
	tracing_write("set_event_notrace_pid", "");
	off("v");
	set_line("");
}

/* ftrace/ */

static void globs(void)
{
	static const struct {
		const char *pattern, *text;
		bool matches;
	} cases[] = {
		{ "vfs_read", "vfs_read", true }, { "vfs_read", "vfs_reads", false }, { "vfs*", "vfs_read", true },
		{ "*read", "vfs_read", true }, { "*read", "vfs_readv", false }, { "*_*", "vfs_read", true },
		{ "v*_r*d", "vfs_read", true }, { "v?s_read", "vfs_read", true }, { "?vfs_read", "vfs_read", false },
		{ "vfs_[a-r]ead", "vfs_read", true }, { "vfs_[!a-q]ead", "vfs_read", true },
		{ "vfs_[s-z]*", "vfs_read", false }, { "*", "", true }, { "?", "", false },
		{ "**a**b", "xxaxxb", true }, { "a\\*b", "a*b", true }, { "a\\*b", "axb", false },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct session s;
		char line[160], name[160];

		session_open(&s, 0, FESH_SETUP_SELF);
		snprintf(line, sizeof(line), "fesh_target_text(NULL, ustring u) if u ~ \"%s\"", cases[i].pattern);
		uint32_t id = session_must(&s, line);

		session_must(&s, "enable *");
		call_text(cases[i].text);
		snprintf(name, sizeof(name), "ftrace/func-filter-glob: %s %s '%s'", cases[i].pattern,
			 cases[i].matches ? "is" : "is not", cases[i].text);
		check(session_count(&s, id, "recorded") == cases[i].matches &&
		      session_count(&s, id, "filtered") == !cases[i].matches, name, "%s", session_describe(&s, id));
		session_close(&s);
	}
}

static void tasks_and_cpus(void)
{
	struct session s;
	const struct fesh_record *r;
	char line[80];

	session_open(&s, 0, FESH_SETUP_SELF);
	snprintf(line, sizeof(line), "mine: fesh_target_void() if pid == %d", getpid());
	uint32_t mine = session_must(&s, line);

	snprintf(line, sizeof(line), "other: fesh_target_void() if pid != %d", getpid());
	uint32_t other = session_must(&s, line);
	uint32_t first = session_must(&s, "first: fesh_target_void() if cpu == 0");
	uint32_t second = session_must(&s, "second: fesh_target_void() if cpu == 1");

	session_must(&s, "enable *");
	call_void();
	in_child(call_void, NULL, true, 0);
	in_child(call_void, NULL, true, 1);
	in_child(call_void, NULL, true, 1);
	session_must(&s, "disable *");
	check(session_count(&s, mine, "recorded") == 1, "ftrace/func-filter-pid: one task's calls", "%s",
	      session_describe(&s, mine));
	check(session_count(&s, other, "recorded") == 3, "ftrace/func-filter-notrace-pid: all but one's", "%s",
	      session_describe(&s, other));
	bool right = true;

	while ((r = session_next(&s, NULL)))
		right &= (r->event != first || !r->cpu) && (r->event != second || r->cpu == 1) &&
			 (r->event != mine || r->pid == (uint32_t)getpid());
	check(right && session_count(&s, first, "recorded") + session_count(&s, second, "recorded") == 4,
	      "ftrace/func_cpumask: a filter on cpu", "%s", session_describe(&s, 0));
	session_close(&s);

	set_line("v: fesh_target_void()");
	on("v");
	tracing_write("tracing_cpumask", "2");
	trace_clear();
	in_child(call_void, NULL, true, 0);
	in_child(call_void, NULL, true, 1);
	check(lines_of("v") == 1 && strstr(file_text(TRACING "trace"), "[001]"),
	      "ftrace/func_cpumask: tracing_cpumask holds for trace events", "%s", file_text(TRACING "trace"));
	tracing_write("tracing_cpumask", "3");
	off("v");
	set_line("");
}

#define CPU1 "/sys/devices/system/cpu/cpu1/online"

static volatile bool stop;

static void *keep_calling(void *unused)
{
	while (!stop)
		target_call(FESH_TARGET_ARGS, 50, NULL);
	return unused;
}

static void hotplug(void)
{
	struct session s;
	pthread_t thread;
	int err = 0;

	session_open(&s, 65536, FESH_SETUP_SELF);
	uint32_t id = session_must(&s, "a: fesh_target_args(u64 a)");

	session_must(&s, "fuse a 0");
	session_must(&s, "enable a");
	target_call(FESH_TARGET_ARGS, 1, NULL);
	pthread_create(&thread, NULL, keep_calling, NULL);
	for (int i = 0; i < 6 && !err; i++) {
		err = write_errno(CPU1, O_WRONLY, i & 1 ? "1" : "0");
		while (session_next(&s, NULL))
			;
	}
	stop = true;
	pthread_join(thread, NULL);
	in_child(call_void, NULL, true, 1);
	session_must(&s, "disable a");
	uint64_t hits = session_count(&s, id, "hits"), lost = session_count(&s, id, "lost_full");

	check(!err && hits && hits == session_count(&s, id, "recorded") + lost,
	      "ftrace/func_hotplug: CPUs come and go, the accounts add up", "errno %d, %s", err, session_describe(&s, id));
	session_close(&s);
}

static void error_log(void)
{
	add_line("vfs_read(foo a)");
	add_line("vfs_read(int[0] b)");
	check_has(file_text(FUNCTION_EVENTS), "# vfs_read(int[0] b)\n#              ^\n",
		  "ftrace/tracing-error-log: the last error with its caret");
	check(!strstr(file_text(FUNCTION_EVENTS), "foo"), "ftrace/tracing-error-log: not the one before", "%s",
	      file_text(FUNCTION_EVENTS));
	add_line("v: fesh_target_void()");
	check(!strcmp(file_text(FUNCTION_EVENTS), "v: fesh_target_void()\n"),
	      "ftrace/tracing-error-log: a line that is taken clears it", "%s", file_text(FUNCTION_EVENTS));
	set_line("");
}

static void returned(void)
{
	struct session s;
	const struct fesh_record *r;

	session_open(&s, 0, FESH_SETUP_SELF);
	uint32_t id = session_must(&s, "SyS_close(int fd) => int ret if ret < 0");

	session_must(&s, "enable *");
	close(open("/dev/null", O_RDONLY));
	close(1000);
	r = session_next(&s, NULL);
	check(r && (int)record_value(r, session_offset(&s, id, "ret"), 4) == -EBADF && !session_next(&s, NULL),
	      "ftrace/fgraph-retval: errors alone, by the value returned", "%s", session_describe(&s, id));
	session_close(&s);
}

/* filter/ and trigger/ */

static void filters(void)
{
	static const struct {
		const char *filter;
		int expected;
	} cases[] = {
		{ "a == 3", 1 }, { "a != 3", 9 }, { "a > 3", 6 }, { "a >= 3", 7 }, { "a < 3", 3 }, { "a & 1", 5 },
		{ "a == 3 || a == 4", 2 }, { "a > 3 && !(a & 1)", 3 }, { "common_pid == 0", 0 }, { "0", 10 },
	};

	set_line("a: fesh_target_args(u64 a)");
	on("a");
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		char name[100];

		event_write("a", "filter", cases[i].filter);
		trace_clear();
		for (int k = 0; k < 10; k++)
			call_args(k);
		snprintf(name, sizeof(name), "filter/event-filter-function: %s while it is on", cases[i].filter);
		check(count_traced("a") == cases[i].expected, name, "%d instead of %d", count_traced("a"), cases[i].expected);
	}
	off("a");
	set_line("");
}

static void triggers(void)
{
	set_line("v: fesh_target_void()\na: fesh_target_args(u64 a)\nt: fesh_target_text(NULL, ustring u)");
	event_write("a", "trigger", "traceoff if a == 7");
	call_args(6);
	check(file_text(TRACING "tracing_on")[0] == '1', "trigger/trigger-filter: no match, no action", "it is off");
	call_args(7);
	check(file_text(TRACING "tracing_on")[0] == '0', "trigger/trigger-filter: a match acts", "it is on");
	event_write("a", "trigger", "!traceoff");
	event_write("v", "trigger", "traceon");
	call_void();
	check(file_text(TRACING "tracing_on")[0] == '1', "trigger/trigger-traceonoff: and traceon undoes it", "it is off");
	event_write("v", "trigger", "!traceon");

	event_write("a", "trigger", "enable_event:functions:v");
	call_args(1);
	trace_clear();
	call_void();
	check(count_traced("v") == 1, "trigger/trigger-eventonoff: one event enables another", "%s",
	      file_text(TRACING "trace"));
	event_write("a", "trigger", "!enable_event:functions:v");
	off("v");

	event_write("a", "trigger", "hist:keys=a:vals=hitcount:sort=a");
	event_write("a", "trigger", "hist:name=more:keys=common_pid");
	for (int i = 0; i < 6; i++)
		call_args(i & 1);
	check_has(file_text(EVENTS "a/hist"), "{ a:          1 } hitcount:          3", "trigger/trigger-hist: numbers as keys");
	check_has(file_text(EVENTS "a/hist"), "hist:name=more:keys=common_pid", "trigger/trigger-multihist: two at once");
	event_write("a", "trigger", "!hist:name=more:keys=common_pid");
	event_write("a", "trigger", "!hist:keys=a:vals=hitcount:sort=a");
	event_write("t", "trigger", "hist:keys=u");
	call_text("twice");
	call_text("twice");
	check_has(file_text(EVENTS "t/hist"), "{ u: twice", "trigger/trigger-hist-mod: strings of users as keys");
	event_write("t", "trigger", "!hist:keys=u");
	check(!set_line(""), "trigger/trigger-filter: triggers let go of their events", "%s", file_text(FUNCTION_EVENTS));
}

/* instances/ */

static void *make_instances(void *path)
{
	char file[100];

	for (int i = 0; i < 15; i++) {
		if (mkdir(path, 0755))
			continue;
		snprintf(file, sizeof(file), "%s/events/functions/a/enable", (char *)path);
		write_errno(file, O_WRONLY, "1");
		target_call(FESH_TARGET_ARGS, 20, NULL);
		if (i & 1)
			write_errno(file, O_WRONLY, "0");
		rmdir(path);
	}
	return NULL;
}

static void instances(void)
{
	char *const paths[] = { TRACING "instances/one", TRACING "instances/two", TRACING "instances/three" };
	pthread_t threads[3];

	set_line("a: fesh_target_args(u64 a)");
	call_args(0);
	for (int i = 0; i < 3; i++)
		pthread_create(&threads[i], NULL, make_instances, paths[i]);
	for (int i = 0; i < 3; i++)
		pthread_join(threads[i], NULL);
	check(!exists(paths[0]) && !exists(paths[1]) && !exists(paths[2]),
	      "instances/instance-event: instances with the event on come and go", "one is left");
	check(!strstr(file_text(TRACING "enabled_functions"), "fesh_target") && !set_line(""),
	      "instances/instance-event: and leave neither hook nor user", "%s", file_text(TRACING "enabled_functions"));
}

int main(void)
{
	basics();
	buffers();
	enabling();
	globs();
	tasks_and_cpus();
	hotplug();
	error_log();
	returned();
	filters();
	triggers();
	instances();
	set_line("");
	return check_summary();
}
