// SPDX-License-Identifier: Apache-2.0
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "frames.h"

/* A read of this much takes what a virtio port hands over at once. */
#define READ_ROOM	65536

static uint32_t get_u32(const uint8_t *p)
{
	return p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 | (uint32_t)p[3] << 24;
}

static void put_u32(uint8_t *p, uint32_t v)
{
	p[0] = (uint8_t)v;
	p[1] = (uint8_t)(v >> 8);
	p[2] = (uint8_t)(v >> 16);
	p[3] = (uint8_t)(v >> 24);
}

/*
 * Makes room for more bytes at the end of a queue: by moving it to the front, if
 * that moves no more bytes than have been taken out since, or by doubling it.
 */
static int make_room(uint8_t **buf, size_t *cap, size_t *start, size_t *end, size_t more)
{
	if (*cap - *end >= more)
		return 0;
	if (*start && *start >= *end - *start) {
		memmove(*buf, *buf + *start, *end - *start);
		*end -= *start;
		*start = 0;
	}
	if (*cap - *end < more) {
		size_t wanted = *end + more > 2 * *cap ? *end + more : 2 * *cap;
		uint8_t *grown = realloc(*buf, wanted);

		if (!grown)
			return -ENOMEM;
		*buf = grown;
		*cap = wanted;
	}
	return 0;
}

void frames_in_destroy(struct frames_in *in)
{
	free(in->buf);
	memset(in, 0, sizeof(*in));
}

int frames_in_read(struct frames_in *in, int fd)
{
	int err = make_room(&in->buf, &in->cap, &in->start, &in->end, READ_ROOM);
	ssize_t n;

	if (err)
		return err;
	do
		n = read(fd, in->buf + in->end, in->cap - in->end);
	while (n < 0 && errno == EINTR);
	if (n < 0)
		return -errno;
	in->end += (size_t)n;
	return (int)n;
}

int frames_in_next(struct frames_in *in, struct frame *frame)
{
	const uint8_t *header = in->buf + in->start;
	size_t have = in->end - in->start;

	if (have < FRAME_HEADER)
		return 0;
	frame->len = get_u32(header);
	frame->type = header[4];
	frame->tag = (uint16_t)(header[6] | header[7] << 8);
	frame->payload = header + FRAME_HEADER;
	if (frame->len > AGENT_FRAME_MAX)
		return -EMSGSIZE;
	if (have - FRAME_HEADER < frame->len)
		return 0;
	in->start += FRAME_HEADER + frame->len;
	return 1;
}

void frames_out_destroy(struct frames_out *out)
{
	free(out->buf);
	memset(out, 0, sizeof(*out));
}

uint8_t *frames_out_begin(struct frames_out *out, uint32_t len)
{
	if (make_room(&out->buf, &out->cap, &out->start, &out->end, FRAME_HEADER + (size_t)len))
		return NULL;
	return out->buf + out->end + FRAME_HEADER;
}

void frames_out_commit(struct frames_out *out, uint8_t type, uint16_t tag, uint32_t len)
{
	uint8_t *header = out->buf + out->end;

	put_u32(header, len);
	header[4] = type;
	header[5] = 0;
	header[6] = (uint8_t)tag;
	header[7] = (uint8_t)(tag >> 8);
	out->end += FRAME_HEADER + (size_t)len;
}

int frames_out_add(struct frames_out *out, uint8_t type, uint16_t tag, const void *payload, uint32_t len)
{
	uint8_t *room = frames_out_begin(out, len);

	if (!room)
		return -ENOMEM;
	if (len)
		memcpy(room, payload, len);
	frames_out_commit(out, type, tag, len);
	return 0;
}

int frames_out_done(struct frames_out *out, uint16_t tag, int32_t status, const char *text)
{
	uint32_t len = text ? (uint32_t)strlen(text) : 0;
	uint8_t *room = frames_out_begin(out, 4 + len);

	if (!room)
		return -ENOMEM;
	put_u32(room, (uint32_t)status);
	if (len)
		memcpy(room + 4, text, len);
	frames_out_commit(out, AGENT_DONE, tag, 4 + len);
	return 0;
}

int frames_out_flush(struct frames_out *out, int fd)
{
	while (out->start < out->end) {
		ssize_t n = write(fd, out->buf + out->start, out->end - out->start);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return n == 0 || errno == EAGAIN ? 0 : -errno;
		out->start += (size_t)n;
	}
	out->start = 0;
	out->end = 0;
	return 0;
}
