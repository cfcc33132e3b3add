// SPDX-License-Identifier: GPL-2.0-only
/* Return events (returns.h). */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/errno.h>
#include <linux/llist.h>
#include <linux/pid.h>
#include <linux/pid_namespace.h>
#include <linux/random.h>
#include <linux/rcupdate.h>
#include <linux/sched.h>
#include <linux/slab.h>

#include "attach.h"
#include "clock.h"
#include "compat.h"
#include "event.h"
#include "hit.h"
#include "returns.h"
#include "ring_write.h"
#include "stack.h"
#include "trace_event.h"

/*
 * Every thread that sleeps in the function holds a slot, so that few for each CPU,
 * as kretprobes have them, are too few: 1,024 let a thousand threads wait in
 * poll() at once.  Events with long strings have as many as fit into SLOTS_BYTES.
 */
#define SLOTS_MAX	1024u
#define SLOTS_MIN	128u
#define SLOTS_BYTES	(2u << 20)

/* What is kept of a record: the payload and, in front of it, the state. */
#define KEPT_FROM	offsetof(struct fesh_record, state)

/* One call under way. */
struct call {
	struct rethook_node node;	/* first: rethook frees it */
	u64 cookie;			/* the event's, once the slot has been used */
	struct llist_node known;	/* among those of the event that have been used */
	u32 turn;			/* odd while a call is under way */
	u32 len;			/* of the record so far */
	u32 cpu;			/* of the entry */
	pid_t pid;
	struct task_struct *task;	/* only to be compared */
	u64 born;			/* when task was: tells it from a later one at its address */
	u64 entered;
	unsigned long addr;		/* of the function */
	const struct fesh_filter *accepted_by;	/* only to be compared; NULL: decided at the return */
	bool late;			/* a user string faulted: regs are kept behind the record */
	u64 kept[];
};

struct fesh_returns {
	struct rethook *rethook;
	u64 cookie;
	struct llist_head known;
	u32 regs_at;		/* in kept */
	u16 duration_at;	/* in the record */
	u16 nargs;		/* fields in front of the value and the duration */
	bool has_value;
	struct fesh_walk value;
};

/* Not the rings': what opens a window of theirs must leave a record there (fesh_clock_cheap()). */
static DEFINE_PER_CPU(struct fesh_clock, return_clock);

static bool hookable;

void fesh_returns_init(void)
{
	hookable = fesh_compat_find_rethook();
	if (!hookable)
		pr_info("rethook is out of reach: no return events\n");
}

bool fesh_returns_possible(void)
{
	return hookable;
}

static __always_inline void *record_of(struct call *c)
{
	return (void *)c->kept - KEPT_FROM;
}

/* As fesh_clock(), without its price: an interrupt that opens a new window changes tsc. */
static __always_inline u64 now(u32 flags)
{
	struct fesh_clock *c = this_cpu_ptr(&return_clock);
	u64 tsc = READ_ONCE(c->tsc);
	u64 ns;

	if (likely(!(flags & FESH_FLAG_NMI) && fesh_clock_cheap(c, &ns))) {
		barrier();
		if (likely(READ_ONCE(c->tsc) == tsc))
			return ns;
	}
	return fesh_clock(c);
}

static void lose(struct fesh_event *ev, enum fesh_loss cause)
{
	struct fesh_ring *r;

	this_cpu_inc(ev->counts->lost[cause]);
	if (ev->trace)
		return;
	r = this_cpu_ptr(ev->ring);
	fesh_ring_lose(r, cause, fesh_clock(&r->clock));
}

/* The slot's first call: it holds what was in its memory before. */
static noinline void meet(struct fesh_returns *rets, struct call *c)
{
	c->cookie = rets->cookie;
	c->turn = 0;
	llist_add(&c->known, &rets->known);
}

/* Ends a call without its return, unless that was done. */
static noinline void give_up(struct fesh_event *ev, struct call *c, u32 turn)
{
	if (cmpxchg(&c->turn, turn, turn + 1) == turn)
		this_cpu_inc(ev->counts->exited);
}

static __always_inline bool any_fault(u64 state)
{
	return state & ~(state >> 1) & 0x5555555555555555ull;
}

