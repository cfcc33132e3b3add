// SPDX-License-Identifier: GPL-2.0-only
/* The hook and the table behind it (attach.h); what a hit does is in handler.c. */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/errno.h>
#include <linux/ftrace.h>
#include <linux/module.h>
#include <linux/preempt.h>
#include <linux/rcupdate.h>
#include <linux/sched.h>
#include <linux/slab.h>

#include "attach.h"
#include "attach_table.h"
#include "compat.h"
#include "event.h"
#include "hit.h"
#include "returns.h"
#include "trace_event.h"

#define TABLE_MIN	64	/* slots */

static DEFINE_MUTEX(attach_lock);
static LIST_HEAD(all_events);
struct table *fesh_table;
struct fesh_site fesh_nobody;
static unsigned int attached;	/* functions that have events */

/* Permanent: nobody switches ftrace off while it calls us, and if it is off it refuses. */
static struct ftrace_ops ops = {
	.func = fesh_handler,
	.flags = FTRACE_OPS_FL_PERMANENT,
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
	struct table *old = fesh_table, *new;

	if (old && 4 * (old->used + n) <= table_slots(old))
		return 0;
	new = table_create(2 * (attached + n));
	if (!new)
		return -ENOMEM;
	for (unsigned long i = 0; old && i < table_slots(old); i++)
		if (old->slots[i].ip && old->slots[i].first != &fesh_nobody)
			fill_slot(new, find_slot(new, old->slots[i].ip), old->slots[i].ip, old->slots[i].first);
	/* Pairs with the READ_ONCE of table in hits, which depend on it: slots before table. */
	smp_store_release(&fesh_table, new);
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
	struct slot *slot = find_slot(fesh_table, site->ip);

	site->next = slot->ip && slot->first != &fesh_nobody ? slot->first : NULL;
	set_quick(site);
	fill_slot(fesh_table, slot, site->ip, site);
	site->hooked = true;
	return !site->next;
}

/* Returns whether it was the last of its function.  site->next stays, for hits under way. */
static bool unlink_site(struct fesh_site *site)
{
	struct slot *slot = find_slot(fesh_table, site->ip);
	struct fesh_site *at = slot->first;

	site->hooked = false;
	if (at == site) {
		WRITE_ONCE(slot->first, site->next ?: &fesh_nobody);
	} else {
		while (at->next != site)
			at = at->next;
		WRITE_ONCE(at->next, site->next);
	}
	if (slot->first == &fesh_nobody)
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
			set_quick(find_slot(fesh_table, ev->site.ip)->first);
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
		fesh_ring_commit(r);
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

static atomic64_t module_changes;

u64 fesh_module_changes(void)
{
	return atomic64_read(&module_changes);
}

static int module_changed(struct notifier_block *nb, unsigned long state, void *data)
{
	mutex_lock(&attach_lock);
	if (state == MODULE_STATE_COMING)
		sites_return(data);
	else if (state == MODULE_STATE_LIVE || state == MODULE_STATE_GOING)
		sites_gone(data, state == MODULE_STATE_LIVE);
	mutex_unlock(&attach_lock);
	atomic64_inc(&module_changes);
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
	kvfree(fesh_table);
}
