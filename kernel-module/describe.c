// SPDX-License-Identifier: GPL-2.0-only
/* Events as text (describe.h). */
#ifdef __KERNEL__
#include <linux/stdarg.h>
#endif

#include "describe.h"

void fesh_emit(struct fesh_text_out *out, const char *fmt, ...)
{
	size_t room = out->len < out->cap ? out->cap - out->len : 0;
	va_list args;

	va_start(args, fmt);
	out->len += vsnprintf(room ? out->buf + out->len : NULL, room, fmt, args);
	va_end(args);
}

static void emit_word(struct fesh_text_out *out, const struct fesh_spec *spec, struct fesh_word word)
{
	fesh_emit(out, "%.*s", word.len, spec->line + word.at);
}

void fesh_print_type(struct fesh_text_out *out, const struct fesh_field *f)
{
	if (f->bits)
		fesh_emit(out, "%sb%u@%u/%u", f->type->base == 'd' ? "s" : "", f->bits, f->shift, 8 * f->type->size);
	else
		fesh_emit(out, "%s%s", f->is_unsigned ? "unsigned " : "", f->type->name);
	if (f->count)
		fesh_emit(out, "[%u]", f->count);
}

static void print_field(struct fesh_text_out *out, const struct fesh_spec *spec, const struct fesh_field *f)
{
	fesh_print_type(out, f);
	fesh_emit(out, " ");
	if (!f->unnamed)
		fesh_emit(out, "%s", f->name);
	if (f->source != FESH_FROM_PARAM && f->source < FESH_FROM_RETURN && !f->unnamed)
		fesh_emit(out, "=");
	if (f->source == FESH_FROM_ADDRESS) {
		fesh_emit(out, "0x%llx", f->address);
	} else if (f->source == FESH_FROM_SYMBOL) {
		fesh_emit(out, "$");
		emit_word(out, spec, f->symbol);
	} else if (f->source == FESH_FROM_CURRENT) {
		fesh_emit(out, "$current");
	}
	for (int i = 0; i < f->nsteps; i++)
		fesh_emit(out, f->steps[i].index ? "[%d]" : "%+d", f->steps[i].n);
}

static bool is_argument(const struct fesh_field *f)
{
	return f->source < FESH_FROM_RETURN;
}

/* " => TYPE NAME", or " => void": the value, if there is one, stands in front of the duration. */
static void print_return(struct fesh_text_out *out, const struct fesh_spec *spec)
{
	for (int i = 0; i < spec->nfields; i++) {
		if (spec->fields[i].source == FESH_FROM_RETURN) {
			fesh_emit(out, " => ");
			print_field(out, spec, &spec->fields[i]);
			return;
		}
	}
	fesh_emit(out, " => void");
}

/* The next field from i on that comes from a parameter, or NULL. */
static const struct fesh_field *next_param_field(const struct fesh_spec *spec, int i)
{
	for (; i < spec->nfields; i++)
		if (spec->fields[i].source == FESH_FROM_PARAM)
			return &spec->fields[i];
	return NULL;
}

/*
 * A field at a fixed address takes no parameter, so it may stand anywhere; but
 * between two fields of one parameter it must not end that parameter's list.
 */
void fesh_print_line(struct fesh_text_out *out, const struct fesh_spec *spec)
{
	const char *separator = "";
	int param = -1;		/* the last one printed */

	if (spec->named)
		fesh_emit(out, "%s: ", spec->name);
	if (spec->module.len) {
		emit_word(out, spec, spec->module);
		fesh_emit(out, ":");
	}
	emit_word(out, spec, spec->func);
	if (spec->func_address)
		fesh_emit(out, "@0x%llx", spec->func_address);
	fesh_emit(out, "(");
	for (int i = 0; i < spec->nfields && is_argument(&spec->fields[i]); i++) {
		const struct fesh_field *f = &spec->fields[i];
		const struct fesh_field *next = next_param_field(spec, i);
		bool same = next && next->param == param;

		if (f->source == FESH_FROM_PARAM)
			for (; param < f->param - 1; param++, separator = ", ")
				fesh_emit(out, "%sNULL", separator);
		fesh_emit(out, "%s", same ? " | " : separator);
		print_field(out, spec, f);
		if (f->source == FESH_FROM_PARAM)
			param = f->param;
		separator = ", ";
	}
	for (; param < spec->nparams - 1; param++, separator = ", ")
		fesh_emit(out, "%sNULL", separator);
	fesh_emit(out, ")");
	if (spec->returns)
		print_return(out, spec);
	if (spec->filter.len)
		fesh_emit(out, " if %s", spec->filter.text);
	if (spec->stack)
		fesh_emit(out, " stack");
}

static size_t filter_length(const struct fesh_filter *filter)
{
	return filter->len ? strlen(" if ") + filter->len : 0;
}

size_t fesh_line_length(const struct fesh_spec *spec, const struct fesh_filter *filter)
{
	struct fesh_text_out out = {};

	fesh_print_line(&out, spec);
	return out.len - filter_length(&spec->filter) + filter_length(filter);
}

static char field_base(const struct fesh_field *f)
{
	return f->is_unsigned && f->type->base == 'd' ? 'u' : f->type->base;
}

void fesh_describe_event(struct fesh_text_out *out, const struct fesh_spec *spec, unsigned int id,
			 bool enabled)
{
	fesh_emit(out, "event id=%u name=%s enabled=%u record=%u line=", id, spec->name, enabled, spec->fixed);
	fesh_print_line(out, spec);
	fesh_emit(out, "\n");
}

void fesh_describe_fields(struct fesh_text_out *out, const struct fesh_spec *spec)
{
	for (int i = 0; i < spec->nfields; i++) {
		const struct fesh_field *f = &spec->fields[i];

		fesh_emit(out, "field name=%s offset=%u size=%u count=%u base=%c type=", f->name, f->offset,
			  f->type->size, f->count, field_base(f));
		fesh_print_type(out, f);
		fesh_emit(out, "\n");
	}
}
