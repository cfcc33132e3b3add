// SPDX-License-Identifier: GPL-2.0-only
/*
 * Parser of the line grammar (parse.h).
 *
 * Everything that comes later trusts what is checked here: number of fields,
 * steps and parameters, every offset, and the longest record.
 */
#ifdef __KERNEL__
#include <linux/ctype.h>
#include <linux/errno.h>
#include <linux/string.h>
#endif

#include "parse.h"

static const struct fesh_type fesh_types[] = {
	{ "long", 8, 'd' }, { "int", 4, 'd' }, { "short", 2, 'd' }, { "char", 1, 'c' },
	{ "s64", 8, 'd' }, { "s32", 4, 'd' }, { "s16", 2, 'd' }, { "s8", 1, 'd' },
	{ "u64", 8, 'u' }, { "u32", 4, 'u' }, { "u16", 2, 'u' }, { "u8", 1, 'u' },
	{ "x64", 8, 'x' }, { "x32", 4, 'x' }, { "x16", 2, 'x' }, { "x8", 1, 'x' },
	{ "size_t", 8, 'u' }, { "ssize_t", 8, 'd' }, { "symbol", 8, 'p' },
	{ "string", 4, 's', FESH_CLASS_STRING }, { "ustring", 4, 's', FESH_CLASS_USTRING },
};

static const char * const fesh_error_texts[] = {
	[FESH_ERROR_NONE] = "",
#define X(code, text) [FESH_ERROR_##code] = text,
	FESH_ERRORS(X)
#undef X
};

static const char * const fesh_error_names[] = {
	[FESH_ERROR_NONE] = "NONE",
#define X(code, text) [FESH_ERROR_##code] = #code,
	FESH_ERRORS(X)
#undef X
};

const char *fesh_error_text(enum fesh_error error)
{
	return fesh_error_texts[error];
}

const char *fesh_error_name(enum fesh_error error)
{
	return fesh_error_names[error];
}

/* One token ahead: a run of [A-Za-z0-9_], one other character, or (len 0) the end. */
struct cursor {
	const char *line;
	size_t end;
	size_t at;
	size_t len;
	size_t last_end;	/* where the token before this one ended */
	struct fesh_parse *p;
};

static int fail(struct cursor *c, enum fesh_error error, size_t column)
{
	c->p->error = error;
	c->p->column = column;
	return -EINVAL;
}

/* At the end of the line whatever was expected is simply missing. */
static int fail_here(struct cursor *c, enum fesh_error error)
{
	return fail(c, c->len ? error : FESH_ERROR_UNFINISHED, c->at);
}

static bool word_char(char ch)
{
	return isalnum(ch) || ch == '_';
}

static void advance(struct cursor *c)
{
	size_t at = c->at + c->len;

	c->last_end = at;
	while (at < c->end && (c->line[at] == ' ' || c->line[at] == '\t'))
		at++;
	c->at = at;
	while (at < c->end && word_char(c->line[at]))
		at++;
	if (at == c->at && at < c->end)
		at++;
	c->len = at - c->at;
}

static bool on(const struct cursor *c, char ch)
{
	return c->len == 1 && c->line[c->at] == ch;
}

static bool take(struct cursor *c, char ch)
{
	if (!on(c, ch))
		return false;
	advance(c);
	return true;
}

static bool on_word(const struct cursor *c)
{
	return c->len && word_char(c->line[c->at]);
}

static bool on_name(const struct cursor *c)
{
	return on_word(c) && !isdigit(c->line[c->at]);
}

static bool is_text(const struct cursor *c, const char *text)
{
	return c->len == strlen(text) && !memcmp(c->line + c->at, text, c->len);
}

static int copy_name(struct cursor *c, char *name, size_t at, size_t len)
{
	if (len >= FESH_NAME_MAX)
		return fail(c, FESH_ERROR_NAME_TOO_LONG, at);
	memcpy(name, c->line + at, len);
	name[len] = '\0';
	return 0;
}

/* N as kstrtoul() with base 0 reads it: decimal, 0x or a leading 0. */
static bool read_number(const struct cursor *c, u64 *n)
{
	char text[24];

	if (!on_word(c) || c->len >= sizeof(text))
		return false;
	memcpy(text, c->line + c->at, c->len);
	text[c->len] = '\0';
	return !kstrtou64(text, 0, n);
}

static int take_number(struct cursor *c, u32 *n)
{
	u64 value;

	if (!c->len)
		return fail_here(c, FESH_ERROR_BAD_NUMBER);
	if (!read_number(c, &value)) {
		bool digits = isdigit(c->line[c->at]) && c->len >= 10;

		/* Too long for 64 bits is too large, if it is a number at all. */
		for (size_t i = 0; digits && i < c->len; i++)
			digits = isdigit(c->line[c->at + i]);
		return fail(c, digits ? FESH_ERROR_NUMBER_TOO_LARGE : FESH_ERROR_BAD_NUMBER, c->at);
	}
	if (value >= FESH_STEP_LIMIT)
		return fail(c, FESH_ERROR_NUMBER_TOO_LARGE, c->at);
	*n = value;
	advance(c);
	return 0;
}

