// SPDX-License-Identifier: Apache-2.0
#include <string.h>

#include "check.h"
#include "fake_session.h"
#include "merge.h"

#define RING	(1u << 20)

static struct fake_session fake;
static struct fesh_ring rings[FAKE_CPUS_MAX];
static struct fesh_ring *heap[FAKE_CPUS_MAX];
static uint8_t buf[RING];

static void set_up(uint32_t cpus)
{
	fake_session_create(&fake, cpus, RING);
	for (uint32_t cpu = 0; cpu < cpus; cpu++)
		CHECK_EQ(fesh_ring_map(&rings[cpu], fake.control.fd, cpu, RING), 0);
}

static void tear_down(void)
{
	for (uint32_t cpu = 0; cpu < fake.control.setup.cpus; cpu++)
		fesh_ring_unmap(&rings[cpu]);
	fake_session_destroy(&fake);
}

static uint32_t merge(uint64_t limit, uint32_t cap)
{
	for (uint32_t cpu = 0; cpu < fake.control.setup.cpus; cpu++)
		CHECK_EQ(fesh_ring_look(&rings[cpu], RING), 0);
	return fesh_merge(rings, fake.control.setup.cpus, heap, limit, buf, cap);
}

/* Checks the order of what is in buf and returns how many records it holds. */
static uint32_t ordered(uint32_t bytes)
{
	uint64_t last = 0;
	uint32_t n = 0;

	for (uint32_t at = 0; at < bytes; n++) {
		const struct fesh_record *record = (const struct fesh_record *)(buf + at);

		CHECK(record->ts >= last);
		CHECK(record->kind != FESH_KIND_PAD);
		last = record->ts;
		at += fesh_record_bytes(record);
	}
	return n;
}

static void records_of_all_cpus_come_out_in_the_order_of_time(void)
{
	set_up(5);
	srand(20260);
	for (uint64_t ts = 1; ts <= 5000; ts++)
		CHECK(fake_hit(&fake, (uint32_t)rand() % 5, ts, 8 * ((uint32_t)rand() % 10)));
	CHECK_EQ(ordered(merge(UINT64_MAX, RING)), 5000);
	tear_down();
}

static void nothing_newer_than_the_limit_comes_out(void)
{
	set_up(2);
	for (uint64_t ts = 1; ts <= 100; ts++)
		fake_hit(&fake, ts % 2, ts, 8);
	CHECK_EQ(ordered(merge(60, RING)), 60);
	CHECK_EQ(ordered(merge(60, RING)), 0);
	CHECK_EQ(ordered(merge(100, RING)), 40);
	tear_down();
}

static void what_does_not_fit_comes_out_next_time(void)
{
	uint32_t total = 0;

	set_up(3);
	for (uint64_t ts = 1; ts <= 300; ts++)
		fake_hit(&fake, ts % 3, ts, 8);
	/* 1000 is no multiple of the 64 bytes of a record. */
	for (uint32_t n = 1; n; total += n)
		n = ordered(merge(UINT64_MAX, 1000));
	CHECK_EQ(total, 300);
	tear_down();
}

static void equal_times_go_by_cpu(void)
{
	const struct fesh_record *record = (const struct fesh_record *)buf;

	set_up(3);
	for (uint32_t cpu = 3; cpu-- > 0;)
		fake_hit(&fake, cpu, 7, 8);
	CHECK_EQ(ordered(merge(UINT64_MAX, RING)), 3);
	for (uint32_t cpu = 0; cpu < 3; cpu++)
		CHECK_EQ(((const struct fesh_record *)(buf + 64 * cpu))->cpu, cpu);
	CHECK_EQ(record->ts, 7);
	tear_down();
}

static void pads_are_dropped_wherever_they_are(void)
{
	set_up(2);
	fake_pad(&fake, 0, 8);
	fake_hit(&fake, 0, 1, 8);
	fake_pad(&fake, 0, 512);
	fake_pad(&fake, 0, 8);
	fake_hit(&fake, 0, 3, 8);
	fake_pad(&fake, 0, 64);
	fake_pad(&fake, 1, 16);
	fake_hit(&fake, 1, 2, 8);
	CHECK_EQ(ordered(merge(UINT64_MAX, RING)), 3);
	CHECK_EQ(rings[0].pos, rings[0].commit);
	CHECK_EQ(rings[1].pos, rings[1].commit);
	tear_down();
}

static void record_that_is_no_hit_keeps_its_place(void)
{
	struct fesh_fuse fuse = {
		.record = { .len8 = sizeof(fuse) / 8, .kind = FESH_KIND_FUSE, .ts = 2 },
		.hits = 5,
	};
	uint32_t bytes;

	set_up(2);
	fake_hit(&fake, 0, 1, 8);
	fake_raw(&fake, 0, &fuse, sizeof(fuse));
	fake_hit(&fake, 1, 3, 8);
	bytes = merge(UINT64_MAX, RING);
	CHECK_EQ(bytes, 2 * 64 + sizeof(fuse));
	CHECK_EQ(ordered(bytes), 3);
	CHECK_EQ(((const struct fesh_fuse *)(buf + 64))->hits, 5);
	tear_down();
}

static void gap_comes_out_in_front_of_the_record_that_it_precedes(void)
{
	const struct fesh_gap *gap = (const struct fesh_gap *)(buf + 2 * 64);
	uint32_t bytes;

	set_up(2);
	fake_hit(&fake, 0, 1, 8);
	fake_hit(&fake, 1, 2, 8);
	fake_lose(&fake, 0, FESH_LOSS_FULL, 3);
	fake_lose(&fake, 0, FESH_LOSS_FULL, 4);
	fake_lose(&fake, 0, FESH_LOSS_BIG, 5);
	fake_hit(&fake, 0, 6, 8);
	fake_hit(&fake, 1, 7, 8);
	bytes = merge(UINT64_MAX, RING);
	CHECK_EQ(ordered(bytes), 5);
	CHECK_EQ(gap->record.kind, FESH_KIND_GAP);
	CHECK_EQ(gap->record.ts, 6);
	CHECK_EQ(gap->since_ts, 3);
	CHECK_EQ(gap->lost[FESH_LOSS_FULL], 2);
	CHECK_EQ(gap->lost[FESH_LOSS_BIG], 1);
	CHECK_EQ(rings[0].told[FESH_LOSS_FULL], 2);
	tear_down();
}

int main(void)
{
	RUN_TEST(records_of_all_cpus_come_out_in_the_order_of_time);
	RUN_TEST(nothing_newer_than_the_limit_comes_out);
	RUN_TEST(what_does_not_fit_comes_out_next_time);
	RUN_TEST(equal_times_go_by_cpu);
	RUN_TEST(pads_are_dropped_wherever_they_are);
	RUN_TEST(record_that_is_no_hit_keeps_its_place);
	RUN_TEST(gap_comes_out_in_front_of_the_record_that_it_precedes);
	return 0;
}