/* Strings that could not be read may be there when the call returns, if we keep where they were. */
static noinline void keep_regs(const struct fesh_returns *rets, struct call *c, const struct pt_regs *args)
{
	const u64 *from = (const u64 *)args;
	u64 *to = c->kept + rets->regs_at / sizeof(u64);

	for (u32 i = 0; i < sizeof(*args) / sizeof(u64); i++)
		to[i] = from[i];
	c->late = true;
}

/* What the registers could not tell.  Returns as fesh_filter_record() does. */
static noinline u32 filter_arguments(const struct fesh_event *ev, const struct fesh_filter *filter,
				     const struct fesh_record *record)
{
	return fesh_filter_record(filter, record, ev->rets->nargs, current, smp_processor_id());
}

void fesh_returns_enter(const struct fesh_site *site, const struct pt_regs *regs, const struct pt_regs *args,
			u32 flags)
{
	struct fesh_event *ev = site->ev;
	struct fesh_returns *rets = ev->rets;
	struct task_struct *task = current;
	/* Pairs with the release in fesh_attach_swap_filters(), by dependency. */
	const struct fesh_filter *filter = READ_ONCE(ev->filter);
	u32 term = FESH_FILTER_ACCEPT;
	struct rethook_node *node;
	struct fesh_record *record;
	struct call *c;

	/* Slots are freed by RCU.  Of all tasks only idle ones call functions where it does not watch. */
	if (unlikely(!task->pid && !rcu_is_watching())) {
		lose(ev, FESH_LOSS_NEST);
		return;
	}
	if (unlikely(filter)) {
		term = fesh_filter_early(filter, args, task, smp_processor_id());
		if (term == FESH_FILTER_REJECT) {
			this_cpu_inc(ev->counts->filtered);
			return;
		}
	}
	node = fesh_rethook_try_get(rets->rethook);
	if (unlikely(!node)) {
		lose(ev, FESH_LOSS_SLOT);
		return;
	}
	c = container_of(node, struct call, node);
	if (unlikely(c->cookie != rets->cookie))
		meet(rets, c);
	/* The slot was given back when its task ended. */
	if (unlikely(c->turn & 1))
		give_up(ev, c, c->turn);

	record = record_of(c);
	record->state = 0;
	c->len = ev->prog.fixed;
	c->late = false;
	fesh_fetch_regs(&ev->prog, args, record);
	if (ev->prog.nwalks) {
		c->len = fesh_fetch_walks(&ev->prog, args, record, &record->state, !flags);
		if (unlikely(rets->regs_at && any_fault(record->state)))
			keep_regs(rets, c, args);
	}
	if (unlikely(term < FESH_FILTER_REJECT)) {
		term = filter_arguments(ev, filter, record);
		if (term == FESH_FILTER_REJECT) {
			fesh_rethook_recycle(node);
			this_cpu_inc(ev->counts->filtered);
			return;
		}
	}
	c->accepted_by = term == FESH_FILTER_ACCEPT ? filter : NULL;
	if (unlikely(ev->ip_at))
		*(u64 *)((void *)record + ev->ip_at) = site->addr;
	c->cpu = smp_processor_id();
	c->task = task;
	c->pid = task->pid;
	c->born = task->start_time;
	c->addr = site->addr;
	/* Pairs with the acquire in fesh_returns_open(): whose call it is before that it is one. */
	smp_store_release(&c->turn, c->turn + 1);
	fesh_rethook_hook(node, regs, task);
	c->entered = now(flags);
}

/*
 * Fetches again what faulted at the entry: strings whose address came from user
 * space in a register or by way of user memory.  Kernel memory is left alone, it
 * may be another's by now.
 */
static noinline void fetch_late(const struct fesh_event *ev, struct call *c, bool task_context)
{
	const void *regs = c->kept + ev->rets->regs_at / sizeof(u64);
	struct fesh_record *record = record_of(c);
	u32 end = c->len;

	for (u32 i = 0; i < ev->prog.nwalks; i++) {
		const struct fesh_walk *walk = &ev->prog.walks[i];
		u32 shift = walk->state_shift;

		if (walk->store < FESH_STORE_STRING || (record->state >> shift & 3) != FESH_STATE_FAULT)
			continue;
		if (!walk->from_reg || fesh_reg(regs, walk->base) >= fesh_kernel_start)
			continue;
		if (fesh_fetch_walk(walk, regs, record, &end, task_context) == FESH_STATE_FAULT)
			continue;
		record->state |= (u64)FESH_STATE_LATE << shift;
	}
	if (end != c->len)
		c->len = fesh_fetch_end(record, end);
}