static const struct fesh_type *find_type(const char *name)
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

/* BITS, if the token is a 'b' and digits; 0 with no type if it is anything else. */
static int parse_bits(struct cursor *c, struct fesh_field *f)
{
	size_t start = c->at;
	u64 width = 0, shift, size;
	char name[] = "u64";

	if (c->len < 2 || c->len > 3 || c->line[start] != 'b')
		return 0;
	for (size_t i = 1; i < c->len; i++) {
		if (!isdigit(c->line[start + i]))
			return 0;
		width = 10 * width + c->line[start + i] - '0';
	}
	advance(c);
	if (!take(c, '@') || !take_small_number(c, &shift) || !take(c, '/') || !take_small_number(c, &size))
		return fail_here(c, FESH_ERROR_BAD_BITS);
	if (!width || width + shift > size)
		return fail(c, FESH_ERROR_BAD_BITS, start);
	snprintf(name, sizeof(name), "u%u", (unsigned int)size);
	f->type = find_type(name);
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

static int parse_args(struct cursor *c, struct fesh_spec *spec)
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

/* FUNC: compilers put dots into the names of clones, with no blanks around them. */
static int parse_func(struct cursor *c, struct fesh_word *func)
{
	if (!on_word(c))
		return fail_here(c, FESH_ERROR_NO_FUNCTION);
	if (!on_name(c))
		return fail(c, FESH_ERROR_BAD_NAME, c->at);
	func->at = c->at;
	advance(c);
	while (on(c, '.') && c->at == c->last_end) {
		advance(c);
		if (!on_word(c) || c->at != c->last_end)
			return fail(c, FESH_ERROR_NO_FUNCTION, c->last_end);
		advance(c);
	}
	func->len = c->last_end - func->at;
	return 0;
}

/* '@' 0xADDR after FUNC */
static int parse_func_address(struct cursor *c, struct fesh_spec *spec)
{
	size_t start = c->at;

	if (!take(c, '@'))
		return 0;
	if (c->len < 3 || c->len > 18 || memcmp(c->line + c->at, "0x", 2) ||
	    !read_number(c, &spec->func_address) || !spec->func_address)
		return fail(c, FESH_ERROR_BAD_FUNCTION_ADDRESS, c->len ? c->at : start);
	advance(c);
	return 0;
}

/* [NAME ':'] [MODULE ':'] FUNC */
static int parse_head(struct cursor *c, struct fesh_spec *spec)
{
	struct fesh_word prefix[2];
	bool touching[2];
	int n = 0;

	for (;;) {
		struct fesh_word word;

		if (parse_func(c, &word))
			return -EINVAL;
		if (!on(c, ':')) {
			spec->func = word;
			break;
		}
		if (n == 2)
			return fail(c, FESH_ERROR_NO_OPEN, c->at);
		if (memchr(c->line + word.at, '.', word.len))
			return fail(c, FESH_ERROR_BAD_NAME, word.at);
		touching[n] = c->at == c->last_end;
		advance(c);
		touching[n] &= c->at == c->last_end;
		prefix[n++] = word;
	}
	if (n == 2 || (n == 1 && touching[0]))
		spec->module = prefix[n - 1];
	if (n == 2 || (n == 1 && !touching[0])) {
		spec->named = true;
		c->p->name_column = prefix[0].at;
		return copy_name(c, spec->name, prefix[0].at, prefix[0].len);
	}
	c->p->name_column = spec->func.at;
	if (copy_name(c, spec->name, spec->func.at, spec->func.len))
		return -EINVAL;
	strreplace(spec->name, '.', '_');
	return 0;
}

/* No argument has it. */
static const struct fesh_type stack_type = { "stack", 8, 'k' };

/* A field that no argument of the line describes; column is for its errors. */
static int add_field(struct cursor *c, struct fesh_spec *spec, const char *name, const struct fesh_type *type,
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

int fesh_spec_add_ip(struct fesh_spec *spec, struct fesh_parse *p)
{
	struct cursor c = { .p = p };

	return add_field(&c, spec, "ip", find_type("symbol"), FESH_FROM_IP, spec->func.at);
}

/* TYPE NAME and steps: like a field of an argument, but of the value returned. */
static int parse_return_value(struct cursor *c, struct fesh_spec *spec)
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

/* '=>' RETURN */
static int parse_return(struct cursor *c, struct fesh_spec *spec)
{
	size_t arrow = c->at;

	if (!on(c, '=') || arrow + 1 >= c->end || c->line[arrow + 1] != '>')
		return 0;
	advance(c);
	advance(c);
	spec->returns = true;
	spec->return_at = arrow;
	if (is_text(c, "void"))
		advance(c);
	else if (parse_return_value(c, spec))
		return -EINVAL;
	return add_field(c, spec, "duration", find_type("u64"), FESH_FROM_DURATION, arrow);
}

/*
 * FILTER reaches to the end of the line, or to the word "stack" there: strings in
 * a filter end with a quote, so that word is never part of it.
 */
static void take_filter(struct cursor *c, bool stack_may_follow)
{
	static const char stack[] = "stack";
	size_t at = c->at, end = c->end, before;

	while (end > at && (c->line[end - 1] == ' ' || c->line[end - 1] == '\t'))
		end--;
	before = end - min(end - at, sizeof(stack) - 1);
	if (stack_may_follow && !memcmp(c->line + before, stack, end - before) && end - before == sizeof(stack) - 1 &&
	    (before == at || !word_char(c->line[before - 1]))) {
		end = before;
		while (end > at && (c->line[end - 1] == ' ' || c->line[end - 1] == '\t'))
			end--;
	}
	c->p->filter.at = at;
	c->p->filter.len = end - at;
	c->at = end;
	c->len = 0;
	advance(c);
}

static int parse_tail(struct cursor *c, struct fesh_spec *spec)
{
	struct fesh_parse *p = c->p;

	if (parse_return(c, spec))
		return -EINVAL;
	if (is_text(c, "if")) {
		advance(c);
		take_filter(c, true);
		if (!p->filter.len)
			return fail(c, FESH_ERROR_NO_FILTER, p->filter.at);
		if (fesh_filter_parse(&spec->filter, c->line, p->filter, spec, p))
			return -EINVAL;
	}
	if (is_text(c, "stack")) {
		size_t at = c->at;

		spec->stack = true;
		spec->stack_at = at;
		advance(c);
		if (add_field(c, spec, "stack", &stack_type, FESH_FROM_STACK, at))
			return -EINVAL;
	}
	return c->len ? fail(c, FESH_ERROR_EXTRA_TEXT, c->at) : 0;
}

static int parse_event(struct cursor *c, struct fesh_spec *spec)
{
	memset(spec, 0, offsetof(struct fesh_spec, fields));
	memcpy(spec->line, c->line, c->end);
	spec->fixed = sizeof(struct fesh_record);
	spec->longest = spec->fixed;
	if (parse_head(c, spec) || parse_func_address(c, spec) || parse_args(c, spec) || parse_tail(c, spec))
		return -EINVAL;
	spec->fixed = (spec->fixed + 7) & ~7;
	return 0;
}

static int parse_event_name(struct cursor *c, enum fesh_verb verb)
{
	c->p->verb = verb;
	c->p->name_column = c->at;
	if (on(c, '*')) {
		strcpy(c->p->name, "*");
	} else if (on_name(c)) {
		if (copy_name(c, c->p->name, c->at, c->len))
			return -EINVAL;
	} else {
		return fail(c, FESH_ERROR_NO_EVENT_NAME, c->at);
	}
	advance(c);
	return 0;
}

/* What may follow the name. */
static int parse_name_tail(struct cursor *c)
{
	struct fesh_parse *p = c->p;

	if (p->verb == FESH_VERB_ENABLE && is_text(c, "if")) {
		advance(c);
		p->sets_filter = true;
		take_filter(c, false);
	} else if (p->verb == FESH_VERB_FUSE) {
		if (!c->len)
			return fail(c, FESH_ERROR_NO_LIMIT, c->at);
		if (take_number(c, &p->limit))
			return -EINVAL;
	}
	return c->len ? fail(c, FESH_ERROR_EXTRA_TEXT, c->at) : 0;
}

static int parse_name_command(struct cursor *c, enum fesh_verb verb)
{
	return parse_event_name(c, verb) ?: parse_name_tail(c);
}

/* "enable" and the like are functions too when '(', ':', '.' or '@' follows. */
static bool take_verb(struct cursor *c, const char *verb)
{
	struct cursor ahead = *c;

	if (!is_text(c, verb))
		return false;
	advance(&ahead);
	if (on(&ahead, '(') || on(&ahead, ':') || on(&ahead, '.') || on(&ahead, '@'))
		return false;
	*c = ahead;
	return true;
}

int fesh_parse(const char *line, size_t len, struct fesh_parse *p, struct fesh_spec *spec)
{
	struct cursor c = { .line = line, .end = len, .p = p };

	memset(p, 0, sizeof(*p));
	if (len >= FESH_LINE_MAX)
		return fail(&c, FESH_ERROR_LINE_TOO_LONG, FESH_LINE_MAX - 1);
	for (size_t i = 0; i < len; i++)
		if (line[i] != '\t' && (line[i] < 0x20 || line[i] > 0x7e))
			return fail(&c, FESH_ERROR_BAD_BYTE, i);

	advance(&c);
	if (!c.len)
		return fail(&c, FESH_ERROR_EMPTY, 0);
	if (take(&c, '-'))
		return parse_name_command(&c, FESH_VERB_REMOVE);
	if (take_verb(&c, "enable"))
		return parse_name_command(&c, FESH_VERB_ENABLE);
	if (take_verb(&c, "disable"))
		return parse_name_command(&c, FESH_VERB_DISABLE);
	if (take_verb(&c, "fuse"))
		return parse_name_command(&c, FESH_VERB_FUSE);
	return parse_event(&c, spec);
}
