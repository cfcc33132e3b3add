// SPDX-License-Identifier: Apache-2.0
/*
 * Return events inside the guest: values and durations, calls that nest, recur,
 * sleep, never come back or come back too late, and accounts that add up.  Needs
 * fesh.ko and fesh_target.ko loaded, and root.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "session.h"
#include "target.h"

#define TRACING	"/sys/kernel/tracing/"

static uint64_t now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * 1000000000ull + t.tv_nsec;
}

/* hits == filtered + recorded + lost + exited + open, and open is as expected. */
static void check_account(struct session *s, uint32_t id, uint64_t open, const char *name)
{
	static const char * const parts[] = {
		"filtered", "recorded", "lost_full", "lost_nest", "lost_big", "lost_slot", "exited", "open",
	};
	uint64_t sum = 0, hits = session_count(s, id, "hits");

	for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++)
		sum += session_count(s, id, parts[i]);
	check(hits == sum && session_count(s, id, "open") == open, name, "%s",
	      strstr(session_describe(s, id), "counts "));
}

/* Waits until a count has a value; a deadline that fails loudly. */
static bool wait_count(struct session *s, uint32_t id, const char *key, uint64_t value)
{
	uint64_t deadline = now() + 20000000000ull;

	while (session_count(s, id, key) != value) {
		if (now() > deadline)
			return false;
		usleep(1000);
	}
	return true;
}

static int64_t field(struct session *s, uint32_t id, const struct fesh_record *r, const char *name, uint32_t size)
{
	return record_value(r, session_offset(s, id, name), size);
}

static void value_and_duration(void)
{
	struct session s;
	const struct fesh_record *r;
	uint64_t before, after;

	session_open(&s, 0, FESH_SETUP_SELF);
	uint32_t id = session_must(&s, "sum: fesh_target_sum(long a, long b) => long ret");

	session_must(&s, "enable sum");
	before = now();
	target_call(FESH_TARGET_SUM, 1, (uint64_t[6]){ 40, 2 });
	after = now();
	r = session_next(&s, NULL);
	check(r != NULL, "a call is recorded when it returns", "%s", session_describe(&s, id));
	if (!r)
		return;
	check(field(&s, id, r, "a", 8) == 40 && field(&s, id, r, "b", 8) == 2 && field(&s, id, r, "ret", 8) == 42,
	      "arguments of the entry, value of the return", "a=%lld ret=%lld",
	      (long long)field(&s, id, r, "a", 8), (long long)field(&s, id, r, "ret", 8));
	uint64_t duration = field(&s, id, r, "duration", 8);

	check(r->ts >= before && r->ts <= after, "the time is that of the return", "%llu", (unsigned long long)r->ts);
	check(duration > 0 && duration < after - before, "the duration is within the call around it", "%llu of %llu",
	      (unsigned long long)duration, (unsigned long long)(after - before));
	check(r->tgid == (uint32_t)getpid() && r->caller, "who called", "tgid %u", r->tgid);
	check(!session_next(&s, NULL), "once", "two records");
	check_account(&s, id, 0, "accounts of one call");
	target_call(FESH_TARGET_SUM, 1, (uint64_t[6]){ -5, 1 });
	r = session_next(&s, NULL);
	check(r && field(&s, id, r, "ret", 8) == -4, "a negative value", "none");
	session_close(&s);
}

