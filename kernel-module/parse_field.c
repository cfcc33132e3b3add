// SPDX-License-Identifier: GPL-2.0-only
/*
 * Parser of fields, TYPE NAME STEPS, of an event's arguments and of what its
 * function returns; and their places in the record.
 */
#include "parse_field.h"

static const struct fesh_type fesh_types[] = {
	{ "long", 8, 'd' }, { "int", 4, 'd' }, { "short", 2, 'd' }, { "char", 1, 'c' },
	{ "s64", 8, 'd' }, { "s32", 4, 'd' }, { "s16", 2, 'd' }, { "s8", 1, 'd' },
	{ "u64", 8, 'u' }, { "u32", 4, 'u' }, { "u16", 2, 'u' }, { "u8", 1, 'u' },
	{ "x64", 8, 'x' }, { "x32", 4, 'x' }, { "x16", 2, 'x' }, { "x8", 1, 'x' },
	{ "size_t", 8, 'u' }, { "ssize_t", 8, 'd' }, { "symbol", 8, 'p' },
	{ "string", 4, 's', FESH_CLASS_STRING }, { "ustring", 4, 's', FESH_CLASS_USTRING },
};

const struct fesh_type *fesh_find_type(const char *name)
{
	for (size_t i = 0; i < ARRAY_SIZE(fesh_types); i++)
		if (!strcmp(fesh_types[i].name, name))
			return &fesh_types[i];
	return NULL;
}

static bool take_small_number(struct cursor *c, u64 *n)
{
	if (!read_number(c, n) || *n > 64)
		return false;
	advance(c);
	return true;
}

/* BITS, if the token is a 'b' or "sb" and digits; 0 with no type if it is anything else. */
static int parse_bits(struct cursor *c, struct fesh_field *f)
{
	size_t start = c->at;
	bool is_signed = c->len && c->line[start] == 's';
	size_t digits = start + is_signed + 1, end = start + c->len;
	u64 width = 0, shift, size;
	char name[] = "u64";

	if (digits >= end || digits + 2 < end || c->line[digits - 1] != 'b')
		return 0;
	for (size_t i = digits; i < end; i++) {
		if (!isdigit(c->line[i]))
			return 0;
		width = 10 * width + c->line[i] - '0';
	}
	advance(c);
	if (!take(c, '@') || !take_small_number(c, &shift) || !take(c, '/') || !take_small_number(c, &size))
		return fail_here(c, FESH_ERROR_BAD_BITS);
	if (!width || width + shift > size)
		return fail(c, FESH_ERROR_BAD_BITS, start);
	snprintf(name, sizeof(name), "%c%u", is_signed ? 's' : 'u', (unsigned int)size);
	f->type = fesh_find_type(name);
	if (!f->type)
		return fail(c, FESH_ERROR_BAD_BITS, start);
	f->bits = width;
	f->shift = shift;
	return 0;
}

static int parse_type(struct cursor *c, struct fesh_field *f)
{
	if (parse_bits(c, f))
		return -EINVAL;
	if (f->type)
		return 0;
	f->is_unsigned = is_text(c, "unsigned");
	if (f->is_unsigned)
		advance(c);
	for (size_t i = 0; i < ARRAY_SIZE(fesh_types); i++)
		if (is_text(c, fesh_types[i].name))
			f->type = &fesh_types[i];
	if (!f->type)
		return fail_here(c, FESH_ERROR_NO_TYPE);
	advance(c);

	if (on(c, '[')) {
		size_t bracket = c->at;
		u64 count;

		if (fesh_field_is_string(f))
			return fail(c, FESH_ERROR_STRING_ARRAY, bracket);
		advance(c);
		if (!read_number(c, &count) || !count)
			return fail_here(c, FESH_ERROR_BAD_COUNT);
		if (count > FESH_RECORD_MAX)
			return fail(c, FESH_ERROR_RECORD_TOO_LARGE, c->at);
		f->count = count;
		advance(c);
		if (!take(c, ']'))
			return fail_here(c, FESH_ERROR_NO_CLOSE_BRACKET);
	}
	return 0;
}

/* Takes ADDR; a field without a name is named by it. */
static int parse_address(struct cursor *c, struct fesh_field *f)
{
	size_t start = c->at;

	if (take(c, '$')) {
		if (!on_name(c))
			return fail_here(c, FESH_ERROR_BAD_ADDRESS);
		f->source = is_text(c, "current") ? FESH_FROM_CURRENT : FESH_FROM_SYMBOL;
		f->symbol.at = c->at;
		f->symbol.len = c->len;
		if (f->unnamed && copy_name(c, f->name, c->at, c->len))
			return -EINVAL;
		advance(c);
		return 0;
	}
	if (!c->len)
		return fail_here(c, FESH_ERROR_BAD_ADDRESS);
	if (c->len < 3 || c->len > 18 || memcmp(c->line + c->at, "0x", 2) || !read_number(c, &f->address))
		return fail(c, FESH_ERROR_BAD_ADDRESS, start);
	f->source = FESH_FROM_ADDRESS;
	if (f->unnamed)
		snprintf(f->name, sizeof(f->name), "0x%llx", f->address);
	advance(c);
	return 0;
}

