// SPDX-License-Identifier: GPL-2.0-only
/*
 * Parser of the line grammar (parse.h).
 *
 * Everything that comes later trusts what is checked here: number of fields,
 * steps and parameters, every offset, and the longest record.
 */
#include "parse_field.h"

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

int fesh_spec_add_ip(struct fesh_spec *spec, struct fesh_parse *p)
{
	struct cursor c = { .p = p };

	return fesh_add_field(&c, spec, "ip", fesh_find_type("symbol"), FESH_FROM_IP, spec->func.at);
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
	else if (fesh_parse_return_value(c, spec))
		return -EINVAL;
	return fesh_add_field(c, spec, "duration", fesh_find_type("u64"), FESH_FROM_DURATION, arrow);
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
		if (fesh_add_field(c, spec, "stack", &stack_type, FESH_FROM_STACK, at))
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
	if (parse_head(c, spec) || parse_func_address(c, spec) || fesh_parse_args(c, spec) || parse_tail(c, spec))
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