static void types_of_the_value(void)
{
	struct session s;
	const struct fesh_record *r;

	session_open(&s, 0, FESH_SETUP_SELF);
	uint32_t text = session_must(&s, "text: fesh_target_node_of(u32 i) => string text+24[0]");
	uint32_t magic = session_must(&s, "magic: fesh_target_node_of(short i) => x32 magic[0]");
	uint32_t nothing = session_must(&s, "nothing: fesh_target_node_of() => void");
	uint32_t narrow = session_must(&s, "narrow: fesh_target_node_of(x8 i) => x8 low");

	session_must(&s, "enable *");
	target_call(FESH_TARGET_NODE, 1, (uint64_t[6]){ 1 });
	for (int i = 0; i < 4; i++) {
		r = session_next(&s, NULL);
		if (!r)
			die("record %d of 4", i);
		if (r->event == text)
			check(!strcmp(record_string(r, session_offset(&s, text, "text")), "text of second"),
			      "a string behind the value", "%s", record_string(r, session_offset(&s, text, "text")));
		else if (r->event == magic)
			check((uint32_t)field(&s, magic, r, "magic", 4) == 0xfe5f0002, "memory behind the value", "%llx",
			      (unsigned long long)field(&s, magic, r, "magic", 4));
		else if (r->event == nothing)
			check(field(&s, nothing, r, "duration", 8) > 0 && r->len8 * 8 == sizeof(*r) + 8,
			      "void has the duration alone", "%u bytes", r->len8 * 8);
		else
			check(field(&s, narrow, r, "i", 1) == 1, "a narrow value beside an argument", "%llx",
			      (unsigned long long)field(&s, narrow, r, "i", 1));
	}
	target_call(FESH_TARGET_NODE, 1, (uint64_t[6]){ 7 });
	while ((r = session_next(&s, NULL)))
		if (r->event == magic || r->event == text)
			check(record_state(r, 1) == FESH_STATE_FAULT, r->event == magic ? "a fault behind NULL" :
			      "a string fault behind NULL", "state %d", record_state(r, 1));
	session_close(&s);
}

static void recursion(void)
{
	struct session s;
	const struct fesh_record *r;
	uint64_t last = 0;
	bool ok = true;
	int n = 0;

	session_open(&s, 0, FESH_SETUP_SELF);
	uint32_t id = session_must(&s, "depth: fesh_target_depth(int n) => int ret");
	uint32_t outer = session_must(&s, "outer: fesh_target_depth(int n) => int ret");
	uint32_t entry = session_must(&s, "entry: fesh_target_depth(int n)");

	session_must(&s, "enable *");
	target_call(FESH_TARGET_DEPTH, 1, (uint64_t[6]){ 50 });
	while ((r = session_next(&s, NULL))) {
		uint64_t duration;

		if (r->event != id)
			continue;
		duration = field(&s, id, r, "duration", 8);
		ok &= field(&s, id, r, "n", 4) == n && field(&s, id, r, "ret", 4) == n && duration >= last;
		last = duration;
		n++;
	}
	check(ok && n == 51, "51 calls inside one another return from the inside out, outer ones longer", "%d", n);
	check(session_count(&s, entry, "recorded") == 51, "an event of the entry beside them", "%llu",
	      (unsigned long long)session_count(&s, entry, "recorded"));
	check_account(&s, id, 0, "accounts of recursion");
	check_account(&s, outer, 0, "accounts of a second return event of the function");
	session_close(&s);
}

static void filters(void)
{
	struct session s;
	const struct fesh_record *r;
	int n = 0;

	session_open(&s, 0, FESH_SETUP_SELF);
	uint32_t id = session_must(&s, "sum: fesh_target_sum(long a, long b) => long ret if a > 10 && ret < 100");

	session_must(&s, "enable sum");
	for (long a = 0; a < 20; a++)
		target_call(FESH_TARGET_SUM, 1, (uint64_t[6]){ a, 5 * a });
	while ((r = session_next(&s, NULL)))
		n += field(&s, id, r, "a", 8) > 10 && field(&s, id, r, "ret", 8) < 100;
	/* 11 .. 16 */
	check(n == 6 && session_count(&s, id, "recorded") == 6 && session_count(&s, id, "filtered") == 14,
	      "filter on an argument and the value", "%d", n);
	session_must(&s, "enable sum if duration > 1000000000");
	target_call(FESH_TARGET_SUM, 1, (uint64_t[6]){ 12, 1 });
	check(!session_next(&s, NULL), "filter on the duration", "recorded");
	session_must(&s, "enable sum if (ret == 3 && a == 1) || (ret == 7 && b == 5)");
	target_call(FESH_TARGET_SUM, 1, (uint64_t[6]){ 1, 2 });
	target_call(FESH_TARGET_SUM, 1, (uint64_t[6]){ 2, 1 });
	target_call(FESH_TARGET_SUM, 1, (uint64_t[6]){ 2, 5 });
	target_call(FESH_TARGET_SUM, 1, (uint64_t[6]){ 3, 4 });
	for (n = 0; session_next(&s, NULL); n++)
		;
	check(n == 2, "arguments that the value decides about", "%d", n);
	check_account(&s, id, 0, "accounts of filters");
	session_close(&s);
}

static void *sleeper(void *arg)
{
	target_call(FESH_TARGET_WAIT, 1, (uint64_t[6]){ (uintptr_t)arg });
	return NULL;
}

