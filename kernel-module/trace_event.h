/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Events of function_events as real trace events: events/functions/NAME/ with
 * its enable, filter, trigger, format and id, in every trace instance and for
 * perf.  What is recorded goes to ftrace's and perf's buffers, never to a ring.
 *
 * A trace event holds a reference to the module from its first user to its last
 * (a trace instance or perf), so the module cannot go while a hit is possible.
 */
#ifndef FESH_TRACE_EVENT_H
#define FESH_TRACE_EVENT_H

#include <linux/types.h>

struct fesh_event;
struct fesh_record;
struct fesh_site;
struct list_head;
struct pt_regs;

/* Frees what events shared; none is left. */
void fesh_trace_exit(void);

/* Makes ev a trace event.  -EEXIST, -E2BIG (no room in ftrace's records), -ENOMEM or what ftrace says. */
int fesh_trace_register(struct fesh_event *ev);

/*
 * Makes ev, or all events of the list (linked by of_session) if it is NULL, no
 * trace events any more: all of them, or none and -EBUSY if one is in use.
 */
int fesh_trace_unregister(struct list_head *events, struct fesh_event *ev);

/* The same when the module goes; nothing is enabled then. */
void fesh_trace_abandon(struct list_head *events);

/* A hit of site's event, with preemption off, not inside another of the same context. */
void fesh_trace_hit(const struct fesh_site *site, const struct pt_regs *regs, u32 flags, unsigned long caller);

/* A call of return event ev comes back; record is complete, and may be changed. */
void fesh_trace_return(struct fesh_event *ev, struct fesh_record *record, const struct pt_regs *regs, u32 flags,
		       unsigned long addr);

#endif /* FESH_TRACE_EVENT_H */
