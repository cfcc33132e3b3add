// SPDX-License-Identifier: GPL-2.0-only
/*
 * The compiler of filters (filter.h).
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
	{ "comm", FESH_OPERAND_COMM },	/* or _NAME, when its value is known */
};

enum op {
	OP_EQUAL,
	OP_AT_MOST,
	OP_AT_LEAST,
	OP_MASK,
	OP_GLOB,
};

/* A term while it is read: what its operator and its field's type say of its value. */
struct comparison {
	struct fesh_term *term;
	const struct fesh_field *field;	/* NULL for pid, comm, cpu */
	bool is_signed;
	u8 bits;	/* that its number can have: fewer than are recorded of a bit field */
	enum op op;
};

static void set_number(struct comparison *c, u8 operand, u32 bits)
{
	c->term->operand = operand;
	c->term->shift = 64 - bits;
	c->bits = bits;
}

static bool is_text(const struct fesh_term *t)
{
	return t->operand == FESH_OPERAND_COMM || t->operand == FESH_OPERAND_CHARS ||
	       t->operand == FESH_OPERAND_STRING;
}

/*
 * Number of the walk that fetches the field, which fesh_program_build() gives in this
 * order, where fesh_peek() can follow it: the task it does not know.
 */
static u16 walk_of(const struct fesh_spec *spec, const struct fesh_field *f)
{
	u16 n = 0;

	if (f->source >= FESH_FROM_CURRENT)
		return FESH_NO_WALK;
	for (const struct fesh_field *before = spec->fields; before < f; before++)
		n += !fesh_field_is_register(before);
	return n;
}

/* An event's field hides one of ours that has its name; the first of equal names counts. */
static int read_field(struct reader *r, struct comparison *c)
{
	struct fesh_term *t = c->term;
	u32 len = word_ahead(r);
	const char *name = r->text + r->at;

	if (!len || isdigit(*name))
		return fail(r, FESH_ERROR_NO_FILTER_FIELD, r->at);
	for (int i = 0; i < r->spec->nfields; i++) {
		const struct fesh_field *f = &r->spec->fields[i];

		if (f->source >= FESH_FROM_STACK || strlen(f->name) != len || memcmp(f->name, name, len))
			continue;
		c->field = f;
		t->field = i;
		t->at = f->offset;
		if (fesh_field_is_string(f)) {
			t->operand = FESH_OPERAND_STRING;
			t->size = walk_of(r->spec, f);
		} else if (f->count && f->type->base == 'c') {
			t->operand = FESH_OPERAND_CHARS;
			t->size = f->count;
		} else if (f->count) {
			return fail(r, FESH_ERROR_FILTER_ARRAY, r->at);
		} else {
			bool early = fesh_field_is_register(f);

			set_number(c, early ? FESH_OPERAND_REG : FESH_OPERAND_RECORD, 8 * f->type->size);
			c->bits = f->bits ?: c->bits;
			c->is_signed = (f->type->base == 'd' || f->type->base == 'c') && !f->is_unsigned;
			t->size = early ? f->offset : walk_of(r->spec, f);
			if (early)
				t->at = f->param;
		}
		r->at += len;
		return 0;
	}
	for (size_t i = 0; i < ARRAY_SIZE(own_fields); i++) {
		if (strlen(own_fields[i].name) != len || memcmp(own_fields[i].name, name, len))
			continue;
		set_number(c, own_fields[i].operand, own_fields[i].bits ?: 64);
		r->at += len;
		return 0;
	}
	return fail(r, FESH_ERROR_NO_SUCH_FIELD, r->at);
}

static const struct operator {
	const char *text;
	enum op op;
	bool negate;
	bool numbers;
	bool strings;
} operators[] = {
	{ "==", OP_EQUAL, false, true, true }, { "!=", OP_EQUAL, true, true, true },
	{ "<=", OP_AT_MOST, false, true, false }, { "<", OP_AT_LEAST, true, true, false },
	{ ">=", OP_AT_LEAST, false, true, false }, { ">", OP_AT_MOST, true, true, false },
	{ "!~", OP_GLOB, true, false, true }, { "~", OP_GLOB, false, false, true },
	{ "&", OP_MASK, false, true, false },
};

static int read_operator(struct reader *r, struct comparison *c)
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
		if (is_text(c->term) && !o->strings)
			return fail(r, FESH_ERROR_NUMBER_OPERATOR, start);
		if (!is_text(c->term) && !o->numbers)
			return fail(r, FESH_ERROR_STRING_OPERATOR, start);
		c->op = o->op;
		c->term->negate = o->negate;
		return 0;
	}
	return fail(r, FESH_ERROR_NO_OPERATOR, start);
}

/* Nothing in text[0 .. len) has a meaning of its own in a pattern. */
static bool is_literal(const char *text, u32 len)
{
	for (u32 i = 0; i < len; i++)
		if (text[i] == '*' || text[i] == '?' || text[i] == '[' || text[i] == '\\')
			return false;
	return true;
}

/* Most patterns are a literal with a '*' in front of it, behind it, or both. */
static void simplify_glob(const struct reader *r, struct fesh_term *t)
{
	const char *pattern = r->text + t->text;
	bool front = t->len && pattern[0] == '*';
	bool behind = t->len > 1 && pattern[t->len - 1] == '*';

	if (!is_literal(pattern + front, t->len - front - behind))
		return;
	t->compare = front && behind ? FESH_COMPARE_MIDDLE : front ? FESH_COMPARE_END :
		     behind ? FESH_COMPARE_FRONT : FESH_COMPARE_TEXT;
	t->text += front;
	t->len -= front + behind;
}

