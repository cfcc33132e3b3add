/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Syncs under way: for each, how far every ring was committed and what it had
 * lost when it was asked for, oldest first.  Asked for by any thread, settled
 * by the one that polls.
 */
#ifndef FESH_TICKET_H
#define FESH_TICKET_H

#include <pthread.h>
#include <stdint.h>

#include "ring.h"

struct fesh_mark {
	uint64_t commit;
	uint64_t lost[FESH_LOSS_CAUSES];
};

struct fesh_ticket {
	struct fesh_ticket *next;
	int64_t number;
	uint64_t now;			/* CLOCK_MONOTONIC when it was made */
	struct fesh_mark marks[];	/* one a ring */
};

struct fesh_tickets {
	pthread_mutex_t lock;
	struct fesh_ticket *first;
	struct fesh_ticket *last;
	int64_t issued;
	int64_t settled;
};

void fesh_tickets_init(struct fesh_tickets *t);
void fesh_tickets_destroy(struct fesh_tickets *t);

/* Marks the rings; returns the ticket's number or a negative errno. */
int64_t fesh_tickets_issue(struct fesh_tickets *t, const struct fesh_ring *rings, uint32_t nr);

/* A ticket stays valid until the poller settles it. */
struct fesh_ticket *fesh_tickets_oldest(struct fesh_tickets *t);
struct fesh_ticket *fesh_tickets_newest(struct fesh_tickets *t);
void fesh_tickets_settle_oldest(struct fesh_tickets *t);

static inline int64_t fesh_tickets_settled(struct fesh_tickets *t)
{
	/* Pairs with the release in fesh_tickets_settle_oldest(). */
	return __atomic_load_n(&t->settled, __ATOMIC_ACQUIRE);
}

uint64_t fesh_monotonic_ns(void);

#endif /* FESH_TICKET_H */
