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

DEFINE_PER_CPU(struct fesh_clock, fesh_clocks);

/*
 * Interrupts are off, so nobody but an NMI sees the parts disagree, and NMIs do
 * not look.  The new window never begins before the last time that the old one
 * gave: time does not run backwards on a CPU.
 */
static u64 open_window(struct fesh_clock *c)
{
	u64 tsc = rdtsc_ordered();
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

u64 fesh_clock(void)
{
	unsigned long flags;
	u64 ns;

	if (in_nmi())
		return ktime_get_mono_fast_ns();
	ns = fesh_clock_cheap();
	if (ns)
		return ns;
	local_irq_save(flags);
	ns = open_window(this_cpu_ptr(&fesh_clocks));
	local_irq_restore(flags);
	return ns;
}
