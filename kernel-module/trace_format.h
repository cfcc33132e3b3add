/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * How an event looks to ftrace and its tools: the record in ftrace's buffer, the
 * names and types of its "format" file, and the print format that trace-cmd and
 * perf use.  Pure, like parse.c.
 *
 * The record begins with a struct fesh_trace_entry; the payload of fesh_record
 * follows with its own order and alignment, so that one fetch program serves
 * both: every offset is less by FESH_TRACE_SHIFT.  A string is __data_loc, its
 * bytes with their NUL behind the fixed part.
 */
#ifndef FESH_TRACE_FORMAT_H
#define FESH_TRACE_FORMAT_H

#include "parse.h"

#ifdef __KERNEL__
#include <linux/trace_events.h>
#endif

struct fesh_trace_entry {
#ifdef __KERNEL__
	struct trace_entry ent;
#else
	u64 ent;
#endif
	u64 parent_ip;	/* return address of the function: its caller */
	u64 ip;		/* the function */
	u32 fault;	/* bit i: field i could not be read; a string then says "(fault)" */
	u32 cut;	/* bit i: field i is a string that goes on after what was kept */
};

#define FESH_TRACE_SHIFT (sizeof(struct fesh_record) - sizeof(struct fesh_trace_entry))

/* The largest record that ftrace's buffer takes is some bytes less than a page. */
#define FESH_TRACE_MAX	4000
#define FESH_TRACE_STRING_MIN 16	/* room that each string has in any case */
#define FESH_FAULT_TEXT	"(fault)"

struct fesh_trace_field {
	char name[FESH_NAME_MAX + 8];	/* unique in the event, an identifier */
	char type[32];
	u16 offset;
	u16 size;	/* of the whole field */
	bool is_signed;
	bool may_fault;
};

struct fesh_trace_layout {
	u16 fixed;	/* bytes without those of strings, a multiple of 8 */
	u8 nfields;
	u8 nstrings;
	struct fesh_trace_field fields[FESH_FIELDS_MAX];
};

/* -E2BIG if a record would not fit into ftrace's buffer. */
int fesh_trace_layout(struct fesh_trace_layout *layout, const struct fesh_spec *spec);

/* What stands behind "print fmt: " in the format file. */
void fesh_trace_print_fmt(struct fesh_text_out *out, const struct fesh_trace_layout *layout,
			  const struct fesh_spec *spec);

/* One byte between quotes as C has it, nothing in it that a terminal would obey.  Returns its characters. */
#define FESH_QUOTED_MAX	4
int fesh_quote_byte(char out[FESH_QUOTED_MAX], u8 byte, char quote);

#endif /* FESH_TRACE_FORMAT_H */
