// SPDX-License-Identifier: GPL-2.0-only
/*
 * The compiler of filters, and what of running them is not worth being inline
 * (filter.h).
 *
 * A filter is read into a tree whose leaves are the terms.  Jump targets are then
 * handed down from the root: each node is told where to go when it is true and
 * where when it is false.
 */
#ifdef __KERNEL__
#include <linux/ctype.h>
#include <linux/errno.h>
#include <linux/string.h>
#endif

#include "parse.h"

enum node_kind {
	NODE_TERM,
	NODE_AND,
	NODE_OR,
};

/* How soon a node can be decided: the order of the operands of && and ||. */
enum rank {
	RANK_EARLY,
	RANK_MIXED,
	RANK_LATE,
};

/* Each inner node was made behind an operand of its own, and '!' makes none. */
#define NODES_MAX	(2 * FESH_TERMS_MAX)
#define NO_NODE		0xff

struct node {
	u8 kind;
	u8 rank;
	bool negated;
	u8 term;
	u8 child;	/* first operand */
	u8 next;	/* operand of the same parent */
};

struct reader {
	const char *text;
	u32 at;
	u32 end;
	u32 column;	/* of text in the line */
	u32 depth;
	const struct fesh_spec *spec;
	struct fesh_filter *filter;
	struct fesh_parse *p;
	u8 nnodes;
	struct node nodes[NODES_MAX];
};

static int fail(struct reader *r, enum fesh_error error, u32 at)
{
	r->p->error = error;
	r->p->column = r->column + at;
	return -EINVAL;
}

static void skip_blanks(struct reader *r)
{
	while (r->at < r->end && (r->text[r->at] == ' ' || r->text[r->at] == '\t'))
		r->at++;
}

/* Takes what stands next if it is what. */
static bool take(struct reader *r, const char *what)
{
	size_t len = strlen(what);

	skip_blanks(r);
	if (r->end - r->at < len || memcmp(r->text + r->at, what, len))
		return false;
	r->at += len;
	return true;
}

/* Bytes of the name or number that stands next. */
static u32 word_ahead(struct reader *r)
{
	u32 end;

	skip_blanks(r);
	end = r->at;
	while (end < r->end && (isalnum(r->text[end]) || r->text[end] == '_'))
		end++;
	return end - r->at;
}

static const struct {
	const char *name;
	u8 operand;
	u8 bits;
} own_fields[] = {
	{ "pid", FESH_OPERAND_PID, 32 },
	{ "cpu", FESH_OPERAND_CPU, 32 },
	{ "comm", FESH_OPERAND_COMM },
};

static void set_number(struct fesh_term *t, u8 operand, u32 bits, bool is_signed)
{
	t->operand = operand;
	t->shift = 64 - bits;
	t->is_signed = is_signed;
}

static bool is_text(const struct fesh_term *t)
{
	return t->operand == FESH_OPERAND_COMM || t->operand == FESH_OPERAND_CHARS ||
	       t->operand == FESH_OPERAND_STRING;
}

/* An event's field hides one of ours that has its name; the first of equal names counts. */
static int read_field(struct reader *r, struct fesh_term *t, const struct fesh_field **field)
{
	u32 len = word_ahead(r);
	const char *name = r->text + r->at;

	if (!len || isdigit(*name))
		return fail(r, FESH_ERROR_NO_FILTER_FIELD, r->at);
	for (int i = 0; i < r->spec->nfields; i++) {
		const struct fesh_field *f = &r->spec->fields[i];

		if (strlen(f->name) != len || memcmp(f->name, name, len))
			continue;
		*field = f;
		t->field = i;
		t->at = f->offset;
		if (fesh_field_is_string(f)) {
			t->operand = FESH_OPERAND_STRING;
		} else if (f->count && f->type->base == 'c') {
			t->operand = FESH_OPERAND_CHARS;
			t->size = f->count;
		} else if (f->count) {
			return fail(r, FESH_ERROR_FILTER_ARRAY, r->at);
		} else {
			bool early = fesh_field_is_register(f);

			set_number(t, early ? FESH_OPERAND_REG : FESH_OPERAND_RECORD, 8 * f->type->size,
				   (f->type->base == 'd' || f->type->base == 'c') && !f->is_unsigned);
			if (early)
				t->at = f->param;
		}
		r->at += len;
		return 0;
	}
	for (size_t i = 0; i < ARRAY_SIZE(own_fields); i++) {
		if (strlen(own_fields[i].name) != len || memcmp(own_fields[i].name, name, len))
			continue;
		set_number(t, own_fields[i].operand, own_fields[i].bits ?: 64, false);
		r->at += len;
		return 0;
	}
	return fail(r, FESH_ERROR_NO_SUCH_FIELD, r->at);
}

