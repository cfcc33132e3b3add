// SPDX-License-Identifier: Apache-2.0
#include <errno.h>
#include <poll.h>
#include <pthread.h>
#include <string.h>
#include <sys/epoll.h>

#include "check.h"
#include "fake_session.h"
#include "reader.h"
#include "ring.h"
#include "ticket.h"

#define RING	(1u << 18)
#define BUF	(1u << 18)

static struct fake_session fake;
static struct fesh_reader *reader;
static uint8_t buf[BUF];
static bool hit_as_it_falls_asleep;

int __real_epoll_wait(int fd, struct epoll_event *events, int most, int timeout);
int __wrap_epoll_wait(int fd, struct epoll_event *events, int most, int timeout);

/* A hit after the last look, by a CPU that has not seen waiting: nobody calls fake_wake(). */
int __wrap_epoll_wait(int fd, struct epoll_event *events, int most, int timeout)
{
	if (hit_as_it_falls_asleep)
		fake_hit(&fake, 1, fesh_monotonic_ns(), 8);
	hit_as_it_falls_asleep = false;
	return __real_epoll_wait(fd, events, most, timeout);
}

struct seen {
	uint64_t hits;
	uint64_t gaps;
	uint64_t lost;
	uint64_t last_ts;
	uint64_t disordered;
};

static void set_up(uint32_t cpus, uint32_t ring_bytes)
{
	struct fesh_control control;

	fake_session_create(&fake, cpus, ring_bytes);
	control = fake_session_open(&fake);
	CHECK_EQ(fesh_reader_create(&control, &reader), 0);
}

static void tear_down(void)
{
	fesh_reader_close(reader);
	fake_session_destroy(&fake);
}

static void take(struct seen *seen, int bytes)
{
	CHECK(bytes >= 0);
	for (int at = 0; at < bytes;) {
		const struct fesh_gap *gap = (const struct fesh_gap *)(buf + at);

		if (gap->record.kind == FESH_KIND_HIT) {
			seen->hits++;
			if (gap->record.ts < seen->last_ts)
				seen->disordered++;
			seen->last_ts = gap->record.ts;
		} else {
			CHECK_EQ(gap->record.kind, FESH_KIND_GAP);
			seen->gaps++;
			for (int i = 0; i < FESH_LOSS_CAUSES; i++)
				seen->lost += gap->lost[i];
		}
		at += (int)fesh_record_bytes(&gap->record);
	}
}

static void sync_all(struct seen *seen)
{
	int64_t ticket = fesh_reader_sync(reader);

	CHECK(ticket > 0);
	while (!fesh_reader_synced(reader, ticket))
		take(seen, fesh_reader_poll(reader, buf, BUF, -1));
}

static void poll_that_finds_nothing_asks_to_be_woken(void)
{
	set_up(2, RING);
	CHECK_EQ(fesh_reader_poll(reader, buf, BUF, 0), 0);
	CHECK_EQ(fake.rings[0].cons->waiting, 1);
	CHECK_EQ(fake.rings[1].cons->waiting, 1);
	fake_hit(&fake, 0, fesh_monotonic_ns(), 8);
	CHECK_EQ(fesh_reader_poll(reader, buf, BUF, -1), 64);
	CHECK_EQ(fake.rings[0].cons->waiting, 0);
	tear_down();
}

static void records_come_though_the_wake_up_was_missed(void)
{
	set_up(2, RING);
	hit_as_it_falls_asleep = true;
	CHECK_EQ(fesh_reader_poll(reader, buf, BUF, -1), 64);
	CHECK(!hit_as_it_falls_asleep);
	tear_down();
}

static void sleeper_is_woken_by_its_descriptor(void)
{
	struct pollfd sleeper;

	set_up(2, RING);
	CHECK_EQ(fesh_reader_poll(reader, buf, BUF, 0), 0);
	sleeper = (struct pollfd){ .fd = fesh_reader_fd(reader), .events = POLLIN };
	CHECK_EQ(poll(&sleeper, 1, 0), 0);
	fake_hit(&fake, 0, fesh_monotonic_ns(), 8);
	fake_wake(&fake);
	CHECK_EQ(poll(&sleeper, 1, 0), 1);
	CHECK_EQ(fesh_reader_poll(reader, buf, BUF, -1), 64);
	tear_down();
}

static void reader_of_idle_rings_grows_patient(void)
{
	set_up(1, RING);
	CHECK_EQ(fesh_reader_poll(reader, buf, BUF, 50), 0);
	CHECK_EQ(fesh_reader_patience_ms(reader), -1);
	fake_hit(&fake, 0, fesh_monotonic_ns(), 8);
	CHECK_EQ(fesh_reader_poll(reader, buf, BUF, -1), 64);
	CHECK_EQ(fesh_reader_patience_ms(reader), 20);
	tear_down();
}

