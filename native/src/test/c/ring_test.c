// SPDX-License-Identifier: Apache-2.0
#include <errno.h>
#include <string.h>

#include "check.h"
#include "fake_session.h"
#include "loss.h"
#include "ring.h"

#define RING	65536

static struct fake_session fake;
static struct fesh_ring ring;

static void set_up(void)
{
	fake_session_create(&fake, 1, RING);
	CHECK_EQ(fesh_ring_map(&ring, fake.control.fd, 0, RING), 0);
}

static void tear_down(void)
{
	fesh_ring_unmap(&ring);
	fake_session_destroy(&fake);
}

static void sees_what_is_committed_and_nothing_else(void)
{
	set_up();
	CHECK_EQ(fesh_ring_look(&ring, RING), 0);
	CHECK_EQ(ring.seen, 0);
	fake_hit(&fake, 0, 1000, 8);
	fake_hit(&fake, 0, 2000, 16);
	CHECK_EQ(ring.seen, 0);
	CHECK_EQ(fesh_ring_look(&ring, RING), 0);
	CHECK_EQ(ring.seen, 64 + 72);
	CHECK_EQ(ring.seen_ts, 2000);
	tear_down();
}

static void gives_space_back_only_when_told_to(void)
{
	set_up();
	fake_hit(&fake, 0, 1000, 8);
	CHECK_EQ(fesh_ring_look(&ring, RING), 0);
	ring.pos = ring.seen;
	CHECK_EQ(fake.rings[0].cons->cons, 0);
	fesh_ring_release(&ring);
	CHECK_EQ(fake.rings[0].cons->cons, 64);
	tear_down();
}

static void record_at_the_wrap_is_in_one_piece(void)
{
	const struct fesh_record *record;
	uint64_t at;

	set_up();
	/* 64 records of 1016 bytes leave 512 before the wrap. */
	for (int i = 0; i < 64; i++)
		CHECK(fake_hit(&fake, 0, 1000 + (uint64_t)i, 1016 - 56));
	CHECK_EQ(fesh_ring_look(&ring, RING), 0);
	at = ring.seen;
	ring.pos = ring.seen;
	fesh_ring_release(&ring);
	CHECK(fake_hit(&fake, 0, 5000, 1016 - 56));
	CHECK_EQ(fesh_ring_look(&ring, RING), 0);
	CHECK_EQ(ring.seen, at + 1016);
	record = fesh_ring_at(&ring, at);
	for (int i = 0; i < 1016 - 56; i++)
		CHECK_EQ(((const char *)(record + 1))[i], 'p');
	tear_down();
}

static void looks_no_further_than_asked(void)
{
	set_up();
	for (int i = 0; i < 100; i++)
		fake_hit(&fake, 0, 1000 + (uint64_t)i, 8);
	CHECK_EQ(fesh_ring_look(&ring, 640), 0);
	CHECK_EQ(ring.seen, 640);
	CHECK_EQ(ring.seen_ts, 1009);
	CHECK_EQ(ring.commit, 6400);
	tear_down();
}

static int look_at(const struct fesh_record *record, uint32_t len)
{
	int err;

	set_up();
	fake_raw(&fake, 0, record, len);
	err = fesh_ring_look(&ring, RING);
	tear_down();
	return err;
}

static void record_of_no_length_is_refused(void)
{
	struct fesh_record record = { .len8 = 0 };

	CHECK_EQ(look_at(&record, sizeof(record)), -EBADMSG);
}

static void record_longer_than_what_is_committed_is_refused(void)
{
	struct fesh_record record = { .len8 = 8 };

	CHECK_EQ(look_at(&record, sizeof(record)), -EBADMSG);
}

static void record_shorter_than_its_header_is_refused(void)
{
	struct fesh_record record = { .len8 = 6 };

	CHECK_EQ(look_at(&record, sizeof(record)), -EBADMSG);
}

static void record_of_unknown_kind_is_passed_on(void)
{
	struct fesh_record record = { .len8 = 7, .kind = 9 };

	CHECK_EQ(look_at(&record, sizeof(record)), 0);
	record.len8 = 6;
	CHECK_EQ(look_at(&record, sizeof(record)), -EBADMSG);
}

static void gap_of_another_size_is_refused(void)
{
	struct fesh_record record = { .len8 = 7, .kind = FESH_KIND_GAP };

	CHECK_EQ(look_at(&record, sizeof(record)), -EBADMSG);
}

static void commit_that_goes_back_or_too_far_is_refused(void)
{
	set_up();
	fake.rings[0].ctrl->commit = RING + 8;
	CHECK_EQ(fesh_ring_look(&ring, RING), -EBADMSG);
	fake.rings[0].ctrl->commit = 0;
	fake_hit(&fake, 0, 1000, 8);
	CHECK_EQ(fesh_ring_look(&ring, RING), 0);
	fake.rings[0].ctrl->commit = 0;
	CHECK_EQ(fesh_ring_look(&ring, RING), -EBADMSG);
	tear_down();
}

static void ring_of_another_cpu_or_size_is_refused(void)
{
	fake_session_create(&fake, 2, RING);
	fake.rings[1].ctrl->cpu = 0;
	CHECK_EQ(fesh_ring_map(&ring, fake.control.fd, 1, RING), -EBADMSG);
	CHECK_EQ(fesh_ring_map(&ring, fake.control.fd, 0, RING / 2), -EBADMSG);
	CHECK_EQ(fesh_ring_map(&ring, fake.control.fd, 0, RING - 8), -EINVAL);
	fake_session_destroy(&fake);
}

static void loss_told_early_is_not_told_again(void)
{
	uint64_t lost[FESH_LOSS_CAUSES] = { 10, 1 };
	struct fesh_gap late = { .lost = { 12, 1 }, .since_ts = 100 };
	struct fesh_gap gap;

	set_up();
	ring.out_ts = 50;
	CHECK(fesh_loss_untold(&ring, lost, 200, &gap));
	CHECK_EQ(gap.lost[FESH_LOSS_FULL], 10);
	CHECK_EQ(gap.lost[FESH_LOSS_NEST], 1);
	CHECK_EQ(gap.since_ts, 50);
	CHECK_EQ(gap.record.ts, 200);
	CHECK(!fesh_loss_untold(&ring, lost, 300, &gap));

	CHECK(fesh_loss_pass(&ring, &late, &gap));
	CHECK_EQ(gap.lost[FESH_LOSS_FULL], 2);
	CHECK_EQ(gap.lost[FESH_LOSS_NEST], 0);

	late.lost[FESH_LOSS_FULL] = 0;
	late.lost[FESH_LOSS_NEST] = 0;
	CHECK(!fesh_loss_pass(&ring, &late, &gap));
	tear_down();
}

int main(void)
{
	RUN_TEST(sees_what_is_committed_and_nothing_else);
	RUN_TEST(gives_space_back_only_when_told_to);
	RUN_TEST(record_at_the_wrap_is_in_one_piece);
	RUN_TEST(looks_no_further_than_asked);
	RUN_TEST(record_of_no_length_is_refused);
	RUN_TEST(record_longer_than_what_is_committed_is_refused);
	RUN_TEST(record_shorter_than_its_header_is_refused);
	RUN_TEST(record_of_unknown_kind_is_passed_on);
	RUN_TEST(gap_of_another_size_is_refused);
	RUN_TEST(commit_that_goes_back_or_too_far_is_refused);
	RUN_TEST(ring_of_another_cpu_or_size_is_refused);
	RUN_TEST(loss_told_early_is_not_told_again);
	return 0;
}
