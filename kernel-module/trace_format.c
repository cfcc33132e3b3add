// SPDX-License-Identifier: GPL-2.0-only
/* Events as ftrace's tools see them (trace_format.h). */
#ifdef __KERNEL__
#include <linux/ctype.h>
#include <linux/errno.h>
#include <linux/string.h>
#endif

#include "trace_format.h"

#ifdef __KERNEL__
static_assert(sizeof(struct fesh_trace_entry) == 32);
static_assert(FESH_TRACE_SHIFT % 8 == 0);
#endif

/* Longer arrays are printed by __print_array(), which knows no signs but needs no text for each element. */
#define ELEMENTS_MAX	64

static bool is_signed(const struct fesh_field *f)
{
	return !f->is_unsigned && (f->type->base == 'd' || f->type->base == 'c');
}

/* A C type that libtraceevent and the kernel's filters know; hexadecimal types are unsigned ones. */
static void name_type(char *type, size_t room, const struct fesh_field *f)
{
	struct fesh_text_out out = { .buf = type, .cap = room };
	const char *name = f->type->name;

	if (fesh_field_is_string(f)) {
		fesh_emit(&out, "__data_loc char[]");
		return;
	}
	if (f->type->base == 'p')
		fesh_emit(&out, "unsigned long");
	else if (f->type->base == 'x')
		fesh_emit(&out, "u%s", name + 1);
	else if (f->is_unsigned && name[0] == 's' && isdigit(name[1]))
		fesh_emit(&out, "u%s", name + 1);
	else
		fesh_emit(&out, "%s%s", f->is_unsigned && f->type->base != 'u' ? "unsigned " : "", name);
	if (f->count)
		fesh_emit(&out, "[%u]", f->count);
}

static bool is_taken(const struct fesh_trace_layout *layout, const char *name)
{
	static const char * const own[] = {
		"common_type", "common_flags", "common_preempt_count", "common_pid",
		"__parent_ip", "__ip", "__fault", "__cut",
	};

	for (size_t i = 0; i < ARRAY_SIZE(own); i++)
		if (!strcmp(own[i], name))
			return true;
	for (int i = 0; i < layout->nfields; i++)
		if (!strcmp(layout->fields[i].name, name))
			return true;
	return false;
}

/*
 * A line may give two fields one name, and a field at a bare address is named by
 * its digits; filters and tools need each to be an identifier of its own.
 */
static void name_field(char *name, size_t room, const struct fesh_trace_layout *layout, const struct fesh_field *f)
{
	const char *prefix = f->unnamed && f->source == FESH_FROM_ADDRESS ? "at_" : "";

	snprintf(name, room, "%s%s", prefix, f->name);
	for (int n = 2; is_taken(layout, name); n++)
		snprintf(name, room, "%s%s_%d", prefix, f->name, n);
}

int fesh_trace_layout(struct fesh_trace_layout *layout, const struct fesh_spec *spec)
{
	memset(layout, 0, sizeof(*layout));
	layout->fixed = spec->fixed - FESH_TRACE_SHIFT;
	layout->nstrings = spec->nstrings;
	if (layout->fixed + layout->nstrings * FESH_TRACE_STRING_MIN > FESH_TRACE_MAX)
		return -E2BIG;
	for (int i = 0; i < spec->nfields; i++) {
		const struct fesh_field *f = &spec->fields[i];
		struct fesh_trace_field *field = &layout->fields[i];

		name_field(field->name, sizeof(field->name), layout, f);
		name_type(field->type, sizeof(field->type), f);
		field->offset = f->offset - FESH_TRACE_SHIFT;
		field->size = fesh_field_size(f);
		field->is_signed = is_signed(f);
		field->may_fault = f->source == FESH_FROM_ADDRESS || f->source == FESH_FROM_SYMBOL || f->count ||
				   fesh_field_is_string(f);
		for (int k = 0; k < f->nsteps; k++)
			field->may_fault |= f->steps[k].index;
		layout->nfields++;
	}
	return 0;
}