static noinline void fetch_value(const struct fesh_event *ev, struct call *c, const struct pt_regs *regs,
				 bool task_context)
{
	const struct fesh_walk *walk = &ev->rets->value;
	struct fesh_record *record = record_of(c);
	u32 end = c->len;

	record->state |= (u64)fesh_fetch_walk(walk, regs, record, &end, task_context) << walk->state_shift;
	if (end != c->len)
		c->len = fesh_fetch_end(record, end);
}

/* The filter may have been replaced since the entry: then the new one has the word. */
static __always_inline bool is_wanted(const struct fesh_event *ev, struct call *c)
{
	const struct fesh_filter *filter = READ_ONCE(ev->filter);

	return likely(filter == c->accepted_by) || !filter ||
	       fesh_filter_record(filter, record_of(c), FESH_FIELDS_MAX, current, c->cpu) == FESH_FILTER_ACCEPT;
}

static __always_inline void copy_words(void *to, const void *from, u32 len)
{
	for (u32 i = 0; i < len; i += sizeof(u64))
		*(u64 *)(to + i) = *(const u64 *)(from + i);
}

static __always_inline void record_return(struct fesh_event *ev, struct call *c, unsigned long caller,
					  const struct fesh_context *context)
{
	struct fesh_ring *r = this_cpu_ptr(ev->ring);
	struct fesh_record *record;
	struct fesh_slot slot;
	u64 len = c->len;
	bool outermost = !context->flags && !context->others;

	if (unlikely(!outermost || !fesh_ring_reserve_quickly(r, &len, &slot)) &&
	    unlikely(!fesh_ring_reserve(r, c->len, &slot))) {
		this_cpu_inc(ev->counts->lost[slot.cause]);
		return;
	}
	record = (struct fesh_record *)slot.record;
	fesh_fill_head(ev, r, &slot, current, context->flags, caller);
	record->len8 = c->len / 8;
	copy_words(&record->state, c->kept, c->len - KEPT_FROM);
	fesh_ring_commit(r);
	this_cpu_inc(ev->counts->recorded);
}

/* The same with the stack of the call, which ends at the function. */
static noinline void record_return_with_stack(struct fesh_event *ev, struct call *c, const struct pt_regs *regs,
					      const struct fesh_context *context)
{
	struct fesh_ring *r = this_cpu_ptr(ev->ring);
	struct fesh_record *record;
	struct fesh_frames frames;
	struct fesh_slot slot;
	u32 lead;

	fesh_stack_walk(&frames, c->addr, regs, true);
	lead = fesh_stack_lead(r, &frames);
	if (!fesh_ring_reserve(r, c->len + lead, &slot)) {
		this_cpu_inc(ev->counts->lost[slot.cause]);
		return;
	}
	if (lead) {
		fesh_stack_write((struct fesh_stack *)slot.record, lead, &frames, smp_processor_id(), slot.ts);
		fesh_ring_skip(&slot, lead);
	}
	record = (struct fesh_record *)slot.record;
	fesh_fill_head(ev, r, &slot, current, context->flags, regs->ip);
	record->len8 = c->len / 8;
	copy_words(&record->state, c->kept, c->len - KEPT_FROM);
	*(u64 *)(slot.record + ev->stack_at) = frames.hash;
	fesh_ring_commit(r);
	if (lead)
		fesh_stack_told(r, &frames);
	this_cpu_inc(ev->counts->recorded);
}

