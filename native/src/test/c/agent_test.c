// SPDX-License-Identifier: Apache-2.0
/*
 * The agent in a process of its own, over a socket, with rings that this test
 * writes.  What needs no session is tested from Java with the real agent.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "agent.h"
#include "check.h"
#include "fake_control.h"
#include "fesh.h"
#include "ticket.h"

int __real_poll(struct pollfd *fds, nfds_t nr, int timeout);
int __wrap_poll(struct pollfd *fds, nfds_t nr, int timeout);

/* A virtio port that is asked twice loses what came in between: the agent dies of that here. */
int __wrap_poll(struct pollfd *fds, nfds_t nr, int timeout)
{
	for (nfds_t i = 0; i < nr; i++)
		for (nfds_t k = 0; k < i; k++)
			CHECK(fds[i].fd < 0 || fds[i].fd != fds[k].fd);
	return __real_poll(fds, nr, timeout);
}

#define GAVE_UP	3	/* the exit status of an agent that its client made no sense to */

static struct fake_session fake;
static struct frames_in in;
static struct frame frame;
static int port;
static pid_t agent;

static void set_up(uint32_t cpus, uint32_t ring_bytes)
{
	int ends[2];

	fake_session_create(&fake, cpus, ring_bytes);
	fake_control_session = &fake;
	memset(&in, 0, sizeof(in));
	CHECK_EQ(socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends), 0);
	fflush(stdout);
	agent = fork();
	CHECK(agent >= 0);
	if (agent == 0) {
		close(ends[0]);
		CHECK_EQ(fcntl(ends[1], F_SETFL, O_NONBLOCK), 0);
		_exit(agent_serve(ends[1], ends[1]) ? GAVE_UP : 0);
	}
	close(ends[1]);
	port = ends[0];
}

/* How the agent ended; 1 would be the sanitizers'. */
static int end_of_agent(void)
{
	int status;

	close(port);
	CHECK_EQ(waitpid(agent, &status, 0), agent);
	CHECK(WIFEXITED(status));
	frames_in_destroy(&in);
	fake_session_destroy(&fake);
	return WEXITSTATUS(status);
}

static void tear_down(void)
{
	CHECK_EQ(end_of_agent(), 0);
}

static void ask(uint8_t type, uint16_t tag, const void *payload, uint32_t len)
{
	struct frames_out out = { 0 };

	CHECK_EQ(frames_out_add(&out, type, tag, payload, len), 0);
	CHECK_EQ(frames_out_flush(&out, port), 0);
	frames_out_destroy(&out);
}

static void next(void)
{
	while (!frames_in_next(&in, &frame))
		CHECK(frames_in_read(&in, port) > 0);
}

static int32_t done(uint16_t tag)
{
	int32_t status;

	CHECK_EQ(frame.type, AGENT_DONE);
	CHECK_EQ(frame.tag, tag);
	memcpy(&status, frame.payload, sizeof(status));
	return status;
}

static void hello(void)
{
	static const uint32_t payload[] = { AGENT_PROTOCOL_VERSION, 0 };

	ask(AGENT_HELLO, 1, payload, sizeof(payload));
	next();
	CHECK_EQ(frame.type, AGENT_DATA);
	CHECK(memmem(frame.payload, frame.len, "protocol=1\n", 11));
	CHECK(memmem(frame.payload, frame.len, "\nabi=1\n", 7));
	next();
	CHECK_EQ(done(1), 0);
}

static void line_is_answered_by_the_struct_and_done(void)
{
	struct fesh_line answer;

	set_up(1, 65536);
	hello();
	ask(AGENT_LINE, 2, "ok a line", 9);
	next();
	CHECK_EQ(frame.type, AGENT_DATA);
	CHECK_EQ(frame.len, sizeof(answer));
	memcpy(&answer, frame.payload, sizeof(answer));
	CHECK_EQ(answer.id, 1);
	next();
	CHECK_EQ(done(2), 0);

	ask(AGENT_LINE, 3, "no", 2);
	next();
	memcpy(&answer, frame.payload, sizeof(answer));
	CHECK_EQ(answer.error, 5);
	CHECK_EQ(answer.column, 2);
	CHECK(!strcmp(answer.message, "nothing is right here"));
	next();
	CHECK_EQ(done(3), 0);
	tear_down();
}

