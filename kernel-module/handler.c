// SPDX-License-Identifier: GPL-2.0-only
/*
 * What happens at a hit: the table is asked, filters are run, a record is
 * reserved, filled and committed.  The shortest path comes first in time and last
 * in this file.
 */
#include <linux/ftrace.h>
#include <linux/preempt.h>
#include <linux/sched.h>

#include "attach_table.h"
#include "compat.h"
#include "hit.h"
#include "peek.h"
#include "returns.h"
#include "stack.h"
#include "trace_event.h"

DEFINE_PER_CPU(u32, fesh_busy);

static __always_inline void record_hit(struct fesh_event *ev, const struct pt_regs *regs, u32 flags,
				       unsigned long caller)
{
	struct fesh_ring *r = this_cpu_ptr(ev->ring);
	struct fesh_slot slot;

	if (unlikely(!fesh_ring_reserve(r, ev->longest, &slot))) {
		this_cpu_inc(ev->counts->lost[slot.cause]);
		return;
	}
	fesh_fill_head(ev, r, &slot, current, flags, caller);
	fesh_fetch_regs(&ev->prog, regs, slot.record);
	if (ev->prog.nwalks) {
		struct fesh_record *record = (struct fesh_record *)slot.record;
		u32 len = fesh_fetch_walks(&ev->prog, regs, record, &record->state, !flags);

		record->len8 = len / 8;
		fesh_ring_shrink(r, &slot, len);
	}
	fesh_ring_commit(r);
	this_cpu_inc(ev->counts->recorded);
}

/* The same for an event with a filter, several functions or a stack (else frames is NULL). */
static noinline void notrace record_wanted_hit(const struct fesh_site *site, const struct pt_regs *regs, u32 flags,
					       unsigned long caller, const struct fesh_frames *frames)
{
	struct fesh_event *ev = site->ev;
	struct fesh_ring *r = this_cpu_ptr(ev->ring);
	/* Pairs with the release in fesh_attach_swap_filters(), by dependency. */
	const struct fesh_filter *filter = READ_ONCE(ev->filter);
	u32 term = FESH_FILTER_ACCEPT, len = ev->prog.fixed, lead = 0;
	struct fesh_record *record;
	struct fesh_slot slot;

	if (filter)
		term = fesh_filter_early(filter, regs, current, smp_processor_id());
	if (term == FESH_FILTER_REJECT)
		goto filtered;
	if (frames)
		lead = fesh_stack_lead(r, frames);
	if (!fesh_ring_reserve(r, ev->longest + lead, &slot)) {
		this_cpu_inc(ev->counts->lost[slot.cause]);
		return;
	}
	if (lead) {
		fesh_stack_write((struct fesh_stack *)slot.record, lead, frames, smp_processor_id(), slot.ts);
		fesh_ring_skip(&slot, lead);
	}
	record = (struct fesh_record *)slot.record;
	fesh_fill_head(ev, r, &slot, current, flags, caller);
	fesh_fetch_regs(&ev->prog, regs, record);
	if (ev->ip_at)
		*(u64 *)(slot.record + ev->ip_at) = site->addr;
	if (frames)
		*(u64 *)(slot.record + ev->stack_at) = frames->hash;
	if (ev->prog.nwalks)
		len = fesh_fetch_walks(&ev->prog, regs, record, &record->state, !flags);
	if (term < FESH_FILTER_REJECT && !fesh_filter_late(filter, term, record, regs, current, smp_processor_id())) {
		fesh_ring_discard(r, &slot);
		goto filtered;
	}
	record->len8 = len / 8;
	fesh_ring_shrink(r, &slot, len);
	fesh_ring_commit(r);
	if (lead)
		fesh_stack_told(r, frames);
	this_cpu_inc(ev->counts->recorded);
	return;
filtered:
	this_cpu_inc(ev->counts->filtered);
}

static noinline void notrace record_hit_with_stack(const struct fesh_site *site, const struct pt_regs *regs,
						   const struct pt_regs *args, u32 flags, unsigned long caller)
{
	struct fesh_frames frames;

	fesh_stack_walk(&frames, site->addr, regs, false);
	record_wanted_hit(site, args, flags, caller, &frames);
}

