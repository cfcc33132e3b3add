/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * CLOCK_MONOTONIC for the handler, at a quarter of the price.
 *
 * ktime_get_mono_fast_ns() alone would cost a third of a whole hit.  So each ring
 * remembers one answer and the time stamp counter that went with it, and goes on
 * from there for up to FESH_CLOCK_WINDOW_NS.  In that time the counter's nominal
 * rate and the adjusted clock (500 ppm at most) come apart by 25 ns or less.
 *
 * The counter is read without a fence, as sched_clock() and with it ftrace do.
 */
#ifndef FESH_CLOCK_H
#define FESH_CLOCK_H

#ifdef __KERNEL__
#include <linux/types.h>
#include <asm/msr.h>
#else
#include "kernel_shim.h"
#endif

#define FESH_CLOCK_WINDOW_NS	50000
#define FESH_CLOCK_SHIFT	32

struct fesh_clock {
	u64 tsc;
	u64 ns;		/* at tsc */
	u64 window;	/* in ticks of the counter; 0: do not extrapolate */
	u64 mult;	/* ns of a tick, << FESH_CLOCK_SHIFT */
};

/*
 * The time, or false if fesh_clock() must be asked.  Not in NMIs.  An interrupt
 * that opens a new window while we are here spoils the answer; it does so only
 * for a hit of its own, so a caller that then finds head and limit of the ring
 * unchanged knows that it did not happen.
 */
static __always_inline bool fesh_clock_cheap(const struct fesh_clock *c, u64 *ns)
{
	u64 ticks = rdtsc() - c->tsc;

	*ns = c->ns + (ticks * c->mult >> FESH_CLOCK_SHIFT);
	return ticks < c->window;
}

/* The time, from any context; opens a new window where the last one is over. */
u64 fesh_clock(struct fesh_clock *c);

#endif /* FESH_CLOCK_H */
