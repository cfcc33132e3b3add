/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Filters: the language of tracefs filter files, compiled once, run at each hit.
 *
 *   FILTER   := AND {'||' AND}
 *   AND      := UNARY {'&&' UNARY}
 *   UNARY    := '!' UNARY | '(' FILTER ')' | FIELD OP VALUE
 *   OP       := '==' | '!=' | '<' | '<=' | '>' | '>=' | '&' for numbers
 *             | '==' | '!=' | '~' | '!~' for strings
 *   VALUE    := number (decimal, -decimal, 0xHEX, 0OCTAL) | string in " or '
 *
 * FIELD is one of the event's, or pid (the thread's, as in a record), comm or cpu.
 * '&' asks for any common bit; '~' matches a pattern with * ? [a-z] [!a-z] and \
 * before a character that is meant as it is.  A comparison with a field that
 * could not be read is false, whatever its operator.
 *
 * Early terms need nothing but registers, pid, comm and cpu; they run before room
 * is reserved for a record.  Inside each && and || they are put first: that
 * changes no result.  The program is then run until a late term is met, and goes
 * on from there when the record has been fetched.
 */
#ifndef FESH_FILTER_H
#define FESH_FILTER_H

#ifdef __KERNEL__
#include <linux/sched.h>
#include <linux/types.h>
#else
#include "kernel_shim.h"
#endif

#include "uapi/fesh.h"

#define FESH_FILTER_MAX		1024	/* bytes of a filter's text, with the NUL */
#define FESH_TERMS_MAX		32
#define FESH_FILTER_DEPTH_MAX	16	/* parentheses and '!' inside one another */
#define FESH_FILTER_STRING_MAX	255	/* bytes of a string or pattern */

struct fesh_parse;
struct fesh_spec;
struct fesh_word;

/* Where a term finds its left side. */
enum fesh_operand {
	FESH_OPERAND_REG,	/* at: parameter, and after fesh_filter_bind() offset in struct pt_regs */
	FESH_OPERAND_PID,
	FESH_OPERAND_CPU,
	FESH_OPERAND_COMM,
	FESH_OPERAND_NAME,	/* comm as two words: low and span, under the masks */
	/* From here on late: at is the offset in the record. */
	FESH_OPERAND_RECORD,
	FESH_OPERAND_CHARS,	/* char[len], up to its first NUL */
	FESH_OPERAND_STRING,
};

enum fesh_compare {
	FESH_COMPARE_RANGE,	/* every comparison of numbers but '&' */
	FESH_COMPARE_MASK,
	FESH_COMPARE_TEXT,	/* strings from here on */
	FESH_COMPARE_FRONT,	/* text* */
	FESH_COMPARE_END,	/* *text */
	FESH_COMPARE_MIDDLE,	/* *text* */
	FESH_COMPARE_GLOB,
};

/* What follows a term, instead of another one. */
#define FESH_FILTER_REJECT	0xfe
#define FESH_FILTER_ACCEPT	0xff

/*
 * Numbers are compared at the top of a word, shifted there by shift: neither their
 * size nor their sign matters then to whether one lies in [low, low + span].
 */
struct fesh_term {
	u8 operand;
	u8 compare;
	u8 shift;	/* 64 less the bits of the number */
	bool negate;	/* the term is the opposite of compare; false in early terms */
	u8 field;	/* of the event, for its state */
	u8 next[2];	/* term after false and after true */
	u16 at;
	u16 size;	/* FESH_OPERAND_CHARS: bytes of the array; _REG: where the record has it; others: walk */
	u16 text;	/* strings: where in the filter's text, */
	u16 len;	/* and how long */
	u64 low;	/* or the mask; FESH_COMPARE_END: the last 8 bytes of the text, under the mask span */
	u64 span;
	u64 mask[2];
};

#define FESH_NO_WALK	0xffff	/* for size: not to be followed at the entry */


struct fesh_filter {
	u8 first;	/* term to begin with */
	u8 nterms;	/* 0: no filter */
	u16 len;	/* of text */
	struct fesh_term terms[FESH_TERMS_MAX];
	char text[FESH_FILTER_MAX + 8];	/* as written, and room to read words; the last member: copies may be shorter */
};

/* Reads the filter at word of line, over spec's fields.  Returns 0, or -EINVAL with p->error. */
int fesh_filter_parse(struct fesh_filter *filter, const char *line, struct fesh_word word,
		      const struct fesh_spec *spec, struct fesh_parse *p);

