/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Sessions and their events: what a line means in this kernel.
 *
 * An event is made disabled, belongs to one session and dies with it.  Names of
 * functions and symbols are resolved here, once, when the event is made.
 */
#ifndef FESH_EVENT_H
#define FESH_EVENT_H

#include <linux/cred.h>
#include <linux/hashtable.h>
#include <linux/idr.h>
#include <linux/list.h>
#include <linux/module.h>
#include <linux/mutex.h>
#include <linux/percpu.h>

#include "describe.h"
#include "fetch.h"
#include "fuse.h"
#include "parse.h"
#include "ring.h"

/* hits == filtered + recorded + the sum of lost + exited, whenever no hit or call is under way. */
struct fesh_counts {
	u64 hits;
	u64 filtered;
	u64 recorded;
	u64 lost[FESH_LOSS_CAUSES];
	u64 exited;	/* calls of a return event whose task ended inside */
	u64 fuse_hits;	/* hits when the fuse began to watch */
};

/* Which hits handler.c can handle on its short path. */
enum fesh_quick {
	FESH_NOT_QUICK,
	FESH_QUICK,		/* alone at its function, no filter, and fetches nothing but registers */
	FESH_QUICK_SYSCALL,	/* the same, with the registers of user space */
	FESH_QUICK_FILTER,	/* alone at its function, with a filter */
};

/* One function of an event: what attach.c's table leads to. */
struct fesh_site {
	struct fesh_site *next;	/* of the same function; readers are in handler.c */
	struct fesh_event *ev;
	unsigned long ip;	/* what ftrace reports for it */
	unsigned long addr;
	u8 quick;		/* only ever of an event's first and only site */

	/* Under attach.c's lock. */
	bool hooked;
	bool gone;		/* its module was unloaded */
	char module[MODULE_NAME_LEN];	/* "" for the kernel itself */
};

struct fesh_returns;
struct fesh_trace_event;

struct fesh_event {
	/* Read at each hit. */
	struct fesh_site site;		/* first: so that a quick one leads to its event at no cost */
	struct fesh_counts __percpu *counts;
	struct fesh_ring __percpu *ring;
	u64 head;			/* first word of a record: length, id, kind */
	u64 longest;			/* bytes that its longest record needs */
	pid_t skip_tgid;		/* whose hits are not recorded; -1 for none */
	bool user_regs;			/* a system call's wrapper: registers are those of user space */
	struct fesh_trace_event *trace;	/* of function_events: goes to ftrace's buffers, has no ring */
	u16 stack_at;			/* where the hash of the stack goes, 0 for nowhere */
	u16 ip_at;			/* where in a record the function's address goes, 0 for nowhere */
	struct fesh_filter *filter;	/* NULL for none; changed by attach.c */
	struct fesh_returns *rets;	/* of a return event that was enabled */
	struct fesh_program prog;

	/* Under attach.c's lock. */
	struct list_head all;
	bool enabled;			/* as was asked for, also while it is gone */

	/* fuse.c's. */
	struct fesh_fuse_state fuse;

	/* Constant. */
	u32 nsites;
	struct fesh_site *more_sites;	/* nsites - 1 */
	u32 id;
	struct list_head of_session;
	struct hlist_node of_name;
	struct fesh_spec *spec;
	const u16 *reg_offset;		/* of parameters in the struct pt_regs of a hit */
	char symbol[];
};

static inline struct fesh_site *fesh_event_site(struct fesh_event *ev, u32 i)
{
	return i ? &ev->more_sites[i - 1] : &ev->site;
}

static inline bool fesh_event_gone(struct fesh_event *ev)
{
	for (u32 i = 0; i < ev->nsites; i++)
		if (!fesh_event_site(ev, i)->gone)
			return false;
	return true;
}

/*
 * A module has come that the event has functions in: gives those that were gone
 * their addresses and returns whether it did.  Called by attach.c with its lock
 * held; no hit is under way at a function that is gone.
 */
bool fesh_event_return(struct fesh_event *ev, const char *module);

struct fesh_session {
	struct mutex lock;
	struct list_head events;
	DECLARE_HASHTABLE(names, 6);
	struct idr ids;
	struct fesh_rings rings;
	pid_t skip_tgid;
	bool traced;		/* not of /dev/fesh: events are trace events, enabled in their own directories */
	bool reads_memory;	/* whoever opened it may */
	bool shows_addresses;	/* as kallsyms would to whoever opened it */

	/* The last line written that was refused, for read(2); error is 0 if none. */
	struct fesh_line refused;
	char *refused_text;
};

/* For the file, which may be passed on: what its opener may do is what the session does. */
struct fesh_session *fesh_session_create(const struct cred *opener);
struct fesh_session *fesh_session_create_traced(void);
void fesh_session_destroy(struct fesh_session *s);

/* The rest is called with the session's lock held. */
int fesh_session_setup(struct fesh_session *s, struct fesh_setup *setup);

/* Carries a line out; what came of it, or why not, is in answer. */
void fesh_session_line(struct fesh_session *s, const char *line, size_t len, struct fesh_line *answer);

/* Removes all events, or none and FESH_ERROR_EVENT_BUSY. */
enum fesh_error fesh_session_clear(struct fesh_session *s);

/* id 0 means all; -ENOENT if there is no such event. */
int fesh_session_describe(struct fesh_session *s, u32 id, struct fesh_text_out *out);

/* One line for each event, each of which can be written back. */
void fesh_session_list(struct fesh_session *s, struct fesh_text_out *out);

#endif /* FESH_EVENT_H */
