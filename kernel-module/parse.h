/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The line grammar: text in, a struct fesh_spec or an error with its column out.
 *
 *   LINE     := EVENT | 'enable' NAME ['if' [FILTER]] | 'disable' NAME | 'fuse' NAME N | '-' NAME
 *   EVENT    := [NAME ':'] [MODULE ':'] FUNC ['@' '0x' HEX] '(' [ARG {',' ARG}] ')'
 *               ['=>' RETURN] ['if' FILTER] ['stack']
 *   ARG      := FIELD {'|' FIELD} | 'NULL'
 *   FIELD    := TYPE NAME STEPS | TYPE NAME '=' ADDR STEPS | TYPE ADDR STEPS
 *   STEPS    := {'+' N | '-' N | '[' N ']'}
 *   TYPE     := ['unsigned'] ATOM ['[' N ']'] | BITS
 *   BITS     := ['s'] 'b' WIDTH '@' SHIFT '/' SIZE
 *   ADDR     := '0x' HEX | '$' SYMBOL | '$current'
 *   RETURN   := 'void' | TYPE NAME STEPS
 *
 * An address stands for the value there; with steps it is what they start from, as
 * a parameter's value is.  $current is the task that hits the event.  BITS are some
 * bits of an integer of SIZE bits, as in kprobe events; with an 's' they have a sign.
 *
 * FUNC@0xADDR is the one of several functions of a name that begins at that
 * address; FUNC alone means all of them.  RETURN makes a return event, whose
 * fields are those of the arguments, the return value, and duration.
 *
 * Blanks may stand between all tokens.  A single prefix is a module if no blank
 * touches its colon (ext4:ext4_sync_file), and the event's name otherwise.
 *
 * Pure: no state, no kernel memory, no look-up of names.  What a line means in
 * this kernel (functions, symbols, existing events) is event.c's to say.
 */
#ifndef FESH_PARSE_H
#define FESH_PARSE_H

#include "filter.h"
#include "text.h"
#include "uapi/fesh.h"

#define FESH_PARAMS_MAX	6	/* integer registers of the x86-64 calling convention */
#define FESH_STEPS_MAX	16	/* '+N' and '[N]' of one field */
#define FESH_STEP_LIMIT	0x10000000u	/* first offset or index that is too large */
#define FESH_STRING_ROOM (FESH_STRING_MAX + 8)	/* strings are stored by words, the last may hang over */

/*
 * Code and text of every refusal.  User space sees the numbers, which follow
 * the order here: append only.
 */
