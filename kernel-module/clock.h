/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * CLOCK_MONOTONIC for the handler, at a quarter of the price.
 *
 * ktime_get_mono_fast_ns() costs a third of a whole hit.  So each CPU remembers
 * one answer and the time stamp counter that went with it, and extrapolates from
 * there for up to FESH_CLOCK_WINDOW_NS.  In that time the counter's nominal rate
 * and the adjusted clock (500 ppm at most) come apart by 25 ns or less.
 */
#ifndef FESH_CLOCK_H
#define FESH_CLOCK_H

#include <linux/percpu.h>
#include <linux/types.h>
#include <asm/msr.h>

#define FESH_CLOCK_WINDOW_NS	50000
#define FESH_CLOCK_SHIFT	32

struct fesh_clock {
	u64 tsc;
	u64 ns;
	u64 window;	/* in ticks of the counter; 0: do not extrapolate */
	u64 mult;	/* ns of a tick, << FESH_CLOCK_SHIFT */
};

DECLARE_PER_CPU(struct fesh_clock, fesh_clocks);

/* The time, or 0 if fesh_clock() must be asked.  Not in NMIs. */
static __always_inline u64 fesh_clock_cheap(void)
{
	u64 ticks = rdtsc_ordered() - this_cpu_read(fesh_clocks.tsc);

	if (unlikely(ticks >= this_cpu_read(fesh_clocks.window)))
		return 0;
	return this_cpu_read(fesh_clocks.ns) + (ticks * this_cpu_read(fesh_clocks.mult) >> FESH_CLOCK_SHIFT);
}

/* The time, from any context; starts a new window where the last one is over. */
u64 fesh_clock(void);

#endif /* FESH_CLOCK_H */
