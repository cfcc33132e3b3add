// SPDX-License-Identifier: GPL-2.0-only
/*
 * A hit of a trace event: fetched once, recorded in every buffer that wants it.
 *
 * What has one buffer and no strings is fetched in place.  Else the length must
 * be known before there is a place: the fetch goes to this CPU's scratch, in the
 * form of a fesh_record, and is packed from there.
 */
#include <linux/hardirq.h>
#include <linux/perf_event.h>
#include <linux/rcupdate.h>
#include <linux/slab.h>

#include "stack.h"
#include "trace_call.h"
#include "trace_event.h"

#define CONTEXTS	4	/* task, softirq, irq, NMI: handler.c lets no two of one kind nest */

struct scratch {
	u8 record[CONTEXTS][FESH_RECORD_MAX];
};

static struct scratch *__percpu *scratch;
static DEFINE_MUTEX(scratch_lock);

static void scratch_free(struct scratch *__percpu *s)
{
	int cpu;

	if (!s)
		return;
	for_each_possible_cpu(cpu)
		kvfree(*per_cpu_ptr(s, cpu));
	free_percpu(s);
}

static struct scratch *__percpu *scratch_alloc(void)
{
	struct scratch *__percpu *s = alloc_percpu(struct scratch *);
	int cpu;

	if (!s)
		return NULL;
	for_each_possible_cpu(cpu) {
		struct scratch **at = per_cpu_ptr(s, cpu);

		*at = kvmalloc_node(sizeof(**at), GFP_KERNEL, cpu_to_node(cpu));
		if (!*at) {
			scratch_free(s);
			return NULL;
		}
	}
	return s;
}

int fesh_trace_scratch_create(void)
{
	int err = 0;

	mutex_lock(&scratch_lock);
	if (!scratch) {
		scratch = scratch_alloc();
		err = scratch ? 0 : -ENOMEM;
	}
	mutex_unlock(&scratch_lock);
	return err;
}

void fesh_trace_exit(void)
{
	scratch_free(scratch);
	scratch = NULL;
}

/* One hit on its way through the scratch. */
struct hit {
	struct fesh_event *ev;
	const struct fesh_trace_event *te;
	const struct pt_regs *regs;	/* of the function, or of its return */
	const struct pt_regs *args;	/* where its arguments are */
	unsigned long ip;
	unsigned long caller;
	u64 state;
	struct fesh_record *record;	/* but its payload and state nothing is valid */
	u32 size;		/* in ftrace's form, a multiple of 8 */
	u32 string_max;		/* bytes that each string may keep */
	u32 term;		/* where the filter of the line goes on, now that there is a record */
};

/* Fault and cut bits of the fields, from two state bits of each. */
static noinline void spread_state(struct fesh_trace_entry *entry, u64 state)
{
	for (int i = 0; state; i++, state >>= 2) {
		entry->fault |= (u32)((state & 3) == FESH_STATE_FAULT) << i;
		entry->cut |= (u32)((state & 3) == FESH_STATE_CUT) << i;
	}
}

static __always_inline void fill_entry(struct fesh_trace_entry *entry, unsigned long ip, unsigned long caller,
				       u64 state)
{
	entry->parent_ip = caller;
	entry->ip = ip;
	entry->fault = 0;
	entry->cut = 0;
	if (unlikely(state))
		spread_state(entry, state);
}

static __always_inline u64 fetch(const struct fesh_event *ev, const struct pt_regs *args, void *record,
				 bool task_context)
{
	u64 state = 0;

	fesh_fetch_regs(&ev->prog, args, record);
	if (ev->prog.nwalks)
		fesh_fetch_walks(&ev->prog, args, record, &state, task_context);
	return state;
}

/* All of the bytes, and none beside them. */
static __always_inline void copy_bytes(u8 *dst, const u8 *src, u32 len)
{
	for (; len >= 8; len -= 8, src += 8, dst += 8)
		*(u64 *)dst = *(const u64 *)src;
	if (len & 4) {
		*(u32 *)dst = *(const u32 *)src;
		src += 4;
		dst += 4;
	}
	if (len & 2) {
		*(u16 *)dst = *(const u16 *)src;
		src += 2;
		dst += 2;
	}
	if (len & 1)
		*dst = *src;
}

static __always_inline bool string_faulted(const struct hit *hit, u32 field)
{
	return (hit->state >> 2 * field & 3) == FESH_STATE_FAULT;
}

/* The bytes of a string field without NUL; what ftrace is told of one that faulted is a text, too. */
static __always_inline u32 string_of(const struct hit *hit, u32 field, const u8 **bytes)
{
	u32 loc = *(const u32 *)((u8 *)hit->record + hit->te->layout.fields[field].offset + FESH_TRACE_SHIFT);

	if (unlikely(string_faulted(hit, field))) {
		*bytes = FESH_FAULT_TEXT;
		return sizeof(FESH_FAULT_TEXT) - 1;
	}
	*bytes = (u8 *)hit->record + (loc & 0xffff);
	return min(loc >> 16, hit->string_max);
}