#define FESH_ERRORS(X)									\
	X(EMPTY, "line is empty: write FUNC(TYPE NAME, ...)")				\
	X(LINE_TOO_LONG, "line is longer than 4095 bytes")				\
	X(BAD_BYTE, "byte is not printable ASCII")					\
	X(NO_FUNCTION, "function name expected")					\
	X(BAD_NAME, "name must begin with a letter or '_' and go on with these or digits") \
	X(NAME_TOO_LONG, "name is longer than 63 bytes: a function's event can be given another, NAME: FUNC(...)") \
	X(NO_OPEN, "'(' expected after the function name")				\
	X(UNFINISHED, "line ends too early: ')' is missing")				\
	X(NO_TYPE, "type expected, such as int, x64, char[16], string, symbol or NULL")	\
	X(NO_FIELD_NAME, "field name, 0xADDRESS or $SYMBOL expected after the type")	\
	X(STRING_ARRAY, "array of strings cannot be fetched: write one field for each string") \
	X(BAD_COUNT, "array size must be a number from 1 on")				\
	X(NO_CLOSE_BRACKET, "']' expected")						\
	X(BAD_NUMBER, "number expected, such as 16 or 0x10")				\
	X(NUMBER_TOO_LARGE, "number must be below 0x10000000")				\
	X(BAD_ADDRESS, "address must be 0x and 1 to 16 hexadecimal digits, or $SYMBOL")	\
	X(BAD_BITS, "bits are written bWIDTH@SHIFT/SIZE, such as b3@5/8 or, with a sign, sb3@5/8: within 8, 16, 32 or 64") \
	X(TOO_MANY_STEPS, "more than 16 offsets and indexes in one field")		\
	X(NULL_ALTERNATIVE, "NULL skips a parameter and stands alone: remove it or the '|'") \
	X(NO_SEPARATOR, "',', '|' or ')' expected")					\
	X(TOO_MANY_PARAMETERS, "more than 6 parameters: only those in registers can be fetched") \
	X(TOO_MANY_FIELDS, "more than 32 fields")					\
	X(RECORD_TOO_LARGE, "record would exceed 16384 bytes: fetch fewer or shorter fields") \
	X(EXTRA_TEXT, "only '=> TYPE NAME', 'if FILTER' and 'stack' may follow ')', in this order") \
	X(RETURN_UNSUPPORTED, "kernel has no rethook within reach, so no return events: leave '=>' out") \
	X(STACK_UNSUPPORTED, "stack of a trace event is its trigger's: write stacktrace to events/functions/NAME/trigger") \
	X(NO_EVENT_NAME, "event name expected")						\
	X(NO_SUCH_FUNCTION, "function does not exist in this kernel")			\
	X(NO_SUCH_MODULE_FUNCTION, "module has no such function; to name an event, write NAME: FUNC(...) with a blank") \
	X(NOT_TRACEABLE, "function exists but cannot be traced: it is notrace or not compiled for ftrace") \
	X(OWN_FUNCTION, "function belongs to fesh itself")				\
	X(NO_SUCH_SYMBOL, "symbol does not exist in this kernel")			\
	X(EVENT_EXISTS, "event of this name exists: remove it with -NAME or write NEWNAME: FUNC(...)") \
	X(NO_SUCH_EVENT, "event does not exist in this session")			\
	X(TOO_MANY_EVENTS, "more than 65535 events in one session")			\
	X(LISTED_TOO_LONG, "line would be listed with more than 4095 bytes: shorten names or the filter") \
	X(FUNCTION_GONE, "function is gone until its module is loaded again")			\
	X(NO_MEMORY, "kernel is out of memory")						\
	X(LOCKED_DOWN, "kernel is locked down: tracing its memory is not allowed")	\
	X(NO_PRIVILEGE, "reading memory takes CAP_SYS_ADMIN: with CAP_PERFMON alone there are only registers and stacks") \
	X(ATTACH_FAILED, "ftrace refused to attach: the kernel log says why; is sysctl kernel.ftrace_enabled 1?") \
	X(NO_RETURN_TYPE, "type of the return value expected, such as int, x64, string, symbol or void") \
	X(NO_RETURN_NAME, "name of the return value expected, as in => int ret")		\
	X(NO_FILTER, "filter expected after 'if', such as count > 4096 && comm == \"cat\"")	\
	X(FILTER_TOO_LONG, "filter is longer than 1023 bytes")				\
	X(BAD_FUNCTION_ADDRESS, "address of the function must be 0x and 1 to 16 hexadecimal digits") \
	X(NO_FUNCTION_AT, "no function of this name begins at this address")		\
	X(HANDLERS_OWN, "function is called by fesh itself at each hit: it would record nothing but that") \
	X(NO_LIMIT, "limit expected: hits a second, or 0 for none")			\
	X(NO_FILTER_FIELD, "field expected: one of the event's, pid, comm or cpu")	\
	X(NO_SUCH_FIELD, "no such field: a filter knows the fields of its event, pid, comm and cpu") \
	X(FILTER_ARRAY, "array cannot be compared: only numbers, strings and char arrays") \
	X(NO_OPERATOR, "operator expected: == != < <= > >= & for numbers, == != ~ !~ for strings") \
	X(NUMBER_OPERATOR, "operator is for numbers: strings are compared with == != ~ or !~") \
	X(STRING_OPERATOR, "operator is for strings: numbers are compared with == != < <= > >= or &") \
	X(NO_NUMBER, "number expected, such as 16, -1 or 0x10")				\
	X(FILTER_RANGE, "value does not fit the field, which could never have it")	\
	X(NO_STRING, "string in quotes expected, such as \"cat\"")			\
	X(UNTERMINATED, "string has no closing quote")					\
	X(STRING_TOO_LONG, "string is longer than 255 bytes")				\
	X(FILTER_NO_CLOSE, "')', '&&' or '||' expected")				\
	X(FILTER_EXTRA, "'&&' or '||' expected")					\
	X(TOO_MANY_TERMS, "more than 32 comparisons")					\
	X(FILTER_TOO_DEEP, "more than 16 levels of '(' and '!'")		\
	X(EVENT_BUSY, "event is in use: disable it in every instance, remove its triggers, end perf") \
	X(NOT_ENABLED_HERE, "events of this file are enabled by events/functions/NAME/enable") \
	X(TRACE_RECORD_TOO_LARGE, "record would exceed 4000 bytes, more than a trace buffer takes: fetch fewer or shorter fields") \
	X(TRACE_EVENT_FAILED, "ftrace refused to make the trace event: see the kernel log")

enum fesh_error {
	FESH_ERROR_NONE,
#define X(code, text) FESH_ERROR_##code,
	FESH_ERRORS(X)
#undef X
	FESH_ERROR_COUNT
};

const char *fesh_error_text(enum fesh_error error);
const char *fesh_error_name(enum fesh_error error);	/* "BAD_TYPE", for tests and logs */