static void description_of_any_length_comes_whole(void)
{
	uint32_t id = 0;

	set_up(1, 65536);
	hello();
	ask(AGENT_DESCRIBE, 2, &id, sizeof(id));
	next();
	CHECK(frame.len > 32768);
	CHECK(!memcmp(frame.payload, "event id=1 ", 11));
	CHECK_EQ(frame.payload[frame.len - 1], '\n');
	next();
	CHECK_EQ(done(2), 0);
	id = 7;
	ask(AGENT_DESCRIBE, 3, &id, sizeof(id));
	next();
	CHECK_EQ(done(3), -ENOENT);
	tear_down();
}

static void sync_is_done_after_the_events_before_it(void)
{
	uint32_t bytes = 0;

	set_up(2, 65536);
	hello();
	for (uint32_t i = 0; i < 500; i++)
		fake_hit(&fake, i % 2, fesh_monotonic_ns(), 8);
	ask(AGENT_SYNC, 2, NULL, 0);
	ask(AGENT_LINE, 3, "ok", 2);
	for (next(); frame.type == AGENT_EVENTS; next())
		bytes += frame.len;
	CHECK_EQ(bytes, 500 * 64);
	CHECK_EQ(done(2), FAKE_MODULE_CHANGES);
	next();
	CHECK_EQ(frame.type, AGENT_DATA);
	CHECK_EQ(frame.tag, 3);
	next();
	CHECK_EQ(done(3), 0);
	tear_down();
}

static void client_that_does_not_read_loses_in_the_ring_and_not_in_the_agent(void)
{
	uint64_t hits = 0, lost = 0, delivered = 0, told = 0;

	set_up(1, 65536);
	hello();
	/* Far more than the agent's queue and the socket hold. */
	while (hits + lost < 60000 || !lost) {
		if (fake_hit(&fake, 0, fesh_monotonic_ns(), 8))
			hits++;
		else
			lost++;
		if ((hits + lost) % 256 == 0)
			fake_wake(&fake);
	}
	ask(AGENT_SYNC, 2, NULL, 0);
	for (next(); frame.type == AGENT_EVENTS; next()) {
		for (uint32_t at = 0; at < frame.len;) {
			struct fesh_gap gap;

			memcpy(&gap.record, frame.payload + at, sizeof(gap.record));
			if (gap.record.kind == FESH_KIND_GAP) {
				memcpy(&gap, frame.payload + at, sizeof(gap));
				told += gap.lost[FESH_LOSS_FULL];
			} else {
				delivered++;
			}
			at += gap.record.len8 * 8u;
		}
	}
	CHECK_EQ(done(2), FAKE_MODULE_CHANGES);
	CHECK_EQ(delivered, hits);
	CHECK_EQ(told, lost);
	tear_down();
}

static void corrupt_ring_ends_the_session_and_not_the_agent(void)
{
	static const struct fesh_record nonsense = { .len8 = 2, .kind = 9 };

	set_up(1, 65536);
	hello();
	fake_raw(&fake, 0, &nonsense, sizeof(nonsense));
	next();
	CHECK_EQ(done(0), -EBADMSG);
	ask(AGENT_SYNC, 2, NULL, 0);
	next();
	CHECK_EQ(done(2), -ENOTCONN);
	ask(AGENT_RUN, 3, "exit 3", 6);
	next();
	CHECK_EQ(done(3), 3);
	tear_down();
}

static void bye_ends_the_agent_and_what_it_runs(void)
{
	char text[32] = "";
	pid_t child;

	set_up(1, 65536);
	hello();
	ask(AGENT_RUN, 2, "echo $$; exec sleep 1000", 24);
	next();
	CHECK_EQ(frame.type, AGENT_OUT);
	CHECK(frame.len < sizeof(text));
	memcpy(text, frame.payload, frame.len);
	child = atoi(text);
	CHECK_EQ(kill(child, 0), 0);
	ask(AGENT_BYE, 3, NULL, 0);
	next();
	CHECK_EQ(done(3), 0);
	CHECK_EQ(frames_in_read(&in, port), 0);
	tear_down();
	CHECK_EQ(kill(child, 0), -1);
	CHECK_EQ(errno, ESRCH);
}

