/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The ring of one CPU, writer's side: reserve, shrink, commit, account.
 *
 * Writers of one CPU nest like a stack (task, softirq, irq, NMI), so positions
 * need no lock: a nested writer is done before the one it interrupted goes on.
 * A record counts as readable only when the outermost writer has published
 * everything below head, as in kernel/trace/ring_buffer.c; nothing in the mapped
 * pages is ever read back but cons, which is taken for hostile.
 *
 * Callers have preemption off.  Nothing here locks, allocates or prints.
 */
#ifndef FESH_RING_H
#define FESH_RING_H

#ifdef __KERNEL__
#include <linux/irq_work.h>
#include <linux/percpu.h>
#include <linux/timekeeping.h>
#include <asm/barrier.h>
#include <asm/local.h>
#define fesh_clock()	ktime_get_mono_fast_ns()
#endif

#include "uapi/fesh.h"

#define FESH_NEST_MAX	4	/* task, softirq, irq, NMI */

struct fesh_wait;	/* whom to wake: ring.c's in the kernel, the test's elsewhere */

struct fesh_ring {
	u8 *data;	/* mapped twice, one behind the other */
	struct fesh_ctrl *ctrl;
	struct fesh_cons *cons;
	local_t head;
	local_t commits;
	u64 limit;	/* cons as last seen + bytes: head must not pass it */
	u64 published;	/* what ctrl->commit holds; start of the outermost writer while there is one */
	u64 last_ts;
	u64 cpu_word;	/* cpu where it stands in the first word of a record */
	u32 bytes;
	u32 nest;
	bool gap;	/* lost[] holds losses that no gap record has told of */
	local_t since;	/* time of the first of them */
	local_t lost[FESH_LOSS_CAUSES];
	struct fesh_wait *wait;
	struct irq_work wake;
	struct page **pages;	/* those of data, once */
};

/* One reservation: the record, and what commit needs to know of it. */
struct fesh_slot {
	u8 *record;
	u64 ts;
	u64 start;	/* of the record */
	u64 end;	/* of the reservation */
	enum fesh_loss cause;	/* if there is none */
};

void fesh_ring_raise(struct fesh_ring *r);

static __always_inline void fesh_ring_enter(struct fesh_ring *r)
{
	r->nest++;
	barrier();
	local_inc(&r->commits);
}

/*
 * Publishes if we are the outermost writer.  A nested writer that came after we
 * read head left it to us: commits tells, and we go again.
 */
static __always_inline void fesh_ring_leave(struct fesh_ring *r)
{
	long commits;
	u64 head;

	do {
		commits = local_read(&r->commits);
		barrier();
		if (likely(r->nest == 1)) {
			head = local_read(&r->head);
			r->published = head;
			/* Pairs with the reader's acquire of commit: records before position. */
			smp_store_release(&r->ctrl->commit, head);
		}
		barrier();
		r->nest--;
		barrier();
		if (likely(local_read(&r->commits) == commits || r->nest))
			break;
		r->nest++;
		barrier();
	} while (1);
}

/* A hit of this session that left no record. */
static noinline void fesh_ring_lose(struct fesh_ring *r, enum fesh_loss cause, u64 ts)
{
	local_inc((local_t *)&r->ctrl->lost[cause]);
	/* since goes first: a nested gap record may claim both in between. */
	local_cmpxchg(&r->since, 0, ts);
	local_inc(&r->lost[cause]);
	WRITE_ONCE(r->gap, true);
}

/*
 * Reads cons again: is there room up to end now?  An honest reader never passes
 * what was published, nor falls more than a ring behind it.  Bounding by the
 * start of the outermost writer keeps a forged cons from letting nested writers
 * overlap its record (CVE-2024-41009 was that, in another ring).
 */
static noinline bool fesh_ring_room(struct fesh_ring *r, u64 end)
{
	u64 cons = READ_ONCE(r->cons->cons);

	if (r->published - cons > r->bytes) {
		local_inc((local_t *)&r->ctrl->bad_cons);
		return false;
	}
	r->limit = cons + r->bytes;
	return end <= r->limit;
}

