// SPDX-License-Identifier: Apache-2.0
#include <stdbool.h>
#include <string.h>

#include "loss.h"
#include "merge.h"

static inline const struct fesh_record *head(const struct fesh_ring *ring)
{
	return fesh_ring_at(ring, ring->pos);
}

static bool has_head(struct fesh_ring *ring, uint64_t limit)
{
	while (ring->pos < ring->seen && head(ring)->kind == FESH_KIND_PAD)
		ring->pos += fesh_record_bytes(head(ring));
	return ring->pos < ring->seen && head(ring)->ts <= limit;
}

/* Equal times go by CPU, so that the same rings always give the same stream. */
static inline bool older(const struct fesh_ring *a, const struct fesh_ring *b)
{
	uint64_t at = head(a)->ts;
	uint64_t bt = head(b)->ts;

	return at != bt ? at < bt : a->cpu < b->cpu;
}

static void sift_down(struct fesh_ring **heap, uint32_t nr, uint32_t i)
{
	for (;;) {
		uint32_t least = i;

		for (uint32_t child = 2 * i + 1; child <= 2 * i + 2 && child < nr; child++)
			if (older(heap[child], heap[least]))
				least = child;
		if (least == i)
			return;

		struct fesh_ring *up = heap[least];

		heap[least] = heap[i];
		heap[i] = up;
		i = least;
	}
}

/* Up to where the oldest ring can be copied before another has its turn. */
static uint64_t next_turn(struct fesh_ring **heap, uint32_t nr, uint64_t limit)
{
	for (uint32_t i = 1; i < nr && i < 3; i++)
		if (head(heap[i])->ts < limit)
			limit = head(heap[i])->ts;
	return limit;
}

/* Copies whole records in one go while they are no gaps or padding, not newer than until, and fit. */
static uint32_t copy_run(struct fesh_ring *ring, uint64_t until, uint8_t *to, uint32_t room)
{
	const struct fesh_record *first = head(ring);
	uint32_t run = 0;

	while (ring->pos + run < ring->seen) {
		const struct fesh_record *record = fesh_ring_at(ring, ring->pos + run);
		uint32_t len = fesh_record_bytes(record);

		if (record->kind == FESH_KIND_GAP || record->kind == FESH_KIND_PAD || record->ts > until ||
		    run + len > room)
			break;
		if (record->ts > ring->out_ts)
			ring->out_ts = record->ts;
		run += len;
	}
	memcpy(to, first, run);
	ring->pos += run;
	return run;
}

static uint32_t copy_gap(struct fesh_ring *ring, uint8_t *to)
{
	struct fesh_gap gap;
	bool any = fesh_loss_pass(ring, (const struct fesh_gap *)head(ring), &gap);

	ring->pos += sizeof(gap);
	if (!any)
		return 0;
	memcpy(to, &gap, sizeof(gap));
	return sizeof(gap);
}

uint32_t fesh_merge(struct fesh_ring *rings, uint32_t nr, struct fesh_ring **heap, uint64_t limit,
		    void *buf, uint32_t cap)
{
	uint8_t *out = buf;
	uint32_t used = 0;
	uint32_t live = 0;

	for (uint32_t i = 0; i < nr; i++)
		if (has_head(&rings[i], limit))
			heap[live++] = &rings[i];
	for (uint32_t i = live / 2; i-- > 0;)
		sift_down(heap, live, i);

	while (live) {
		struct fesh_ring *ring = heap[0];

		if (fesh_record_bytes(head(ring)) > cap - used)
			break;
		if (head(ring)->kind == FESH_KIND_GAP)
			used += copy_gap(ring, out + used);
		else
			used += copy_run(ring, next_turn(heap, live, limit), out + used, cap - used);
		if (!has_head(ring, limit))
			heap[0] = heap[--live];
		sift_down(heap, live, 0);
	}
	return used;
}
