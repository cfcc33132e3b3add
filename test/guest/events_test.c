// SPDX-License-Identifier: Apache-2.0
/*
 * Events beyond the plain one, tried inside the guest: filters and their change
 * under load, several functions of a name, functions whose module goes and
 * returns, the fuse.  Needs fesh.ko and fesh_target.ko loaded, and root.
 *
 *   events_test [FESH_TWIN.KO]
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include "session.h"
#include "target.h"

#define TWIN_CALL "/sys/module/fesh_twin/parameters/call"

static const char *twin_path = "fesh_twin.ko";

static void load_twin(void)
{
	int fd = open(twin_path, O_RDONLY | O_CLOEXEC);

	if (fd < 0 || syscall(SYS_finit_module, fd, "", 0))
		die("loading %s", twin_path);
	close(fd);
}

static void unload_twin(void)
{
	if (syscall(SYS_delete_module, "fesh_twin", O_NONBLOCK))
		die("unloading fesh_twin");
}

static void described(struct session *s, uint32_t id, const char *what, bool expected)
{
	char name[300];

	snprintf(name, sizeof(name), "%.*s is %sdescribed", (int)strcspn(what, "\n"), what,
		 expected ? "" : "not ");
	check(!!strstr(session_describe(s, id), what) == expected, name, "%s", session_describe(s, id));
}

static void adds_up(struct session *s, uint32_t id, const char *name, uint64_t hits, uint64_t recorded)
{
	uint64_t lost = session_count(s, id, "lost_full") + session_count(s, id, "lost_nest") +
			session_count(s, id, "lost_big");

	check(session_count(s, id, "hits") == hits && session_count(s, id, "recorded") == recorded &&
	      session_count(s, id, "filtered") + recorded + lost == hits, name, "%s", session_describe(s, id));
}

/* Calls fesh_target_args(a, 2, 3 ...) for a = 0 .. 9. */
static void call_args(void)
{
	for (uint64_t a = 0; a < 10; a++)
		target_call(FESH_TARGET_ARGS, 1, (uint64_t[6]){ a, 2, 3, 4, 5, 6 });
}

static void filtered_calls(const char *line, uint64_t calls, uint64_t recorded, void (*call)(void))
{
	struct session s;

	session_open(&s, 0, FESH_SETUP_SELF);
	uint32_t id = session_must(&s, line);

	session_must(&s, "enable *");
	call();
	session_must(&s, "disable *");
	adds_up(&s, id, line, calls, recorded);
	uint64_t n = 0;

	while (session_next(&s, NULL))
		n++;
	check(n == recorded, "as many records come out", "%llu", (unsigned long long)n);
	session_close(&s);
}

static void call_text(void)
{
	target_call(FESH_TARGET_TEXT, 1, (uint64_t[6]){ (uintptr_t)"one" });
	target_call(FESH_TARGET_TEXT, 1, (uint64_t[6]){ (uintptr_t)"two" });
	target_call(FESH_TARGET_TEXT, 1, (uint64_t[6]){ 16 });
}

static void call_open(void)
{
	close(open("/etc/hostname", O_RDONLY));
	close(open("/nothing/here", O_RDONLY));
	close(open("/etc/hosts", O_RDONLY));
}

static void call_chain(void)
{
	target_call(FESH_TARGET_CHAIN, 5, NULL);
}

