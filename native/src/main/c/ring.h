/* SPDX-License-Identifier: Apache-2.0 */
/*
 * One CPU's ring as its consumer sees it: the three mappings, the check of
 * every record before anything believes it, and the position given back.
 * Order between CPUs is merge.h's, waiting is reader.c's.
 */
#ifndef FESH_RING_H
#define FESH_RING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "fesh.h"

struct fesh_ring {
	const struct fesh_ctrl *ctrl;
	struct fesh_cons *cons;
	const uint8_t *data;	/* mapped twice in a row: a record is never split */
	uint32_t bytes;
	uint32_t cpu;

	/* Positions: released <= pos <= seen <= commit. */
	uint64_t released;	/* what the kernel knows of pos */
	uint64_t pos;		/* next record to hand out */
	uint64_t seen;		/* [pos, seen) has been checked */
	uint64_t commit;	/* as last loaded */
	uint64_t seen_ts;	/* largest time below seen */
	uint64_t out_ts;	/* largest time below pos */

	/* Losses that gaps handed out have told of, and those of them told before the kernel did (loss.h). */
	uint64_t told[FESH_LOSS_CAUSES];
	uint64_t ahead[FESH_LOSS_CAUSES];
};

int fesh_ring_map(struct fesh_ring *ring, int fd, uint32_t cpu, uint32_t bytes);
void fesh_ring_unmap(struct fesh_ring *ring);

/*
 * Loads commit and checks records from seen on, until [pos, seen) holds at least
 * most bytes or all there is.  -EBADMSG: what is there is no sequence of records.
 */
int fesh_ring_look(struct fesh_ring *ring, uint32_t most);

/* Gives everything before pos back to the kernel; whether that is more than it had. */
bool fesh_ring_release(struct fesh_ring *ring);

static inline const struct fesh_record *fesh_ring_at(const struct fesh_ring *ring, uint64_t pos)
{
	return (const struct fesh_record *)(ring->data + (pos & (ring->bytes - 1)));
}

static inline uint32_t fesh_record_bytes(const struct fesh_record *record)
{
	return record->len8 * 8u;
}

/* Pairs with the kernel's release store of commit: the records below it are whole. */
static inline uint64_t fesh_ring_commit(const struct fesh_ring *ring)
{
	return __atomic_load_n(&ring->ctrl->commit, __ATOMIC_ACQUIRE);
}

static inline void fesh_ring_lost(const struct fesh_ring *ring, uint64_t lost[FESH_LOSS_CAUSES])
{
	for (int i = 0; i < FESH_LOSS_CAUSES; i++)
		lost[i] = __atomic_load_n(&ring->ctrl->lost[i], __ATOMIC_RELAXED);
}

static inline void fesh_ring_ask(struct fesh_ring *ring, uint32_t waiting)
{
	__atomic_store_n(&ring->cons->waiting, waiting, __ATOMIC_RELAXED);
}

#endif /* FESH_RING_H */
