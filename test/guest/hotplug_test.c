// SPDX-License-Identifier: Apache-2.0
/*
 * CPU 1 goes and comes while it is traced: what it recorded stays readable, every
 * hit is accounted for, and a session that began without it sees it come.  Needs
 * fesh.ko and fesh_target.ko loaded, two CPUs, and root.
 */
#define _GNU_SOURCE
#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "session.h"
#include "target.h"

#define ONLINE	"/sys/devices/system/cpu/cpu1/online"
#define CYCLES	20

static atomic_bool done;
static atomic_ulong calls;

static bool move_to(int cpu)
{
	cpu_set_t set;

	CPU_ZERO(&set);
	CPU_SET(cpu, &set);
	return !sched_setaffinity(0, sizeof(set), &set);
}

/* Calls from every CPU that there is, as often as it can. */
static void *load(void *unused)
{
	while (!done) {
		move_to(calls & 1);	/* or stays where it is, if that is offline */
		target_call(FESH_TARGET_SUM, 1, (uint64_t[6]){ calls, 1 });
		calls++;
	}
	return unused;
}

static void wait_for_calls(unsigned long more)
{
	for (unsigned long until = calls + more; calls < until; )
		sched_yield();
}

struct tally {
	uint64_t records, lost;
	uint64_t on_cpu_1;
	uint64_t last[SESSION_CPUS];
	bool out_of_order;
};

static void drain(struct session *s, struct tally *t)
{
	const struct fesh_record *r;

	while ((r = session_next(s, &t->lost))) {
		t->records++;
		t->on_cpu_1 += r->cpu == 1;
		t->out_of_order |= r->ts < t->last[r->cpu];
		t->last[r->cpu] = r->ts;
	}
}

static uint64_t unaccounted(struct session *s, uint32_t id)
{
	return session_count(s, id, "hits") - session_count(s, id, "recorded") - session_count(s, id, "filtered") -
	       session_count(s, id, "lost_full") - session_count(s, id, "lost_nest") - session_count(s, id, "lost_slot") -
	       session_count(s, id, "exited") - session_count(s, id, "open");
}

static void it_goes_and_comes_under_load(void)
{
	struct tally t = {};
	struct session s;
	pthread_t threads[2];
	unsigned long stranded = 0, arrived = 0;

	session_open(&s, 0, FESH_SETUP_SELF);
	uint32_t entry = session_must(&s, "fesh_target_sum(u64 a, u64 b)");
	uint32_t ret = session_must(&s, "ret: fesh_target_sum(u64 a) => u64 sum");
	uint32_t tick = session_must(&s, "update_process_times(int user) stack");

	session_must(&s, "enable *");
	for (int i = 0; i < 2; i++)
		if (pthread_create(&threads[i], NULL, load, NULL))
			die("pthread_create");
	for (int i = 0; i < CYCLES; i++) {
		wait_for_calls(50);
		drain(&s, &t);
		wait_for_calls(50);
		file_write(ONLINE, "0");
		uint64_t before = t.on_cpu_1;

		drain(&s, &t);
		stranded += t.on_cpu_1 > before;
		before = t.on_cpu_1;
		wait_for_calls(50);
		file_write(ONLINE, "1");
		wait_for_calls(50);
		drain(&s, &t);
		arrived += t.on_cpu_1 > before;
	}
	done = true;
	for (int i = 0; i < 2; i++)
		pthread_join(threads[i], NULL);
	session_must(&s, "disable *");
	drain(&s, &t);
	check(stranded == CYCLES, "what a CPU recorded is read after it has gone", "%lu times of %d", stranded, CYCLES);
	check(arrived == CYCLES, "and it records again when it has come back", "%lu times of %d", arrived, CYCLES);
	check(session_count(&s, entry, "hits") == calls && session_count(&s, ret, "hits") == calls,
	      "every call was a hit, on whatever CPU", "%lu calls; %s", (unsigned long)calls, session_describe(&s, 0));
	check(!unaccounted(&s, entry) && !unaccounted(&s, ret) && !unaccounted(&s, tick), "every hit is accounted for",
	      "%s", session_describe(&s, 0));
	check(t.records == session_count(&s, entry, "recorded") + session_count(&s, ret, "recorded") +
			   session_count(&s, tick, "recorded"), "every record was read", "%llu; %s",
	      (unsigned long long)t.records, session_describe(&s, 0));
	check(!t.out_of_order, "each CPU's in the order of time", "not so");
	session_close(&s);
}

static void a_session_without_it_sees_it_come(void)
{
	struct tally t = {};
	struct session s;

	file_write(ONLINE, "0");
	session_open(&s, 65536, FESH_SETUP_SELF);
	session_must(&s, "fesh_target_sum(u64 a)");
	session_must(&s, "enable *");
	file_write(ONLINE, "1");
	if (!move_to(1))
		die("moving to CPU 1");
	target_call(FESH_TARGET_SUM, 3, (uint64_t[6]){ 1, 2 });
	drain(&s, &t);
	check(t.on_cpu_1 == 3, "a session that began without it has a ring for it", "%llu records",
	      (unsigned long long)t.on_cpu_1);
	move_to(0);
	file_write(ONLINE, "0");
	session_close(&s);
	check(!strstr(file_text("/sys/kernel/tracing/enabled_functions"), "fesh_target"),
	      "and ends while it is away", "%s", file_text("/sys/kernel/tracing/enabled_functions"));
	file_write(ONLINE, "1");
}

/* The record of a blown fuse belongs to a CPU that cannot write it any more. */
static void its_fuse_blows_when_it_has_gone(void)
{
	struct session s;
	bool told = false;

	session_open(&s, 65536, FESH_SETUP_SELF);
	session_must(&s, "fesh_target_sum(u64 a) if a != 1");
	session_must(&s, "fuse * 10");
	session_must(&s, "enable *");
	move_to(1);
	target_call(FESH_TARGET_SUM, 100, (uint64_t[6]){ 1, 2 });
	move_to(0);
	file_write(ONLINE, "0");
	while (!told) {
		for (uint32_t cpu = 0; cpu < s.cpus; cpu++) {
			uint64_t commit = __atomic_load_n(&s.ctrl[cpu]->commit, __ATOMIC_ACQUIRE);

			for (uint64_t at = 0; at < commit; ) {
				const struct fesh_record *r = (void *)(s.data[cpu] + at);

				told |= r->kind == FESH_KIND_FUSE && r->cpu == 1;
				at += r->len8 * 8;
			}
		}
		sched_yield();
	}
	check(told, "a fuse that it has blown is told of without it", "no");
	file_write(ONLINE, "1");
	session_close(&s);
}

int main(void)
{
	if (access(ONLINE, W_OK)) {
		printf("skip hotplug: CPU 1 cannot be switched off here\n");
		return 0;
	}
	it_goes_and_comes_under_load();
	a_session_without_it_sees_it_come();
	its_fuse_blows_when_it_has_gone();
	return check_summary();
}
