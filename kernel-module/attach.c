// SPDX-License-Identifier: GPL-2.0-only
/* The hook (attach.h). */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/errno.h>
#include <linux/ftrace.h>
#include <linux/module.h>
#include <linux/preempt.h>
#include <linux/rcupdate.h>
#include <linux/sched.h>
#include <linux/slab.h>

#include "attach.h"
#include "compat.h"
#include "event.h"
#include "hit.h"
#include "returns.h"
#include "stack.h"
#include "trace_event.h"

#define TABLE_MIN	64	/* slots */

/*
 * Open addressing; a slot keeps its address when its last event leaves.  first
 * is never NULL in a slot that has an ip, so that a hit need not ask.
 */
struct slot {
	unsigned long ip;	/* 0: never used, the search ends here */
	struct fesh_site *first;
};

struct table {
	unsigned long mask;	/* of the bits of an address that tell the slot's offset */
	unsigned int used;	/* slots with an ip: at most a quarter */
	struct slot slots[];
};

/* Functions start on 16 bytes: an address as it is counts slots of 16. */
static_assert(sizeof(struct slot) == 16);

static DEFINE_MUTEX(attach_lock);
static LIST_HEAD(all_events);
static struct table *table;	/* replaced when it grows, freed after a grace period */
static unsigned int attached;	/* functions that have events */

/* Stands in slots whose events have left. */
static struct fesh_site nobody;

DEFINE_PER_CPU(u32, fesh_busy);

