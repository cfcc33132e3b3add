/* SPDX-License-Identifier: GPL-2.0-only */
/* Are two parsed lines the same event? */
#ifndef FESH_SPEC_EQUAL_H
#define FESH_SPEC_EQUAL_H

#include "parse.h"

static inline bool word_equal(const struct fesh_spec *a, struct fesh_word wa, const struct fesh_spec *b,
			      struct fesh_word wb)
{
	return wa.len == wb.len && !memcmp(a->line + wa.at, b->line + wb.at, wa.len);
}

static inline bool field_equal(const struct fesh_spec *a, const struct fesh_field *fa, const struct fesh_spec *b,
			       const struct fesh_field *fb)
{
	bool same = !strcmp(fa->name, fb->name) && fa->type == fb->type && fa->is_unsigned == fb->is_unsigned &&
		    fa->unnamed == fb->unnamed && fa->source == fb->source && fa->param == fb->param &&
		    fa->count == fb->count && fa->offset == fb->offset && fa->address == fb->address &&
		    fa->nsteps == fb->nsteps && fa->bits == fb->bits && fa->shift == fb->shift && word_equal(a, fa->symbol, b, fb->symbol);

	for (int i = 0; same && i < fa->nsteps; i++)
		same = fa->steps[i].index == fb->steps[i].index && fa->steps[i].n == fb->steps[i].n;
	return same;
}

static inline bool spec_equal(const struct fesh_spec *a, const struct fesh_spec *b)
{
	bool same = !strcmp(a->name, b->name) && a->named == b->named && a->nparams == b->nparams &&
		    a->nfields == b->nfields && a->nstrings == b->nstrings && a->fixed == b->fixed &&
		    a->longest == b->longest && word_equal(a, a->module, b, b->module) &&
		    word_equal(a, a->func, b, b->func) && a->func_address == b->func_address &&
		    a->returns == b->returns && a->stack == b->stack && a->filter.nterms == b->filter.nterms &&
		    a->filter.first == b->filter.first && !strcmp(a->filter.text, b->filter.text);

	for (int i = 0; same && i < a->filter.nterms; i++)
		same = !memcmp(&a->filter.terms[i], &b->filter.terms[i], sizeof(a->filter.terms[i]));

	for (int i = 0; same && i < a->nfields; i++)
		same = field_equal(a, &a->fields[i], b, &b->fields[i]);
	return same;
}

#endif /* FESH_SPEC_EQUAL_H */
