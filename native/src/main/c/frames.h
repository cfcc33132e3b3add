/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Frames of agent_protocol.h as bytes: taken apart from a stream that comes in
 * pieces, and queued for one that takes them in pieces.  What a frame means is
 * not known here.
 */
#ifndef FESH_FRAMES_H
#define FESH_FRAMES_H

#include <stddef.h>
#include <stdint.h>

#include "agent_protocol.h"

#define FRAME_HEADER	8

struct frame {
	uint8_t type;
	uint16_t tag;
	uint32_t len;
	const uint8_t *payload;	/* valid until the next read */
};

struct frames_in {
	uint8_t *buf;
	size_t cap;
	size_t start;
	size_t end;
};

void frames_in_destroy(struct frames_in *in);

/* Reads once; returns the bytes read, 0 at the end, -EAGAIN if nothing is there. */
int frames_in_read(struct frames_in *in, int fd);

/* 1: *frame is the next whole one; 0: it has not come yet; -EMSGSIZE: it is larger than allowed. */
int frames_in_next(struct frames_in *in, struct frame *frame);

struct frames_out {
	uint8_t *buf;
	size_t cap;
	size_t start;
	size_t end;
};

void frames_out_destroy(struct frames_out *out);

static inline size_t frames_out_queued(const struct frames_out *out)
{
	return out->end - out->start;
}

/*
 * Room for the payload of a frame of up to len bytes, to be filled in place
 * before frames_out_commit() queues it; NULL without memory.  A frame that is
 * begun and not committed never was.
 */
uint8_t *frames_out_begin(struct frames_out *out, uint32_t len);
void frames_out_commit(struct frames_out *out, uint8_t type, uint16_t tag, uint32_t len);

/* Both return 0 or -ENOMEM.  text may be NULL. */
int frames_out_add(struct frames_out *out, uint8_t type, uint16_t tag, const void *payload, uint32_t len);
int frames_out_done(struct frames_out *out, uint16_t tag, int32_t status, const char *text);

/* Writes what the descriptor takes: 0 (perhaps with some left), or a negative errno. */
int frames_out_flush(struct frames_out *out, int fd);

#endif /* FESH_FRAMES_H */
