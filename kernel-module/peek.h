/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Filters on memory, asked where the memory is: what they reject costs no
 * reservation and no copy, and no more reading than up to the first difference.
 *
 * Only a rejection counts.  What is wanted, or cannot be told here, is fetched and
 * asked again: user space may change its memory in between, and a record holds
 * what its filter saw.
 */
#ifndef FESH_PEEK_H
#define FESH_PEEK_H

#include "fetch.h"
#include "filter.h"

enum fesh_peek {
	FESH_PEEK_NO,
	FESH_PEEK_YES,
	FESH_PEEK_UNKNOWN,	/* unreadable here, or too long a question */
};

/* Mask of the first n bytes of a word in memory. */
static __always_inline u64 fesh_first_bytes(u32 n)
{
	return n < 8 ? (1ull << 8 * n) - 1 : ~0ull;
}

/* Whether the string at addr begins with wanted, or is it if whole: its NUL is compared, too. */
static __always_inline enum fesh_peek fesh_peek_front(u64 addr, const char *wanted, u32 n, bool whole, const bool user)
{
	u64 src = addr & ~7ull, w, text;
	u32 have = 8 - (addr & 7), bytes = n + whole;

	FESH_LOAD_WORD(user);
	w >>= (addr & 7) * 8;
	for (;;) {
		text = *(const u64 *)wanted & fesh_first_bytes(n);
		if ((w ^ text) & fesh_first_bytes(min(have, bytes)))
			return FESH_PEEK_NO;
		if (bytes <= have)
			return FESH_PEEK_YES;
		bytes -= have;
		wanted += have;
		/* The NUL alone may be left. */
		n -= min(n, have);
		have = 8;
		FESH_LOAD_WORD(user);
	}
fault:
	return FESH_PEEK_UNKNOWN;
}

/* Whether the string ends with term's text, of which the last 8 bytes are in low, under the mask span. */
static __always_inline enum fesh_peek fesh_peek_end(u64 addr, const struct fesh_term *term, const bool user)
{
	u32 skip = (addr & 7) * 8, n = 8 - (addr & 7), more;
	u64 src = addr & ~7ull, w, zero, last;

	FESH_LOAD_WORD(user);
	/* Behind other bytes, which are no string's, the window's end is the string's beginning. */
	last = w;
	zero = fesh_zero_bytes(w | ~(~0ull << skip));
	if (zero) {
		more = __builtin_ctzll(zero) & ~7u;
		n = (more - skip) / 8;
		last = more ? w << (64 - more) : 0;
		goto end;
	}
	for (;;) {
		if (n >= FESH_STRING_MAX - 8)
			return FESH_PEEK_UNKNOWN;
		FESH_LOAD_WORD(user);
		zero = fesh_zero_bytes(w);
		if (zero)
			break;
		last = w;
		n += 8;
	}
	more = __builtin_ctzll(zero) & ~7u;
	n += more / 8;
	if (more)
		last = last >> more | w << (64 - more);
end:
	if (n < term->len || ((last ^ term->low) & term->span))
		return FESH_PEEK_NO;
	return term->len <= 8 ? FESH_PEEK_YES : FESH_PEEK_UNKNOWN;
fault:
	return FESH_PEEK_UNKNOWN;
}

static __always_inline enum fesh_peek fesh_peek_text(const struct fesh_filter *filter, const struct fesh_term *term,
						     u64 addr, const bool user)
{
	if (term->compare == FESH_COMPARE_END)
		return fesh_peek_end(addr, term, user);
	return fesh_peek_front(addr, filter->text + term->text, term->len, term->compare == FESH_COMPARE_TEXT, user);
}

static __always_inline enum fesh_peek fesh_peek_string(const struct fesh_filter *filter, const struct fesh_term *term,
						       u64 addr, bool must_be_user, bool task_context)
{
	enum fesh_peek is = FESH_PEEK_UNKNOWN;

	if (term->compare > FESH_COMPARE_END)
		return is;
	if (addr >= fesh_kernel_start) {
		if (must_be_user)
			return is;
		pagefault_disable();
		is = fesh_peek_text(filter, term, addr, false);
		pagefault_enable();
		return is;
	}
	if (!fesh_user_is_current(task_context))
		return is;
	pagefault_disable();
	/* As in fesh_read_string(). */
	if (user_access_begin((void __user *)addr, 1)) {
		is = fesh_peek_text(filter, term, addr, true);
		user_access_end();
	}
	pagefault_enable();
	return is;
}

static __always_inline enum fesh_peek fesh_peek_term(const struct fesh_filter *filter, const struct fesh_term *term,
						     const struct fesh_program *prog, const void *regs,
						     bool task_context)
{
	const struct fesh_walk *walk = &prog->walks[term->size];
	u64 a, value = 0;

	if (term->size >= prog->nwalks || term->operand == FESH_OPERAND_CHARS)
		return FESH_PEEK_UNKNOWN;
	a = walk->from_reg ? fesh_reg(regs, walk->base) : walk->base;
	for (u32 i = 0; i < walk->nderefs; i++)
		if (unlikely(fesh_read(&a, a + walk->offset[i], sizeof(a), task_context)))
			return FESH_PEEK_UNKNOWN;
	a += walk->offset[walk->nderefs];
	if (walk->store >= FESH_STORE_STRING)
		return fesh_peek_string(filter, term, a, walk->store == FESH_STORE_USTRING, task_context);
	if (walk->store != FESH_STORE_LOAD || fesh_read(&value, a, walk->size, task_context))
		return FESH_PEEK_UNKNOWN;
	return fesh_filter_number(term, value + walk->add) ? FESH_PEEK_YES : FESH_PEEK_NO;
}

/* Goes on from the late term at; returns FESH_FILTER_REJECT, or anything else if that cannot be told. */
static __always_inline u32 fesh_peek(const struct fesh_filter *filter, u32 at, const struct fesh_program *prog,
				     const void *regs, const struct task_struct *task, u32 cpu, bool task_context)
{
	do {
		const struct fesh_term *term = &filter->terms[at];
		enum fesh_peek is;

		if (term->operand < FESH_OPERAND_RECORD) {
			at = term->next[fesh_filter_early_term(filter, term, regs, task, cpu)];
			continue;
		}
		is = fesh_peek_term(filter, term, prog, regs, task_context);
		if (is == FESH_PEEK_UNKNOWN)
			break;
		at = term->next[(is == FESH_PEEK_YES) ^ term->negate];
	} while (at < FESH_FILTER_REJECT);
	return at;
}

#endif /* FESH_PEEK_H */