/* Bytes of filter that are in use. */
static inline size_t fesh_filter_bytes(const struct fesh_filter *filter)
{
	return offsetof(struct fesh_filter, text) + filter->len + 8;
}

/* reg_offset as in fesh_program_build(). */
void fesh_filter_bind(struct fesh_filter *filter, const u16 *reg_offset);

/* Neither string need end in NUL. */
bool fesh_filter_glob(const char *pattern, u32 pattern_len, const char *text, u32 len);

/* A string of len bytes, or fewer if it has a NUL. */
bool fesh_filter_chars_term(const struct fesh_filter *filter, const struct fesh_term *term, const char *text, u32 len);

static __always_inline bool fesh_filter_number(const struct fesh_term *term, u64 raw)
{
	u64 v = raw << term->shift;

	return term->compare == FESH_COMPARE_MASK ? (v & term->low) != 0 : v - term->low <= term->span;
}

static __always_inline bool fesh_filter_name(const struct fesh_term *term, const char *comm)
{
	const u64 *word = (const u64 *)comm;

	return !(((word[0] ^ term->low) & term->mask[0]) | ((word[1] ^ term->span) & term->mask[1]));
}

/*
 * The beginning of a run, as far as it needs no call: returns as
 * fesh_filter_early() does, or the early term before which it stopped.
 */
static __always_inline u32 fesh_filter_registers(const struct fesh_filter *filter, const void *regs,
						 const struct task_struct *task)
{
	u32 at = filter->first;

	do {
		const struct fesh_term *term = &filter->terms[at];
		u64 raw;

		if (likely(term->operand == FESH_OPERAND_REG)) {
			raw = *(const u64 *)(regs + term->at);
		} else if (term->operand == FESH_OPERAND_NAME) {
			at = term->next[fesh_filter_name(term, task->comm)];
			continue;
		} else if (term->operand == FESH_OPERAND_PID) {
			raw = (u32)task->pid;
		} else {
			break;
		}
		at = term->next[fesh_filter_number(term, raw)];
	} while (at < FESH_FILTER_REJECT);
	return at;
}

static __always_inline bool fesh_filter_early_term(const struct fesh_filter *filter, const struct fesh_term *term,
						   const void *regs, const struct task_struct *task, u32 cpu)
{
	if (likely(term->operand == FESH_OPERAND_REG))
		return fesh_filter_number(term, *(const u64 *)(regs + term->at));
	if (term->operand == FESH_OPERAND_NAME)
		return fesh_filter_name(term, task->comm);
	if (term->operand == FESH_OPERAND_COMM)
		return fesh_filter_chars_term(filter, term, task->comm, sizeof(task->comm));
	return fesh_filter_number(term, term->operand == FESH_OPERAND_PID ? (u32)task->pid : cpu);
}

/* Runs early terms from term at on, as far as they go. */
static __always_inline u32 fesh_filter_early_from(const struct fesh_filter *filter, u32 at, const void *regs,
						  const struct task_struct *task, u32 cpu)
{
	while (at < FESH_FILTER_REJECT) {
		const struct fesh_term *term = &filter->terms[at];

		if (term->operand >= FESH_OPERAND_RECORD)
			break;
		at = term->next[fesh_filter_early_term(filter, term, regs, task, cpu)];
	}
	return at;
}

/*
 * Runs the early terms.  Returns FESH_FILTER_REJECT, FESH_FILTER_ACCEPT, or the
 * late term to go on with.  regs: those that fields are fetched from.
 */
static __always_inline u32 fesh_filter_early(const struct fesh_filter *filter, const void *regs,
					     const struct task_struct *task, u32 cpu)
{
	return fesh_filter_early_from(filter, filter->first, regs, task, cpu);
}

/* Goes on from term at, when the record is complete.  Returns whether it is wanted. */
bool fesh_filter_late(const struct fesh_filter *filter, u32 at, const struct fesh_record *record, const void *regs,
		      const struct task_struct *task, u32 cpu);

/*
 * The whole filter on a record of a return event, when the registers are gone:
 * fields from number known on are not there yet.  Returns FESH_FILTER_REJECT,
 * FESH_FILTER_ACCEPT, or the term that needs one of those.
 */
u32 fesh_filter_record(const struct fesh_filter *filter, const struct fesh_record *record, u32 known,
		       const struct task_struct *task, u32 cpu);

#endif /* FESH_FILTER_H */