static const struct operator {
	const char *text;
	u8 compare;
	bool negate;
	bool numbers;
	bool strings;
} operators[] = {
	{ "==", FESH_COMPARE_EQ, false, true, true }, { "!=", FESH_COMPARE_EQ, true, true, true },
	{ "<=", FESH_COMPARE_LE, false, true, false }, { "<", FESH_COMPARE_LT, false, true, false },
	{ ">=", FESH_COMPARE_LT, true, true, false }, { ">", FESH_COMPARE_LE, true, true, false },
	{ "!~", FESH_COMPARE_GLOB, true, false, true }, { "~", FESH_COMPARE_GLOB, false, false, true },
	{ "&", FESH_COMPARE_AND, false, true, false },
};

static int read_operator(struct reader *r, struct fesh_term *t)
{
	u32 start;

	skip_blanks(r);
	start = r->at;
	if (r->end - start >= 2 && !memcmp(r->text + start, "&&", 2))
		return fail(r, FESH_ERROR_NO_OPERATOR, start);
	for (size_t i = 0; i < ARRAY_SIZE(operators); i++) {
		const struct operator *o = &operators[i];

		if (!take(r, o->text))
			continue;
		if (is_text(t) && !o->strings)
			return fail(r, FESH_ERROR_NUMBER_OPERATOR, start);
		if (!is_text(t) && !o->numbers)
			return fail(r, FESH_ERROR_STRING_OPERATOR, start);
		t->compare = is_text(t) && o->compare == FESH_COMPARE_EQ ? FESH_COMPARE_TEXT : o->compare;
		t->negate = o->negate;
		return 0;
	}
	return fail(r, FESH_ERROR_NO_OPERATOR, start);
}

static bool on_quote(struct reader *r)
{
	skip_blanks(r);
	return r->at < r->end && (r->text[r->at] == '"' || r->text[r->at] == '\'');
}

static int read_string(struct reader *r, struct fesh_term *t)
{
	const char *close;
	u32 start;

	if (!on_quote(r))
		return fail(r, FESH_ERROR_NO_STRING, r->at);
	start = r->at + 1;
	close = memchr(r->text + start, r->text[r->at], r->end - start);
	if (!close)
		return fail(r, FESH_ERROR_UNTERMINATED, r->at);
	t->text = start;
	t->len = close - r->text - start;
	if (t->len > FESH_FILTER_STRING_MAX)
		return fail(r, FESH_ERROR_STRING_TOO_LONG, r->at);
	r->at = start + t->len + 1;
	return 0;
}

/*
 * A number must fit the field.  Hexadecimal stands for bits: 0xffffffff is -1 in
 * an int; and so does the mask of '&'.
 */
static int read_number(struct reader *r, struct fesh_term *t)
{
	u64 most = ~0ull >> t->shift, value;
	bool minus, bits;
	char text[24];
	u32 start, len;

	skip_blanks(r);
	start = r->at;
	minus = take(r, "-");
	len = word_ahead(r);
	if (!len || !isdigit(r->text[r->at]) || r->at - start > 1)
		return fail(r, FESH_ERROR_NO_NUMBER, start);
	for (u32 i = 0; i < len && len >= sizeof(text); i++)
		if (!isxdigit(r->text[r->at + i]) && i != 1)
			return fail(r, FESH_ERROR_NO_NUMBER, start);
	if (len >= sizeof(text))
		return fail(r, FESH_ERROR_FILTER_RANGE, start);
	memcpy(text, r->text + r->at, len);
	text[len] = '\0';
	switch (kstrtou64(text, len > 2 && text[1] == 'x' ? 16 : 10, &value)) {
	case 0:
		break;
	case -ERANGE:
		return fail(r, FESH_ERROR_FILTER_RANGE, start);
	default:
		return fail(r, FESH_ERROR_NO_NUMBER, start);
	}

	bits = (len > 2 && text[1] == 'x' && !minus) || t->compare == FESH_COMPARE_AND;
	if (t->is_signed && !bits)
		most >>= 1;
	if (value > most + (minus && t->is_signed) || (minus && value && !t->is_signed))
		return fail(r, FESH_ERROR_FILTER_RANGE, start);
	if (t->is_signed && bits)
		value = (s64)(value << t->shift) >> t->shift;
	t->value = minus ? -value : value;
	r->at += len;
	return 0;
}

