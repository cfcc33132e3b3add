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

#include "trace_call.h"
#include "trace_event.h"

#define CONTEXTS	4	/* task, softirq, irq, NMI: attach.c lets no two of one kind nest */

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

/* One hit on its way. */
struct hit {
	struct fesh_event *ev;
	const struct fesh_trace_event *te;
	const struct pt_regs *regs;	/* of the function, or of its return */
	const struct pt_regs *args;	/* where its arguments are */
	unsigned long ip;
	unsigned long caller;
	u64 state;
	bool task_context;
	/* When fetched to scratch: */
	const u8 *record;
	u32 size;		/* in ftrace's form, a multiple of 8 */
	u32 string_max;		/* bytes that each string may keep */
};

/* Fault and cut bits of the fields, from two state bits of each. */
static noinline void spread_state(struct fesh_trace_entry *entry, u64 state)
{
	for (int i = 0; state; i++, state >>= 2) {
		entry->fault |= (u32)((state & 3) == FESH_STATE_FAULT) << i;
		entry->cut |= (u32)((state & 3) == FESH_STATE_CUT) << i;
	}
}

static __always_inline void fill_entry(const struct hit *hit, struct fesh_trace_entry *entry)
{
	entry->parent_ip = hit->caller;
	entry->ip = hit->ip;
	entry->fault = 0;
	entry->cut = 0;
	if (unlikely(hit->state))
		spread_state(entry, hit->state);
}

static __always_inline u32 fetch(struct hit *hit, void *record)
{
	const struct fesh_program *prog = &hit->ev->prog;

	fesh_fetch_regs(prog, hit->args, record);
	return prog->nwalks ? fesh_fetch_walks(prog, hit->args, record, &hit->state, hit->task_context) : prog->fixed;
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
	u32 loc = *(const u32 *)(hit->record + hit->te->layout.fields[field].offset + FESH_TRACE_SHIFT);

	if (unlikely(string_faulted(hit, field))) {
		*bytes = FESH_FAULT_TEXT;
		return sizeof(FESH_FAULT_TEXT) - 1;
	}
	*bytes = hit->record + (loc & 0xffff);
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
		u32 loc = *(const u32 *)(hit->record + layout->fields[field].offset + FESH_TRACE_SHIFT);

		if (!string_faulted(hit, field) && loc >> 16 > hit->string_max) {
			hit->state &= ~(3ull << 2 * field);
			hit->state |= (u64)FESH_STATE_CUT << 2 * field;
		}
		hit->size += string_of(hit, field, &bytes) + 1;
	}
	hit->size = (hit->size + 7) & ~7u;
}

/* The record is complete: what does it take in ftrace's form? */
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
	u8 *record = (*this_cpu_ptr(scratch))->record[context];

	fetch(hit, record);
	hit->record = record;
	measure(hit);
}

