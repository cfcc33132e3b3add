/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Kernel stacks of hits.
 *
 * A record names its stack by a hash of the frames.  The frames themselves go
 * in front of it, as a record of FESH_KIND_STACK, when this CPU's ring has not
 * told of the hash lately: few call paths make most hits, so that most records
 * grow by 8 bytes.  Both records have one reservation: none is lost alone.
 */
#ifndef FESH_STACK_H
#define FESH_STACK_H

#include "ring.h"

struct pt_regs;

struct fesh_frames {
	u64 hash;
	u32 n;
	u64 at[FESH_STACK_MAX];
};

/*
 * The stack from function addr on.  regs: those of its entry, or of its return,
 * when they already say where it returned to.
 */
void fesh_stack_walk(struct fesh_frames *frames, unsigned long addr, const struct pt_regs *regs, bool returned);

/* Bytes that are to be reserved in front of a record with this stack. */
static __always_inline u32 fesh_stack_lead(const struct fesh_ring *r, const struct fesh_frames *frames)
{
	if (READ_ONCE(r->told[frames->hash % FESH_STACKS_TOLD]) == frames->hash)
		return 0;
	return sizeof(struct fesh_stack) + frames->n * sizeof(u64);
}

/* When the record has been committed. */
static __always_inline void fesh_stack_told(struct fesh_ring *r, const struct fesh_frames *frames)
{
	WRITE_ONCE(r->told[frames->hash % FESH_STACKS_TOLD], frames->hash);
}

/* Writes the frames to the first lead bytes of a reservation. */
void fesh_stack_write(struct fesh_stack *to, u32 lead, const struct fesh_frames *frames, u32 cpu, u64 ts);

/*
 * The registers of a task that has just entered the function at addr.  Of those
 * that ftrace gives only the arguments', sp and bp are known; unwinders and perf
 * take the others for known too, so they are zero and show no old stack.
 */
void fesh_entry_regs_at(struct pt_regs *to, unsigned long addr, const struct pt_regs *from);

#endif /* FESH_STACK_H */