/* Strings too long for one record share the room; those that lose by it are marked. */
static noinline void share_room(struct hit *hit)
{
	const struct fesh_trace_layout *layout = &hit->te->layout;
	const u8 *bytes;

	hit->string_max = (FESH_TRACE_MAX - layout->fixed) / layout->nstrings - 1;
	hit->size = layout->fixed;
	for (u32 i = 0; i < layout->nstrings; i++) {
		u32 field = hit->te->strings[i];
		u32 loc = *(const u32 *)((u8 *)hit->record + layout->fields[field].offset + FESH_TRACE_SHIFT);

		if (!string_faulted(hit, field) && loc >> 16 > hit->string_max) {
			hit->state &= ~(3ull << 2 * field);
			hit->state |= (u64)FESH_STATE_CUT << 2 * field;
		}
		hit->size += string_of(hit, field, &bytes) + 1;
	}
	hit->size = (hit->size + 7) & ~7u;
}

/* What the record takes in ftrace's form. */
static void measure(struct hit *hit)
{
	const struct fesh_trace_layout *layout = &hit->te->layout;
	const u8 *bytes;

	hit->string_max = FESH_STRING_MAX;
	hit->size = layout->fixed;
	for (u32 i = 0; i < layout->nstrings; i++)
		hit->size += string_of(hit, hit->te->strings[i], &bytes) + 1;
	hit->size = (hit->size + 7) & ~7u;
	if (unlikely(hit->size > FESH_TRACE_MAX))
		share_room(hit);
}

static void fetch_to_scratch(struct hit *hit, u32 context)
{
	struct fesh_record *record = (void *)(*this_cpu_ptr(scratch))->record[context];

	hit->state = fetch(hit->ev, hit->args, record, !context);
	record->state = hit->state;
	hit->record = record;
	measure(hit);
}

static void pack(const struct hit *hit, u8 *out)
{
	const struct fesh_trace_layout *layout = &hit->te->layout;
	u32 at = layout->fixed;

	fill_entry((struct fesh_trace_entry *)out, hit->ip, hit->caller, hit->state);
	copy_bytes(out + sizeof(struct fesh_trace_entry), (u8 *)(hit->record + 1),
		   layout->fixed - sizeof(struct fesh_trace_entry));
	if (!layout->nstrings)
		return;
	*(u64 *)(out + hit->size - 8) = 0;
	for (u32 i = 0; i < layout->nstrings; i++) {
		u32 field = hit->te->strings[i];
		const u8 *bytes;
		u32 len = string_of(hit, field, &bytes);

		copy_bytes(out + at, bytes, len);
		out[at + len] = '\0';
		*(u32 *)(out + layout->fields[field].offset) = at | (len + 1) << 16;
		at += len + 1;
	}
}

/* Whether the trace has nothing to say of interrupts and preemption at the hit: its context is 0. */
static __always_inline bool is_plain_context(u32 flags)
{
	return likely(!flags && preempt_count() == PREEMPT_DISABLE_OFFSET && !irqs_disabled() && !need_resched() &&
		      !test_preempt_need_resched() && !current->migration_disabled);
}

/*
 * Room for a record in the buffer of file; NULL if it is not wanted there or does
 * not fit.  trace_event_buffer_reserve() finds out the context by itself, at
 * twice the price of seeing that it is plain.
 */
static __always_inline void *reserve(struct trace_event_buffer *buffer, struct trace_event_file *file,
				     const struct pt_regs *regs, u32 size, u32 flags)
{
	if (trace_trigger_soft_disabled(file))
		return NULL;
	if (is_plain_context(flags) && likely(!(file->flags & EVENT_FILE_FL_PID_FILTER))) {
		buffer->trace_ctx = 0;
		buffer->trace_file = file;
		buffer->event = trace_event_buffer_lock_reserve(&buffer->buffer, file, file->event_call->event.type,
								size, 0);
		if (!buffer->event)
			return NULL;
		buffer->entry = ring_buffer_event_data(buffer->event);
	} else if (!trace_event_buffer_reserve(buffer, file, size)) {
		return NULL;
	}
	/* For a stack trace that begins at the function, not in here. */
	buffer->regs = (struct pt_regs *)regs;
	return buffer->entry;
}

static bool record_from_scratch(const struct hit *hit, struct trace_event_file *file, u32 flags)
{
	struct trace_event_buffer buffer;
	void *entry = reserve(&buffer, file, hit->regs, hit->size, flags);

	if (!entry)
		return false;
	pack(hit, entry);
	trace_event_buffer_commit(&buffer);
	return true;
}