static void filters_choose_what_is_recorded(void)
{
	filtered_calls("fesh_target_args(u64 a, int b) if a == 3", 10, 1, call_args);
	filtered_calls("fesh_target_args(u64 a, int b) if a > 3 && b == 2", 10, 6, call_args);
	filtered_calls("fesh_target_args(u64 a, int b) if a < 2 || a >= 8", 10, 4, call_args);
	filtered_calls("fesh_target_args(u64 a, int b) if !(a & 1)", 10, 5, call_args);
	filtered_calls("fesh_target_args(u64 a, int b) if comm == \"events_test\" && pid > 1", 10, 10, call_args);
	filtered_calls("fesh_target_args(u64 a, int b) if comm == \"event\" || pid == 1", 10, 0, call_args);
	filtered_calls("fesh_target_args(u64 a, int b) if cpu < 64", 10, 10, call_args);
	filtered_calls("fesh_target_text(NULL, ustring s) if s == \"two\"", 3, 1, call_text);
	filtered_calls("fesh_target_text(NULL, ustring s) if s ~ \"*o*\"", 3, 2, call_text);
	/* The third cannot be read: it is neither equal nor unequal. */
	filtered_calls("fesh_target_text(NULL, ustring s) if s != \"two\"", 3, 1, call_text);
	filtered_calls("fesh_target_text(string k, ustring s) if k == \"text of the kernel\" && s ~ \"t*\"", 3, 1, call_text);
	filtered_calls("SyS_openat(int dfd, string path) if path ~ \"/etc/*\"", 3, 2, call_open);
	filtered_calls("SyS_openat(int dfd, string path) if dfd == 5", 3, 0, call_open);
	filtered_calls("fesh_target_chain(u32 magic[0]) if magic == 0xfe5f0001", 5, 5, call_chain);
	filtered_calls("fesh_target_chain(u32 magic[0], x64 b) if magic != 0xfe5f0001 || b == 1", 5, 0, call_chain);
}

static void a_filter_is_changed_shown_and_cleared(void)
{
	struct session s;

	session_open(&s, 0, FESH_SETUP_SELF);
	uint32_t id = session_must(&s, "t: fesh_target_args(u64 a, int b) if a == 3");

	session_must(&s, "enable t");
	call_args();
	adds_up(&s, id, "by the line's filter", 10, 1);
	described(&s, id, "line=t: fesh_target_args(u64 a, int b) if a == 3\n", true);
	described(&s, id, "filter text=a == 3\n", true);
	session_must(&s, "enable t if a == 3 || a == 4");
	call_args();
	adds_up(&s, id, "by a new one", 20, 3);
	described(&s, id, "line=t: fesh_target_args(u64 a, int b) if a == 3 || a == 4\n", true);
	check_refused(&s, "enable t if ^nothing == 3", "no such field");
	check_refused(&s, "enable t if a == ^-1", "does not fit");
	call_args();
	adds_up(&s, id, "a refused filter changes nothing", 30, 5);
	session_must(&s, "enable t if");
	call_args();
	adds_up(&s, id, "by none", 40, 15);
	described(&s, id, "filter text", false);
	session_must(&s, "second: fesh_target_args(u64 a)");
	session_must(&s, "enable * if a == 0");
	call_args();
	adds_up(&s, id, "by one for all events", 50, 16);
	session_close(&s);
}

struct load {
	volatile bool stop;
	uint64_t calls;
};

static void *keep_calling(void *arg)
{
	struct load *load = arg;

	while (!load->stop) {
		target_call(FESH_TARGET_ARGS, 100, (uint64_t[6]){ load->calls / 100 % 2 });
		load->calls += 100;
	}
	return NULL;
}

static void no_hit_is_missed_while_a_filter_changes(void)
{
	struct load loads[2] = {};
	pthread_t threads[2];
	struct session s;

	session_open(&s, 1 << 20, FESH_SETUP_SELF);
	uint32_t id = session_must(&s, "t: fesh_target_args(u64 a, x64 b, x64 c)");

	session_must(&s, "fuse t 0");
	session_must(&s, "enable t");
	for (int i = 0; i < 2; i++)
		pthread_create(&threads[i], NULL, keep_calling, &loads[i]);
	for (int i = 0; i < 30; i++) {
		session_must(&s, i % 3 ? "enable t if a == 1" : "enable t if");
		while (session_next(&s, NULL))
			;
	}
	for (int i = 0; i < 2; i++) {
		loads[i].stop = true;
		pthread_join(threads[i], NULL);
	}
	session_must(&s, "disable t");
	adds_up(&s, id, "every hit is counted while its filter changes", loads[0].calls + loads[1].calls,
		session_count(&s, id, "recorded"));
	check(session_count(&s, id, "filtered") && session_count(&s, id, "recorded"), "and both happened", "%s",
	      session_describe(&s, id));
	session_close(&s);
}