/* c == 'x' for a field of type char. */
static int read_value(struct reader *r, struct fesh_term *t, const struct fesh_field *field)
{
	u32 start;

	if (is_text(t))
		return read_string(r, t);
	if (!field || field->type->base != 'c' || !on_quote(r))
		return read_number(r, t);
	start = r->at;
	if (read_string(r, t))
		return -EINVAL;
	if (t->len != 1)
		return fail(r, FESH_ERROR_FILTER_RANGE, start);
	t->value = r->text[t->text];
	return 0;
}

static int read_term(struct reader *r)
{
	const struct fesh_field *field = NULL;
	struct fesh_term *t = &r->filter->terms[r->filter->nterms];
	struct node *node = &r->nodes[r->nnodes];

	if (r->filter->nterms == FESH_TERMS_MAX)
		return fail(r, FESH_ERROR_TOO_MANY_TERMS, r->at);
	memset(t, 0, sizeof(*t));
	if (read_field(r, t, &field) || read_operator(r, t) || read_value(r, t, field))
		return -EINVAL;
	*node = (struct node){
		.kind = NODE_TERM,
		.rank = t->operand < FESH_OPERAND_RECORD ? RANK_EARLY : RANK_LATE,
		.term = r->filter->nterms++,
		.next = NO_NODE,
	};
	return r->nnodes++;
}

static int read_or(struct reader *r);

static int read_unary(struct reader *r)
{
	bool negated = false;
	u32 start, depth = r->depth;
	int node;

	while (take(r, "!")) {
		if (++r->depth > FESH_FILTER_DEPTH_MAX)
			return fail(r, FESH_ERROR_FILTER_TOO_DEEP, r->at - 1);
		negated = !negated;
	}
	skip_blanks(r);
	start = r->at;
	if (take(r, "(")) {
		if (++r->depth > FESH_FILTER_DEPTH_MAX)
			return fail(r, FESH_ERROR_FILTER_TOO_DEEP, start);
		node = read_or(r);
		if (node >= 0 && !take(r, ")"))
			return fail(r, FESH_ERROR_FILTER_NO_CLOSE, r->at);
	} else {
		node = read_term(r);
	}
	if (node >= 0)
		r->nodes[node].negated ^= negated;
	r->depth = depth;
	return node;
}

/* Puts operand among those of node, behind those of its rank. */
static void add_operand(struct reader *r, int node, int operand)
{
	struct node *parent = &r->nodes[node];
	u8 *at = &parent->child;

	while (*at != NO_NODE && r->nodes[*at].rank <= r->nodes[operand].rank)
		at = &r->nodes[*at].next;
	r->nodes[operand].next = *at;
	*at = operand;
	if (parent->child == operand && r->nodes[operand].next == NO_NODE)
		parent->rank = r->nodes[operand].rank;
	else if (parent->rank != r->nodes[operand].rank)
		parent->rank = RANK_MIXED;
}

/* OPERAND {SIGN OPERAND}, where an operand is && for || and a unary for &&. */
static int read_chain(struct reader *r, enum node_kind kind)
{
	const char *sign = kind == NODE_OR ? "||" : "&&";
	int first, operand, node = NO_NODE;

	first = kind == NODE_OR ? read_chain(r, NODE_AND) : read_unary(r);
	if (first < 0)
		return first;
	while (take(r, sign)) {
		operand = kind == NODE_OR ? read_chain(r, NODE_AND) : read_unary(r);
		if (operand < 0)
			return operand;
		if (node == NO_NODE) {
			node = r->nnodes++;
			r->nodes[node] = (struct node){ .kind = kind, .child = NO_NODE, .next = NO_NODE };
			add_operand(r, node, first);
		}
		add_operand(r, node, operand);
	}
	return node == NO_NODE ? first : node;
}

