// SPDX-License-Identifier: Apache-2.0
/*
 * One poll is one or more passes over all rings: look, find how far the merge
 * is safe, copy, give the space back, settle syncs.  Then it waits.
 *
 * Safe means that no record still to come can be older.  A CPU with records in
 * hand vouches for the time of its last one.  A CPU with none vouches for the
 * time sampled before its commit was loaded, less SETTLE_NS: a hit reads the
 * clock when it reserves and shows up when it commits, and in between it
 * fetches strings, is interrupted, or its virtual CPU is not running.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <limits.h>
#include <poll.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <time.h>
#include <unistd.h>

#include "loss.h"
#include "merge.h"
#include "reader.h"
#include "ticket.h"

#define EXPORT __attribute__((visibility("default")))

#define SETTLE_NS	1000000u

/*
 * The kernel looks at waiting, and at cons, without a fence after it has published
 * commit, so that a hit need not pay for one: a hit that comes just as we write
 * them can miss them.  So we look again once our stores have long been seen by
 * every CPU; from then on no hit is missed, and we sleep until we are woken.
 */
#define BACKSTOP_MS	20
#define NO_LIMIT_MS	(-1)

struct fesh_reader {
	struct fesh_control control;
	struct fesh_ring *rings;
	struct fesh_ring **heap;
	uint32_t nr;
	int epoll_fd;
	int wake_fd;
	bool asking;		/* the rings are told to wake us, */
	uint64_t asked_ns;	/* since then, */
	bool settled;		/* and we have looked again since */
	struct fesh_tickets tickets;
};

static int watch(struct fesh_reader *r, int fd)
{
	struct epoll_event event = { .events = EPOLLIN, .data.fd = fd };

	return epoll_ctl(r->epoll_fd, EPOLL_CTL_ADD, fd, &event) < 0 ? -errno : 0;
}

int fesh_reader_create(const struct fesh_control *control, struct fesh_reader **ret)
{
	struct fesh_reader *r = calloc(1, sizeof(*r));
	struct fesh_control orphan = *control;
	uint32_t cpus = control->setup.cpus;
	int err;

	if (!r) {
		fesh_control_close(&orphan);
		return -ENOMEM;
	}
	r->control = *control;
	fesh_tickets_init(&r->tickets);
	r->rings = calloc(cpus, sizeof(*r->rings));
	r->heap = calloc(cpus, sizeof(struct fesh_ring *));
	if (!r->rings || !r->heap) {
		err = -ENOMEM;
		goto err_free;
	}
	for (; r->nr < cpus; r->nr++) {
		err = fesh_ring_map(&r->rings[r->nr], control->fd, r->nr, control->setup.ring_bytes);
		if (err)
			goto err_unmap;
	}
	r->epoll_fd = epoll_create1(EPOLL_CLOEXEC);
	if (r->epoll_fd < 0) {
		err = -errno;
		goto err_unmap;
	}
	r->wake_fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
	if (r->wake_fd < 0) {
		err = -errno;
		goto err_epoll;
	}
	err = watch(r, r->wake_fd);
	if (!err)
		err = watch(r, control->ready_fd);
	if (err)
		goto err_wake;
	*ret = r;
	return 0;

err_wake:
	close(r->wake_fd);
err_epoll:
	close(r->epoll_fd);
err_unmap:
	while (r->nr)
		fesh_ring_unmap(&r->rings[--r->nr]);
err_free:
	free(r->heap);
	free(r->rings);
	fesh_tickets_destroy(&r->tickets);
	fesh_control_close(&r->control);
	free(r);
	return err;
}

EXPORT int fesh_reader_open(const char *path, uint32_t ring_bytes, uint32_t flags,
			    struct fesh_reader **ret)
{
	struct fesh_control control;
	int err = fesh_control_open(&control, path, ring_bytes, flags);

	return err ? err : fesh_reader_create(&control, ret);
}

