/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * A parsed event as text: the line that would make it again, and the lines of
 * FESH_IOC_DESCRIBE that need nothing but the line.  Pure, like parse.c.
 */
#ifndef FESH_DESCRIBE_H
#define FESH_DESCRIBE_H

#include "parse.h"

/* Prints a line that parses to an equal event, without newline. */
void fesh_print_line(struct fesh_text_out *out, const struct fesh_spec *spec);

/* Bytes of that line with filter as its filter; its blanks may make it longer than what was written. */
size_t fesh_line_length(const struct fesh_spec *spec, const struct fesh_filter *filter);

/* "int", "unsigned char[16]" */
void fesh_print_type(struct fesh_text_out *out, const struct fesh_field *f);

void fesh_describe_event(struct fesh_text_out *out, const struct fesh_spec *spec, unsigned int id,
			 bool enabled);
void fesh_describe_fields(struct fesh_text_out *out, const struct fesh_spec *spec);

#endif /* FESH_DESCRIBE_H */
