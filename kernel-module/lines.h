/* SPDX-License-Identifier: GPL-2.0-only */
/* A session as a text file: lines written to it are carried out, reading lists them.  Takes the session's lock. */
#ifndef FESH_LINES_H
#define FESH_LINES_H

#include <linux/types.h>

struct fesh_session;

/* Carries out line after line; at the first that is refused its errno, and the lines before it stay. */
ssize_t fesh_lines_write(struct fesh_session *s, const char __user *buf, size_t count);

/* The lines of all events, as they can be written back; then, as remarks, the last refusal. */
ssize_t fesh_lines_read(struct fesh_session *s, char __user *buf, size_t count, loff_t *ppos);

#endif /* FESH_LINES_H */