/* The kernel compares cons, too: it may have seen the old one. */
static void reader_that_has_moved_looks_again_before_it_sleeps(void)
{
	set_up(1, RING);
	CHECK_EQ(fesh_reader_poll(reader, buf, BUF, 50), 0);
	CHECK_EQ(fesh_reader_patience_ms(reader), -1);
	fake_pad(&fake, 0, 64);
	CHECK_EQ(fesh_reader_poll(reader, buf, BUF, 0), 0);
	CHECK_EQ(fake.rings[0].cons->cons, 64);
	CHECK_EQ(fake.rings[0].cons->waiting, 1);
	CHECK_EQ(fesh_reader_patience_ms(reader), 20);
	tear_down();
}

static void buffer_smaller_than_a_record_is_refused(void)
{
	set_up(1, RING);
	CHECK_EQ(fesh_reader_poll(reader, buf, FESH_RECORD_MAX - 1, 0), -EINVAL);
	tear_down();
}

static void timeout_of_nothing_returns_nothing(void)
{
	uint64_t begin = fesh_monotonic_ns();

	set_up(1, RING);
	CHECK_EQ(fesh_reader_poll(reader, buf, BUF, 30), 0);
	CHECK(fesh_monotonic_ns() - begin >= 30000000);
	tear_down();
}

static void idle_cpu_does_not_hold_back_the_others(void)
{
	struct seen seen = { 0 };

	set_up(4, RING);
	for (int i = 0; i < 100; i++)
		fake_hit(&fake, 0, fesh_monotonic_ns(), 8);
	while (seen.hits < 100)
		take(&seen, fesh_reader_poll(reader, buf, BUF, -1));
	CHECK_EQ(seen.disordered, 0);
	tear_down();
}

static void young_record_waits_for_one_that_began_before_it(void)
{
	struct seen seen = { 0 };
	uint64_t begun = fesh_monotonic_ns();

	set_up(2, RING);
	/* CPU 1 has reserved at the time begun and is still fetching when CPU 0 commits. */
	fake_hit(&fake, 0, begun + 1000, 8);
	take(&seen, fesh_reader_poll(reader, buf, BUF, 0));
	fake_hit(&fake, 1, begun, 8);
	while (seen.hits < 2)
		take(&seen, fesh_reader_poll(reader, buf, BUF, -1));
	/* Unless this machine slept for longer than the settling time, in which case nobody can tell. */
	CHECK(seen.disordered == 0 || fesh_monotonic_ns() - begun > 1000000);
	tear_down();
}

static void sync_delivers_everything_whatever_the_clocks_say(void)
{
	struct seen seen = { 0 };
	uint64_t future = fesh_monotonic_ns() + 3600u * 1000000000u;

	set_up(3, RING);
	for (uint32_t i = 0; i < 30; i++)
		fake_hit(&fake, i % 2, future + i, 8);
	CHECK_EQ(fesh_reader_poll(reader, buf, BUF, 0), 0);
	sync_all(&seen);
	CHECK_EQ(seen.hits, 30);
	CHECK_EQ(seen.disordered, 0);
	tear_down();
}

static void sync_of_empty_rings_is_done_at_once(void)
{
	struct seen seen = { 0 };

	set_up(3, RING);
	sync_all(&seen);
	CHECK_EQ(seen.hits + seen.gaps, 0);
	tear_down();
}

static void syncs_are_done_in_their_order(void)
{
	int64_t first, second;

	set_up(1, RING);
	fake_hit(&fake, 0, 1, 8);
	first = fesh_reader_sync(reader);
	fake_hit(&fake, 0, 2, 8);
	second = fesh_reader_sync(reader);
	CHECK(second > first);
	CHECK(!fesh_reader_synced(reader, first));
	CHECK_EQ(fesh_reader_poll(reader, buf, BUF, -1), 128);
	CHECK(fesh_reader_synced(reader, first));
	CHECK(fesh_reader_synced(reader, second));
	CHECK(!fesh_reader_synced(reader, second + 1));
	tear_down();
}

static void sync_tells_losses_that_no_record_followed(void)
{
	struct seen seen = { 0 };

	set_up(2, 1u << 16);
	/* 1024 records fill the ring; the rest is lost. */
	for (uint32_t i = 0; i < 1500; i++)
		fake_hit(&fake, 1, i + 1, 8);
	sync_all(&seen);
	CHECK_EQ(seen.hits, 1024);
	CHECK_EQ(seen.lost, 1500 - 1024);
	CHECK_EQ(seen.gaps, 1);

	/* The kernel's own gap comes later and says the same again: it is not passed on. */
	fake_hit(&fake, 1, 2000, 8);
	sync_all(&seen);
	CHECK_EQ(seen.hits, 1025);
	CHECK_EQ(seen.lost, 1500 - 1024);
	CHECK_EQ(seen.gaps, 1);
	tear_down();
}