/* comm == "text", or comm ~ "text*": bytes to compare, the NUL among them in the first case. */
static void make_name(const struct reader *r, struct fesh_term *t)
{
	u8 text[FESH_COMM_LEN] = {}, mask[FESH_COMM_LEN] = {};
	u32 bytes = t->len + (t->compare == FESH_COMPARE_TEXT);

	if (t->compare > FESH_COMPARE_FRONT || bytes > FESH_COMM_LEN)
		return;
	memcpy(text, r->text + t->text, t->len);
	memset(mask, 0xff, bytes);
	memcpy(&t->low, text, 8);
	memcpy(&t->span, text + 8, 8);
	memcpy(t->mask, mask, sizeof(mask));
	t->operand = FESH_OPERAND_NAME;
}

/* The last bytes of text as they stand at the end of a word. */
static void make_end(const struct reader *r, struct fesh_term *t)
{
	u32 n = t->len < 8 ? t->len : 8;

	memcpy((u8 *)&t->low + 8 - n, r->text + t->text + t->len - n, n);
	memset((u8 *)&t->span + 8 - n, 0xff, n);
}

static bool on_quote(struct reader *r)
{
	skip_blanks(r);
	return r->at < r->end && (r->text[r->at] == '"' || r->text[r->at] == '\'');
}

static int read_string(struct reader *r, struct comparison *c)
{
	struct fesh_term *t = c->term;
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
	t->compare = c->op == OP_GLOB ? FESH_COMPARE_GLOB : FESH_COMPARE_TEXT;
	if (c->op == OP_GLOB)
		simplify_glob(r, t);
	if (t->operand == FESH_OPERAND_COMM)
		make_name(r, t);
	else if (t->compare == FESH_COMPARE_END)
		make_end(r, t);
	return 0;
}

/* Makes a range, or a mask, of the operator and its right side. */
static void set_range(const struct comparison *c, u64 value)
{
	struct fesh_term *t = c->term;
	u64 v = value << t->shift;
	u64 least = c->is_signed ? 1ull << 63 : 0;
	u64 most = (c->is_signed ? ~0ull >> 1 : ~0ull) >> t->shift << t->shift;

	t->compare = c->op == OP_MASK ? FESH_COMPARE_MASK : FESH_COMPARE_RANGE;
	t->low = c->op == OP_AT_MOST ? least : v;
	t->span = c->op == OP_AT_MOST ? v - least : c->op == OP_AT_LEAST ? most - v : 0;
}

/* The word of len bytes that stands next as a number, 0xHEX or 0OCTAL; errors are those of kstrtou64(). */
static int convert(const struct reader *r, u32 len, u64 *value)
{
	const char *word = r->text + r->at;
	char text[24];

	if (len >= sizeof(text))
		return isdigit(*word) ? -ERANGE : -EINVAL;
	memcpy(text, word, len);
	text[len] = '\0';
	return kstrtou64(text, 0, value);
}

/*
 * A number must fit the field.  Hexadecimal and octal stand for bits: 0xffffffff is
 * -1 in an int; and so does the mask of '&'.
 */
static int read_number(struct reader *r, struct comparison *c)
{
	u64 most = ~0ull >> (64 - c->bits), value;
	bool minus, bits;
	u32 start, len;

	skip_blanks(r);
	start = r->at;
	minus = start < r->end && r->text[start] == '-';
	r->at += minus;
	len = word_ahead(r);
	if (!len || r->at != start + minus)
		return fail(r, FESH_ERROR_NO_NUMBER, start);
	switch (convert(r, len, &value)) {
	case 0:
		break;
	case -ERANGE:
		return fail(r, FESH_ERROR_FILTER_RANGE, start);
	default:
		return fail(r, FESH_ERROR_NO_NUMBER, start);
	}

	bits = !minus && (c->op == OP_MASK || (len > 1 && r->text[r->at] == '0'));
	if (c->is_signed && !bits)
		most >>= 1;
	if (value > most + (minus && c->is_signed) || (minus && value && !c->is_signed))
		return fail(r, FESH_ERROR_FILTER_RANGE, start);
	if (minus)
		value = -value;
	if (c->is_signed)
		value = (s64)(value << (64 - c->bits)) >> (64 - c->bits);
	set_range(c, value);
	r->at += len;
	return 0;
}

/* c == 'x' for a field of type char. */
static int read_value(struct reader *r, struct comparison *c)
{
	u32 start;

	if (is_text(c->term))
		return read_string(r, c);
	if (!c->field || c->field->type->base != 'c' || !on_quote(r))
		return read_number(r, c);
	start = r->at;
	if (read_string(r, c))
		return -EINVAL;
	if (c->term->len != 1)
		return fail(r, FESH_ERROR_FILTER_RANGE, start);
	set_range(c, r->text[start + 1]);
	return 0;
}

static int read_term(struct reader *r)
{
	struct fesh_term *t = &r->filter->terms[r->filter->nterms];
	struct comparison c = { .term = t };
	struct node *node = &r->nodes[r->nnodes];

	if (r->filter->nterms == FESH_TERMS_MAX)
		return fail(r, FESH_ERROR_TOO_MANY_TERMS, r->at);
	memset(t, 0, sizeof(*t));
	if (read_field(r, &c) || read_operator(r, &c) || read_value(r, &c))
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

/* What an early term looks at can always be read, so that to negate it is to swap its ways out. */
static void link_term(struct fesh_term *t, u8 if_false, u8 if_true)
{
	bool swapped = t->negate && t->operand < FESH_OPERAND_RECORD;

	t->next[swapped] = if_false;
	t->next[!swapped] = if_true;
	t->negate &= !swapped;
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
		link_term(&r->filter->terms[node->term], if_false, if_true);
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
	if (word.len >= FESH_FILTER_MAX)
		return fail(&r, FESH_ERROR_FILTER_TOO_LONG, FESH_FILTER_MAX - 1);
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
