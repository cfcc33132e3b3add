/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Return events: one record for each call, made when it returns.
 *
 * At the entry the arguments are fetched into a slot that the kernel's rethook
 * keeps beside the return address; at the return the slot is completed with the
 * value returned and the duration, and becomes the record.  rethook is what
 * kretprobes use, so unwinders and the exit of tasks know of it; hooking it from
 * our own ftrace_ops leaves out all of kprobes, which is most of what a
 * kretprobe costs.
 *
 * An event has a fixed number of slots, because nothing can be allocated where
 * functions are hit.  A call that finds none is lost with FESH_LOSS_SLOT.  A task
 * that ends inside a call gives its slots back without a return: that is counted
 * apart, as exited.  Hits of a return event are counted at the entry, so
 *
 *   hits == filtered + recorded + lost + exited + open
 *
 * (lost may be at either end), where open is the number of calls that have not come back yet.  A call that
 * returns while its event is disabled counts as filtered.
 *
 * Filters are run at the entry as far as they do not ask for the value or the
 * duration: what is rejected then takes no slot, or gives it back.  Those that do
 * are run at the return, on the record; cpu is then still that of the entry.
 */
#ifndef FESH_RETURNS_H
#define FESH_RETURNS_H

#include <linux/types.h>

struct fesh_event;
struct fesh_site;
struct pt_regs;

void fesh_returns_init(void);
/* Whether this kernel lets us hook returns. */
bool fesh_returns_possible(void);

/* Before the first attach: slots for ev, unless it has them or needs none. */
int fesh_returns_prepare(struct fesh_event *ev);

/*
 * Calls that have not come back do so without us, from now on.  ev is detached.
 * True if it has slots: then wait for hits before it is freed, and
 * fesh_returns_free() it.
 */
bool fesh_returns_stop(struct fesh_event *ev);
void fesh_returns_free(struct fesh_event *ev);

/* A hit at the entry, inside the handler.  args: registers with the arguments. */
void fesh_returns_enter(const struct fesh_site *site, const struct pt_regs *regs, const struct pt_regs *args,
			u32 flags);

/* Calls under way now; those of tasks that have ended are counted as exited. */
u64 fesh_returns_open(struct fesh_event *ev);

#endif /* FESH_RETURNS_H */