static uint64_t nth_address(const char *text, int n)
{
	do {
		text = strstr(text, "at address=");
		if (!text)
			return 0;
		text += strlen("at address=");
	} while (n--);
	return strtoull(text, NULL, 0);
}

static void several_functions_of_a_name(void)
{
	struct fesh_line answer;
	struct session s;
	char line[200];

	load_twin();
	session_open(&s, 0, FESH_SETUP_SELF);
	session_line(&s, "both: fesh_target_twin(int a)", &answer);
	uint32_t both = answer.id;

	check(!answer.error && strstr(answer.message, "2 functions have this name"), "the answer says how many",
	      "'%s'", answer.message);
	described(&s, both, "base=p type=symbol\n", true);
	uint64_t first = nth_address(session_describe(&s, both), 0), second = nth_address(session_describe(&s, both), 1);

	check(first && second > first && !nth_address(session_describe(&s, both), 2), "two addresses are described", "%s",
	      session_describe(&s, both));
	snprintf(line, sizeof(line), "one: fesh_target_twin@0x%llx(int a)", (unsigned long long)second);
	uint32_t one = session_must(&s, line);

	described(&s, one, line, true);
	described(&s, one, "name=ip", false);
	uint32_t mine = session_must(&s, "mine: fesh_twin:fesh_target_twin(int a)");
	uint64_t twin = nth_address(session_describe(&s, mine), 0);

	check_refused(&s, "other: ^fesh_target_twin@0xffffffff81000000(int a)", "begins at this address");
	check_refused(&s, "^irq_work_queue(x64 work)", "fesh itself");
	session_must(&s, "enable *");
	target_call(FESH_TARGET_TWIN, 1, NULL);
	file_write(TWIN_CALL, "5");
	session_must(&s, "disable *");
	adds_up(&s, both, "both functions are hit", 2, 2);
	adds_up(&s, one, "one by its address", 1, 1);
	adds_up(&s, mine, "one by its module", 1, 1);

	const struct fesh_record *r;
	int right = 0;

	while ((r = session_next(&s, NULL))) {
		uint64_t a = record_value(r, session_offset(&s, r->event, "a"), 4);

		if (r->event == both)
			right += record_value(r, session_offset(&s, both, "ip"), 8) ==
				 (a == 5 ? twin : a == 9 ? first + second - twin : 0);
		else if (r->event == one)
			right += a == (twin == second ? 5 : 9);
		else
			right += a == 5;
	}
	check(right == 4, "each record tells which function was hit", "%d of 4", right);
	session_close(&s);
	unload_twin();
}

static void a_module_goes_and_returns(void)
{
	struct session s;

	load_twin();
	session_open(&s, 0, FESH_SETUP_SELF);
	uint32_t on = session_must(&s, "on: fesh_twin:fesh_target_twin(int a)");
	uint32_t off = session_must(&s, "off: fesh_twin:fesh_target_twin(int a)");
	uint32_t both = session_must(&s, "both: fesh_target_twin(int a)");

	session_must(&s, "enable on");
	session_must(&s, "enable both");
	file_write(TWIN_CALL, "5");
	unload_twin();
	described(&s, on, "state gone=1", true);
	described(&s, on, "enabled=1", true);
	described(&s, off, "state gone=1", true);
	described(&s, both, "state gone=0", true);
	check_refused(&s, "enable ^off", "gone");
	check_refused(&s, "enable ^on", "gone");
	target_call(FESH_TARGET_TWIN, 1, NULL);
	load_twin();
	described(&s, on, "state gone=0", true);
	described(&s, off, "state gone=0", true);
	file_write(TWIN_CALL, "6");
	adds_up(&s, on, "an enabled event is back before its module begins to run", 3, 3);
	adds_up(&s, off, "a disabled one is back and off", 0, 0);
	adds_up(&s, both, "one with several functions has all of them again", 4, 4);
	session_must(&s, "enable off");
	for (int i = 0; i < 20; i++) {
		unload_twin();
		load_twin();
	}
	adds_up(&s, on, "twenty times over", 23, 23);
	adds_up(&s, off, "and both events of it", 20, 20);
	unload_twin();
	session_close(&s);
	check(!*file_text("/sys/kernel/tracing/enabled_functions"), "nothing stays hooked", "%s",
	      file_text("/sys/kernel/tracing/enabled_functions"));
}