static int parse_steps(struct cursor *c, struct fesh_field *f)
{
	while (on(c, '+') || on(c, '-') || on(c, '[')) {
		struct fesh_step *step = &f->steps[f->nsteps];
		bool minus = on(c, '-');
		u32 n;

		if (f->nsteps == FESH_STEPS_MAX)
			return fail(c, FESH_ERROR_TOO_MANY_STEPS, c->at);
		step->index = on(c, '[');
		advance(c);
		if (take_number(c, &n))
			return -EINVAL;
		step->n = minus ? -(s32)n : n;
		if (step->index && !take(c, ']'))
			return fail_here(c, FESH_ERROR_NO_CLOSE_BRACKET);
		f->nsteps++;
	}
	return 0;
}

/* Gives the field its place behind those before it. */
static int place(struct cursor *c, struct fesh_spec *spec, struct fesh_field *f, size_t column)
{
	u32 offset = (spec->fixed + f->type->size - 1) & ~(f->type->size - 1u);
	u32 fixed = offset + fesh_field_size(f);
	u32 strings = spec->nstrings + fesh_field_is_string(f);
	u32 longest = ((fixed + 7) & ~7u) + strings * FESH_STRING_ROOM;

	if (longest > FESH_RECORD_MAX)
		return fail(c, FESH_ERROR_RECORD_TOO_LARGE, column);
	f->offset = offset;
	f->at = column;
	spec->fixed = fixed;
	spec->nstrings = strings;
	spec->longest = longest;
	return 0;
}

static int parse_field(struct cursor *c, struct fesh_spec *spec, bool *uses_param)
{
	struct fesh_field *f = &spec->fields[spec->nfields];
	size_t column = c->at;

	if (spec->nfields == FESH_FIELDS_MAX)
		return fail(c, FESH_ERROR_TOO_MANY_FIELDS, column);
	memset(f, 0, sizeof(*f));
	if (parse_type(c, f))
		return -EINVAL;

	if (on_name(c)) {
		if (copy_name(c, f->name, c->at, c->len))
			return -EINVAL;
		advance(c);
		if (take(c, '=') && parse_address(c, f))
			return -EINVAL;
	} else if (on(c, '$') || (c->len > 1 && !memcmp(c->line + c->at, "0x", 2))) {
		f->unnamed = true;
		if (parse_address(c, f))
			return -EINVAL;
	} else if (on_word(c)) {
		return fail(c, FESH_ERROR_BAD_NAME, c->at);
	} else {
		return fail_here(c, FESH_ERROR_NO_FIELD_NAME);
	}

	if (parse_steps(c, f))
		return -EINVAL;
	if (f->source == FESH_FROM_PARAM) {
		if (spec->nparams == FESH_PARAMS_MAX)
			return fail(c, FESH_ERROR_TOO_MANY_PARAMETERS, column);
		f->param = spec->nparams;
		*uses_param = true;
	}
	if (place(c, spec, f, column))
		return -EINVAL;
	spec->nfields++;
	return 0;
}

static int parse_arg(struct cursor *c, struct fesh_spec *spec)
{
	bool uses_param = false;

	if (is_text(c, "NULL")) {
		if (spec->nparams == FESH_PARAMS_MAX)
			return fail(c, FESH_ERROR_TOO_MANY_PARAMETERS, c->at);
		advance(c);
		if (on(c, '|'))
			return fail(c, FESH_ERROR_NULL_ALTERNATIVE, c->at);
		uses_param = true;
	} else {
		do {
			if (is_text(c, "NULL"))
				return fail(c, FESH_ERROR_NULL_ALTERNATIVE, c->at);
			if (parse_field(c, spec, &uses_param))
				return -EINVAL;
		} while (take(c, '|'));
	}
	spec->nparams += uses_param;
	return 0;
}

int fesh_parse_args(struct cursor *c, struct fesh_spec *spec)
{
	if (!take(c, '('))
		return fail_here(c, FESH_ERROR_NO_OPEN);
	if (take(c, ')'))
		return 0;
	do {
		if (parse_arg(c, spec))
			return -EINVAL;
	} while (take(c, ','));
	if (!take(c, ')'))
		return fail_here(c, FESH_ERROR_NO_SEPARATOR);
	return 0;
}

int fesh_add_field(struct cursor *c, struct fesh_spec *spec, const char *name, const struct fesh_type *type,
		   enum fesh_source source, size_t column)
{
	struct fesh_field *f = &spec->fields[spec->nfields];

	if (spec->nfields == FESH_FIELDS_MAX)
		return fail(c, FESH_ERROR_TOO_MANY_FIELDS, column);
	memset(f, 0, sizeof(*f));
	strcpy(f->name, name);
	f->type = type;
	f->source = source;
	if (place(c, spec, f, column))
		return -EINVAL;
	spec->nfields++;
	return 0;
}

int fesh_parse_return_value(struct cursor *c, struct fesh_spec *spec)
{
	struct fesh_field *f = &spec->fields[spec->nfields];
	size_t column = c->at;

	if (spec->nfields == FESH_FIELDS_MAX)
		return fail(c, FESH_ERROR_TOO_MANY_FIELDS, column);
	memset(f, 0, sizeof(*f));
	if (parse_type(c, f)) {
		if (!f->type)
			c->p->error = FESH_ERROR_NO_RETURN_TYPE;
		return -EINVAL;
	}
	if (!on_name(c))
		return fail(c, FESH_ERROR_NO_RETURN_NAME, c->at);
	if (copy_name(c, f->name, c->at, c->len))
		return -EINVAL;
	advance(c);
	f->source = FESH_FROM_RETURN;
	if (parse_steps(c, f) || place(c, spec, f, column))
		return -EINVAL;
	spec->nfields++;
	return 0;
}
