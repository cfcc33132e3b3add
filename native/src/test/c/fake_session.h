/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The kernel's side of a session, for tests: rings in a memory file that is
 * mapped by the same offsets as /dev/fesh, written by the rules of the uapi
 * header.  One thread may write while another reads.
 */
#ifndef FAKE_SESSION_H
#define FAKE_SESSION_H

#include <stdbool.h>
#include <stdint.h>

#include "control.h"

#define FAKE_CPUS_MAX	8

struct fake_ring {
	struct fesh_ctrl *ctrl;
	struct fesh_cons *cons;
	uint8_t *data;
	uint64_t reported[FESH_LOSS_CAUSES];
	uint64_t lost_since;
};

struct fake_session {
	struct fesh_control control;
	struct fake_ring rings[FAKE_CPUS_MAX];
};

void fake_session_create(struct fake_session *s, uint32_t cpus, uint32_t ring_bytes);
void fake_session_destroy(struct fake_session *s);

/* A control over the same rings that its owner may close. */
struct fesh_control fake_session_open(const struct fake_session *s);

/* A hit with payload bytes after its header; false, and counted, when there is no room. */
bool fake_hit(struct fake_session *s, uint32_t cpu, uint64_t ts, uint32_t payload);
bool fake_hit_of(struct fake_session *s, uint32_t cpu, uint64_t ts, const void *payload, uint32_t len);
void fake_pad(struct fake_session *s, uint32_t cpu, uint32_t bytes);
void fake_lose(struct fake_session *s, uint32_t cpu, enum fesh_loss cause, uint64_t ts);

/* Puts any bytes in, as a broken kernel would. */
void fake_raw(struct fake_session *s, uint32_t cpu, const void *bytes, uint32_t len);

/* What irq_work does: makes ready_fd readable. */
void fake_wake(struct fake_session *s);

#endif /* FAKE_SESSION_H */
