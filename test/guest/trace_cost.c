// SPDX-License-Identifier: Apache-2.0
/*
 * What one hit of an event of function_events costs, recorded in ftrace's own
 * buffer, beside kprobe_events that records the same values of the same calls in
 * the same boot (icount.h).
 *
 * The order is A-B-C-C-B-A: if the two baselines differ by more than 1 %, or if
 * a figure is above its bar, the program fails.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "icount.h"
#include "session.h"

#define TRACING	"/sys/kernel/tracing/"
#define BAR	0.75

struct cost {
	const char *name;
	const char *fesh;
	const char *kprobe;
	double bar;	/* of the ratio; 0: none, where nothing is fetched and the buffer is all the cost */
};

static const struct cost costs[] = {
	{ "no-args", "cost: do_faccessat()", "p:fesh_cost do_faccessat", 0 },
	{ "3-args", "cost: do_faccessat(int dfd, x64 path, int mode)",
	  "p:fesh_cost do_faccessat dfd=%di:s32 path=%si:x64 mode=%dx:s32", BAR },
	{ "user-string", "cost: do_faccessat(int dfd, ustring path, int mode)",
	  "p:fesh_cost do_faccessat dfd=%di:s32 path=+0(%si):ustring mode=%dx:s32", BAR },
	{ "user-words", "cost: do_faccessat(int dfd, x64 a+8[0] | x64 b[0])",
	  "p:fesh_cost do_faccessat dfd=%di:s32 a=+u8(%si):x64 b=+u0(%si):x64", BAR },
};

static double enabled(double per_thousand, const char *file, const char *definition, const char *enable,
		      const char *removal)
{
	file_write(file, definition);
	file_write(enable, "1");
	double n = call_instructions(per_thousand, NULL, NULL);

	file_write(enable, "0");
	file_write(file, removal);
	return n;
}

static double with_fesh(double per_thousand, const char *definition)
{
	return enabled(per_thousand, TRACING "function_events", definition,
		       TRACING "events/functions/cost/enable", "-cost");
}

static double with_kprobe(double per_thousand, const char *definition)
{
	return enabled(per_thousand, TRACING "kprobe_events", definition,
		       TRACING "events/kprobes/fesh_cost/enable", "-:fesh_cost");
}

static int measure(double per_thousand, const struct cost *c)
{
	double before = call_instructions(per_thousand, NULL, NULL);
	double fesh = with_fesh(per_thousand, c->fesh);
	double kprobe = with_kprobe(per_thousand, c->kprobe);

	kprobe = lesser(kprobe, with_kprobe(per_thousand, c->kprobe));
	fesh = lesser(fesh, with_fesh(per_thousand, c->fesh));
	double after = call_instructions(per_thousand, NULL, NULL);
	double baseline = lesser(before, after), ratio = (fesh - baseline) / (kprobe - baseline);

	printf("trace-cost case=%s baseline=%.1f fesh=%.1f kprobe=%.1f fesh_instructions=%.1f "
	       "kprobe_instructions=%.1f ratio=%.3f\n", c->name, baseline, fesh, kprobe, fesh - baseline,
	       kprobe - baseline, ratio);
	if (before > after * 1.01 || after > before * 1.01) {
		printf("trace-cost case=%s rejected: baselines %.1f and %.1f differ by more than 1 %%\n",
		       c->name, before, after);
		return 1;
	}
	if (c->bar && ratio > c->bar) {
		printf("trace-cost case=%s failed: ratio %.3f is above %.2f\n", c->name, ratio, c->bar);
		return 1;
	}
	return 0;
}

int main(void)
{
	double per_thousand = ticks_per_thousand();
	int failed = 0;

	printf("trace-cost ticks_per_1000_instructions=%.1f\n", per_thousand);
	for (size_t i = 0; i < sizeof(costs) / sizeof(costs[0]); i++)
		failed |= measure(per_thousand, &costs[i]);
	return failed;
}