static pthread_t *sleepers(int n)
{
	pthread_t *threads = calloc(n, sizeof(*threads));
	pthread_attr_t small;

	pthread_attr_init(&small);
	pthread_attr_setstacksize(&small, 32768);
	for (int i = 0; i < n; i++)
		if (pthread_create(&threads[i], &small, sleeper, (void *)(uintptr_t)i))
			die("thread %d", i);
	return threads;
}

static void wake(pthread_t *threads, int n)
{
	target_call(FESH_TARGET_WAKE, 1, NULL);
	for (int i = 0; i < n; i++)
		pthread_join(threads[i], NULL);
	free(threads);
}

static void sleeping_calls(void)
{
	struct session s;
	const struct fesh_record *r;
	uint64_t start;
	int n = 0;

	session_open(&s, 0, FESH_SETUP_SELF);
	uint32_t id = session_must(&s, "wait: fesh_target_wait(long a) => long ret");

	session_must(&s, "enable wait");
	start = now();
	pthread_t *threads = sleepers(100);

	check(wait_count(&s, id, "open", 100), "calls under way are open", "%s", session_describe(&s, id));
	check_account(&s, id, 100, "accounts while calls are under way");
	usleep(20000);
	wake(threads, 100);
	while ((r = session_next(&s, NULL))) {
		uint64_t duration = field(&s, id, r, "duration", 8);

		n += field(&s, id, r, "a", 8) == field(&s, id, r, "ret", 8) && duration > 20000000 &&
		     duration < now() - start;
	}
	check(n == 100, "100 calls that slept at once, each with its own arguments and duration", "%d", n);
	check_account(&s, id, 0, "accounts after they returned");

	/* Disabled while calls are under way: they end uncounted as records, and the event can go. */
	threads = sleepers(3);
	wait_count(&s, id, "open", 3);
	session_must(&s, "disable wait");
	wake(threads, 3);
	check(!session_next(&s, NULL) && session_count(&s, id, "filtered") == 3, "what returns while disabled is filtered",
	      "%s", session_describe(&s, id));
	check_account(&s, id, 0, "accounts of calls that returned while disabled");

	session_must(&s, "enable wait");
	threads = sleepers(3);
	wait_count(&s, id, "open", 3);
	session_must(&s, "-wait");
	id = session_must(&s, "wait: fesh_target_wait(long a) => long ret");
	session_must(&s, "enable wait");
	wake(threads, 3);
	check(!session_next(&s, NULL) && !session_count(&s, id, "hits"), "calls outlive their event", "recorded");
	session_close(&s);

	/* And their session. */
	session_open(&s, 0, FESH_SETUP_SELF);
	id = session_must(&s, "wait: fesh_target_wait(long a) => long ret");
	session_must(&s, "enable wait");
	threads = sleepers(3);
	wait_count(&s, id, "open", 3);
	session_close(&s);
	wake(threads, 3);
	check(!strstr(file_text(TRACING "enabled_functions"), "fesh_target_wait"), "calls outlive their session", "hooked");
}

static void exhaustion(void)
{
	struct session s;
	uint64_t lost = 0, records = 0;

	session_open(&s, 0, FESH_SETUP_SELF);
	/* 14 strings: as few slots as there are for any event. */
	uint32_t id = session_must(&s, "wait: fesh_target_wait(long a | ustring b | ustring c | ustring d | ustring e | "
				   "ustring f | ustring g | ustring h | ustring i | ustring j | ustring k | ustring l | "
				   "ustring m | ustring n | ustring o) => long ret");

	session_must(&s, "enable wait");
	pthread_t *threads = sleepers(150);

	check(wait_count(&s, id, "hits", 150), "150 calls", "%s", session_describe(&s, id));
	uint64_t open = session_count(&s, id, "open");

	check(open > 100 && open < 150 && session_count(&s, id, "lost_slot") == 150 - open,
	      "calls that find no slot are lost for that cause", "%s", session_describe(&s, id));
	check_account(&s, id, open, "accounts when slots ran out");
	wake(threads, 150);
	while (session_next(&s, &lost))
		records++;
	check(records == open && lost == 150 - open, "and told of in the stream", "%llu records, %llu lost",
	      (unsigned long long)records, (unsigned long long)lost);
	check_account(&s, id, 0, "accounts after that");
	session_close(&s);
}