EXPORT void fesh_reader_close(struct fesh_reader *r)
{
	close(r->wake_fd);
	close(r->epoll_fd);
	while (r->nr)
		fesh_ring_unmap(&r->rings[--r->nr]);
	free(r->heap);
	free(r->rings);
	fesh_tickets_destroy(&r->tickets);
	/* Last: the module refuses nothing while a mapping is alive, and ends the session with its file. */
	fesh_control_close(&r->control);
	free(r);
}

EXPORT int fesh_reader_cpus(struct fesh_reader *r)
{
	return (int)r->nr;
}

EXPORT int fesh_reader_line(struct fesh_reader *r, const void *line, uint32_t len, void *answer)
{
	return fesh_control_line(&r->control, line, len, answer);
}

EXPORT int fesh_reader_describe(struct fesh_reader *r, uint32_t id, void *text, uint32_t cap)
{
	return fesh_control_describe(&r->control, id, text, cap);
}

EXPORT int fesh_reader_read(struct fesh_reader *r, uint64_t address, void *buffer, uint32_t len)
{
	return fesh_control_read(&r->control, address, buffer, len);
}

/* Looks at every ring; on return limit is how far the merge may go. */
static int look(struct fesh_reader *r, uint32_t most, uint64_t *limit)
{
	const struct fesh_ticket *newest = fesh_tickets_newest(&r->tickets);
	uint64_t safe = UINT64_MAX;	/* no record to come is older */
	uint64_t force = 0;		/* a sync wants all up to here, safe or not */
	uint64_t known = UINT64_MAX;	/* beyond it are records that we have not looked at */

	for (uint32_t i = 0; i < r->nr; i++) {
		struct fesh_ring *ring = &r->rings[i];
		uint64_t now = fesh_monotonic_ns();
		uint64_t vouched;
		int err = fesh_ring_look(ring, most);

		if (err)
			return err;
		vouched = ring->pos < ring->seen ? ring->seen_ts : now - SETTLE_NS;
		if (vouched < safe)
			safe = vouched;
		if (ring->seen < ring->commit && ring->seen_ts < known)
			known = ring->seen_ts;
		if (newest && ring->pos < newest->marks[i].commit && ring->seen_ts > force)
			force = ring->seen_ts;
	}
	*limit = safe > force ? safe : force;
	if (*limit > known)
		*limit = known;
	return 0;
}

/* Settles the syncs of which everything has gone out; returns the bytes of gaps that it added. */
static uint32_t settle(struct fesh_reader *r, uint8_t *to, uint32_t room)
{
	struct fesh_ticket *ticket;
	uint32_t used = 0;

	while ((ticket = fesh_tickets_oldest(&r->tickets))) {
		for (uint32_t i = 0; i < r->nr; i++)
			if (r->rings[i].pos < ticket->marks[i].commit)
				return used;
		for (uint32_t i = 0; i < r->nr; i++) {
			struct fesh_gap gap;

			if (room - used < sizeof(gap))
				return used;
			if (!fesh_loss_untold(&r->rings[i], ticket->marks[i].lost, ticket->now, &gap))
				continue;
			memcpy(to + used, &gap, sizeof(gap));
			used += sizeof(gap);
		}
		fesh_tickets_settle_oldest(&r->tickets);
	}
	return used;
}

static bool records_in_hand(const struct fesh_reader *r)
{
	for (uint32_t i = 0; i < r->nr; i++)
		if (r->rings[i].pos < r->rings[i].commit)
			return true;
	return false;
}

static void ask(struct fesh_reader *r, bool asking)
{
	if (r->asking == asking)
		return;
	for (uint32_t i = 0; i < r->nr; i++)
		fesh_ring_ask(&r->rings[i], asking);
	/* Our waiting must be out before we load commit again: the last look before sleep. */
	__atomic_thread_fence(__ATOMIC_SEQ_CST);
	r->asking = asking;
	r->asked_ns = fesh_monotonic_ns();
	r->settled = false;
}

