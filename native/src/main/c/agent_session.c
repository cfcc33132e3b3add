// SPDX-License-Identifier: Apache-2.0
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/utsname.h>
#include <unistd.h>

#include "agent.h"
#include "fesh.h"

/* Records of one EVENTS frame: large enough that its cost is nothing, small enough to flow. */
#define EVENTS_ROOM	(256u << 10)

#define DESCRIBE_FIRST	(16u << 10)

static uint32_t get_u32(const uint8_t *p)
{
	return p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 | (uint32_t)p[3] << 24;
}

static int no_session(struct frames_out *out, uint16_t tag)
{
	return frames_out_done(out, tag, -ENOTCONN, "agent has no session with the kernel");
}

static void boot_id(char *id, size_t room)
{
	int fd = open("/proc/sys/kernel/random/boot_id", O_RDONLY | O_CLOEXEC);
	ssize_t n = -1;

	if (fd >= 0) {
		n = read(fd, id, room - 1);
		close(fd);
	}
	id[n > 0 ? n : 0] = '\0';
	id[strcspn(id, "\n")] = '\0';
}

static int introduce(struct agent_session *s, struct frames_out *out, uint16_t tag)
{
	struct utsname name;
	char text[1024];
	char boot[64];
	int len;

	uname(&name);
	boot_id(boot, sizeof(boot));
	len = snprintf(text, sizeof(text),
		       "protocol=%d\nagent=%s\nrelease=%s\nmachine=%s\ncpus=%ld\nboot_id=%s\n",
		       AGENT_PROTOCOL_VERSION, FESH_VERSION, name.release, name.machine,
		       sysconf(_SC_NPROCESSORS_ONLN), boot);
	if (s->reader)
		len += snprintf(text + len, sizeof(text) - (size_t)len, "abi=%d\nrings=%d\n",
				FESH_ABI_VERSION, fesh_reader_cpus(s->reader));
	return frames_out_add(out, AGENT_DATA, tag, text, (uint32_t)len);
}

int agent_session_hello(struct agent_session *s, struct frames_out *out, const struct frame *request)
{
	const char *failure = NULL;
	int status = 0;
	int err;

	if (request->len < 8)
		return frames_out_done(out, request->tag, -EINVAL, "HELLO is cut short");
	if (get_u32(request->payload) != AGENT_PROTOCOL_VERSION)
		return frames_out_done(out, request->tag, -EPROTO,
				       "agent and shell are of different builds: "
				       "they do not speak the same protocol\n"
				       "install the fesh-agent that was built with this shell");
	if (s->reader)
		return frames_out_done(out, request->tag, -EALREADY, "session is open already");

	status = fesh_reader_open(FESH_DEVICE, get_u32(request->payload + 4), 0, &s->reader);
	if (status) {
		s->reader = NULL;
		failure = fesh_reader_open_failure(status);
	}
	err = introduce(s, out, request->tag);
	return err ? err : frames_out_done(out, request->tag, status, failure);
}

int agent_session_line(struct agent_session *s, struct frames_out *out, const struct frame *request)
{
	struct fesh_line answer;
	int err;

	if (!s->reader)
		return no_session(out, request->tag);
	err = fesh_reader_line(s->reader, request->payload, request->len, &answer);
	if (err)
		return frames_out_done(out, request->tag, err, strerror(-err));
	err = frames_out_add(out, AGENT_DATA, request->tag, &answer, sizeof(answer));
	return err ? err : frames_out_done(out, request->tag, 0, NULL);
}

/* In as many frames as it takes. */
static int add_text(struct frames_out *out, uint16_t tag, const uint8_t *text, uint32_t len)
{
	uint32_t piece;

	for (uint32_t at = 0; at < len; at += piece) {
		int err;

		piece = len - at < AGENT_FRAME_MAX ? len - at : AGENT_FRAME_MAX;
		err = frames_out_add(out, AGENT_DATA, tag, text + at, piece);
		if (err)
			return err;
	}
	return frames_out_done(out, tag, 0, NULL);
}