#ifdef CONFIG_PERF_EVENTS
static bool record_for_perf(const struct hit *hit)
{
	const struct trace_event_call *call = &hit->te->call;
	struct hlist_head *head = this_cpu_ptr(call->perf_events);
	/* The raw data of a sample has its own length, 4 bytes, in front. */
	int size = hit->size + sizeof(u64) - sizeof(u32);
	struct pt_regs *regs;
	void *entry;
	int context;

	/* It wants this CPU's events only. */
	if (hlist_empty(head))
		return false;
	entry = perf_trace_buf_alloc(size, &regs, &context);
	if (!entry)
		return false;
	fesh_entry_regs_at(regs, hit->ip, hit->regs);
	pack(hit, entry);
	perf_trace_buf_submit(entry, size, context, call->event.type, 1, regs, head, NULL);
	return true;
}
#else
static bool record_for_perf(const struct hit *hit)
{
	return false;
}
#endif

static noinline bool record_everywhere(const struct hit *hit, u32 flags)
{
	const struct fesh_trace_users *users = READ_ONCE(hit->te->users);
	bool recorded = false;

	for (unsigned int i = 0; i < users->nfiles; i++) {
		struct trace_event_file *file = READ_ONCE(users->files[i]);

		if (file)
			recorded |= record_from_scratch(hit, file, flags);
	}
	if (READ_ONCE(users->perf))
		recorded |= record_for_perf(hit);
	return recorded;
}

static noinline bool fetch_and_record(struct hit *hit, u32 flags)
{
	fetch_to_scratch(hit, ffs(flags));
	if (hit->term < FESH_FILTER_REJECT &&
	    !fesh_filter_late(hit->ev->filter, hit->term, hit->record, hit->args, current,
			      smp_processor_id()))
		return false;
	return record_everywhere(hit, flags);
}

static __always_inline bool record_in_place(struct fesh_event *ev, struct trace_event_file *file,
					    const struct pt_regs *regs, const struct pt_regs *args, u32 flags,
					    unsigned long ip, unsigned long caller)
{
	struct trace_event_buffer buffer;
	void *entry = reserve(&buffer, file, regs, ev->trace->layout.fixed, flags);
	u64 state;

	if (unlikely(!entry))
		return false;
	state = fetch(ev, args, entry - FESH_TRACE_SHIFT, !flags);
	fill_entry(entry, ip, caller, state);
	trace_event_buffer_commit(&buffer);
	return true;
}

void fesh_trace_hit(const struct fesh_site *site, const struct pt_regs *regs, u32 flags, unsigned long caller)
{
	struct fesh_event *ev = site->ev;
	const struct pt_regs *args = ev->user_regs ? (const struct pt_regs *)regs->di : regs;
	struct trace_event_file *only = READ_ONCE(READ_ONCE(ev->trace->users)->only);
	u32 term = FESH_FILTER_ACCEPT;
	bool recorded = false;

	this_cpu_inc(ev->counts->hits);
	/* The kernel's filters and triggers are freed after a grace period that would not wait for us here. */
	if (unlikely(!rcu_is_watching())) {
		this_cpu_inc(ev->counts->lost[FESH_LOSS_NEST]);
		return;
	}
	/* That of the line; it stays as long as the event. */
	if (unlikely(ev->filter))
		term = fesh_filter_early(ev->filter, args, current, smp_processor_id());
	if (likely(only && term == FESH_FILTER_ACCEPT)) {
		recorded = record_in_place(ev, only, regs, args, flags, site->addr, caller);
	} else if (term != FESH_FILTER_REJECT) {
		struct hit hit = {
			.ev = ev, .te = ev->trace, .regs = regs, .args = args, .ip = site->addr, .caller = caller,
			.term = term,
		};

		recorded = fetch_and_record(&hit, flags);
	}
	if (likely(recorded))
		this_cpu_inc(ev->counts->recorded);
	else
		this_cpu_inc(ev->counts->filtered);
}

void fesh_trace_return(struct fesh_event *ev, struct fesh_record *record, const struct pt_regs *regs, u32 flags,
		       unsigned long addr)
{
	struct hit hit = {
		.ev = ev, .te = ev->trace, .regs = regs, .ip = addr, .caller = regs->ip, .state = record->state,
		.record = record,
	};

	if (unlikely(!rcu_is_watching())) {
		this_cpu_inc(ev->counts->lost[FESH_LOSS_NEST]);
		return;
	}
	measure(&hit);
	if (record_everywhere(&hit, flags))
		this_cpu_inc(ev->counts->recorded);
	else
		this_cpu_inc(ev->counts->filtered);
}
