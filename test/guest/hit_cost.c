// SPDX-License-Identifier: Apache-2.0
/*
 * What one recorded hit costs, in guest instructions (icount.h), beside
 * kprobe_events that records the same values of the same calls in the same boot.
 *
 * The order is A-B-C-C-B-A: if the two baselines differ by more than 1 %, the
 * program fails.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "icount.h"
#include "session.h"

#define KPROBES		"/sys/kernel/tracing/kprobe_events"
#define KPROBE_FILTER	"/sys/kernel/tracing/events/kprobes/fesh_cost/filter"
#define KPROBE_ENABLE	"/sys/kernel/tracing/events/kprobes/fesh_cost/enable"

struct cost {
	const char *name;
	const char *fesh;
	const char *kprobe;
	const char *filter;	/* of the kprobe */
};

#define REGISTERS	"p:fesh_cost do_faccessat dfd=%di:s32 path=%si:x64 mode=%dx:s32"
#define RETURN_VALUE	"r:fesh_cost do_faccessat ret=$retval:s32"
#define USER_STRING	"p:fesh_cost do_faccessat dfd=%di:s32 path=+0(%si):ustring mode=%dx:s32"

static const struct cost costs[] = {
	{ .name = "no-args", .fesh = "cost: do_faccessat()",
	  .kprobe = "p:fesh_cost do_faccessat" },
	{ .name = "3-args", .fesh = "cost: do_faccessat(int dfd, x64 path, int mode)",
	  .kprobe = REGISTERS },
	{ .name = "syscall-3-args", .fesh = "cost: SyS_faccessat(int dfd, x64 path, int mode)" },
	{ .name = "user-string", .fesh = "cost: do_faccessat(int dfd, ustring path, int mode)",
	  .kprobe = USER_STRING },
	{ .name = "string", .fesh = "cost: do_faccessat(int dfd, string path, int mode)",
	  .kprobe = USER_STRING },
	{ .name = "accepted", .fesh = "cost: do_faccessat(int dfd, x64 path, int mode) if dfd != 5",
	  .kprobe = REGISTERS, .filter = "dfd != 5" },
	{ .name = "rejected", .fesh = "cost: do_faccessat(int dfd, x64 path, int mode) if dfd == 5",
	  .kprobe = REGISTERS, .filter = "dfd == 5" },
	{ .name = "rejected-pid", .fesh = "cost: do_faccessat(int dfd, x64 path, int mode) if pid == 0",
	  .kprobe = REGISTERS, .filter = "common_pid == 0" },
	{ .name = "rejected-comm", .fesh = "cost: do_faccessat(int dfd, x64 path, int mode) if comm == \"x\"",
	  .kprobe = REGISTERS, .filter = "comm == \"x\"" },
	{ .name = "rejected-string", .fesh = "cost: do_faccessat(int dfd, ustring path, int mode) if path ~ \"*.conf\"",
	  .kprobe = USER_STRING, .filter = "path ~ \"*.conf\"" },
	{ .name = "rejected-equal", .fesh = "cost: do_faccessat(int dfd, ustring path, int mode) if path == \"/etc/passwd\"",
	  .kprobe = USER_STRING, .filter = "path == \"/etc/passwd\"" },
	{ .name = "stack", .fesh = "cost: do_faccessat(int dfd, x64 path, int mode) stack" },
	{ .name = "return-2-args", .fesh = "cost: do_faccessat(int dfd, x64 path) => int ret",
	  .kprobe = RETURN_VALUE },
	{ .name = "return-void", .fesh = "cost: do_faccessat() => void", .kprobe = "r:fesh_cost do_faccessat" },
	{ .name = "return-string", .fesh = "cost: do_faccessat(int dfd, ustring path) => int ret",
	  .kprobe = RETURN_VALUE },
	{ .name = "return-rejected", .fesh = "cost: do_faccessat(int dfd, x64 path) => int ret if ret == 0",
	  .kprobe = RETURN_VALUE, .filter = "ret == 0" },
};

/* The reader has taken everything. */
static void empty_rings(void *session)
{
	struct session *s = session;

	for (uint32_t cpu = 0; cpu < s->cpus; cpu++)
		s->cons[cpu]->cons = s->ctrl[cpu]->commit;
}

static double instructions(double per_thousand, struct session *s)
{
	return call_instructions(per_thousand, empty_rings, s);
}

static double with_fesh(double per_thousand, struct session *s, uint32_t id)
{
	session_must(s, "enable cost");
	double n = instructions(per_thousand, s);

	session_must(s, "disable cost");
	if (session_count(s, id, "lost_full") || !session_count(s, id, "hits") ||
	    (session_count(s, id, "recorded") + session_count(s, id, "filtered")) % (ROUNDS * CALLS))
		die("not every call was recorded or rejected: %s", session_describe(s, id));
	return n;
}

static double with_kprobe(double per_thousand, struct session *s, const struct cost *c)
{
	file_write(KPROBES, c->kprobe);
	if (c->filter)
		file_write(KPROBE_FILTER, c->filter);
	file_write(KPROBE_ENABLE, "1");
	double n = instructions(per_thousand, s);

	file_write(KPROBE_ENABLE, "0");
	file_write(KPROBES, "-:fesh_cost");
	return n;
}

static int measure(double per_thousand, const struct cost *c)
{
	struct session s;

	session_open(&s, 0, FESH_SETUP_SELF);
	uint32_t id = session_must(&s, c->fesh);

	session_must(&s, "fuse cost 0");
	double before = instructions(per_thousand, &s);
	double fesh = with_fesh(per_thousand, &s, id), kprobe = 0;

	if (c->kprobe) {
		kprobe = with_kprobe(per_thousand, &s, c);
		kprobe = lesser(kprobe, with_kprobe(per_thousand, &s, c));
	}
	fesh = lesser(fesh, with_fesh(per_thousand, &s, id));
	double after = instructions(per_thousand, &s);
	double baseline = lesser(before, after);

	session_close(&s);
	printf("hit-cost case=%s baseline=%.1f fesh=%.1f", c->name, baseline, fesh);
	if (c->kprobe)
		printf(" kprobe=%.1f", kprobe);
	printf(" fesh_instructions=%.1f", fesh - baseline);
	if (c->kprobe)
		printf(" kprobe_instructions=%.1f ratio=%.3f", kprobe - baseline,
		       (fesh - baseline) / (kprobe - baseline));
	printf("\n");
	if (before > after * 1.01 || after > before * 1.01) {
		printf("hit-cost case=%s rejected: baselines %.1f and %.1f differ by more than 1 %%\n",
		       c->name, before, after);
		return 1;
	}
	return 0;
}

int main(void)
{
	double per_thousand = ticks_per_thousand();
	int rejected = 0;

	printf("hit-cost ticks_per_1000_instructions=%.1f\n", per_thousand);
	for (size_t i = 0; i < sizeof(costs) / sizeof(costs[0]); i++)
		rejected |= measure(per_thousand, &costs[i]);
	return rejected;
}
