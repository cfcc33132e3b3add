/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The rings of a session: their state, their memory and its mappings.  How
 * records get into them is ring_write.h.
 */
#ifndef FESH_RING_H
#define FESH_RING_H

#ifdef __KERNEL__
#include <linux/irq_work.h>
#include <linux/percpu.h>
#include <asm/local.h>
#endif

#include "clock.h"
#include "uapi/fesh.h"

#define FESH_STACKS_TOLD	256

struct fesh_wait;	/* whom to wake: ring.c's in the kernel, the test's elsewhere */

struct fesh_ring {
	u8 *data;	/* mapped twice, one behind the other */
	struct fesh_ctrl *ctrl;
	struct fesh_cons *cons;
	local_t head;
	u64 limit;	/* cons as last seen + bytes: head must not pass it; 0 while there is a gap to tell of */
	u64 published;	/* what ctrl->commit holds; start of the outermost writer while there is one */
	u64 cpu_word;	/* cpu where it stands in the first word of a record */
	u64 mask;	/* bytes - 1 */
	u32 bytes;
	u32 nest;	/* writers under way, of different contexts */
	struct fesh_clock clock;

	local_t since;	/* time of the first loss that no gap record has told of */
	local_t lost[FESH_LOSS_CAUSES];
	struct fesh_wait *wait;
	u64 roused;	/* 1 + cons as it was when the reader was last woken */
	struct irq_work wake;
	u64 *told;	/* hashes of stacks whose frames the reader has got, by their lowest bits */
	struct page **pages;	/* those of data, in the order of the double mapping */
};

/* Wakes the reader, from any context. */
void fesh_ring_raise(struct fesh_ring *r);

#ifdef __KERNEL__
struct file;
struct vm_area_struct;
struct poll_table_struct;

/* All rings of a session and whoever sleeps on them. */
struct fesh_rings {
	struct fesh_ring __percpu *ring;
	struct fesh_wait *wait;
	u32 bytes;	/* of each */
};

/* bytes 0 asks for the default. */
int fesh_rings_create(struct fesh_rings *rings, u32 bytes);
/* Only after a grace period in which no event used them. */
void fesh_rings_destroy(struct fesh_rings *rings);
int fesh_rings_mmap(struct fesh_rings *rings, struct vm_area_struct *vma);
__poll_t fesh_rings_poll(struct fesh_rings *rings, struct file *file, struct poll_table_struct *table);
#endif

#endif /* FESH_RING_H */
