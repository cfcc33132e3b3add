// SPDX-License-Identifier: Apache-2.0
#define _GNU_SOURCE
#include <string.h>
#include <sys/eventfd.h>
#include <sys/mman.h>
#include <unistd.h>

#include "check.h"
#include "fake_session.h"

static void *map(int fd, uint32_t cpu, enum fesh_part part, void *where, size_t len)
{
	void *at = mmap(where, len, PROT_READ | PROT_WRITE, MAP_SHARED | (where ? MAP_FIXED : 0), fd,
			(off_t)FESH_MMAP_OFFSET(cpu, part));

	CHECK(at != MAP_FAILED);
	return at;
}

void fake_session_create(struct fake_session *s, uint32_t cpus, uint32_t ring_bytes)
{
	size_t page = (size_t)sysconf(_SC_PAGESIZE);

	memset(s, 0, sizeof(*s));
	s->control.setup.abi_version = FESH_ABI_VERSION;
	s->control.setup.ring_bytes = ring_bytes;
	s->control.setup.cpus = cpus;
	s->control.fd = memfd_create("fake-fesh", MFD_CLOEXEC);
	CHECK(s->control.fd >= 0);
	s->control.ready_fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
	CHECK(s->control.ready_fd >= 0);
	CHECK_EQ(ftruncate(s->control.fd, (off_t)FESH_MMAP_OFFSET(cpus, 0)), 0);
	for (uint32_t cpu = 0; cpu < cpus; cpu++) {
		struct fake_ring *ring = &s->rings[cpu];

		ring->ctrl = map(s->control.fd, cpu, FESH_PART_CTRL, NULL, page);
		ring->cons = map(s->control.fd, cpu, FESH_PART_CONS, NULL, page);
		ring->data = mmap(NULL, 2 * (size_t)ring_bytes, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
		CHECK(ring->data != MAP_FAILED);
		map(s->control.fd, cpu, FESH_PART_DATA, ring->data, ring_bytes);
		map(s->control.fd, cpu, FESH_PART_DATA, ring->data + ring_bytes, ring_bytes);
		ring->ctrl->ring_bytes = ring_bytes;
		ring->ctrl->cpu = cpu;
	}
}

void fake_session_destroy(struct fake_session *s)
{
	size_t page = (size_t)sysconf(_SC_PAGESIZE);

	for (uint32_t cpu = 0; cpu < s->control.setup.cpus; cpu++) {
		munmap(s->rings[cpu].data, 2 * (size_t)s->control.setup.ring_bytes);
		munmap(s->rings[cpu].cons, page);
		munmap(s->rings[cpu].ctrl, page);
	}
	close(s->control.ready_fd);
	close(s->control.fd);
}

struct fesh_control fake_session_open(const struct fake_session *s)
{
	struct fesh_control control = s->control;

	control.fd = dup(s->control.fd);
	CHECK(control.fd >= 0);
	return control;
}

static uint64_t room(const struct fake_session *s, const struct fake_ring *ring)
{
	uint64_t cons = __atomic_load_n(&ring->cons->cons, __ATOMIC_ACQUIRE);

	return s->control.setup.ring_bytes - (ring->ctrl->commit - cons);
}

static void put(struct fake_session *s, struct fake_ring *ring, const void *bytes, uint32_t len)
{
	uint64_t at = ring->ctrl->commit & (s->control.setup.ring_bytes - 1);

	memcpy(ring->data + at, bytes, len);
	__atomic_store_n(&ring->ctrl->commit, ring->ctrl->commit + len, __ATOMIC_RELEASE);
}

bool fake_hit(struct fake_session *s, uint32_t cpu, uint64_t ts, uint32_t payload)
{
	uint8_t bytes[FESH_RECORD_MAX];

	memset(bytes, 'p', payload);
	return fake_hit_of(s, cpu, ts, bytes, payload);
}

bool fake_hit_of(struct fake_session *s, uint32_t cpu, uint64_t ts, const void *payload, uint32_t payload_len)
{
	struct fake_ring *ring = &s->rings[cpu];
	uint32_t len = (uint32_t)sizeof(struct fesh_record) + payload_len;
	uint8_t bytes[sizeof(struct fesh_gap) + FESH_RECORD_MAX] = { 0 };
	struct fesh_gap *gap = (struct fesh_gap *)bytes;
	struct fesh_record *record = &gap->record;
	uint32_t gap_len = 0;

	for (int i = 0; i < FESH_LOSS_CAUSES; i++) {
		gap->lost[i] = ring->ctrl->lost[i] - ring->reported[i];
		if (gap->lost[i])
			gap_len = sizeof(*gap);
	}
	if (room(s, ring) < gap_len + len) {
		fake_lose(s, cpu, FESH_LOSS_FULL, ts);
		return false;
	}
	if (gap_len) {
		gap->record.len8 = sizeof(*gap) / 8;
		gap->record.kind = FESH_KIND_GAP;
		gap->record.cpu = (uint16_t)cpu;
		gap->record.ts = ts;
		gap->since_ts = ring->lost_since;
		for (int i = 0; i < FESH_LOSS_CAUSES; i++)
			ring->reported[i] = ring->ctrl->lost[i];
		ring->lost_since = 0;
		record = (struct fesh_record *)(bytes + gap_len);
	} else {
		memset(bytes, 0, sizeof(*gap));
	}
	record->len8 = (uint16_t)(len / 8);
	record->event = 1;
	record->cpu = (uint16_t)cpu;
	record->kind = FESH_KIND_HIT;
	record->ts = ts;
	record->pid = 95;
	memcpy(record->comm, "cat", 4);
	memcpy(record + 1, payload, payload_len);
	put(s, ring, bytes, gap_len + len);
	return true;
}

void fake_pad(struct fake_session *s, uint32_t cpu, uint32_t bytes)
{
	uint8_t pad[FESH_RECORD_MAX];
	struct fesh_record *record = (struct fesh_record *)pad;

	/* Old payload is what a pad's body holds. */
	memset(pad, 0xff, sizeof(pad));
	record->len8 = (uint16_t)(bytes / 8);
	record->kind = FESH_KIND_PAD;
	put(s, &s->rings[cpu], pad, bytes);
}

void fake_lose(struct fake_session *s, uint32_t cpu, enum fesh_loss cause, uint64_t ts)
{
	struct fake_ring *ring = &s->rings[cpu];

	if (!ring->lost_since)
		ring->lost_since = ts;
	__atomic_fetch_add(&ring->ctrl->lost[cause], 1, __ATOMIC_RELAXED);
}

void fake_raw(struct fake_session *s, uint32_t cpu, const void *bytes, uint32_t len)
{
	put(s, &s->rings[cpu], bytes, len);
}

void fake_wake(struct fake_session *s)
{
	uint64_t one = 1;

	CHECK_EQ(write(s->control.ready_fd, &one, sizeof(one)), sizeof(one));
}