static void never_returning(void)
{
	struct session s;
	int n = 0;
	const struct fesh_record *r;

	session_open(&s, 0, 0);
	uint32_t id = session_must(&s, "gone: do_exit(long code) => void");
	uint32_t wait_id = session_must(&s, "wait: fesh_target_wait(long a) => long ret");

	session_must(&s, "enable *");
	for (int i = 0; i < 5; i++) {
		pid_t pid = fork();

		if (!pid)
			_exit(3);
		waitpid(pid, NULL, 0);
	}
	check(wait_count(&s, id, "exited", 5), "calls that never return are counted when their task has ended", "%s",
	      session_describe(&s, id));
	check_account(&s, id, 0, "accounts of calls that never return");
	check(!session_next(&s, NULL), "and leave no record", "one");

	/* More of them than there are slots: slots come back. */
	for (int i = 0; i < 1100; i++) {
		pid_t pid = fork();

		if (!pid)
			_exit(3);
		waitpid(pid, NULL, 0);
	}
	check(wait_count(&s, id, "exited", 1105) && !session_count(&s, id, "lost_slot"),
	      "slots of ended tasks are used again", "%s", session_describe(&s, id));

	/* A task killed inside returns first. */
	pid_t pid = fork();

	if (!pid) {
		target_call(FESH_TARGET_WAIT, 1, (uint64_t[6]){ 9 });
		_exit(0);
	}
	check(wait_count(&s, wait_id, "open", 1), "a call to be killed in", "%s", session_describe(&s, wait_id));
	kill(pid, SIGKILL);
	waitpid(pid, NULL, 0);
	while ((r = session_next(&s, NULL)))
		n += r->event == wait_id && field(&s, wait_id, r, "ret", 8) == 9;
	check(n == 1, "a killed task's call returns and is recorded", "%d", n);
	check_account(&s, wait_id, 0, "accounts of a killed task");
	session_close(&s);
}

static void late_strings(void)
{
	struct session s;
	const struct fesh_record *r;
	char *text;
	int fd = open("/proc/self/exe", O_RDONLY);

	/* A page of a file that this process has not touched: to be faulted in by the call. */
	text = mmap(NULL, 4096, PROT_READ, MAP_PRIVATE, fd, 0);
	if (text == MAP_FAILED)
		die("mmap");
	session_open(&s, 0, FESH_SETUP_SELF);
	uint32_t id = session_must(&s, "touch: fesh_target_touch(ustring text | ustring rest+1) => long ret");

	session_must(&s, "enable touch");
	target_call(FESH_TARGET_TOUCH, 1, (uint64_t[6]){ (uintptr_t)text });
	r = session_next(&s, NULL);
	if (!r)
		die("no record");
	check(record_state(r, 0) == FESH_STATE_LATE && !strncmp(record_string(r, session_offset(&s, id, "text")),
	      "\x7f" "ELF", 4), "a string that was not there at the entry is read at the return, and marked",
	      "state %d", record_state(r, 0));
	check(record_state(r, 1) == FESH_STATE_LATE && !strncmp(record_string(r, session_offset(&s, id, "rest")), "ELF", 3),
	      "a second one behind it", "state %d", record_state(r, 1));
	target_call(FESH_TARGET_TOUCH, 1, (uint64_t[6]){ (uintptr_t)text });
	r = session_next(&s, NULL);
	check(r && record_state(r, 0) == FESH_STATE_OK, "one that is there is read at the entry", "state %d",
	      r ? (int)record_state(r, 0) : -1);
	session_close(&s);
	close(fd);
}

