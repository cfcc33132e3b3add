// SPDX-License-Identifier: Apache-2.0
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "check.h"
#include "frames.h"

static int pipe_fds[2];

static void set_up(void)
{
	CHECK_EQ(pipe2(pipe_fds, O_NONBLOCK), 0);
}

static void tear_down(void)
{
	close(pipe_fds[0]);
	close(pipe_fds[1]);
}

static void frame_is_a_little_endian_header_and_its_payload(void)
{
	static const uint8_t want[] = { 3, 0, 0, 0, AGENT_OUT, 0, 0x34, 0x12, 'a', 'b', 'c' };
	struct frames_out out = { 0 };

	CHECK_EQ(frames_out_add(&out, AGENT_OUT, 0x1234, "abc", 3), 0);
	CHECK_EQ(frames_out_queued(&out), sizeof(want));
	CHECK(!memcmp(out.buf, want, sizeof(want)));
	frames_out_destroy(&out);
}

static void done_carries_a_negative_status_and_its_text(void)
{
	struct frames_out out = { 0 };

	CHECK_EQ(frames_out_done(&out, 7, -ENOENT, "gone"), 0);
	CHECK_EQ(out.buf[0], 8);
	CHECK_EQ((int8_t)out.buf[8], -ENOENT);
	CHECK_EQ(out.buf[11], 0xff);
	CHECK(!memcmp(out.buf + 12, "gone", 4));
	frames_out_destroy(&out);
}

static void frames_come_out_whole_however_the_stream_is_cut(void)
{
	struct frames_out out = { 0 };
	struct frames_in in = { 0 };
	struct frame frame;
	int got = 0;

	set_up();
	for (uint16_t tag = 1; tag <= 3; tag++)
		frames_out_add(&out, AGENT_RUN, tag, "echo hello", 10);
	for (size_t i = 0; i < frames_out_queued(&out); i++) {
		CHECK_EQ(write(pipe_fds[1], out.buf + i, 1), 1);
		CHECK_EQ(frames_in_read(&in, pipe_fds[0]), 1);
		while (frames_in_next(&in, &frame)) {
			CHECK_EQ(frame.tag, ++got);
			CHECK_EQ(frame.len, 10);
			CHECK(!memcmp(frame.payload, "echo hello", 10));
		}
	}
	CHECK_EQ(got, 3);
	CHECK_EQ(frames_in_read(&in, pipe_fds[0]), -EAGAIN);
	frames_in_destroy(&in);
	frames_out_destroy(&out);
	tear_down();
}

static void frame_larger_than_allowed_is_refused_by_its_header(void)
{
	static const uint8_t header[] = { 1, 0, 16, 0, AGENT_RUN, 0, 1, 0 };
	struct frames_in in = { 0 };
	struct frame frame;

	set_up();
	CHECK_EQ(write(pipe_fds[1], header, sizeof(header)), sizeof(header));
	CHECK_EQ(frames_in_read(&in, pipe_fds[0]), sizeof(header));
	CHECK_EQ(frames_in_next(&in, &frame), -EMSGSIZE);
	frames_in_destroy(&in);
	tear_down();
}

static void what_a_full_pipe_does_not_take_stays_queued(void)
{
	struct frames_out out = { 0 };
	uint8_t *payload;
	size_t before, total = 0;
	char sink[65536];

	set_up();
	payload = frames_out_begin(&out, AGENT_FRAME_MAX);
	memset(payload, 'x', AGENT_FRAME_MAX);
	frames_out_commit(&out, AGENT_EVENTS, 0, AGENT_FRAME_MAX);
	before = frames_out_queued(&out);
	CHECK_EQ(frames_out_flush(&out, pipe_fds[1]), 0);
	CHECK(frames_out_queued(&out) > 0);
	CHECK(frames_out_queued(&out) < before);
	for (;;) {
		ssize_t n = read(pipe_fds[0], sink, sizeof(sink));

		if (n > 0)
			total += (size_t)n;
		if (!frames_out_queued(&out) && n <= 0)
			break;
		CHECK_EQ(frames_out_flush(&out, pipe_fds[1]), 0);
	}
	CHECK_EQ(total, before);
	frames_out_destroy(&out);
	tear_down();
}

static void frame_begun_and_not_committed_never_was(void)
{
	struct frames_out out = { 0 };

	CHECK(frames_out_begin(&out, 100));
	CHECK_EQ(frames_out_queued(&out), 0);
	CHECK(frames_out_begin(&out, 100000));
	frames_out_commit(&out, AGENT_DATA, 1, 5);
	CHECK_EQ(frames_out_queued(&out), FRAME_HEADER + 5);
	frames_out_destroy(&out);
}

int main(void)
{
	RUN_TEST(frame_is_a_little_endian_header_and_its_payload);
	RUN_TEST(done_carries_a_negative_status_and_its_text);
	RUN_TEST(frames_come_out_whole_however_the_stream_is_cut);
	RUN_TEST(frame_larger_than_allowed_is_refused_by_its_header);
	RUN_TEST(what_a_full_pipe_does_not_take_stays_queued);
	RUN_TEST(frame_begun_and_not_committed_never_was);
	return 0;
}