/* libtraceevent reads fields without their signs: how short a negative number was, the format must say. */
static const char *signed_format(u8 size)
{
	switch (size) {
	case 8:
		return "%lld";
	case 4:
		return "%d";
	case 2:
		return "%hd";
	default:
		return "%hhd";
	}
}

static const char *number_format(const struct fesh_field *f)
{
	bool wide = f->type->size == 8;

	switch (f->type->base) {
	case 'x':
		return wide ? "0x%llx" : "0x%x";
	case 'c':
		return "'%c'";
	case 'p':
		return "%pS";
	default:
		return is_signed(f) ? signed_format(f->type->size) : wide ? "%llu" : "%u";
	}
}

static bool is_text(const struct fesh_field *f)
{
	return fesh_field_is_string(f) || (f->count && f->type->base == 'c');
}

static void print_conversion(struct fesh_text_out *out, const struct fesh_field *f)
{
	if (is_text(f)) {
		fesh_emit(out, "\\\"%%s\\\"");
	} else if (f->count > ELEMENTS_MAX) {
		fesh_emit(out, "%%s");
	} else if (f->count) {
		for (int i = 0; i < f->count; i++)
			fesh_emit(out, "%s%s", i ? "," : "{", number_format(f));
		fesh_emit(out, "}");
	} else {
		fesh_emit(out, "%s", number_format(f));
	}
}

static void print_value(struct fesh_text_out *out, const struct fesh_field *f, const char *name)
{
	const char *cast = f->type->base == 'p' ? "(void *)" : "";

	if (fesh_field_is_string(f)) {
		fesh_emit(out, ", __get_str(%s)", name);
	} else if (is_text(f) || !f->count) {
		fesh_emit(out, ", %sREC->%s", cast, name);
	} else if (f->count > ELEMENTS_MAX) {
		fesh_emit(out, ", __print_array(REC->%s, %u, %u)", name, f->count, f->type->size);
	} else {
		for (int i = 0; i < f->count; i++)
			fesh_emit(out, ", %sREC->%s[%d]", cast, name, i);
	}
}

void fesh_trace_print_fmt(struct fesh_text_out *out, const struct fesh_trace_layout *layout,
			  const struct fesh_spec *spec)
{
	/* A string says of itself that it could not be read. */
	fesh_emit(out, "\"%%ps->%%ps(");
	for (int i = 0; i < layout->nfields; i++) {
		const struct fesh_field *f = &spec->fields[i];

		fesh_emit(out, "%s%s=", i ? ", " : "", layout->fields[i].name);
		print_conversion(out, f);
		if (layout->fields[i].may_fault && !fesh_field_is_string(f))
			fesh_emit(out, "%%s");
	}
	fesh_emit(out, ")\", (void *)REC->__parent_ip, (void *)REC->__ip");
	for (int i = 0; i < layout->nfields; i++) {
		const struct fesh_field *f = &spec->fields[i];

		print_value(out, f, layout->fields[i].name);
		if (layout->fields[i].may_fault && !fesh_field_is_string(f))
			fesh_emit(out, ", (REC->__fault & 0x%x) ? \"" FESH_FAULT_TEXT "\" : \"\"", 1u << i);
	}
}

int fesh_quote_byte(char out[FESH_QUOTED_MAX], u8 byte, char quote)
{
	static const char hex[] = "0123456789abcdef";
	char letter = byte == '\n' ? 'n' : byte == '\t' ? 't' : byte == '\\' || byte == quote ? byte : 0;

	if (!letter && byte >= 0x20 && byte < 0x7f) {
		out[0] = byte;
		return 1;
	}
	out[0] = '\\';
	if (letter) {
		out[1] = letter;
		return 2;
	}
	out[1] = 'x';
	out[2] = hex[byte >> 4];
	out[3] = hex[byte & 15];
	return 4;
}
