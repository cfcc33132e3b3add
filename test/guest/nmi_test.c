// SPDX-License-Identifier: Apache-2.0
/*
 * Hits in NMIs, in the timer's interrupt, in softirqs and in tasks, at the same
 * time on one CPU: sysrq-l has CPU 1 print its stack, from an NMI, while it hits
 * events as fast as it can.  Needs fesh.ko and fesh_target.ko, two CPUs, and root.
 */
#define _GNU_SOURCE
#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>
#include <sys/klog.h>
#include <unistd.h>

#include "session.h"
#include "target.h"

#define NMIS	100
#define INSIDE	10	/* of them while our handler runs */

static atomic_bool done;

static void move_to(int cpu)
{
	cpu_set_t set;

	CPU_ZERO(&set);
	CPU_SET(cpu, &set);
	if (sched_setaffinity(0, sizeof(set), &set))
		die("moving to CPU %d", cpu);
}

static void *load(void *unused)
{
	move_to(1);
	while (!done)
		target_call(FESH_TARGET_TEXT, 100, (uint64_t[6]){ (uintptr_t)"a string of the user's, of a certain length" });
	return unused;
}

/* fesh.ko in memory: a hit in an NMI tells by its registers whether the NMI came while we were handling another. */
static uint64_t module_at;
static unsigned long module_size;

static void find_module(void)
{
	const char *line = file_text("/proc/modules");
	unsigned long long at;

	while (line && strncmp(line, "fesh ", 5))
		line = strchr(line, '\n') ? strchr(line, '\n') + 1 : NULL;
	if (!line || sscanf(line, "fesh %lu %*s %*s %*s %llx", &module_size, &at) != 2)
		die("fesh in /proc/modules");
	module_at = at;
}

struct tally {
	uint64_t inside, in_nmi, in_irq, in_softirq, in_task, unlike;
	uint64_t last[SESSION_CPUS];
	bool out_of_order;
};

/* A record that an NMI wrote into another would show in its values. */
static void drain(struct session *s, struct tally *t, uint32_t text, uint32_t at, uint32_t ip_at)
{
	const struct fesh_record *r;

	while ((r = session_next(s, NULL))) {
		t->in_nmi += !!(r->flags & FESH_FLAG_NMI);
		t->in_irq += !!(r->flags & FESH_FLAG_IRQ);
		t->in_softirq += !!(r->flags & FESH_FLAG_SOFTIRQ);
		t->in_task += !r->flags;
		if (r->flags & FESH_FLAG_NMI)
			t->inside += record_value(r, ip_at, 8) - module_at < module_size;
		if (r->event == text)
			t->unlike += strcmp(record_string(r, at), "text of the kernel") != 0;
		t->out_of_order |= r->ts < t->last[r->cpu];
		t->last[r->cpu] = r->ts;
	}
}

static uint64_t unaccounted(struct session *s, uint32_t id)
{
	return session_count(s, id, "hits") - session_count(s, id, "recorded") - session_count(s, id, "lost_full") -
	       session_count(s, id, "lost_nest");
}

int main(void)
{
	struct tally t = {};
	struct session s;
	pthread_t thread;

	if (sysconf(_SC_NPROCESSORS_ONLN) < 2) {
		printf("skip nmi: there is one CPU\n");
		return 0;
	}
	find_module();
	klogctl(8, NULL, 1);	/* SYSLOG_ACTION_CONSOLE_LEVEL: stacks go to the log alone */
	session_open(&s, 0, FESH_SETUP_SELF);
	uint32_t nmi = session_must(&s, "nmi: show_regs(x64 regs | symbol ip+128[0]) stack");
	uint32_t irq = session_must(&s, "irq: update_process_times(int user)");
	uint32_t soft = session_must(&s, "soft: run_timer_softirq(x64 first)");
	uint32_t text = session_must(&s, "text: fesh_target_text(string k, ustring u)");
	uint32_t at = session_offset(&s, text, "k"), ip_at = session_offset(&s, nmi, "ip");

	session_must(&s, "enable *");
	move_to(0);
	if (pthread_create(&thread, NULL, load, NULL))
		die("pthread_create");
	/* None is seen by an idle CPU. */
	for (int i = 0; i < 10 * NMIS && (t.in_nmi < NMIS || t.inside < INSIDE); i++) {
		file_write("/proc/sysrq-trigger", "l");
		drain(&s, &t, text, at, ip_at);
	}
	while (!t.in_irq || !t.in_softirq)
		drain(&s, &t, text, at, ip_at);
	done = true;
	pthread_join(thread, NULL);
	session_must(&s, "disable *");
	drain(&s, &t, text, at, ip_at);
	printf("# records: %llu in NMIs, %llu of which inside of fesh, %llu in interrupts, %llu in softirqs, %llu in tasks; nested: %llu\n",
	       (unsigned long long)t.in_nmi, (unsigned long long)t.inside, (unsigned long long)t.in_irq, (unsigned long long)t.in_softirq,
	       (unsigned long long)t.in_task, (unsigned long long)session_count(&s, nmi, "lost_nest"));
	check(t.in_nmi >= NMIS, "hits in NMIs are recorded", "%llu of %d", (unsigned long long)t.in_nmi, NMIS);
	check(t.inside >= INSIDE, "also those that came while our handler ran", "%llu", (unsigned long long)t.inside);
	check(t.in_task > 0, "beside those of the task that they interrupt", "none");
	check(!t.unlike, "whose records they leave alone", "%llu are damaged", (unsigned long long)t.unlike);
	check(!t.out_of_order, "each CPU's records are in the order of time", "they are not");
	check(!unaccounted(&s, nmi) && !unaccounted(&s, irq) && !unaccounted(&s, soft) && !unaccounted(&s, text),
	      "and every hit is accounted for", "%s", session_describe(&s, 0));
	session_close(&s);
	return check_summary();
}