static int pass(struct fesh_reader *r, uint8_t *buf, uint32_t cap)
{
	bool late = r->asking && fesh_monotonic_ns() - r->asked_ns >= BACKSTOP_MS * 1000000u;
	bool moved = false;
	uint64_t limit;
	uint32_t used;
	int err = look(r, cap, &limit);

	if (err)
		return err;
	r->settled = late;
	used = fesh_merge(r->rings, r->nr, r->heap, limit, buf, cap);
	for (uint32_t i = 0; i < r->nr; i++)
		moved |= fesh_ring_release(&r->rings[i]);
	if (moved)
		ask(r, false);
	return (int)(used + settle(r, buf + used, cap - used));
}

EXPORT int fesh_reader_patience_ms(struct fesh_reader *r)
{
	return r->settled ? NO_LIMIT_MS : BACKSTOP_MS;
}

/* Whether somebody called fesh_reader_wake() since the last time. */
static bool woken(struct fesh_reader *r)
{
	uint64_t times;

	return read(r->wake_fd, &times, sizeof(times)) == sizeof(times);
}

/* Lets time pass until what is in hand has settled; records keep the device readable, so it is not asked. */
static void doze(struct fesh_reader *r, uint64_t ns)
{
	struct pollfd wake = { .fd = r->wake_fd, .events = POLLIN };
	struct timespec rest = { .tv_nsec = (long)ns };

	ppoll(&wake, 1, &rest, NULL);
}

static int sleep_until_ready(struct fesh_reader *r, uint64_t ns)
{
	uint64_t ms = ns / 1000000 + (ns % 1000000 != 0);
	int patience = fesh_reader_patience_ms(r);
	struct epoll_event events[2];
	int n;

	if (ms <= INT_MAX && (patience == NO_LIMIT_MS || (int)ms < patience))
		patience = (int)ms;
	n = epoll_wait(r->epoll_fd, events, 2, patience);

	if (n < 0 && errno != EINTR)
		return -errno;
	for (int i = 0; i < n; i++)
		if (events[i].data.fd != r->wake_fd && events[i].events & (EPOLLERR | EPOLLHUP))
			return -EIO;
	return 0;
}

EXPORT int fesh_reader_poll(struct fesh_reader *r, void *buf, uint32_t cap, int timeout_ms)
{
	uint64_t deadline = UINT64_MAX;

	if (cap < FESH_RECORD_MAX || cap > INT_MAX)
		return -EINVAL;
	if (timeout_ms >= 0)
		deadline = fesh_monotonic_ns() + (uint64_t)timeout_ms * 1000000;
	for (;;) {
		int64_t settled = fesh_tickets_settled(&r->tickets);
		bool wanted = woken(r);
		int n = pass(r, buf, cap);
		uint64_t now;
		uint64_t left;

		if (n)
			return n;
		if (wanted || fesh_tickets_settled(&r->tickets) != settled)
			return 0;
		now = fesh_monotonic_ns();
		left = deadline > now ? deadline - now : 0;
		if (records_in_hand(r)) {
			if (!left)
				return 0;
			doze(r, left < SETTLE_NS ? left : SETTLE_NS);
		} else if (!r->asking) {
			ask(r, true);
		} else {
			int err;

			if (!left)
				return 0;
			err = sleep_until_ready(r, left);
			if (err)
				return err;
		}
	}
}

EXPORT int64_t fesh_reader_sync(struct fesh_reader *r)
{
	int64_t ticket = fesh_tickets_issue(&r->tickets, r->rings, r->nr);

	if (ticket > 0)
		fesh_reader_wake(r);
	return ticket;
}

EXPORT int fesh_reader_synced(struct fesh_reader *r, int64_t ticket)
{
	return ticket <= fesh_tickets_settled(&r->tickets);
}

EXPORT int fesh_reader_modules(struct fesh_reader *r)
{
	int64_t changes = fesh_control_modules(&r->control);

	return (int)(changes < 0 ? changes : changes & INT_MAX);
}

EXPORT int fesh_reader_wake(struct fesh_reader *r)
{
	uint64_t once = 1;

	/* EAGAIN: the counter is full, so the poller will be woken anyway. */
	if (write(r->wake_fd, &once, sizeof(once)) < 0 && errno != EAGAIN)
		return -errno;
	return 0;
}

EXPORT int fesh_reader_fd(struct fesh_reader *r)
{
	return r->epoll_fd;
}