static int read_or(struct reader *r)
{
	return read_chain(r, NODE_OR);
}

/* Tells node where to go and returns the term with which it begins. */
static u8 link_node(struct reader *r, int at, u8 if_false, u8 if_true)
{
	const struct node *node = &r->nodes[at];
	u8 order[FESH_TERMS_MAX];
	int n = 0;

	if (node->negated)
		swap(if_false, if_true);
	if (node->kind == NODE_TERM) {
		r->filter->terms[node->term].next[false] = if_false;
		r->filter->terms[node->term].next[true] = if_true;
		return node->term;
	}
	for (int child = node->child; child != NO_NODE; child = r->nodes[child].next)
		order[n++] = child;
	/* From the last on, so that each operand knows with which term the one behind it begins. */
	while (n--) {
		u8 entry = link_node(r, order[n], if_false, if_true);

		if (!n)
			return entry;
		if (node->kind == NODE_AND)
			if_true = entry;
		else
			if_false = entry;
	}
	return FESH_FILTER_REJECT;	/* not reached: an inner node has operands */
}

int fesh_filter_parse(struct fesh_filter *filter, const char *line, struct fesh_word word,
		      const struct fesh_spec *spec, struct fesh_parse *p)
{
	struct reader r = {
		.text = filter->text, .end = word.len, .column = word.at,
		.spec = spec, .filter = filter, .p = p,
	};
	int root;

	filter->nterms = 0;
	filter->len = 0;
	if (word.len >= sizeof(filter->text))
		return fail(&r, FESH_ERROR_FILTER_TOO_LONG, sizeof(filter->text) - 1);
	memcpy(filter->text, line + word.at, word.len);
	filter->text[word.len] = '\0';
	root = read_or(&r);
	if (root < 0)
		return root;
	skip_blanks(&r);
	if (r.at < r.end)
		return fail(&r, FESH_ERROR_FILTER_EXTRA, r.at);
	filter->first = link_node(&r, root, FESH_FILTER_REJECT, FESH_FILTER_ACCEPT);
	filter->len = word.len;
	return 0;
}

void fesh_filter_bind(struct fesh_filter *filter, const u16 *reg_offset)
{
	for (int i = 0; i < filter->nterms; i++)
		if (filter->terms[i].operand == FESH_OPERAND_REG)
			filter->terms[i].at = reg_offset[filter->terms[i].at];
}

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

bool fesh_filter_text_term(const struct fesh_filter *filter, const struct fesh_term *term, const char *text, u32 len)
{
	const char *wanted = filter->text + term->text;
	bool is;
	u32 n = 0;

	/* What is as long as its array has no NUL. */
	while (n < len && text[n])
		n++;
	if (term->compare == FESH_COMPARE_GLOB) {
		is = fesh_filter_glob(wanted, term->len, text, n);
	} else {
		is = n == term->len;
		for (u32 i = 0; is && i < n; i++)
			is = text[i] == wanted[i];
	}
	return is ^ term->negate;
}

static bool late_term(const struct fesh_filter *filter, const struct fesh_term *term, const struct fesh_record *record)
{
	const char *at = (const char *)record + term->at;
	u32 loc;

	if ((record->state >> 2 * term->field & 3) == FESH_STATE_FAULT)
		return false;
	switch (term->operand) {
	case FESH_OPERAND_CHARS:
		return fesh_filter_text_term(filter, term, at, term->size);
	case FESH_OPERAND_STRING:
		loc = *(const u32 *)at;
		return fesh_filter_text_term(filter, term, (const char *)record + (loc & 0xffff), loc >> 16);
	}
	switch (term->shift) {
	case 0:
		return fesh_filter_number(term, *(const u64 *)at);
	case 32:
		return fesh_filter_number(term, *(const u32 *)at);
	case 48:
		return fesh_filter_number(term, *(const u16 *)at);
	default:
		return fesh_filter_number(term, *(const u8 *)at);
	}
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