static void send_bytes(const void *bytes, size_t len)
{
	for (size_t at = 0; at < len;) {
		ssize_t n = send(port, (const uint8_t *)bytes + at, len - at, MSG_NOSIGNAL);

		if (n < 0)	/* it has left already */
			return;
		at += (size_t)n;
	}
}

/* Requests of every kind that a session has, one after the other. */
static struct frames_out conversation(void)
{
	static const uint32_t greeting[] = { AGENT_PROTOCOL_VERSION, 0 }, id = 1;
	static const uint32_t memory[] = { 0x1000, 0, 16 };
	struct frames_out out = { 0 };

	frames_out_add(&out, AGENT_HELLO, 1, greeting, sizeof(greeting));
	frames_out_add(&out, AGENT_LINE, 2, "ok a line", 9);
	frames_out_add(&out, AGENT_DESCRIBE, 3, &id, sizeof(id));
	frames_out_add(&out, AGENT_SYNC, 4, NULL, 0);
	frames_out_add(&out, AGENT_READ, 5, memory, sizeof(memory));
	frames_out_add(&out, AGENT_FILE, 6, "/proc/version", 13);
	frames_out_add(&out, AGENT_RUN, 7, "exec sleep 1000", 15);
	return out;
}

static void client_may_go_away_at_any_byte(void)
{
	struct frames_out all = conversation();

	for (size_t len = 0; len <= frames_out_queued(&all); len++) {
		set_up(1, 65536);
		send_bytes(all.buf, len);
		tear_down();
	}
	frames_out_destroy(&all);
}

static void frame_of_four_gigabytes_ends_the_agent(void)
{
	static const uint8_t header[FRAME_HEADER] = { 0xff, 0xff, 0xff, 0xff, AGENT_LINE, 0, 1, 0 };

	set_up(1, 65536);
	hello();
	send_bytes(header, sizeof(header));
	CHECK_EQ(frames_in_read(&in, port), 0);
	CHECK_EQ(end_of_agent(), GAVE_UP);
}

static void request_without_a_tag_ends_the_agent(void)
{
	set_up(1, 65536);
	ask(AGENT_SYNC, 0, NULL, 0);
	CHECK_EQ(frames_in_read(&in, port), 0);
	CHECK_EQ(end_of_agent(), GAVE_UP);
}

/* Headers that may be right, before bytes that are not; no commands, which would be run. */
static void garbage_ends_the_agent_or_is_answered(void)
{
	unsigned int seed = 1;

	for (int round = 0; round < 300; round++) {
		uint8_t bytes[512];

		set_up(1, 65536);
		hello();
		for (size_t i = 0; i < sizeof(bytes); i++)
			bytes[i] = (uint8_t)rand_r(&seed);
		for (size_t at = 0; at + FRAME_HEADER <= sizeof(bytes);) {
			uint8_t *header = bytes + at;
			uint8_t len = header[0] % 32;

			if (round % 2)
				memset(header + 1, 0, 3);
			header[0] = len;
			header[4] = header[4] % 16 == AGENT_RUN ? AGENT_READ : header[4] % 16;
			at += FRAME_HEADER + len;
		}
		send_bytes(bytes, sizeof(bytes));
		CHECK(end_of_agent() != 1);
	}
}

int main(void)
{
	RUN_TEST(line_is_answered_by_the_struct_and_done);
	RUN_TEST(description_of_any_length_comes_whole);
	RUN_TEST(sync_is_done_after_the_events_before_it);
	RUN_TEST(client_that_does_not_read_loses_in_the_ring_and_not_in_the_agent);
	RUN_TEST(corrupt_ring_ends_the_session_and_not_the_agent);
	RUN_TEST(bye_ends_the_agent_and_what_it_runs);
	RUN_TEST(client_may_go_away_at_any_byte);
	RUN_TEST(frame_of_four_gigabytes_ends_the_agent);
	RUN_TEST(request_without_a_tag_ends_the_agent);
	RUN_TEST(garbage_ends_the_agent_or_is_answered);
	return 0;
}