/* A piece of fesh_spec.line; len 0 where the line has none. */
struct fesh_word {
	u16 at;
	u16 len;
};

enum fesh_class {
	FESH_CLASS_INT,
	FESH_CLASS_STRING,	/* user or kernel, as the address tells */
	FESH_CLASS_USTRING,	/* always user */
};

struct fesh_type {
	const char *name;
	u8 size;
	char base;	/* as in FESH_IOC_DESCRIBE */
	u8 class;
};

struct fesh_step {
	bool index;	/* '[n]', else '+n' or '-n' */
	s32 n;
};

enum fesh_source {
	FESH_FROM_PARAM,
	FESH_FROM_ADDRESS,
	FESH_FROM_SYMBOL,	/* event.c stores its address */
	FESH_FROM_CURRENT,	/* the task, by its address */
	/* Below here: not an argument of the line, and not fetched by its program. */
	FESH_FROM_RETURN,	/* the return value, or memory that it points to */
	FESH_FROM_DURATION,	/* ns from entry to return */
	FESH_FROM_STACK,	/* hash of the kernel stack */
	FESH_FROM_IP,		/* which of several functions was hit */
};

struct fesh_field {
	char name[FESH_NAME_MAX];
	const struct fesh_type *type;
	bool is_unsigned;
	bool unnamed;		/* "TYPE ADDR": the address is the name */
	u8 source;
	u8 param;
	u8 nsteps;
	u16 count;		/* elements, 0 for a scalar */
	u16 offset;		/* in the record */
	u16 at;			/* where in the line it stands */
	u8 bits;		/* of a bit field, else 0 */
	u8 shift;		/* bits below it */
	struct fesh_word symbol;
	u64 address;
	struct fesh_step steps[FESH_STEPS_MAX];
};

struct fesh_spec {
	char line[FESH_LINE_MAX];
	char name[FESH_NAME_MAX];
	bool named;		/* the line gives the name, else it is the function's */
	u8 nparams;		/* parameters that the line speaks of, NULL included */
	u8 nfields;
	u8 nstrings;
	u16 fixed;		/* bytes of the record without those of strings */
	u16 longest;		/* bytes that the longest record needs while it is written */
	struct fesh_word module;
	struct fesh_word func;
	u64 func_address;	/* of FUNC@0xADDR, 0 for all functions of the name */
	bool returns;		/* the last fields are the return value, unless void, and duration */
	bool stack;
	/* Where in the line "=>" and "stack" stand, if they do. */
	u16 return_at;
	u16 stack_at;
	struct fesh_filter filter;	/* no terms if the line has none */
	struct fesh_field fields[FESH_FIELDS_MAX];
};

enum fesh_verb {
	FESH_VERB_CREATE,
	FESH_VERB_ENABLE,
	FESH_VERB_DISABLE,
	FESH_VERB_REMOVE,
	FESH_VERB_FUSE,
};

/* What a line says, or why not: error and the byte the caret goes under. */
struct fesh_parse {
	enum fesh_verb verb;
	enum fesh_error error;
	u32 column;
	u32 name_column;	/* of the event's name */
	char name[FESH_NAME_MAX];	/* NAME, or "*" */
	bool sets_filter;	/* enable NAME if: filter is the new one, empty to clear it */
	struct fesh_word filter;	/* FILTER in the line */
	u32 limit;		/* of fuse */
};

/* Fills spec for FESH_VERB_CREATE.  Returns 0, or -EINVAL with p->error and p->column. */
int fesh_parse(const char *line, size_t len, struct fesh_parse *p, struct fesh_spec *spec);

/*
 * Adds the field "ip", which tells the functions of an event apart that has
 * several.  Filters do not see it: the line does not say whether it will exist.
 */
int fesh_spec_add_ip(struct fesh_spec *spec, struct fesh_parse *p);

static inline u32 fesh_field_size(const struct fesh_field *f)
{
	return f->type->size * (f->count ?: 1);
}

static inline bool fesh_field_is_string(const struct fesh_field *f)
{
	return f->type->class != FESH_CLASS_INT;
}

/* Nothing but the value of a parameter's register, all of it. */
static inline bool fesh_field_is_register(const struct fesh_field *f)
{
	return f->source == FESH_FROM_PARAM && !f->nsteps && !f->count && !f->bits &&
	       !fesh_field_is_string(f);
}

/* Fetched without looking into memory. */
static inline bool fesh_field_reads_no_memory(const struct fesh_field *f)
{
	if (f->source == FESH_FROM_RETURN)
		return !f->nsteps && !f->count && !fesh_field_is_string(f);
	return fesh_field_is_register(f) || f->source > FESH_FROM_RETURN;
}

#endif /* FESH_PARSE_H */
