/* SPDX-License-Identifier: GPL-2.0-only */
/* The fields of an event, for the parser of its line. */
#ifndef FESH_PARSE_FIELD_H
#define FESH_PARSE_FIELD_H

#include "cursor.h"

const struct fesh_type *fesh_find_type(const char *name);

/* '(' [ARG {',' ARG}] ')' */
int fesh_parse_args(struct cursor *c, struct fesh_spec *spec);

/* TYPE NAME and steps: like a field of an argument, but of the value returned. */
int fesh_parse_return_value(struct cursor *c, struct fesh_spec *spec);

/* A field that no argument of the line describes; column is for its errors. */
int fesh_add_field(struct cursor *c, struct fesh_spec *spec, const char *name, const struct fesh_type *type,
		   enum fesh_source source, size_t column);

#endif /* FESH_PARSE_FIELD_H */