/* The same calls by kprobe_events, r: with $retval. */
static void beside_kretprobes(void)
{
	static const struct {
		uint64_t a, b;
	} calls[] = { { 1, 2 }, { -1, -1 }, { 0x7fffffffffffffff, 1 }, { 0, 0 }, { 0x8877665544332211, 5 } };
	struct session s;
	const struct fesh_record *r;
	const char *trace;
	int n = 0;

	session_open(&s, 0, FESH_SETUP_SELF);
	uint32_t id = session_must(&s, "peer: fesh_target_sum(x64 a, x64 b) => x64 ret");

	file_write(TRACING "kprobe_events", "r:fesh_peer fesh_target_sum ret=$retval:x64");
	file_write(TRACING "events/kprobes/fesh_peer/enable", "1");
	session_must(&s, "enable peer");
	for (size_t i = 0; i < sizeof(calls) / sizeof(calls[0]); i++)
		target_call(FESH_TARGET_SUM, 1, (uint64_t[6]){ calls[i].a, calls[i].b });
	session_must(&s, "disable peer");
	file_write(TRACING "events/kprobes/fesh_peer/enable", "0");
	trace = file_text(TRACING "trace");
	while ((r = session_next(&s, NULL))) {
		uint64_t ret = field(&s, id, r, "ret", 8);
		unsigned long long theirs = 0;

		trace = strstr(trace, "fesh_peer: (");
		if (!trace || sscanf(strstr(trace, "ret="), "ret=0x%llx", &theirs) != 1)
			die("kretprobe's line %d", n);
		trace++;
		check(ret == theirs && (uint64_t)field(&s, id, r, "a", 8) == calls[n].a, "value beside a kretprobe's",
		      "%llx and %llx", (unsigned long long)ret, theirs);
		n++;
	}
	check(n == 5, "five calls by both, on one function", "%d", n);
	file_write(TRACING "kprobe_events", "-:fesh_peer");
	session_close(&s);
}

static void as_trace_events(void)
{
	const char *line, *text;

	file_write(TRACING "function_events", "ret_sum: fesh_target_sum(long a, long b) => long ret if ret > 0");
	file_write(TRACING "function_events", "ret_node: fesh_target_node_of(u32 i) => string text+24[0]");
	file_write(TRACING "events/functions/ret_sum/enable", "1");
	file_write(TRACING "events/functions/ret_node/enable", "1");
	target_call(FESH_TARGET_SUM, 1, (uint64_t[6]){ 20, 3 });
	target_call(FESH_TARGET_SUM, 1, (uint64_t[6]){ -20, 3 });
	target_call(FESH_TARGET_NODE, 1, (uint64_t[6]){ 2 });
	file_write(TRACING "events/functions/ret_sum/enable", "0");
	file_write(TRACING "events/functions/ret_node/enable", "0");
	text = file_text(TRACING "trace");
	line = strstr(text, "ret_sum: ");
	check(line && strstr(line, "(a=20, b=3, ret=23, duration=") && !strstr(line + 1, "ret_sum: "),
	      "a return event in the trace, filtered by its value", "%s", line ?: text);
	line = strstr(text, "ret_node: ");
	check(line && strstr(line, "i=2, text=\"text of third\", duration="), "a string behind the value in the trace", "%s",
	      line ?: text);
	line = file_text(TRACING "events/functions/ret_sum/format");
	check(strstr(line, "field:long ret;") && strstr(line, "field:u64 duration;"), "the format has value and duration",
	      "%s", line);
	int fd = open(TRACING "function_events", O_WRONLY | O_APPEND);

	check(write(fd, "fesh_target_sum() stack", 23) < 0 && errno == EINVAL &&
	      strstr(file_text(TRACING "function_events"), "stack of a trace event is its trigger's"),
	      "a trace event takes its stack from a trigger", "%s", file_text(TRACING "function_events"));
	close(fd);
	file_write(TRACING "function_events", "-ret_sum");
	file_write(TRACING "function_events", "-ret_node");
}

/* The stack record in front of the next hits of this session, on any CPU; NULL if there is none. */
static const struct fesh_stack *next_stack(struct session *s, unsigned int *hits)
{
	for (uint32_t i = 0; i < s->cpus; i++) {
		uint64_t cons = s->cons[i]->cons;
		uint64_t commit = __atomic_load_n(&s->ctrl[i]->commit, __ATOMIC_ACQUIRE);

		while (cons < commit) {
			const struct fesh_record *r = (void *)(s->data[i] + (cons & (s->ring_bytes - 1)));

			cons += r->len8 * 8;
			s->cons[i]->cons = cons;
			if (r->kind == FESH_KIND_STACK)
				return (const struct fesh_stack *)r;
			*hits += r->kind == FESH_KIND_HIT;
		}
	}
	return NULL;
}

/* The name of the function that address is in. */
static const char *symbol(uint64_t address)
{
	static char best[128];
	char line[256], name[128];
	unsigned long long at, best_at = 0;
	FILE *f = fopen("/proc/kallsyms", "r");
	char type;

	strcpy(best, "?");
	while (f && fgets(line, sizeof(line), f))
		if (sscanf(line, "%llx %c %127s", &at, &type, name) == 3 && (type | 32) == 't' && at <= address &&
		    at > best_at) {
			best_at = at;
			strcpy(best, name);
		}
	if (f)
		fclose(f);
	return best;
}