static void pack(const struct hit *hit, u8 *out)
{
	const struct fesh_trace_layout *layout = &hit->te->layout;
	u32 at = layout->fixed;

	fill_entry(hit, (struct fesh_trace_entry *)out);
	copy_bytes(out + sizeof(struct fesh_trace_entry), hit->record + sizeof(struct fesh_record),
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

/* Room for a record in the buffer of file; NULL if it is not wanted there or does not fit. */
static __always_inline void *reserve(struct trace_event_buffer *buffer, const struct hit *hit,
				     struct trace_event_file *file, u32 size)
{
	if (trace_trigger_soft_disabled(file) || !trace_event_buffer_reserve(buffer, file, size))
		return NULL;
	/* For a stack trace that begins at the function, not in here. */
	buffer->regs = (struct pt_regs *)hit->regs;
	return buffer->entry;
}

static __always_inline bool record_in_place(struct hit *hit, struct trace_event_file *file)
{
	struct trace_event_buffer buffer;
	void *entry = reserve(&buffer, hit, file, hit->te->layout.fixed);

	if (unlikely(!entry))
		return false;
	fetch(hit, entry - FESH_TRACE_SHIFT);
	fill_entry(hit, entry);
	trace_event_buffer_commit(&buffer);
	return true;
}

static bool record_from_scratch(const struct hit *hit, struct trace_event_file *file)
{
	struct trace_event_buffer buffer;
	void *entry = reserve(&buffer, hit, file, hit->size);

	if (!entry)
		return false;
	pack(hit, entry);
	trace_event_buffer_commit(&buffer);
	return true;
}

#ifdef CONFIG_PERF_EVENTS
/* Of the registers only those of arguments, ip, sp and bp are known; the others must not show old stack. */
static void fill_perf_regs(struct pt_regs *to, const struct hit *hit)
{
	const struct pt_regs *from = hit->regs;

	memset(to, 0, sizeof(*to));
	to->di = from->di;
	to->si = from->si;
	to->dx = from->dx;
	to->cx = from->cx;
	to->r8 = from->r8;
	to->r9 = from->r9;
	to->bp = from->bp;
	to->sp = from->sp;
	to->ip = hit->ip;
	to->cs = __KERNEL_CS;
	to->ss = __KERNEL_DS;
	to->flags = X86_EFLAGS_FIXED;
}

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
	fill_perf_regs(regs, hit);
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

static noinline void record_everywhere(const struct hit *hit, const struct fesh_trace_users *users)
{
	bool recorded = false;

	for (unsigned int i = 0; i < users->nfiles; i++) {
		struct trace_event_file *file = READ_ONCE(users->files[i]);

		if (file)
			recorded |= record_from_scratch(hit, file);
	}
	if (READ_ONCE(users->perf))
		recorded |= record_for_perf(hit);
	if (recorded)
		this_cpu_inc(hit->ev->counts->recorded);
	else
		this_cpu_inc(hit->ev->counts->filtered);
}

void fesh_trace_hit(struct fesh_event *ev, const struct pt_regs *regs, u32 flags, unsigned long ip,
		    unsigned long caller)
{
	const struct fesh_trace_event *te = ev->trace;
	const struct fesh_trace_users *users = READ_ONCE(te->users);
	struct trace_event_file *file;
	struct hit hit;

	this_cpu_inc(ev->counts->hits);
	/* Filters and triggers are freed after a grace period that would not wait for us here. */
	if (unlikely(!rcu_is_watching())) {
		this_cpu_inc(ev->counts->lost[FESH_LOSS_NEST]);
		return;
	}
	hit.ev = ev;
	hit.te = te;
	hit.regs = regs;
	hit.args = ev->user_regs ? (const struct pt_regs *)regs->di : regs;
	hit.ip = ip - (ev->ip - ev->addr);
	hit.caller = caller;
	hit.state = 0;
	hit.task_context = !flags;

	file = READ_ONCE(users->files[0]);
	if (unlikely(te->layout.nstrings || users->nfiles != 1 || !file || READ_ONCE(users->perf))) {
		fetch_to_scratch(&hit, flags ? ffs(flags) : 0);
		record_everywhere(&hit, users);
		return;
	}
	if (likely(record_in_place(&hit, file)))
		this_cpu_inc(ev->counts->recorded);
	else
		this_cpu_inc(ev->counts->filtered);
}

void fesh_trace_return(struct fesh_event *ev, const struct fesh_record *record, const struct pt_regs *regs, u32 flags,
		       unsigned long ip)
{
	struct hit hit = {
		.ev = ev,
		.te = ev->trace,
		.regs = regs,
		.ip = ip,
		.caller = regs->ip,
		.state = record->state,
		.task_context = !flags,
		.record = (const u8 *)record,
	};

	if (unlikely(!rcu_is_watching())) {
		this_cpu_inc(ev->counts->lost[FESH_LOSS_NEST]);
		return;
	}
	measure(&hit);
	record_everywhere(&hit, READ_ONCE(hit.te->users));
}
