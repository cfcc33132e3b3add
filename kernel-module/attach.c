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
#include "ring_write.h"
#include "trace_event.h"

#define TABLE_MIN	64	/* slots */

/*
 * Open addressing; a slot keeps its address when its last event leaves.  first
 * is never NULL in a slot that has an ip, so that a hit need not ask.
 */
struct slot {
	unsigned long ip;	/* 0: never used, the search ends here */
	struct fesh_event *first;
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
static struct fesh_event nobody;

/* Contexts of this CPU that are inside the handler. */
static DEFINE_PER_CPU(u32, busy);
#define BUSY_TASK	0x80u	/* beside FESH_FLAG_x for the others */

static __always_inline struct slot *slot_at(const struct table *t, unsigned long ip)
{
	return (void *)t->slots + (ip & t->mask);
}

static __always_inline u32 context_flags(void)
{
	u32 count = preempt_count();

	if (likely(!(count & (NMI_MASK | HARDIRQ_MASK | SOFTIRQ_OFFSET))))
		return 0;
	return count & NMI_MASK ? FESH_FLAG_NMI : count & HARDIRQ_MASK ? FESH_FLAG_IRQ : FESH_FLAG_SOFTIRQ;
}

static __always_inline void fill_head(const struct fesh_event *ev, const struct fesh_ring *r,
				      const struct fesh_slot *slot, const struct task_struct *task,
				      u32 flags, unsigned long caller)
{
	struct fesh_record *record = (struct fesh_record *)slot->record;

	*(u64 *)record = ev->head | r->cpu_word | (u64)flags << 56;
	record->ts = slot->ts;
	static_assert(offsetof(struct task_struct, tgid) == offsetof(struct task_struct, pid) + 4);
	*(u64 *)&record->pid = *(const u64 *)&task->pid;
	record->caller = caller;
	memcpy(record->comm, task->comm, sizeof(record->comm));
	record->state = 0;
}

static __always_inline void record_hit(struct fesh_event *ev, const struct pt_regs *regs, u32 flags,
				       unsigned long caller)
{
	struct fesh_ring *r = this_cpu_ptr(ev->ring);
	struct fesh_slot slot;

	this_cpu_inc(ev->counts->hits);
	if (unlikely(current->tgid == ev->skip_tgid && !flags)) {
		this_cpu_inc(ev->counts->filtered);
		return;
	}
	if (unlikely(!fesh_ring_reserve(r, ev->longest, &slot))) {
		this_cpu_inc(ev->counts->lost[slot.cause]);
		return;
	}
	if (ev->user_regs)
		regs = (const struct pt_regs *)regs->di;
	fill_head(ev, r, &slot, current, flags, caller);
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

static struct fesh_event *events_at(unsigned long ip)
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
static void lose_recursion(struct fesh_event *ev)
{
	struct fesh_ring *r;

	for (; ev; ev = READ_ONCE(ev->next)) {
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
	struct fesh_event *ev = events_at(ip);
	u32 flags = context_flags();
	u32 bit = flags ?: BUSY_TASK;
	u32 others = this_cpu_read(busy);

	if (ev == &nobody)
		return;
	if (unlikely(others & bit)) {
		lose_recursion(ev);
		return;
	}
	this_cpu_write(busy, others | bit);
	barrier();
	for (; ev; ev = READ_ONCE(ev->next)) {
		if (ev->trace)
			fesh_trace_hit(ev, regs, flags, ip, caller);
		else
			record_hit(ev, regs, flags, caller);
	}
	barrier();
	this_cpu_write(busy, others);
}

static noinline void notrace wake_reader_of(struct fesh_ring *r, u64 begin, u64 end)
{
	this_cpu_write(busy, BUSY_TASK);
	barrier();
	fesh_ring_wake(r, begin, end);
	barrier();
	this_cpu_write(busy, 0);
}

/*
 * The common hit: one event in the first slot we look at, nothing but registers
 * to fetch, in task context.  False if the hit is not so, and nothing has been
 * done.  It calls nothing, so that it needs no saved registers and cannot recurse;
 * what it only would have to call is done by wake_reader_of(), at its end.
 */
static __always_inline bool quick_hit(unsigned long ip, unsigned long caller, const struct pt_regs *regs)
{
	const struct table *t = READ_ONCE(table);
	const struct slot *at = slot_at(t, ip);
	struct task_struct *task = current;
	struct fesh_counts __percpu *counts;
	struct fesh_event *ev;
	struct fesh_ring *r;
	struct fesh_slot slot;
	u8 quick;

	if (unlikely(at->ip != ip))
		return false;
	ev = READ_ONCE(at->first);
	quick = READ_ONCE(ev->quick);
	if (unlikely(quick != FESH_QUICK)) {
		if (quick != FESH_QUICK_SYSCALL)
			return false;
		regs = (const struct pt_regs *)regs->di;
	}
	if (unlikely(context_flags() || task->tgid == ev->skip_tgid || this_cpu_read(busy)))
		return false;

	r = this_cpu_ptr(ev->ring);
	if (unlikely(!fesh_ring_reserve_quickly(r, ev->longest, &slot)))
		return false;
	fill_head(ev, r, &slot, task, 0, caller);
	fesh_fetch_regs(&ev->prog, regs, slot.record);
	counts = ev->counts;
	this_cpu_inc(counts->hits);
	this_cpu_inc(counts->recorded);
	fesh_ring_leave(r, true);
	if (unlikely(READ_ONCE(r->cons->waiting)))
		wake_reader_of(r, slot.begin, slot.end);
	return true;
}

/*
 * No FTRACE_OPS_FL_RECURSION: ftrace would wrap this in its own guard, which
 * costs more than all of ours.  Our bit for each context lets an interrupt be
 * recorded inside a task's hit while a function that we call is not.
 */
static void notrace handler(unsigned long ip, unsigned long parent_ip, struct ftrace_ops *op,
			    struct ftrace_regs *fregs)
{
	preempt_disable_notrace();
	if (unlikely(!quick_hit(ip, parent_ip, fesh_entry_regs(fregs))))
		general_hit(ip, parent_ip, fesh_entry_regs(fregs));
	preempt_enable_notrace();
}

static struct ftrace_ops ops = {
	.func = handler,
};

/*
 * The handler also runs where RCU does not watch (idle, entry code), so ordinary
 * grace periods do not wait for it.  This one makes every CPU schedule, which it
 * cannot do inside the handler.
 */
void fesh_wait_for_hits(void)
{
	synchronize_rcu_tasks_rude();
}

static struct slot *find_slot(struct table *t, unsigned long ip)
{
	for (unsigned long at = ip; ; at += sizeof(struct slot)) {
		struct slot *slot = slot_at(t, at);

		if (slot->ip == ip || !slot->ip)
			return slot;
	}
}

static void fill_slot(struct table *t, struct slot *slot, unsigned long ip, struct fesh_event *first)
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
static void set_quick(struct fesh_event *ev)
{
	bool plain = !ev->next && !ev->prog.nwalks && !ev->trace;

	WRITE_ONCE(ev->quick, !plain ? FESH_NOT_QUICK : ev->user_regs ? FESH_QUICK_SYSCALL : FESH_QUICK);
}

/* Returns whether it is the first event of its function. */
static bool link_event(struct fesh_event *ev)
{
	struct slot *slot = find_slot(table, ev->ip);

	ev->next = slot->ip && slot->first != &nobody ? slot->first : NULL;
	set_quick(ev);
	fill_slot(table, slot, ev->ip, ev);
	ev->enabled = true;
	return !ev->next;
}

/* Returns whether it was the last event of its function.  ev->next stays, for hits under way. */
static bool unlink_event(struct fesh_event *ev)
{
	struct slot *slot = find_slot(table, ev->ip);
	struct fesh_event *at = slot->first;

	ev->enabled = false;
	if (at == ev) {
		WRITE_ONCE(slot->first, ev->next ?: &nobody);
	} else {
		while (at->next != ev)
			at = at->next;
		WRITE_ONCE(at->next, ev->next);
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

int fesh_attach(struct fesh_event **evs, unsigned int n)
{
	unsigned long *ips = kvmalloc_array(n + 1, sizeof(*ips), GFP_KERNEL);
	unsigned int first = 0, linked = 0;
	int err;

	if (!ips)
		return -ENOMEM;
	mutex_lock(&attach_lock);
	err = table_reserve(n);
	if (err)
		goto out;
	for (unsigned int i = 0; i < n; i++) {
		if (evs[i]->enabled || evs[i]->gone)
			continue;
		if (link_event(evs[i]))
			ips[first++] = evs[i]->ip;
		swap(evs[linked], evs[i]);
		linked++;
	}
	/* Events first, hook second: the first hit already finds them. */
	err = hook_functions(ips, first);
	if (err) {
		pr_err("attaching %u functions failed: error %d\n", first, err);
		while (linked--)
			unlink_event(evs[linked]);
		fesh_wait_for_hits();
	}
out:
	mutex_unlock(&attach_lock);
	kvfree(ips);
	return err;
}

void fesh_detach(struct fesh_event **evs, unsigned int n)
{
	unsigned long *ips = kvmalloc_array(n + 1, sizeof(*ips), GFP_KERNEL);
	unsigned int last = 0;
	bool any = false;

	mutex_lock(&attach_lock);
	for (unsigned int i = 0; i < n; i++) {
		if (!evs[i]->enabled)
			continue;
		any = true;
		if (!unlink_event(evs[i]))
			continue;
		if (ips)
			ips[last++] = evs[i]->ip;
		else
			unhook_functions(&evs[i]->ip, 1);
	}
	unhook_functions(ips, last);
	if (any)
		fesh_wait_for_hits();
	mutex_unlock(&attach_lock);
	kvfree(ips);
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

/* Ftrace forgets the functions of a module that goes, and another may get their addresses. */
static int module_changed(struct notifier_block *nb, unsigned long state, void *data)
{
	const struct module *mod = data;
	struct fesh_event *ev;
	bool any = false;

	if (state != MODULE_STATE_GOING)
		return NOTIFY_OK;
	mutex_lock(&attach_lock);
	list_for_each_entry(ev, &all_events, all) {
		if (!within_module(ev->addr, mod))
			continue;
		ev->gone = true;
		if (!ev->enabled)
			continue;
		any = true;
		if (unlink_event(ev))
			unhook_functions(&ev->ip, 1);
	}
	if (any)
		fesh_wait_for_hits();
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