/* Turns the losses so far into a gap record, or into padding if a nested writer told of them. */
static noinline void fesh_ring_tell_gap(struct fesh_ring *r, struct fesh_gap *gap, u64 ts)
{
	u64 total = 0;

	WRITE_ONCE(r->gap, false);
	barrier();
	memset(gap, 0, sizeof(*gap));
	gap->record.len8 = sizeof(*gap) / 8;
	gap->record.cpu = r->cpu_word >> 32;
	gap->record.ts = ts;
	gap->since_ts = local_xchg(&r->since, 0);
	for (int i = 0; i < FESH_LOSS_CAUSES; i++) {
		gap->lost[i] = local_xchg(&r->lost[i], 0);
		total += gap->lost[i];
	}
	if (!gap->since_ts)
		gap->since_ts = ts;
	gap->record.kind = total ? FESH_KIND_GAP : FESH_KIND_PAD;
}

/*
 * Reserves len bytes (a multiple of 8) for a record, and with them those of a
 * gap record if there is something to tell.  On success the caller writes the
 * record and must call fesh_ring_commit(); on failure the loss is accounted.
 *
 * The clock is read inside the loop so that timestamps rise with positions even
 * when interrupts come in between.  The fast clock can step back by some ns
 * while it is adjusted: never below the last record's.
 */
static __always_inline bool fesh_ring_reserve(struct fesh_ring *r, u32 len, struct fesh_slot *slot)
{
	u32 need = len;
	u64 start, end, ts;
	bool gap;

	fesh_ring_enter(r);
	gap = READ_ONCE(r->gap);
	if (unlikely(gap))
		need += sizeof(struct fesh_gap);
	do {
		start = local_read(&r->head);
		ts = fesh_clock();
		end = start + need;
		if (unlikely(end > r->limit || r->nest > FESH_NEST_MAX)) {
			enum fesh_loss cause = r->nest > FESH_NEST_MAX ? FESH_LOSS_NEST :
					       len > r->bytes / 2 ? FESH_LOSS_BIG : FESH_LOSS_FULL;

			if (cause != FESH_LOSS_FULL || !fesh_ring_room(r, end)) {
				slot->cause = cause;
				fesh_ring_lose(r, cause, ts);
				fesh_ring_leave(r);
				return false;
			}
		}
	} while (unlikely(local_cmpxchg(&r->head, start, end) != start));

	if (unlikely(ts < r->last_ts))
		ts = r->last_ts;
	r->last_ts = ts;
	slot->ts = ts;
	slot->end = end;
	slot->start = start;
	slot->record = r->data + (start & (r->bytes - 1));
	if (unlikely(gap)) {
		fesh_ring_tell_gap(r, (struct fesh_gap *)slot->record, ts);
		slot->record += sizeof(struct fesh_gap);
		slot->start += sizeof(struct fesh_gap);
	}
	return true;
}

/* Gives back what the record did not need: to head if it is still last, as padding otherwise. */
static __always_inline void fesh_ring_shrink(struct fesh_ring *r, struct fesh_slot *slot, u32 len)
{
	u64 end = slot->start + len;
	struct fesh_record *pad;

	if (end == slot->end || likely(local_cmpxchg(&r->head, slot->end, end) == slot->end))
		return;
	pad = (struct fesh_record *)(slot->record + len);
	*(u64 *)pad = 0;	/* padding may be as short as its first word */
	pad->len8 = (slot->end - end) / 8;
	pad->kind = FESH_KIND_PAD;
}

/*
 * Wakes a sleeping reader when the ring stops being empty and when it becomes an
 * eighth full, not in between.  Without a full fence the test of waiting may
 * miss a reader that is just falling asleep; its poll has a time-out for that.
 */
static __always_inline void fesh_ring_commit(struct fesh_ring *r, struct fesh_slot *slot)
{
	fesh_ring_leave(r);
	if (unlikely(READ_ONCE(r->cons->waiting))) {
		u64 before = slot->start - READ_ONCE(r->cons->cons);
		u64 mark = r->bytes / 8;

		if (before < sizeof(struct fesh_gap) + 1 || (before < mark && before + (slot->end - slot->start) >= mark))
			fesh_ring_raise(r);
	}
}

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