static __always_inline struct slot *slot_at(const struct table *t, unsigned long ip)
{
	return (void *)t->slots + (ip & t->mask);
}

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
	fesh_ring_commit(r, &slot);
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
	fesh_ring_commit(r, &slot);
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
	const struct table *t = READ_ONCE(table);

	for (unsigned long at = ip; ; at += sizeof(struct slot)) {
		const struct slot *slot = slot_at(t, at);
		unsigned long slot_ip = READ_ONCE(slot->ip);

		if (slot_ip == ip)
			return READ_ONCE(slot->first);
		if (!slot_ip)
			return &nobody;
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

	if (site == &nobody)
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

static noinline void notrace wake_reader_of(struct fesh_ring *r, u64 begin, u64 end)
{
	this_cpu_write(fesh_busy, FESH_BUSY_TASK);
	barrier();
	fesh_ring_wake(r, begin, end);
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
	if (unlikely(!fesh_ring_reserve_quickly(r, ev->longest, &slot)))
		return false;
	fesh_fill_head(ev, r, &slot, task, 0, caller);
	fesh_fetch_regs(&ev->prog, regs, slot.record);
	counts = ev->counts;
	this_cpu_inc(counts->hits);
	this_cpu_inc(counts->recorded);
	fesh_ring_leave(r, true);
	if (unlikely(READ_ONCE(r->cons->waiting)))
		wake_reader_of(r, slot.start, slot.end);
	return true;
}

/*
 * One event with a filter: what its first terms reject touches nothing but two
 * counters, so it matters neither in what context we are nor in whose hit.
 */
static __always_inline bool quick_rejection(struct fesh_event *ev, const struct pt_regs *regs)
{
	const struct fesh_filter *filter = READ_ONCE(ev->filter);
	struct fesh_counts __percpu *counts;

	if (unlikely(!filter))
		return false;
	if (ev->user_regs)
		regs = (const struct pt_regs *)regs->di;
	if (fesh_filter_registers(filter, regs, current) != FESH_FILTER_REJECT)
		return false;
	counts = ev->counts;
	this_cpu_inc(counts->hits);
	this_cpu_inc(counts->filtered);
	return true;
}

/* The others of it: with a longer look they are rejected too, wanted, or not decided before the fetch. */
static noinline void notrace filtered_hit(struct fesh_event *ev, unsigned long ip, unsigned long caller,
					  const struct pt_regs *regs)
{
	const struct fesh_filter *filter = READ_ONCE(ev->filter);
	const struct pt_regs *args = ev->user_regs ? (const struct pt_regs *)regs->di : regs;

	u32 term = FESH_FILTER_ACCEPT;

	if (likely(filter))
		term = fesh_filter_early(filter, args, current, smp_processor_id());
	if (term == FESH_FILTER_REJECT) {
		this_cpu_inc(ev->counts->hits);
		this_cpu_inc(ev->counts->filtered);
	} else if (term != FESH_FILTER_ACCEPT || ev->prog.nwalks || ev->trace || ev->rets ||
		   ev->stack_at || !quick_hit(ev, caller, args)) {
		general_hit(ip, caller, regs);
	}
}

/*
 * No FTRACE_OPS_FL_RECURSION: ftrace would wrap this in its own guard, which
 * costs more than all of ours.  Our bit for each context lets an interrupt be
 * recorded inside a task's hit while a function that we call is not.
 *
 * The first slot that we look at is nearly always the function's.
 */
static void notrace handler(unsigned long ip, unsigned long parent_ip, struct ftrace_ops *op,
			    struct ftrace_regs *fregs)
{
	const struct pt_regs *regs = fesh_entry_regs(fregs);
	const struct slot *at;
	struct fesh_site *site;
	struct fesh_event *ev;
	u8 quick;

	preempt_disable_notrace();
	at = slot_at(READ_ONCE(table), ip);
	if (unlikely(at->ip != ip))
		goto general;
	site = READ_ONCE(at->first);
	ev = container_of(site, struct fesh_event, site);
	quick = READ_ONCE(site->quick);
	if (unlikely(quick != FESH_QUICK)) {
		if (quick == FESH_QUICK_FILTER) {
			if (!quick_rejection(ev, regs))
				filtered_hit(ev, ip, parent_ip, regs);
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

static struct ftrace_ops ops = {
	.func = handler,
};

/*
 * Where the handler also runs while RCU does not watch (idle, entry code: 6.1),
 * ordinary grace periods do not wait for it; the first of these makes every CPU
 * schedule, which it cannot do inside the handler.  Later kernels (6.12, 7.2)
 * cannot be traced there, and so the first returns at once on x86: there it is
 * the second that waits, for the handler's disabled preemption.
 */
void fesh_wait_for_hits(void)
{
	synchronize_rcu_tasks_rude();
	synchronize_rcu();
}

static struct slot *find_slot(struct table *t, unsigned long ip)
{
	for (unsigned long at = ip; ; at += sizeof(struct slot)) {
		struct slot *slot = slot_at(t, at);

		if (slot->ip == ip || !slot->ip)
			return slot;
	}
}

static void fill_slot(struct table *t, struct slot *slot, unsigned long ip, struct fesh_site *first)
{
	WRITE_ONCE(slot->first, first);
	if (!slot->ip) {
		t->used++;
		/* Pairs with hits, which load ip before first, and x86 keeps that order. */
		smp_store_release(&slot->ip, ip);
	}
}

static struct table *table_create(unsigned int used)
{
	unsigned long n = roundup_pow_of_two(max(4 * used, (unsigned int)TABLE_MIN));
	struct table *t = kvzalloc(struct_size(t, slots, n), GFP_KERNEL);

	if (t)
		t->mask = (n - 1) * sizeof(struct slot);
	return t;
}

static unsigned long table_slots(const struct table *t)
{
	return t->mask / sizeof(struct slot) + 1;
}

/* Makes room for n more functions. */
static int table_reserve(unsigned int n)
{
	struct table *old = table, *new;

	if (old && 4 * (old->used + n) <= table_slots(old))
		return 0;
	new = table_create(2 * (attached + n));
	if (!new)
		return -ENOMEM;
	for (unsigned long i = 0; old && i < table_slots(old); i++)
		if (old->slots[i].ip && old->slots[i].first != &nobody)
			fill_slot(new, find_slot(new, old->slots[i].ip), old->slots[i].ip, old->slots[i].first);
	/* Pairs with the READ_ONCE of table in hits, which depend on it: slots before table. */
	smp_store_release(&table, new);
	if (old) {
		fesh_wait_for_hits();
		kvfree(old);
	}
	return 0;
}

/* Only the first of a function's events may be quick, and only if it is alone. */
static void set_quick(struct fesh_site *site)
{
	const struct fesh_event *ev = site->ev;
	enum fesh_quick quick = FESH_NOT_QUICK;

	if (!site->next && ev->nsites == 1) {
		if (ev->filter)
			quick = FESH_QUICK_FILTER;
		else if (!ev->prog.nwalks && !ev->trace && !ev->rets && !ev->stack_at)
			quick = ev->user_regs ? FESH_QUICK_SYSCALL : FESH_QUICK;
	}
	WRITE_ONCE(site->quick, quick);
}

/* Returns whether it is the first of its function. */
static bool link_site(struct fesh_site *site)
{
	struct slot *slot = find_slot(table, site->ip);

	site->next = slot->ip && slot->first != &nobody ? slot->first : NULL;
	set_quick(site);
	fill_slot(table, slot, site->ip, site);
	site->hooked = true;
	return !site->next;
}

/* Returns whether it was the last of its function.  site->next stays, for hits under way. */
static bool unlink_site(struct fesh_site *site)
{
	struct slot *slot = find_slot(table, site->ip);
	struct fesh_site *at = slot->first;

	site->hooked = false;
	if (at == site) {
		WRITE_ONCE(slot->first, site->next ?: &nobody);
	} else {
		while (at->next != site)
			at = at->next;
		WRITE_ONCE(at->next, site->next);
	}
	if (slot->first == &nobody)
		return true;
	set_quick(slot->first);
	return false;
}

/* Without any function the filter is empty, and that means all functions: so not registered then. */
static int hook_functions(unsigned long *ips, unsigned int n)
{
	int err;

	if (!n)
		return 0;
	err = ftrace_set_filter_ips(&ops, ips, n, 0, !attached);
	if (err)
		return err;
	if (!attached)
		err = register_ftrace_function(&ops);
	if (!err)
		attached += n;
	return err;
}

static void unhook_functions(unsigned long *ips, unsigned int n)
{
	int err = 0;

	if (!n)
		return;
	attached -= n;
	if (!attached)
		err = unregister_ftrace_function(&ops);
	else
		err = ftrace_set_filter_ips(&ops, ips, n, 1, 0);
	if (err)
		pr_warn("ftrace keeps %u unused functions hooked: error %d\n", n, err);
}

static unsigned int count_sites(struct fesh_event **evs, unsigned int n)
{
	unsigned int sites = 0;

	while (n--)
		sites += evs[n]->nsites;
	return sites;
}

/* Links what can be; functions that were not hooked go to ips.  Returns how many those are. */
static unsigned int link_event(struct fesh_event *ev, unsigned long *ips)
{
	unsigned int first = 0;

	for (u32 i = 0; i < ev->nsites; i++) {
		struct fesh_site *site = fesh_event_site(ev, i);

		if (!site->hooked && !site->gone && link_site(site))
			ips[first++] = site->ip;
	}
	return first;
}

/* Unlinks; functions that nobody is at any more are unhooked, or go to ips if it is not NULL. */
static unsigned int unlink_event(struct fesh_event *ev, unsigned long *ips)
{
	unsigned int last = 0;

	for (u32 i = 0; i < ev->nsites; i++) {
		struct fesh_site *site = fesh_event_site(ev, i);

		if (!site->hooked || !unlink_site(site))
			continue;
		if (ips)
			ips[last++] = site->ip;
		else
			unhook_functions(&site->ip, 1);
	}
	return last;
}

int fesh_attach(struct fesh_event **evs, unsigned int n)
{
	unsigned int sites = count_sites(evs, n), first = 0, linked = 0;
	unsigned long *ips = kvmalloc_array(sites + 1, sizeof(*ips), GFP_KERNEL);
	int err = 0;

	if (!ips)
		return -ENOMEM;
	mutex_lock(&attach_lock);
	for (unsigned int i = 0; i < n && !err; i++)
		err = fesh_returns_prepare(evs[i]);
	err = err ?: table_reserve(sites);
	if (err)
		goto out;
	for (unsigned int i = 0; i < n; i++) {
		if (evs[i]->enabled || fesh_event_gone(evs[i]))
			continue;
		first += link_event(evs[i], ips + first);
		WRITE_ONCE(evs[i]->enabled, true);
		swap(evs[linked], evs[i]);
		linked++;
	}
	/* Events first, hook second: the first hit already finds them. */
	err = hook_functions(ips, first);
	if (err) {
		pr_err("attaching %u functions failed: error %d\n", first, err);
		while (linked--) {
			unlink_event(evs[linked], ips);
			WRITE_ONCE(evs[linked]->enabled, false);
		}
		fesh_wait_for_hits();
	}
out:
	mutex_unlock(&attach_lock);
	kvfree(ips);
	return err;
}

void fesh_detach(struct fesh_event **evs, unsigned int n)
{
	unsigned long *ips = kvmalloc_array(count_sites(evs, n) + 1, sizeof(*ips), GFP_KERNEL);
	unsigned int last = 0;
	bool any = false;

	mutex_lock(&attach_lock);
	for (unsigned int i = 0; i < n; i++) {
		if (!evs[i]->enabled)
			continue;
		any = true;
		last += unlink_event(evs[i], ips ? ips + last : NULL);
		WRITE_ONCE(evs[i]->enabled, false);
	}
	unhook_functions(ips, last);
	if (any)
		fesh_wait_for_hits();
	mutex_unlock(&attach_lock);
	kvfree(ips);
}

void fesh_attach_swap_filters(struct fesh_event **evs, struct fesh_filter **filters, unsigned int n)
{
	bool any = false;

	mutex_lock(&attach_lock);
	for (unsigned int i = 0; i < n; i++) {
		struct fesh_event *ev = evs[i];
		struct fesh_filter *old = ev->filter;

		/* Before quick, in both directions: a quick hit never was to be filtered. */
		smp_store_release(&ev->filter, filters[i]);
		filters[i] = old;
		any |= ev->enabled;
		if (ev->site.hooked)
			set_quick(find_slot(table, ev->site.ip)->first);
	}
	if (any)
		fesh_wait_for_hits();
	mutex_unlock(&attach_lock);
}

struct telling {
	struct fesh_ring __percpu *ring;
	const struct fesh_record *record;
	bool told;
};

/* On the ring's CPU, with interrupts off. */
static void tell_here(void *data)
{
	struct telling *t = data;
	struct fesh_ring *r = this_cpu_ptr(t->ring);
	u32 len = 8 * t->record->len8;
	u32 bit = fesh_context_flags() ?: FESH_BUSY_TASK;
	u32 others = this_cpu_read(fesh_busy);
	struct fesh_slot slot;

	/* A ring has one writer in each context. */
	if (others & bit)
		return;
	this_cpu_write(fesh_busy, others | bit);
	barrier();
	t->told = fesh_ring_try_reserve(r, len, &slot, false);
	if (t->told) {
		memcpy(slot.record, t->record, len);
		((struct fesh_record *)slot.record)->ts = slot.ts;
		fesh_ring_commit(r, &slot);
	}
	barrier();
	this_cpu_write(fesh_busy, others);
}

bool fesh_attach_tell(struct fesh_event *ev, int cpu, const struct fesh_record *record)
{
	struct telling t = { .ring = ev->ring, .record = record };

	/* The CPU may be offline by now: then any does, its number is in the record. */
	if (smp_call_function_single(cpu, tell_here, &t, true)) {
		local_irq_disable();
		tell_here(&t);
		local_irq_enable();
	}
	return t.told;
}

void fesh_detach_list(struct list_head *events)
{
	struct fesh_event *ev, **evs;
	unsigned int n = 0;

	list_for_each_entry(ev, events, of_session)
		n++;
	evs = kvmalloc_array(n + 1, sizeof(*evs), GFP_KERNEL);
	n = 0;
	list_for_each_entry(ev, events, of_session) {
		if (evs)
			evs[n++] = ev;
		else
			fesh_detach(&ev, 1);
	}
	if (evs)
		fesh_detach(evs, n);
	kvfree(evs);
}

void fesh_attach_add(struct fesh_event *ev)
{
	mutex_lock(&attach_lock);
	list_add_tail(&ev->all, &all_events);
	mutex_unlock(&attach_lock);
}

void fesh_attach_remove(struct fesh_event *ev)
{
	fesh_detach(&ev, 1);
	mutex_lock(&attach_lock);
	list_del(&ev->all);
	mutex_unlock(&attach_lock);
}

/*
 * Ftrace forgets the functions of a module that goes, and of its init section when
 * that has run; another may get their addresses.
 */
static void sites_gone(const struct module *mod, bool only_init)
{
	struct fesh_event *ev;
	bool any = false;

	list_for_each_entry(ev, &all_events, all) {
		for (u32 i = 0; i < ev->nsites; i++) {
			struct fesh_site *site = fesh_event_site(ev, i);

			if (site->gone || !(only_init ? within_module_init(site->addr, mod) :
							within_module(site->addr, mod)))
				continue;
			site->gone = true;
			if (!site->hooked)
				continue;
			any = true;
			if (unlink_site(site))
				unhook_functions(&site->ip, 1);
		}
	}
	if (any)
		fesh_wait_for_hits();
}

/* Hooks what has returned of an enabled event. */
static int hook_again(struct fesh_event *ev)
{
	unsigned long *ips = kvmalloc_array(ev->nsites, sizeof(*ips), GFP_KERNEL);
	unsigned int first;
	int err;

	if (!ips)
		return -ENOMEM;
	err = table_reserve(ev->nsites);
	if (err)
		goto out;
	first = link_event(ev, ips);
	err = hook_functions(ips, first);
	if (!err)
		goto out;
	for (u32 i = 0; i < ev->nsites; i++)
		for (unsigned int k = 0; k < first; k++)
			if (fesh_event_site(ev, i)->hooked && fesh_event_site(ev, i)->ip == ips[k])
				unlink_site(fesh_event_site(ev, i));
	fesh_wait_for_hits();
out:
	kvfree(ips);
	return err;
}

/* Functions can be hooked as soon as their module is coming, so that not even its init is missed. */
static void sites_return(const struct module *mod)
{
	struct fesh_event *ev;
	int err;

	list_for_each_entry(ev, &all_events, all) {
		if (!fesh_event_return(ev, mod->name) || !ev->enabled)
			continue;
		err = hook_again(ev);
		if (err)
			pr_warn("event %s stays off although %s has returned: error %d\n", ev->spec->name,
				mod->name, err);
	}
}

static int module_changed(struct notifier_block *nb, unsigned long state, void *data)
{
	mutex_lock(&attach_lock);
	if (state == MODULE_STATE_COMING)
		sites_return(data);
	else if (state == MODULE_STATE_LIVE || state == MODULE_STATE_GOING)
		sites_gone(data, state == MODULE_STATE_LIVE);
	mutex_unlock(&attach_lock);
	return NOTIFY_OK;
}

static struct notifier_block module_notifier = {
	.notifier_call = module_changed,
};

int fesh_attach_init(void)
{
	return register_module_notifier(&module_notifier);
}

/* No session is left, so nothing is attached. */
void fesh_attach_exit(void)
{
	unregister_module_notifier(&module_notifier);
	ftrace_free_filter(&ops);
	kvfree(table);
}
