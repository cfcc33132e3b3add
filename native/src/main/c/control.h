/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The control half of a session: open, set-up, lines, description.  Every
 * ioctl(2) of /dev/fesh is made here, and none of the memory is touched here
 * (ring.h).  The tests put a file of their own behind these functions.
 */
#ifndef FESH_CONTROL_H
#define FESH_CONTROL_H

#include <stdint.h>

#include "fesh.h"

struct fesh_control {
	int fd;			/* mapped by FESH_MMAP_OFFSET */
	int ready_fd;		/* readable when a ring has records; here the same as fd */
	struct fesh_setup setup;
};

int fesh_control_open(struct fesh_control *c, const char *path, uint32_t ring_bytes, uint32_t flags);
void fesh_control_close(struct fesh_control *c);

int fesh_control_line(const struct fesh_control *c, const void *text, uint32_t len,
		      struct fesh_line *answer);

/* Returns the length of the whole text, of which text has the first cap bytes. */
int fesh_control_describe(const struct fesh_control *c, uint32_t id, void *text, uint32_t cap);

/* Returns how many of len bytes could be read. */
int fesh_control_read(const struct fesh_control *c, uint64_t address, void *buffer, uint32_t len);

/* How often modules have come, ended their init or gone. */
int64_t fesh_control_modules(const struct fesh_control *c);

#endif /* FESH_CONTROL_H */
