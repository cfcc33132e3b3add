/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The reader: a session of /dev/fesh as a handle, its records in time order.
 *
 * Used in this process by Java (direct mapping, so: no varargs, plain ints and
 * pointers) and by the agent.  Functions return 0 or a count, or a negative
 * errno.  One thread may poll while others submit lines; close only after the
 * poller has returned.
 */
#ifndef FESH_READER_H
#define FESH_READER_H

#include <stdint.h>

struct fesh_reader;

/*
 * Opens path (normally FESH_DEVICE) and maps its rings; ring_bytes 0 asks for the module's default.
 * flags: FESH_SETUP_x.  -EPROTO: the module speaks another ABI version.
 */
int fesh_reader_open(const char *path, uint32_t ring_bytes, uint32_t flags, struct fesh_reader **ret);
void fesh_reader_close(struct fesh_reader *r);

/* Why fesh_reader_open() gave this error and what to do about it: "cause", or "cause\ncure". */
const char *fesh_reader_open_failure(int error);

/* What a negative errno of any other function means. */
const char *fesh_reader_error_text(int error);

/* Rings of the session, one a CPU. */
int fesh_reader_cpus(struct fesh_reader *r);

/* Fills answer with a struct fesh_line as the module returned it (152 bytes; its text pointer is cleared). */
int fesh_reader_line(struct fesh_reader *r, const void *line, uint32_t len, void *answer);

/* Text of FESH_IOC_DESCRIBE; returns the length of the whole text, which may exceed cap. */
int fesh_reader_describe(struct fesh_reader *r, uint32_t id, void *text, uint32_t cap);

/*
 * Reads kernel memory as it is now; returns the bytes up to the first that could not be read.  len is at most
 * FESH_READ_MAX.
 */
int fesh_reader_read(struct fesh_reader *r, uint64_t address, void *buffer, uint32_t len);

/*
 * Fills buf with whole records, oldest first over all CPUs, and returns their bytes.  Waits up to
 * timeout_ms for the first (0: not at all, -1: until woken); 0 bytes mean time-out or wake.
 * PAD records never appear; GAP records do, also for losses that no later record reported (after a sync).
 */
int fesh_reader_poll(struct fesh_reader *r, void *buf, uint32_t cap, int timeout_ms);

/*
 * Marks what is committed now.  Returns a ticket (> 0); fesh_reader_synced(r, ticket) is 1 once polls have
 * returned everything that had been committed at the mark, whatever the clocks say.
 */
int64_t fesh_reader_sync(struct fesh_reader *r);
int fesh_reader_synced(struct fesh_reader *r, int64_t ticket);

/*
 * How often modules have come, ended their init or gone: while it is the same, so are the kernel's symbols and
 * types.  Only its lower 31 bits.
 */
int fesh_reader_modules(struct fesh_reader *r);

/* Makes a waiting poll return; safe from any thread. */
int fesh_reader_wake(struct fesh_reader *r);

/* The descriptor to wait on in a caller's own epoll: readable when a poll would return records. */
int fesh_reader_fd(struct fesh_reader *r);

/* How long such a caller, after a poll that gave nothing, may wait for it before it polls again; -1: until then. */
int fesh_reader_patience_ms(struct fesh_reader *r);

/*
 * A job in the background is started with SIGINT ignored, and so is all that it starts in turn: a shell then
 * cannot even trap it.  After this, children of the process hear it; the process itself does as before.
 */
void fesh_reader_children_hear_interrupts(void);

#endif /* FESH_READER_H */