/* With preemption off; regs->ip is the address that is returned to. */
static void on_return(struct rethook_node *node, void *data, struct pt_regs *regs)
{
	struct call *c = container_of(node, struct call, node);
	u64 left = now(fesh_context_flags());
	struct fesh_event *ev = data;
	struct fesh_returns *rets = ev->rets;
	struct fesh_record *record = record_of(c);
	struct fesh_context context;
	u32 turn = c->turn;

	/* It may have been given up, with its task. */
	if (unlikely(!(turn & 1) || cmpxchg(&c->turn, turn, turn + 1) != turn))
		return;
	if (unlikely(!READ_ONCE(ev->enabled))) {
		this_cpu_inc(ev->counts->filtered);
		return;
	}
	if (unlikely(!fesh_context_enter(&context))) {
		lose(ev, FESH_LOSS_NEST);
		return;
	}
	if (unlikely(c->late))
		fetch_late(ev, c, !context.flags);
	if (rets->has_value) {
		if (likely(rets->value.store == FESH_STORE_VALUE))
			fesh_store_value((void *)record + rets->value.dst, regs->ax + rets->value.offset[0],
					 rets->value.size);
		else
			fetch_value(ev, c, regs, !context.flags);
	}
	/* Two CPUs' clocks may be some ns apart. */
	*(u64 *)((void *)record + rets->duration_at) = left > c->entered ? left - c->entered : 0;
	if (unlikely(!is_wanted(ev, c)))
		this_cpu_inc(ev->counts->filtered);
	else if (unlikely(ev->trace))
		fesh_trace_return(ev, record, regs, context.flags, c->addr);
	else if (unlikely(ev->stack_at))
		record_return_with_stack(ev, c, regs, &context);
	else
		record_return(ev, c, regs->ip, &context);
	fesh_context_leave(&context);
}

FESH_RETHOOK_HANDLER(on_return)

static void build(struct fesh_returns *rets, const struct fesh_event *ev)
{
	const struct fesh_spec *spec = ev->spec;

	while (rets->nargs < spec->nfields && spec->fields[rets->nargs].source < FESH_FROM_RETURN)
		rets->nargs++;
	for (int i = 0; i < spec->nfields; i++) {
		const struct fesh_field *f = &spec->fields[i];

		if (f->source == FESH_FROM_DURATION)
			rets->duration_at = f->offset;
		if (f->source != FESH_FROM_RETURN)
			continue;
		rets->has_value = true;
		fesh_walk_build(&rets->value, f, i, offsetof(struct pt_regs, ax));
	}
}

int fesh_returns_prepare(struct fesh_event *ev)
{
	struct fesh_returns *rets;
	u32 kept = ev->longest - KEPT_FROM, size;

	if (!ev->spec->returns || ev->rets)
		return 0;
	rets = kzalloc(sizeof(*rets), GFP_KERNEL_ACCOUNT);
	if (!rets)
		return -ENOMEM;
	build(rets, ev);
	if (ev->spec->nstrings) {
		rets->regs_at = kept;
		kept += sizeof(struct pt_regs);
	}
	size = offsetof(struct call, kept) + kept;
	init_llist_head(&rets->known);
	rets->cookie = get_random_u64();
	rets->rethook = fesh_rethook_create(ev, fesh_rethook_handler(on_return), size,
					    clamp(SLOTS_BYTES / size, SLOTS_MIN, SLOTS_MAX));
	if (!rets->rethook) {
		kfree(rets);
		return -ENOMEM;
	}
	ev->rets = rets;
	return 0;
}

bool fesh_returns_stop(struct fesh_event *ev)
{
	if (!ev->rets)
		return false;
	if (ev->rets->rethook)
		fesh_rethook_free(ev->rets->rethook);
	ev->rets->rethook = NULL;
	return true;
}

void fesh_returns_free(struct fesh_event *ev)
{
	kfree(ev->rets);
	ev->rets = NULL;
}

/* Idle tasks have no number to be found by, and do not end. */
static bool has_ended(const struct call *c)
{
	struct task_struct *task;
	bool ended;

	if (!c->pid)
		return false;
	rcu_read_lock();
	task = pid_task(find_pid_ns(c->pid, &init_pid_ns), PIDTYPE_PID);
	ended = task != c->task || task->start_time != c->born;
	rcu_read_unlock();
	return ended;
}

u64 fesh_returns_open(struct fesh_event *ev)
{
	struct call *c;
	u64 open = 0;

	if (!ev->rets || !ev->rets->rethook)
		return 0;
	llist_for_each_entry(c, READ_ONCE(ev->rets->known.first), known) {
		/* Pairs with the release where a call begins: an odd turn comes with whose call it is. */
		u32 turn = smp_load_acquire(&c->turn);

		if (!(turn & 1))
			continue;
		if (has_ended(c))
			give_up(ev, c, turn);
		else
			open++;
	}
	return open;
}