/* Takes records out of all rings until one tells of a fuse, for at most ten seconds. */
static bool await_fuse(struct session *s, struct fesh_fuse *fuse)
{
	struct pollfd pfd = { .fd = s->fd, .events = POLLIN };
	time_t end = time(NULL) + 10;

	while (time(NULL) < end) {
		for (uint32_t i = 0; i < s->cpus; i++) {
			while (s->cons[i]->cons != __atomic_load_n(&s->ctrl[i]->commit, __ATOMIC_ACQUIRE)) {
				uint64_t cons = s->cons[i]->cons;
				const struct fesh_record *r = (void *)(s->data[i] + (cons & (s->ring_bytes - 1)));
				bool found = r->kind == FESH_KIND_FUSE;

				if (found)
					memcpy(fuse, r, sizeof(*fuse));
				__atomic_store_n(&s->cons[i]->cons, cons + r->len8 * 8, __ATOMIC_RELEASE);
				if (found)
					return true;
			}
			s->cons[i]->waiting = 1;
		}
		poll(&pfd, 1, 100);
	}
	return false;
}

static void the_fuse_blows(uint32_t ring_bytes, const char *name)
{
	struct load load = {};
	struct fesh_fuse fuse = {};
	pthread_t thread;
	struct session s;

	session_open(&s, ring_bytes, FESH_SETUP_SELF);
	uint32_t id = session_must(&s, "t: fesh_target_args(u64 a)");

	described(&s, id, "fuse=1000000 blown=0", true);
	session_must(&s, "fuse t 1000");
	session_must(&s, "enable t");
	pthread_create(&thread, NULL, keep_calling, &load);
	check(await_fuse(&s, &fuse), name, "no record of it: %s", session_describe(&s, id));
	load.stop = true;
	pthread_join(thread, NULL);
	check(fuse.record.event == id && fuse.limit == 1000 && fuse.hits > 1000 && fuse.span && fuse.record.ts,
	      "its record says why", "event %u limit %llu hits %llu span %llu", fuse.record.event,
	      (unsigned long long)fuse.limit, (unsigned long long)fuse.hits, (unsigned long long)fuse.span);
	described(&s, id, "fuse=1000 blown=1", true);
	described(&s, id, "enabled=0", true);
	check(session_count(&s, id, "hits") <= load.calls, "no more hits than calls", "%s", session_describe(&s, id));
	adds_up(&s, id, "hits stay exact", session_count(&s, id, "hits"), session_count(&s, id, "recorded"));
	check(!session_next(&s, NULL), "nothing follows it", "a record does");
	session_must(&s, "enable t");
	described(&s, id, "fuse=1000 blown=0", true);
	session_close(&s);
}

static void a_slow_event_keeps_its_fuse(void)
{
	struct timespec start, now;
	struct session s;

	session_open(&s, 0, FESH_SETUP_SELF);
	uint32_t id = session_must(&s, "t: fesh_target_args(u64 a)");

	session_must(&s, "fuse t 100000");
	session_must(&s, "enable t");
	clock_gettime(CLOCK_MONOTONIC, &start);
	do {
		call_args();
		poll(NULL, 0, 10);
		clock_gettime(CLOCK_MONOTONIC, &now);
	} while (now.tv_sec - start.tv_sec < 3);
	described(&s, id, "blown=0", true);
	described(&s, id, "enabled=1", true);
	session_must(&s, "disable t");
	while (session_next(&s, NULL))
		;
	session_close(&s);
}

int main(int argc, char **argv)
{
	if (argc > 1)
		twin_path = argv[1];
	filters_choose_what_is_recorded();
	a_filter_is_changed_shown_and_cleared();
	no_hit_is_missed_while_a_filter_changes();
	several_functions_of_a_name();
	a_module_goes_and_returns();
	the_fuse_blows(0, "a fuse blows");
	the_fuse_blows(4096, "a fuse blows although the ring is full");
	a_slow_event_keeps_its_fuse();
	return check_summary();
}
