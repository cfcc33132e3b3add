/* SPDX-License-Identifier: GPL-2.0-only */
/* The tokens of a line, for the parts of its parser, and how they refuse one. */
#ifndef FESH_CURSOR_H
#define FESH_CURSOR_H

#ifdef __KERNEL__
#include <linux/ctype.h>
#include <linux/errno.h>
#include <linux/string.h>
#endif

#include "parse.h"

/* One token ahead: a run of [A-Za-z0-9_], one other character, or (len 0) the end. */
struct cursor {
	const char *line;
	size_t end;
	size_t at;
	size_t len;
	size_t last_end;	/* where the token before this one ended */
	struct fesh_parse *p;
};

static inline int fail(struct cursor *c, enum fesh_error error, size_t column)
{
	c->p->error = error;
	c->p->column = column;
	return -EINVAL;
}

/* At the end of the line whatever was expected is simply missing. */
static inline int fail_here(struct cursor *c, enum fesh_error error)
{
	return fail(c, c->len ? error : FESH_ERROR_UNFINISHED, c->at);
}

static inline bool word_char(char ch)
{
	return isalnum(ch) || ch == '_';
}

static inline void advance(struct cursor *c)
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

static inline bool on(const struct cursor *c, char ch)
{
	return c->len == 1 && c->line[c->at] == ch;
}

static inline bool take(struct cursor *c, char ch)
{
	if (!on(c, ch))
		return false;
	advance(c);
	return true;
}

static inline bool on_word(const struct cursor *c)
{
	return c->len && word_char(c->line[c->at]);
}

static inline bool on_name(const struct cursor *c)
{
	return on_word(c) && !isdigit(c->line[c->at]);
}

static inline bool is_text(const struct cursor *c, const char *text)
{
	return c->len == strlen(text) && !memcmp(c->line + c->at, text, c->len);
}

static inline int copy_name(struct cursor *c, char *name, size_t at, size_t len)
{
	if (len >= FESH_NAME_MAX)
		return fail(c, FESH_ERROR_NAME_TOO_LONG, at);
	memcpy(name, c->line + at, len);
	name[len] = '\0';
	return 0;
}

/* N as kstrtoul() with base 0 reads it: decimal, 0x or a leading 0. */
static inline bool read_number(const struct cursor *c, u64 *n)
{
	char text[24];

	if (!on_word(c) || c->len >= sizeof(text))
		return false;
	memcpy(text, c->line + c->at, c->len);
	text[c->len] = '\0';
	return !kstrtou64(text, 0, n);
}

static inline int take_number(struct cursor *c, u32 *n)
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

#endif /* FESH_CURSOR_H */