static __always_inline void take_hit(const struct fesh_site *site, const struct pt_regs *regs, u32 flags,
				     unsigned long caller)
{
	struct fesh_event *ev = site->ev;
	const struct pt_regs *args = regs;

	this_cpu_inc(ev->counts->hits);
	if (unlikely(current->tgid == ev->skip_tgid && !flags)) {
		this_cpu_inc(ev->counts->filtered);
		return;
	}
	if (ev->user_regs)
		args = (const struct pt_regs *)regs->di;
	if (unlikely(ev->stack_at))
		record_hit_with_stack(site, regs, args, flags, caller);
	else if (unlikely(READ_ONCE(ev->filter) || ev->ip_at))
		record_wanted_hit(site, args, flags, caller, NULL);
	else
		record_hit(ev, args, flags, caller);
}

/* At the entry of a call whose return is to be recorded. */
static __always_inline void take_call(const struct fesh_site *site, const struct pt_regs *regs, u32 flags)
{
	struct fesh_event *ev = site->ev;

	this_cpu_inc(ev->counts->hits);
	if (unlikely(current->tgid == ev->skip_tgid && !flags))
		this_cpu_inc(ev->counts->filtered);
	else
		fesh_returns_enter(site, regs, ev->user_regs ? (const struct pt_regs *)regs->di : regs, flags);
}

static struct fesh_site *sites_at(unsigned long ip)
{
	const struct table *t = READ_ONCE(fesh_table);

	for (unsigned long at = ip; ; at += sizeof(struct slot)) {
		const struct slot *slot = slot_at(t, at);
		unsigned long slot_ip = READ_ONCE(slot->ip);

		if (slot_ip == ip)
			return READ_ONCE(slot->first);
		if (!slot_ip)
			return &fesh_nobody;
	}
}

/* A function that our own handler calls was hit: there is no telling how deep this would go. */
static void lose_recursion(const struct fesh_site *site)
{
	struct fesh_event *ev;
	struct fesh_ring *r;

	for (; site; site = READ_ONCE(site->next)) {
		ev = site->ev;
		this_cpu_inc(ev->counts->hits);
		this_cpu_inc(ev->counts->lost[FESH_LOSS_NEST]);
		if (ev->trace)
			continue;
		r = this_cpu_ptr(ev->ring);
		fesh_ring_lose(r, FESH_LOSS_NEST, fesh_clock(&r->clock));
	}
}

/* A hit of any kind.  One bit for each context: see handler(). */
static noinline void notrace general_hit(unsigned long ip, unsigned long caller, const struct pt_regs *regs)
{
	const struct fesh_site *site = sites_at(ip);
	u32 flags = fesh_context_flags();
	u32 bit = flags ?: FESH_BUSY_TASK;
	u32 others = this_cpu_read(fesh_busy);

	if (site == &fesh_nobody)
		return;
	if (unlikely(others & bit)) {
		lose_recursion(site);
		return;
	}
	this_cpu_write(fesh_busy, others | bit);
	barrier();
	for (; site; site = READ_ONCE(site->next)) {
		if (site->ev->rets)
			take_call(site, regs, flags);
		else if (site->ev->trace)
			fesh_trace_hit(site, regs, flags, caller);
		else
			take_hit(site, regs, flags, caller);
	}
	barrier();
	this_cpu_write(fesh_busy, others);
}

static noinline void notrace wake_reader_of(struct fesh_ring *r)
{
	this_cpu_write(fesh_busy, FESH_BUSY_TASK);
	barrier();
	fesh_ring_wake(r);
	barrier();
	this_cpu_write(fesh_busy, 0);
}

/*
 * The common hit: one event at the function, nothing but registers to fetch, in
 * task context.  False if the hit is not so, and nothing has been done.  It calls
 * nothing, so that it needs no saved registers and cannot recurse; what it only
 * would have to call is done by wake_reader_of(), at its end.
 */
static __always_inline bool quick_hit(struct fesh_event *ev, unsigned long caller, const struct pt_regs *regs)
{
	struct task_struct *task = current;
	struct fesh_counts __percpu *counts;
	struct fesh_ring *r;
	struct fesh_slot slot;

	if (unlikely(fesh_context_flags() || task->tgid == ev->skip_tgid || this_cpu_read(fesh_busy)))
		return false;

	r = this_cpu_ptr(ev->ring);
	if (unlikely(!fesh_ring_reserve_quickly(r, &ev->longest, &slot)))
		return false;
	fesh_fill_head(ev, r, &slot, task, 0, caller);
	fesh_fetch_regs(&ev->prog, regs, slot.record);
	counts = ev->counts;
	this_cpu_inc(counts->hits);
	this_cpu_inc(counts->recorded);
	fesh_ring_leave(r, true);
	if (unlikely(READ_ONCE(r->cons->waiting)))
		wake_reader_of(r);
	return true;
}

