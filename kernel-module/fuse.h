/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The fuse: switches an event off that is hit too often on one CPU.
 *
 * It costs a hit nothing: a few times a second the counters of enabled events are
 * looked at from a work queue, which may also detach.  The stream is then told
 * by a record of FESH_KIND_FUSE.
 */
#ifndef FESH_FUSE_H
#define FESH_FUSE_H

#include <linux/list.h>
#include <linux/types.h>

#define FESH_FUSE_DEFAULT	1000000		/* hits a second on one CPU */

struct fesh_event;

/* Under fuse.c's lock. */
struct fesh_fuse_state {
	struct list_head watched;
	u64 limit;		/* hits a second on one CPU, 0 for any number */
	u64 since;		/* when the counters were noted, ns */
	bool blown;		/* since it was last enabled */
	bool untold;		/* the record found no room yet */
	int cpu;		/* of what blew it, */
	u64 hits;		/* its hits */
	u64 span;		/* in so many ns */
};

void fesh_fuse_exit(void);

void fesh_fuse_add(struct fesh_event *ev, u64 limit);
void fesh_fuse_remove(struct fesh_event *ev);
void fesh_fuse_set(struct fesh_event *ev, u64 limit);

/* To be called before ev is enabled. */
void fesh_fuse_reset(struct fesh_event *ev);

#endif /* FESH_FUSE_H */
