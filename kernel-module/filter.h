/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Filters: the language of tracefs filter files, over the fields of an event and
 * pid, comm and cpu.
 */
#ifndef FESH_FILTER_H
#define FESH_FILTER_H

#ifdef __KERNEL__
#include <linux/types.h>
#else
#include "kernel_shim.h"
#endif

#define FESH_FILTER_MAX	1024	/* bytes of a filter's text, with the NUL */

struct fesh_parse;
struct fesh_spec;
struct fesh_word;

struct fesh_filter {
	u16 len;	/* of text; 0: no filter */
	char text[FESH_FILTER_MAX];
};

/* Reads the filter at word of line, over spec's fields.  Returns 0, or -EINVAL with p->error. */
int fesh_filter_parse(struct fesh_filter *filter, const char *line, struct fesh_word word,
		      const struct fesh_spec *spec, struct fesh_parse *p);

#endif /* FESH_FILTER_H */