static __always_inline void count_rejection(struct fesh_event *ev)
{
	struct fesh_counts __percpu *counts = ev->counts;

	this_cpu_inc(counts->hits);
	this_cpu_inc(counts->filtered);
}

static __always_inline bool peek_rejects(struct fesh_event *ev, const struct fesh_filter *filter, u32 term,
					 const struct pt_regs *args)
{
	struct fesh_context context;

	/* Not those of a value that is yet to be returned.  A fault on the way calls functions that may be traced. */
	if (filter->terms[term].size == FESH_NO_WALK || unlikely(!fesh_context_enter(&context)))
		return false;
	term = fesh_peek(filter, term, &ev->prog, args, current, smp_processor_id(), !context.flags);
	fesh_context_leave(&context);
	return term == FESH_FILTER_REJECT;
}

/*
 * One event with a filter, which registers have not made reject, up to term: with
 * a longer look it does, lets through, or is not decided before the fetch.
 */
static noinline void notrace filtered_hit(struct fesh_event *ev, const struct fesh_filter *filter, u32 term,
					  unsigned long ip, unsigned long caller, const struct pt_regs *regs)
{
	const struct pt_regs *args = ev->user_regs ? (const struct pt_regs *)regs->di : regs;

	term = fesh_filter_early_from(filter, term, args, current, smp_processor_id());
	if (term == FESH_FILTER_REJECT || (term < FESH_FILTER_REJECT && peek_rejects(ev, filter, term, args)))
		count_rejection(ev);
	else if (term != FESH_FILTER_ACCEPT || ev->prog.nwalks || ev->trace || ev->rets ||
		 ev->stack_at || !quick_hit(ev, caller, args))
		general_hit(ip, caller, regs);
}

/*
 * One event with a filter: what its first terms reject touches nothing but two
 * counters, so it matters neither in what context we are nor in whose hit.
 */
static __always_inline void quick_filter(struct fesh_event *ev, unsigned long ip, unsigned long caller,
					 const struct pt_regs *regs)
{
	/* Pairs with the release in fesh_attach_swap_filters(), by dependency. */
	const struct fesh_filter *filter = READ_ONCE(ev->filter);
	u32 term;

	/* It was taken away just now. */
	if (unlikely(!filter)) {
		general_hit(ip, caller, regs);
		return;
	}
	term = fesh_filter_registers(filter, ev->user_regs ? (const struct pt_regs *)regs->di : regs, current);
	if (likely(term == FESH_FILTER_REJECT))
		count_rejection(ev);
	else
		filtered_hit(ev, filter, term, ip, caller, regs);
}

/*
 * No FTRACE_OPS_FL_RECURSION: ftrace would wrap this in its own guard, which
 * costs more than all of ours.  Our bit for each context lets an interrupt be
 * recorded inside a task's hit while a function that we call is not.
 *
 * The first slot that we look at is nearly always the function's.
 */
void notrace fesh_handler(unsigned long ip, unsigned long parent_ip, struct ftrace_ops *op,
			  struct ftrace_regs *fregs)
{
	const struct pt_regs *regs = fesh_entry_regs(fregs);
	const struct slot *at;
	struct fesh_site *site;
	struct fesh_event *ev;
	u8 quick;

	preempt_disable_notrace();
	at = slot_at(READ_ONCE(fesh_table), ip);
	if (unlikely(at->ip != ip))
		goto general;
	site = READ_ONCE(at->first);
	ev = container_of(site, struct fesh_event, site);
	quick = READ_ONCE(site->quick);
	if (unlikely(quick != FESH_QUICK)) {
		if (quick == FESH_QUICK_FILTER) {
			quick_filter(ev, ip, parent_ip, regs);
			goto out;
		}
		if (quick != FESH_QUICK_SYSCALL)
			goto general;
		regs = (const struct pt_regs *)regs->di;
	}
	if (likely(quick_hit(ev, parent_ip, regs)))
		goto out;
general:
	general_hit(ip, parent_ip, fesh_entry_regs(fregs));
out:
	preempt_enable_notrace();
}
