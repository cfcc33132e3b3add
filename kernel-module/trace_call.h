/* SPDX-License-Identifier: GPL-2.0-only */
/* A trace event's inside, for trace_event.c (its life), trace_hit.c (its hits) and trace_text.c (its lines). */
#ifndef FESH_TRACE_CALL_H
#define FESH_TRACE_CALL_H

#include <linux/trace_events.h>

#include "event.h"
#include "trace_format.h"

/* Where hits go; replaced as a whole, freed when no hit looks at it. */
struct fesh_trace_users {
	struct trace_event_file *only;	/* the one, if there is no other and hits can be fetched in place */
	bool perf;
	unsigned int nfiles;
	struct trace_event_file *files[];	/* one for each trace instance in which it is enabled; NULL: no more */
};

struct fesh_trace_event {
	struct trace_event_call call;
	struct trace_event_class class;
	struct trace_event_fields fields[FESH_FIELDS_MAX + 5];	/* those of fesh_trace_entry, of the line, and an end */
	unsigned int nfields;
	char system[16];
	struct fesh_event *ev;
	struct fesh_trace_users *users;	/* NULL: none, and nothing is attached */
	struct fesh_trace_layout layout;
	u16 strings[FESH_FIELDS_MAX];	/* indexes of the string fields */
	char *print_fmt;
};

extern struct trace_event_functions fesh_trace_functions;

/* Scratch for what cannot be fetched in place; made once, for all events, freed by fesh_trace_exit(). */
int fesh_trace_scratch_create(void);

#endif /* FESH_TRACE_CALL_H */
