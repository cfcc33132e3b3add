/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What every hit does, at a function's entry or return: mark its context, fill in
 * the head of its record.
 */
#ifndef FESH_HIT_H
#define FESH_HIT_H

#include <linux/percpu.h>
#include <linux/preempt.h>
#include <linux/sched.h>

#include "event.h"
#include "ring_write.h"

/* Contexts of this CPU that are inside one of our handlers. */
DECLARE_PER_CPU(u32, fesh_busy);
#define FESH_BUSY_TASK	0x80u	/* beside FESH_FLAG_x for the others */

static __always_inline u32 fesh_context_flags(void)
{
	u32 count = preempt_count();

	if (likely(!(count & (NMI_MASK | HARDIRQ_MASK | SOFTIRQ_OFFSET))))
		return 0;
	return count & NMI_MASK ? FESH_FLAG_NMI : count & HARDIRQ_MASK ? FESH_FLAG_IRQ : FESH_FLAG_SOFTIRQ;
}

struct fesh_context {
	u32 flags;	/* FESH_FLAG_x, for the record */
	u32 others;	/* contexts that we interrupted */
};

/* False if this context is in a handler: a function that we call ourselves was hit. */
static __always_inline bool fesh_context_enter(struct fesh_context *context)
{
	u32 bit;

	context->flags = fesh_context_flags();
	context->others = this_cpu_read(fesh_busy);
	bit = context->flags ?: FESH_BUSY_TASK;
	if (unlikely(context->others & bit))
		return false;
	this_cpu_write(fesh_busy, context->others | bit);
	barrier();
	return true;
}

static __always_inline void fesh_context_leave(const struct fesh_context *context)
{
	barrier();
	this_cpu_write(fesh_busy, context->others);
}

static __always_inline void fesh_fill_head(const struct fesh_event *ev, const struct fesh_ring *r,
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

#endif /* FESH_HIT_H */