static void stacks(const char *line, const char *kind)
{
	struct session s;
	const struct fesh_stack *stack;
	unsigned int hits = 0;
	char name[128];

	session_open(&s, 0, FESH_SETUP_SELF);
	uint32_t id = session_must(&s, line);

	check(strstr(session_describe(&s, id), "name=stack") && strstr(session_describe(&s, id), "base=k"),
	      "the hash of a stack is a field", "%s", session_describe(&s, id));
	session_must(&s, "enable sum");
	for (int i = 0; i < 100; i++)
		target_call(FESH_TARGET_SUM, 1, (uint64_t[6]){ i, 1 });
	stack = next_stack(&s, &hits);
	if (!stack)
		die("no stack");
	snprintf(name, sizeof(name), "the frames of %s", kind);
	check(stack->n >= 5 && stack->record.len8 * 8 == sizeof(*stack) + 8 * stack->n && !hits &&
	      !strcmp(symbol(stack->frames[0]), "fesh_target_sum") &&
	      !strcmp(symbol(stack->frames[1] - 1), "target_ioctl") &&
	      !strcmp(symbol(stack->frames[2] - 1), "__x64_sys_ioctl") &&
	      !strncmp(symbol(stack->frames[stack->n - 1] - 1), "entry_SYSCALL", 13), name, "%u frames, %s", stack->n,
	      symbol(stack->frames[1]));
	for (unsigned int i = 0; i < stack->n; i++)
		printf("# %s\n", symbol(stack->frames[i] - (i > 0)));
	while (next_stack(&s, &hits))
		hits += 1000;
	snprintf(name, sizeof(name), "one record of the stack for 100 hits of %s, each with its hash", kind);
	check(hits == 100, name, "%u", hits);
	check_account(&s, id, 0, "accounts with stacks");
	session_close(&s);
}

static void same_stack_as_the_kernels(void)
{
	struct session s;
	const struct fesh_stack *stack;
	unsigned int hits = 0, same = 0;
	const char *trace;

	session_open(&s, 0, FESH_SETUP_SELF);
	session_must(&s, "sum: fesh_target_sum(long a) stack");
	file_write(TRACING "kprobe_events", "p:fesh_peer fesh_target_sum");
	file_write(TRACING "events/kprobes/fesh_peer/trigger", "stacktrace");
	file_write(TRACING "events/kprobes/fesh_peer/enable", "1");
	session_must(&s, "enable sum");
	target_call(FESH_TARGET_SUM, 1, (uint64_t[6]){ 1, 1 });
	session_must(&s, "disable sum");
	file_write(TRACING "events/kprobes/fesh_peer/enable", "0");
	stack = next_stack(&s, &hits);
	if (!stack)
		die("no stack");
	trace = strstr(file_text(TRACING "trace"), "<stack trace>");
	for (unsigned int i = 1; trace && i < stack->n; i++) {
		const char *at = strstr(trace, symbol(stack->frames[i] - 1));

		same += at != NULL;
		trace = at ?: trace;
	}
	file_write(TRACING "events/kprobes/fesh_peer/trigger", "!stacktrace");
	file_write(TRACING "kprobe_events", "-:fesh_peer");
	check(same == stack->n - 1, "the frames are those of ftrace's stacktrace, in their order", "%u of %u\n%s", same,
	      stack->n - 1, trace ?: "no stack trace");
	session_close(&s);
}

