// SPDX-License-Identifier: GPL-2.0-only
/* The handler's clock (clock.h). */
#include <linux/irqflags.h>
#include <linux/ktime.h>
#include <linux/math64.h>
#include <linux/minmax.h>
#include <linux/preempt.h>
#include <linux/timekeeping.h>
#include <asm/tsc.h>

#include "clock.h"

/*
 * The new window never begins before the last time that the old one gave: time
 * does not run backwards on a CPU.
 */
static u64 open_window(struct fesh_clock *c)
{
	u64 tsc = rdtsc();
	u64 ns = ktime_get_mono_fast_ns();
	u64 given = c->ns + (min(tsc - c->tsc, c->window) * c->mult >> FESH_CLOCK_SHIFT);

	c->ns = max(ns, given);
	c->tsc = tsc;
	/* The kernel may find out at any time that the counter is no clock. */
	if (!tsc_khz || check_tsc_unstable()) {
		c->window = 0;
		return c->ns;
	}
	c->mult = div_u64(1000000ull << FESH_CLOCK_SHIFT, tsc_khz);
	c->window = div_u64((u64)FESH_CLOCK_WINDOW_NS * tsc_khz, 1000000);
	return c->ns;
}

u64 fesh_clock(struct fesh_clock *c)
{
	unsigned long flags;
	u64 ns;

	/* An NMI may find a window half open. */
	if (in_nmi())
		return ktime_get_mono_fast_ns();
	local_irq_save(flags);
	if (!fesh_clock_cheap(c, &ns))
		ns = open_window(c);
	local_irq_restore(flags);
	return ns;
}
