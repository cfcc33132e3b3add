/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * From a traced function to its events: the module's one ftrace_ops, the table
 * from addresses to events, and the handler that runs at each hit.
 */
#ifndef FESH_ATTACH_H
#define FESH_ATTACH_H

#include <linux/types.h>

struct fesh_event;
struct fesh_filter;
struct fesh_record;
struct list_head;

int fesh_attach_init(void);
void fesh_attach_exit(void);

/* Every event is known here from fesh_attach_add() on, so that it can be told when its module goes. */
void fesh_attach_add(struct fesh_event *ev);
/* Disables it if it is enabled, and waits until no hit of it is under way. */
void fesh_attach_remove(struct fesh_event *ev);

/*
 * Gives each event the filter of the same index, NULL for none, and leaves the old
 * one in its place; no hit uses those any more.
 */
void fesh_attach_swap_filters(struct fesh_event **evs, struct fesh_filter **filters, unsigned int n);

/*
 * Puts a record that is no hit, complete but for its time, into the ring of a CPU;
 * false if it has no room.
 */
bool fesh_attach_tell(struct fesh_event *ev, int cpu, const struct fesh_record *record);

/* Enables all or none; events that are enabled or gone are left as they are. */
int fesh_attach(struct fesh_event **evs, unsigned int n);

/* Disables; afterwards no hit is under way. */
void fesh_detach(struct fesh_event **evs, unsigned int n);
/* The same for all events of a session (linked by of_session); needs no memory to do it. */
void fesh_detach_list(struct list_head *events);

/* How often modules have come, ended their init or gone. */
u64 fesh_module_changes(void);

/* Until no hit is under way that began before this. */
void fesh_wait_for_hits(void);

#endif /* FESH_ATTACH_H */