static void memory(void)
{
	struct session s;
	char page[8192];
	unsigned long long at = 0;
	struct fesh_read arg;
	char line[256];
	FILE *f = fopen("/proc/kallsyms", "r");

	while (f && fgets(line, sizeof(line), f))
		if (strstr(line, " linux_banner\n"))
			at = strtoull(line, NULL, 16);
	if (f)
		fclose(f);
	session_open(&s, 0, 0);
	arg = (struct fesh_read){ .address = at, .len = 6000, .buffer = (uintptr_t)page };
	check(!ioctl(s.fd, FESH_IOC_READ, &arg) && arg.done == 6000 && !strncmp(page, "Linux version ", 14),
	      "kernel memory is read across pages", "%u bytes, %.14s", arg.done, page);
	arg = (struct fesh_read){ .address = 0xffffffffff600000 - 0x1000, .len = 100, .buffer = (uintptr_t)page };
	check(!ioctl(s.fd, FESH_IOC_READ, &arg) && arg.done == 0, "what is not mapped gives no bytes, and no error",
	      "%u", arg.done);
	arg = (struct fesh_read){ .address = (uintptr_t)page, .len = 100, .buffer = (uintptr_t)page };
	check(!ioctl(s.fd, FESH_IOC_READ, &arg) && arg.done == 0, "user memory gives none", "%u", arg.done);
	arg = (struct fesh_read){ .address = -8ull, .len = 100, .buffer = (uintptr_t)page };
	check(!ioctl(s.fd, FESH_IOC_READ, &arg) && arg.done <= 8, "the end of all addresses", "%u", arg.done);
	arg = (struct fesh_read){ .address = 0x8000000000000000, .len = 100, .buffer = (uintptr_t)page };
	check(!ioctl(s.fd, FESH_IOC_READ, &arg) && arg.done == 0, "an address that is not canonical", "%u", arg.done);
	arg = (struct fesh_read){ .address = at, .len = FESH_READ_MAX + 1, .buffer = (uintptr_t)page };
	check(ioctl(s.fd, FESH_IOC_READ, &arg) && errno == EINVAL, "more than 1 MiB is refused", "errno %d", errno);
	arg = (struct fesh_read){ .address = at, .len = 100, .flags = 1, .buffer = (uintptr_t)page };
	check(ioctl(s.fd, FESH_IOC_READ, &arg) && errno == EINVAL, "unknown flags are refused", "errno %d", errno);
	arg = (struct fesh_read){ .address = at, .len = 100, .buffer = 8 };
	check(ioctl(s.fd, FESH_IOC_READ, &arg) && errno == EFAULT, "a buffer that is none", "errno %d", errno);

	pid_t pid = fork();

	if (!pid) {
		arg = (struct fesh_read){ .address = at, .len = 100, .buffer = (uintptr_t)page };
		if (setuid(1000))
			_exit(2);
		_exit(ioctl(s.fd, FESH_IOC_READ, &arg) && errno == EPERM ? 0 : 1);
	}
	int status;

	waitpid(pid, &status, 0);
	check(!status, "whoever inherits the descriptor without the right reads nothing", "status %x", status);
	session_close(&s);
}

static volatile bool stop;

static void *busy_caller(void *arg)
{
	while (!stop)
		target_call(FESH_TARGET_DEPTH, 10, (uint64_t[6]){ 5 });
	return arg;
}

static void torture(void)
{
	pthread_t threads[4];
	bool ok = true;

	stop = false;
	for (int i = 0; i < 4; i++)
		pthread_create(&threads[i], NULL, busy_caller, NULL);
	for (int round = 0; round < 8; round++) {
		struct session s;
		uint64_t before, lost = 0, records = 0;

		session_open(&s, 1 << 16, FESH_SETUP_SELF);
		uint32_t id = session_must(&s, "depth: fesh_target_depth(int n) => int ret");

		session_must(&s, "enable depth");
		before = now();
		while (now() < before + 20000000)
			while (session_next(&s, &lost))
				records++;
		session_must(&s, "disable depth");
		while (session_next(&s, &lost))
			records++;
		ok &= records == session_count(&s, id, "recorded");
		/* Every other session closes with calls under way. */
		if (round & 1) {
			session_must(&s, "enable depth");
			usleep(1000);
		}
		session_close(&s);
	}
	stop = true;
	for (int i = 0; i < 4; i++)
		pthread_join(threads[i], NULL);
	check(ok, "sessions come and go under load", "records are missing");
}

int main(void)
{
	value_and_duration();
	types_of_the_value();
	recursion();
	filters();
	sleeping_calls();
	exhaustion();
	never_returning();
	late_strings();
	beside_kretprobes();
	as_trace_events();
	stacks("sum: fesh_target_sum(long a) stack", "an entry");
	stacks("sum: fesh_target_sum(long a) if a >= 0 stack", "an entry with a filter");
	stacks("sum: fesh_target_sum(long a) => long ret stack", "a return");
	same_stack_as_the_kernels();
	memory();
	torture();
	return check_summary();
}
