// SPDX-License-Identifier: Apache-2.0
#include <errno.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "ring.h"

static void *map_part(int fd, uint32_t cpu, enum fesh_part part, void *where, size_t len)
{
	int prot = part == FESH_PART_CONS ? PROT_READ | PROT_WRITE : PROT_READ;
	int flags = MAP_SHARED | (where ? MAP_FIXED : 0);
	void *at = mmap(where, len, prot, flags, fd, (off_t)FESH_MMAP_OFFSET(cpu, part));

	/*
	 * A child between fork and exec has no use for a ring, and would keep
	 * its memory and the module alive.
	 */
	if (at != MAP_FAILED)
		madvise(at, len, MADV_DONTFORK);
	return at;
}

static const void *map_data_twice(int fd, uint32_t cpu, uint32_t bytes)
{
	uint8_t *base = mmap(NULL, 2 * (size_t)bytes, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	if (base == MAP_FAILED)
		return MAP_FAILED;
	for (int half = 0; half < 2; half++) {
		void *at = base + (size_t)half * bytes;

		if (map_part(fd, cpu, FESH_PART_DATA, at, bytes) == MAP_FAILED) {
			int err = errno;

			munmap(base, 2 * (size_t)bytes);
			errno = err;
			return MAP_FAILED;
		}
	}
	return base;
}

int fesh_ring_map(struct fesh_ring *ring, int fd, uint32_t cpu, uint32_t bytes)
{
	size_t page = (size_t)sysconf(_SC_PAGESIZE);
	void *part;
	int err;

	memset(ring, 0, sizeof(*ring));
	if (bytes < page || bytes & (bytes - 1))
		return -EINVAL;
	ring->bytes = bytes;
	ring->cpu = cpu;

	part = map_part(fd, cpu, FESH_PART_CTRL, NULL, page);
	if (part == MAP_FAILED)
		return -errno;
	ring->ctrl = part;

	part = map_part(fd, cpu, FESH_PART_CONS, NULL, page);
	if (part == MAP_FAILED) {
		err = -errno;
		goto err_ctrl;
	}
	ring->cons = part;

	ring->data = map_data_twice(fd, cpu, bytes);
	if (ring->data == MAP_FAILED) {
		err = -errno;
		goto err_cons;
	}
	if (ring->ctrl->ring_bytes != bytes || ring->ctrl->cpu != cpu) {
		err = -EBADMSG;
		goto err_data;
	}
	ring->released = ring->cons->cons;
	ring->pos = ring->released;
	ring->seen = ring->released;
	ring->commit = ring->released;
	return 0;

err_data:
	munmap((void *)ring->data, 2 * (size_t)bytes);
err_cons:
	munmap(ring->cons, page);
err_ctrl:
	munmap((void *)ring->ctrl, page);
	return err;
}

void fesh_ring_unmap(struct fesh_ring *ring)
{
	size_t page = (size_t)sysconf(_SC_PAGESIZE);

	munmap((void *)ring->data, 2 * (size_t)ring->bytes);
	munmap(ring->cons, page);
	munmap((void *)ring->ctrl, page);
}

static int check_record(const struct fesh_record *record, uint64_t room)
{
	uint32_t len = fesh_record_bytes(record);

	if (!len || len > room)
		return -EBADMSG;
	switch (record->kind) {
	case FESH_KIND_PAD:
		return 0;
	case FESH_KIND_GAP:
		return len == sizeof(struct fesh_gap) ? 0 : -EBADMSG;
	}
	/* What a kind says is the business of whoever takes the records. */
	return len < sizeof(struct fesh_record) || len > FESH_RECORD_MAX ? -EBADMSG : 0;
}

int fesh_ring_look(struct fesh_ring *ring, uint32_t most)
{
	uint64_t commit = fesh_ring_commit(ring);

	if (commit < ring->commit || commit - ring->pos > ring->bytes || commit % 8)
		return -EBADMSG;
	ring->commit = commit;
	while (ring->seen < commit && ring->seen - ring->pos < most) {
		const struct fesh_record *record = fesh_ring_at(ring, ring->seen);
		int err = check_record(record, commit - ring->seen);

		if (err)
			return err;
		if (record->kind != FESH_KIND_PAD && record->ts > ring->seen_ts)
			ring->seen_ts = record->ts;
		ring->seen += fesh_record_bytes(record);
	}
	return 0;
}

bool fesh_ring_release(struct fesh_ring *ring)
{
	if (ring->released == ring->pos)
		return false;
	/* Pairs with the kernel's load of cons before it reserves: our reads are over. */
	__atomic_store_n(&ring->cons->cons, ring->pos, __ATOMIC_RELEASE);
	ring->released = ring->pos;
	return true;
}
