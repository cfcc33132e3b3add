/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * From a traced function to its events: the module's one ftrace_ops, the table
 * from addresses to events, and the handler that runs at each hit.
 */
#ifndef FESH_ATTACH_H
#define FESH_ATTACH_H

struct fesh_event;
struct list_head;

int fesh_attach_init(void);
void fesh_attach_exit(void);

/* Every event is known here from fesh_attach_add() on, so that it can be told when its module goes. */
void fesh_attach_add(struct fesh_event *ev);
/* Disables it if it is enabled, and waits until no hit of it is under way. */
void fesh_attach_remove(struct fesh_event *ev);

/* Enables all or none; events that are enabled or gone are left as they are. */
int fesh_attach(struct fesh_event **evs, unsigned int n);

/* Disables; afterwards no hit is under way. */
void fesh_detach(struct fesh_event **evs, unsigned int n);
/* The same for all events of a session (linked by of_session); needs no memory to do it. */
void fesh_detach_list(struct list_head *events);

/* Until no hit is under way that began before this. */
void fesh_wait_for_hits(void);

#endif /* FESH_ATTACH_H */