int agent_session_describe(struct agent_session *s, struct frames_out *out, const struct frame *request)
{
	uint32_t room = DESCRIBE_FIRST;
	uint8_t *text = NULL;
	int whole, err;

	if (!s->reader)
		return no_session(out, request->tag);
	if (request->len < 4)
		return frames_out_done(out, request->tag, -EINVAL, "DESCRIBE is cut short");
	for (;;) {
		uint8_t *more = realloc(text, room);

		if (!more) {
			free(text);
			return -ENOMEM;
		}
		text = more;
		whole = fesh_reader_describe(s->reader, get_u32(request->payload), text, room);
		if (whole <= (int64_t)room)
			break;
		room = (uint32_t)whole;
	}
	if (whole < 0)
		err = frames_out_done(out, request->tag, whole, strerror(-whole));
	else
		err = add_text(out, request->tag, text, (uint32_t)whole);
	free(text);
	return err;
}

int agent_session_read(struct agent_session *s, struct frames_out *out, const struct frame *request)
{
	uint64_t address;
	uint32_t len;
	uint8_t *bytes;
	int got;

	_Static_assert(FESH_READ_MAX <= AGENT_FRAME_MAX, "a read fits into one frame");
	if (!s->reader)
		return no_session(out, request->tag);
	if (request->len < 12)
		return frames_out_done(out, request->tag, -EINVAL, "READ is cut short");
	address = get_u32(request->payload) | (uint64_t)get_u32(request->payload + 4) << 32;
	len = get_u32(request->payload + 8);
	if (len > FESH_READ_MAX)
		return frames_out_done(out, request->tag, -EINVAL, "READ asks for more than 1 MiB");
	bytes = frames_out_begin(out, len);
	if (!bytes)
		return -ENOMEM;
	got = fesh_reader_read(s->reader, address, bytes, len);
	if (got < 0)
		return frames_out_done(out, request->tag, got, strerror(-got));
	frames_out_commit(out, AGENT_DATA, request->tag, (uint32_t)got);
	return frames_out_done(out, request->tag, 0, NULL);
}

int agent_session_sync(struct agent_session *s, struct frames_out *out, const struct frame *request)
{
	int64_t ticket;

	if (!s->reader)
		return no_session(out, request->tag);
	ticket = fesh_reader_sync(s->reader);
	if (ticket < 0)
		return frames_out_done(out, request->tag, (int32_t)ticket, strerror((int)-ticket));
	s->syncing = true;
	s->sync_tag = request->tag;
	s->sync_ticket = ticket;
	return 0;
}

/* Ends a session that cannot go on; DONE without a request tells the client. */
static int fail(struct agent_session *s, struct frames_out *out, int error)
{
	const char *why = fesh_reader_error_text(error);
	int err = 0;

	if (s->syncing)
		err = frames_out_done(out, s->sync_tag, error, why);
	agent_session_close(s);
	return err ? err : frames_out_done(out, 0, error, why);
}

int agent_session_pump(struct agent_session *s, struct frames_out *out, bool ready)
{
	while (s->reader && agent_has_room(out)) {
		uint8_t *records = frames_out_begin(out, EVENTS_ROOM);
		int n;

		if (!records)
			return -ENOMEM;
		/* Ready but not yet settled: a millisecond here, or the loop would spin on the descriptor. */
		n = fesh_reader_poll(s->reader, records, EVENTS_ROOM, ready ? 1 : 0);
		if (n < 0)
			return fail(s, out, n);
		if (n)
			frames_out_commit(out, AGENT_EVENTS, 0, (uint32_t)n);
		if (s->syncing && fesh_reader_synced(s->reader, s->sync_ticket)) {
			int modules = fesh_reader_modules(s->reader);
			int err = frames_out_done(out, s->sync_tag, modules, modules < 0 ? strerror(-modules) : NULL);

			s->syncing = false;
			if (err)
				return err;
		}
		if (!n)
			break;
		ready = false;
	}
	return 0;
}

void agent_session_close(struct agent_session *s)
{
	if (s->reader)
		fesh_reader_close(s->reader);
	memset(s, 0, sizeof(*s));
}
