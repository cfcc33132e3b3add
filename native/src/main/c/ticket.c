// SPDX-License-Identifier: Apache-2.0
#include <errno.h>
#include <stdlib.h>
#include <time.h>

#include "ticket.h"

uint64_t fesh_monotonic_ns(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (uint64_t)now.tv_sec * 1000000000u + (uint64_t)now.tv_nsec;
}

void fesh_tickets_init(struct fesh_tickets *t)
{
	*t = (struct fesh_tickets){ .lock = PTHREAD_MUTEX_INITIALIZER };
}

void fesh_tickets_destroy(struct fesh_tickets *t)
{
	while (t->first)
		fesh_tickets_settle_oldest(t);
	pthread_mutex_destroy(&t->lock);
}

int64_t fesh_tickets_issue(struct fesh_tickets *t, const struct fesh_ring *rings, uint32_t nr)
{
	struct fesh_ticket *ticket = calloc(1, sizeof(*ticket) + nr * sizeof(ticket->marks[0]));
	int64_t number;

	if (!ticket)
		return -ENOMEM;
	/* Under the lock, so that a later ticket never has an earlier mark. */
	pthread_mutex_lock(&t->lock);
	for (uint32_t i = 0; i < nr; i++) {
		fesh_ring_lost(&rings[i], ticket->marks[i].lost);
		ticket->marks[i].commit = fesh_ring_commit(&rings[i]);
	}
	ticket->now = fesh_monotonic_ns();
	number = ++t->issued;
	ticket->number = number;
	if (t->last)
		t->last->next = ticket;
	else
		t->first = ticket;
	t->last = ticket;
	pthread_mutex_unlock(&t->lock);
	return number;
}

struct fesh_ticket *fesh_tickets_oldest(struct fesh_tickets *t)
{
	struct fesh_ticket *ticket;

	pthread_mutex_lock(&t->lock);
	ticket = t->first;
	pthread_mutex_unlock(&t->lock);
	return ticket;
}

struct fesh_ticket *fesh_tickets_newest(struct fesh_tickets *t)
{
	struct fesh_ticket *ticket;

	pthread_mutex_lock(&t->lock);
	ticket = t->last;
	pthread_mutex_unlock(&t->lock);
	return ticket;
}

void fesh_tickets_settle_oldest(struct fesh_tickets *t)
{
	struct fesh_ticket *ticket;

	pthread_mutex_lock(&t->lock);
	ticket = t->first;
	t->first = ticket->next;
	if (!t->first)
		t->last = NULL;
	pthread_mutex_unlock(&t->lock);
	__atomic_store_n(&t->settled, ticket->number, __ATOMIC_RELEASE);
	free(ticket);
}
