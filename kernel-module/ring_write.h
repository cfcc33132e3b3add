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
 * Callers have preemption off and are never two of one context on a CPU, so at
 * most four writers nest.  Nothing here locks, allocates or prints.
 */
#ifndef FESH_RING_WRITE_H
#define FESH_RING_WRITE_H

#ifdef __KERNEL__
#include <linux/compiler.h>
#include <linux/string.h>
#include <asm/barrier.h>
#endif

#include "ring.h"

/* One reservation: the record, and what commit needs to know of it. */
struct fesh_slot {
	u8 *record;
	u64 ts;
	u64 start;	/* of the record */
	u64 end;	/* of the reservation */
	enum fesh_loss cause;	/* if there is none */
};

/*
 * Publishes if we are the outermost writer.  One that came in between reading
 * head and giving up nest left it to us: head tells, and we go again.  (Head only
 * grows over writers that are done, so an equal head means that there was none.)
 * outermost is a constant true where the context says so.
 */
static __always_inline void fesh_ring_leave(struct fesh_ring *r, bool outermost)
{
	long head;

	if (unlikely(!outermost && r->nest != 1)) {
		r->nest--;
		return;
	}
	for (;;) {
		head = local_read(&r->head);
		r->published = head;
		/* Pairs with the reader's acquire of commit: records before position. */
		smp_store_release(&r->ctrl->commit, head);
		barrier();
		r->nest = 0;
		barrier();
		if (likely(local_read(&r->head) == head))
			return;
		/* Who came later saw nest == 0 and has published: doing so again harms nobody. */
		r->nest = 1;
		barrier();
	}
}

/*
 * Wakes a sleeping reader, once: from then on there is something for it to read
 * until it has moved cons.  A nested writer finds nothing published, and leaves
 * this to the outermost, too: woken before that, the reader would go on sleeping.
 */
static void fesh_ring_wake(struct fesh_ring *r)
{
	u64 cons = READ_ONCE(r->cons->cons);

	if (r->published == cons || r->roused == cons + 1)
		return;
	r->roused = cons + 1;
	fesh_ring_raise(r);
}

/*
 * Every reservation, also one that failed, ends here.  Without a full fence the
 * test of waiting may miss a reader that is just falling asleep: it looks again.
 */
static __always_inline void fesh_ring_commit(struct fesh_ring *r)
{
	fesh_ring_leave(r, false);
	if (unlikely(READ_ONCE(r->cons->waiting)))
		fesh_ring_wake(r);
}

/* A hit of this session that left no record. */
static noinline void fesh_ring_lose(struct fesh_ring *r, enum fesh_loss cause, u64 ts)
{
	local_inc((local_t *)&r->ctrl->lost[cause]);
	/* since goes first: a nested gap record may claim both in between. */
	local_cmpxchg(&r->since, 0, ts);
	local_inc(&r->lost[cause]);
	barrier();
	WRITE_ONCE(r->limit, 0);
}

/*
 * Reads cons again: is there room up to end now?  An honest reader never passes
 * what was published, nor falls more than a ring behind it.  Bounding by the
 * start of the outermost writer keeps a forged cons from letting nested writers
 * overlap its record (CVE-2024-41009 was that, in another ring).
 */
static bool fesh_ring_room(struct fesh_ring *r, u64 end)
{
	u64 cons = READ_ONCE(r->cons->cons);

	if (r->published - cons > r->bytes) {
		local_inc((local_t *)&r->ctrl->bad_cons);
		return false;
	}
	WRITE_ONCE(r->limit, cons + r->bytes);
	return end <= cons + r->bytes;
}