static void corrupt_ring_is_an_error_and_no_crash(void)
{
	static const struct fesh_record nonsense = { .len8 = 3, .kind = 77, .ts = 5 };

	set_up(2, RING);
	fake_raw(&fake, 1, &nonsense, sizeof(nonsense));
	CHECK_EQ(fesh_reader_poll(reader, buf, BUF, -1), -EBADMSG);
	tear_down();
}

static void *call_wake(void *unused)
{
	(void)unused;
	CHECK_EQ(fesh_reader_wake(reader), 0);
	return NULL;
}

static void wake_ends_a_poll_without_end(void)
{
	pthread_t thread;

	set_up(1, RING);
	CHECK_EQ(pthread_create(&thread, NULL, call_wake, NULL), 0);
	CHECK_EQ(fesh_reader_poll(reader, buf, BUF, -1), 0);
	pthread_join(thread, NULL);
	tear_down();
}

struct writer {
	pthread_t thread;
	uint32_t cpu;
	uint64_t hits;
	uint64_t lost;
};

static void *write_hits(void *arg)
{
	struct writer *w = arg;

	for (uint64_t i = 0; i < w->hits; i++)
		if (!fake_hit(&fake, w->cpu, fesh_monotonic_ns(), 8 * (uint32_t)(i % 20)))
			w->lost++;
	return NULL;
}

static void delivered_and_lost_add_up_under_load(void)
{
	struct writer writers[3] = {
		{ .cpu = 0, .hits = 100000 }, { .cpu = 1, .hits = 50000 }, { .cpu = 3, .hits = 70000 }
	};
	struct seen seen = { 0 };
	uint64_t lost = 0;

	set_up(4, RING);
	for (int i = 0; i < 3; i++)
		CHECK_EQ(pthread_create(&writers[i].thread, NULL, write_hits, &writers[i]), 0);
	/* Less than half of them, so that syncs fall into the load. */
	while (seen.hits + seen.lost < 100000)
		sync_all(&seen);
	for (int i = 0; i < 3; i++) {
		pthread_join(writers[i].thread, NULL);
		lost += writers[i].lost;
	}
	sync_all(&seen);
	CHECK_EQ(seen.hits + seen.lost, 220000);
	CHECK_EQ(seen.lost, lost);
	tear_down();
}

static void failure_to_open_names_cause_and_cure(void)
{
	struct fesh_reader *none;
	int err = fesh_reader_open("/nonexistent/fesh", 0, 0, &none);

	CHECK_EQ(err, -ENOENT);
	CHECK(strstr(fesh_reader_open_failure(err), "module is not loaded\nsudo modprobe fesh"));
	CHECK(strstr(fesh_reader_open_failure(-EPROTO), "another ABI version"));
}

static void file_that_is_no_session_is_refused(void)
{
	struct fesh_reader *none;

	CHECK_EQ(fesh_reader_open("/dev/null", 0, 0, &none), -ENOTTY);
}

int main(void)
{
	RUN_TEST(poll_that_finds_nothing_asks_to_be_woken);
	RUN_TEST(records_come_though_the_wake_up_was_missed);
	RUN_TEST(sleeper_is_woken_by_its_descriptor);
	RUN_TEST(reader_of_idle_rings_grows_patient);
	RUN_TEST(reader_that_has_moved_looks_again_before_it_sleeps);
	RUN_TEST(buffer_smaller_than_a_record_is_refused);
	RUN_TEST(timeout_of_nothing_returns_nothing);
	RUN_TEST(idle_cpu_does_not_hold_back_the_others);
	RUN_TEST(young_record_waits_for_one_that_began_before_it);
	RUN_TEST(sync_delivers_everything_whatever_the_clocks_say);
	RUN_TEST(sync_of_empty_rings_is_done_at_once);
	RUN_TEST(syncs_are_done_in_their_order);
	RUN_TEST(sync_tells_losses_that_no_record_followed);
	RUN_TEST(corrupt_ring_is_an_error_and_no_crash);
	RUN_TEST(wake_ends_a_poll_without_end);
	RUN_TEST(delivered_and_lost_add_up_under_load);
	RUN_TEST(failure_to_open_names_cause_and_cure);
	RUN_TEST(file_that_is_no_session_is_refused);
	return 0;
}
