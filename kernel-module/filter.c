// SPDX-License-Identifier: GPL-2.0-only
/* What of running filters is not worth being inline (filter.h).  Pure. */
#include "filter.h"

/* One character of the pattern at *p against ch; moves *p behind it. */
static bool matches_one(const char *pattern, u32 len, u32 *p, char ch)
{
	u32 at = *p + 1, first = *p + 1;
	bool inverted, found = false;

	switch (pattern[*p]) {
	case '?':
		*p = at;
		return true;
	case '\\':
		if (at == len)
			break;
		*p = at + 1;
		return pattern[at] == ch;
	case '[':
		inverted = at < len && pattern[at] == '!';
		first = at += inverted;
		/* A ']' right at the beginning is one of the set; without an end '[' is itself. */
		while (at < len && (pattern[at] != ']' || at == first)) {
			if (at + 2 < len && pattern[at + 1] == '-' && pattern[at + 2] != ']') {
				found |= pattern[at] <= ch && ch <= pattern[at + 2];
				at += 3;
			} else {
				found |= pattern[at++] == ch;
			}
		}
		if (at == len)
			break;
		*p = at + 1;
		return found != inverted;
	}
	at = (*p)++;
	return pattern[at] == ch;
}

/*
 * With more than one '*' only the last one needs to be tried again, so the work is
 * bounded by the product of both lengths.
 */
bool fesh_filter_glob(const char *pattern, u32 pattern_len, const char *text, u32 len)
{
	u32 p = 0, t = 0, star = 0, from = 0;
	bool starred = false;

	while (t < len) {
		u32 next = p;

		if (p < pattern_len && pattern[p] == '*') {
			star = ++p;
			from = t;
			starred = true;
		} else if (p < pattern_len && matches_one(pattern, pattern_len, &next, text[t])) {
			p = next;
			t++;
		} else if (starred) {
			p = star;
			t = ++from;
		} else {
			return false;
		}
	}
	while (p < pattern_len && pattern[p] == '*')
		p++;
	return p == pattern_len;
}

static bool equal(const char *a, const char *b, u32 len)
{
	while (len--)
		if (a[len] != b[len])
			return false;
	return true;
}

static bool contains(const char *text, u32 len, const char *wanted, u32 n)
{
	for (u32 i = 0; i + n <= len; i++)
		if (equal(text + i, wanted, n))
			return true;
	return false;
}

static bool matches(const struct fesh_filter *filter, const struct fesh_term *term, const char *text, u32 len)
{
	const char *wanted = filter->text + term->text;
	u32 n = term->len;

	switch (term->compare) {
	case FESH_COMPARE_TEXT:
		return len == n && equal(text, wanted, n);
	case FESH_COMPARE_FRONT:
		return len >= n && equal(text, wanted, n);
	case FESH_COMPARE_END:
		return len >= n && equal(text + len - n, wanted, n);
	case FESH_COMPARE_MIDDLE:
		return contains(text, len, wanted, n);
	default:
		return fesh_filter_glob(wanted, n, text, len);
	}
}

/* A string of at most len bytes, which ends before if it has a NUL. */
bool fesh_filter_chars_term(const struct fesh_filter *filter, const struct fesh_term *term, const char *text, u32 len)
{
	u32 n = 0;

	while (n < len && text[n])
		n++;
	return matches(filter, term, text, n) ^ term->negate;
}

static bool number_term(const struct fesh_term *term, const void *at)
{
	switch (term->shift) {
	case 0:
		return fesh_filter_number(term, *(const u64 *)at) ^ term->negate;
	case 32:
		return fesh_filter_number(term, *(const u32 *)at) ^ term->negate;
	case 48:
		return fesh_filter_number(term, *(const u16 *)at) ^ term->negate;
	default:
		return fesh_filter_number(term, *(const u8 *)at) ^ term->negate;
	}
}

static bool late_term(const struct fesh_filter *filter, const struct fesh_term *term, const struct fesh_record *record)
{
	const char *at = (const char *)record + term->at;
	u32 loc;

	if ((record->state >> 2 * term->field & 3) == FESH_STATE_FAULT)
		return false;
	switch (term->operand) {
	case FESH_OPERAND_CHARS:
		return fesh_filter_chars_term(filter, term, at, term->size);
	case FESH_OPERAND_STRING:
		loc = *(const u32 *)at;
		return matches(filter, term, (const char *)record + (loc & 0xffff), loc >> 16) ^ term->negate;
	}
	return number_term(term, at);
}

bool fesh_filter_late(const struct fesh_filter *filter, u32 at, const struct fesh_record *record, const void *regs,
		      const struct task_struct *task, u32 cpu)
{
	while (at < FESH_FILTER_REJECT) {
		const struct fesh_term *term = &filter->terms[at];

		if (term->operand >= FESH_OPERAND_RECORD)
			at = term->next[late_term(filter, term, record)];
		else
			at = term->next[fesh_filter_early_term(filter, term, regs, task, cpu)];
	}
	return at == FESH_FILTER_ACCEPT;
}

u32 fesh_filter_record(const struct fesh_filter *filter, const struct fesh_record *record, u32 known,
		       const struct task_struct *task, u32 cpu)
{
	u32 at = filter->first;

	while (at < FESH_FILTER_REJECT) {
		const struct fesh_term *term = &filter->terms[at];
		bool is;

		if (term->operand == FESH_OPERAND_REG) {
			is = number_term(term, (const u8 *)record + term->size);
		} else if (term->operand >= FESH_OPERAND_RECORD) {
			if (term->field >= known)
				break;
			is = late_term(filter, term, record);
		} else {
			is = fesh_filter_early_term(filter, term, NULL, task, cpu);
		}
		at = term->next[is];
	}
	return at;
}