/* Turns the losses so far into a gap record, or into padding if a nested writer told of them. */
static void fesh_ring_tell_gap(struct fesh_ring *r, struct fesh_gap *gap, u64 ts)
{
	u64 total = 0;

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

static bool fesh_ring_has_gap(const struct fesh_ring *r)
{
	long any = 0;

	for (int i = 0; i < FESH_LOSS_CAUSES; i++)
		any |= local_read(&r->lost[i]);
	return any;
}

/* Atomic only against this CPU: no lock prefix.  (local_try_cmpxchg() came with 6.5.) */
static __always_inline bool fesh_ring_move_head(struct fesh_ring *r, u64 from, u64 to)
{
	bool moved;

	asm volatile("cmpxchgq %[to], %[head]"
		     : "=@ccz"(moved), [head] "+m"(r->head), "+a"(from)
		     : [to] "r"(to)
		     : "memory");
	return moved;
}

static __always_inline void fesh_ring_fill_slot(struct fesh_ring *r, struct fesh_slot *slot, u64 start, u64 end,
						u64 ts)
{
	slot->ts = ts;
	slot->start = start;
	slot->end = end;
	slot->record = r->data + (start & r->mask);
}

/*
 * Reserves len bytes (a multiple of 8) for a record, and with them those of a
 * gap record if there is something to tell.  On success the caller writes the
 * record and must call fesh_ring_commit() or fesh_ring_discard(); on failure the
 * loss is accounted, if it was that of a hit.
 *
 * The clock is read inside the loop so that timestamps rise with positions even
 * when interrupts come in between.
 */
static noinline bool fesh_ring_try_reserve(struct fesh_ring *r, u32 len, struct fesh_slot *slot, bool is_hit)
{
	u64 start, end, ts;
	bool gap;

	r->nest++;
	barrier();
	do {
		gap = fesh_ring_has_gap(r);
		start = local_read(&r->head);
		ts = fesh_clock(&r->clock);
		end = start + len + (gap ? sizeof(struct fesh_gap) : 0);
		if (len > r->bytes / 2) {
			slot->cause = FESH_LOSS_BIG;
			goto lost;
		}
		if (end > READ_ONCE(r->limit) && !fesh_ring_room(r, end)) {
			slot->cause = FESH_LOSS_FULL;
			goto lost;
		}
	} while (!fesh_ring_move_head(r, start, end));

	fesh_ring_fill_slot(r, slot, start, end, ts);
	/* What was lost since we looked must not hide behind the limit that we set. */
	if (!gap && fesh_ring_has_gap(r))
		WRITE_ONCE(r->limit, 0);
	if (gap) {
		fesh_ring_tell_gap(r, (struct fesh_gap *)slot->record, ts);
		slot->record += sizeof(struct fesh_gap);
		slot->start += sizeof(struct fesh_gap);
	}
	return true;
lost:
	if (is_hit)
		fesh_ring_lose(r, slot->cause, ts);
	fesh_ring_commit(r);
	return false;
}

static __always_inline bool fesh_ring_reserve(struct fesh_ring *r, u32 len, struct fesh_slot *slot)
{
	return fesh_ring_try_reserve(r, len, slot, true);
}

/*
 * The same for the common case: task context, so that we are the outermost
 * writer, room as of the last look at cons, no gap, len at most half the ring,
 * and a clock that needs no help.  In any other case false, and nothing has been
 * accounted.  len is where it lies: loaded when wanted, it needs no register of
 * its own, nor one saved for it.
 */
static __always_inline bool fesh_ring_reserve_quickly(struct fesh_ring *r, const u64 *len, struct fesh_slot *slot)
{
	u64 start, end, ts;

	r->nest = 1;
	barrier();
	do {
		start = local_read(&r->head);
		barrier();
		if (unlikely(!fesh_clock_cheap(&r->clock, &ts)))
			goto not_quick;
		/* Finished here, it needs one register across what follows and not three. */
		OPTIMIZER_HIDE_VAR(ts);
		barrier();
		end = start + *len;
		/* Between barriers a plain read is made once, and may be the comparison's own. */
		if (unlikely(end > data_race(r->limit)))
			goto not_quick;
	} while (unlikely(!fesh_ring_move_head(r, start, end)));
	fesh_ring_fill_slot(r, slot, start, end, ts);
	return true;

not_quick:
	r->nest = 0;
	barrier();
	return false;
}

/* The first len bytes are a record of their own, which goes with the one behind it. */
static __always_inline void fesh_ring_skip(struct fesh_slot *slot, u32 len)
{
	slot->record += len;
	slot->start += len;
}

/* Gives back what the record did not need: to head if it is still last, as padding otherwise. */
static __always_inline void fesh_ring_shrink(struct fesh_ring *r, struct fesh_slot *slot, u32 len)
{
	u64 end = slot->start + len;
	struct fesh_record *pad;

	if (end == slot->end || likely(fesh_ring_move_head(r, slot->end, end)))
		return;
	pad = (struct fesh_record *)(slot->record + len);
	*(u64 *)pad = 0;	/* padding may be as short as its first word */
	pad->len8 = (slot->end - end) / 8;
	pad->kind = FESH_KIND_PAD;
}

/*
 * Instead of commit: nobody wants the record.  Only the outermost writer gives its
 * room back to head: one that we interrupted takes an unchanged head for a sign
 * that nobody has been here (fesh_clock_cheap()).
 */
static __always_inline void fesh_ring_discard(struct fesh_ring *r, const struct fesh_slot *slot)
{
	struct fesh_record *pad = (struct fesh_record *)slot->record;

	if (r->nest != 1 || unlikely(!fesh_ring_move_head(r, slot->end, slot->start))) {
		*(u64 *)pad = 0;
		pad->len8 = (slot->end - slot->start) / 8;
		pad->kind = FESH_KIND_PAD;
	}
	fesh_ring_commit(r);
}

#endif /* FESH_RING_WRITE_H */
