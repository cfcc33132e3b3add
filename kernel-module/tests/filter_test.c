// SPDX-License-Identifier: GPL-2.0-only
/*
 * What filters let through: each operator on each kind of field, globs, faults,
 * what is decided before the record is fetched; and random filters against an
 * evaluator that knows nothing of programs and jumps.
 */
#include "parse.h"
#include "peek.h"
#include "test.h"

static const u16 reg_offset[FESH_PARAMS_MAX] = { 0, 8, 16, 24, 32, 40 };
static struct fesh_spec spec;
static struct fesh_parse result;

/* A hit as it is recorded; the fields of LINE are set by the tests. */
static struct {
	struct fesh_record head;
	u8 payload[400];
} record;
static u64 regs[FESH_PARAMS_MAX];

#define LINE "f(int a, s16 b|string s, x64 c|int m[1], char[8] t|u8 d, char e) if "

static bool parse(const char *filter)
{
	char line[2000];

	snprintf(line, sizeof(line), LINE "%s", filter);
	if (!fesh_parse(line, strlen(line), &result, &spec))
		return true;
	check(false, filter, "%s at %u", fesh_error_name(result.error), result.column);
	return false;
}

static const struct fesh_field *field(const char *name)
{
	for (int i = 0; i < spec.nfields; i++)
		if (!strcmp(spec.fields[i].name, name))
			return &spec.fields[i];
	abort();
}

static void store_string(const char *name, const char *text)
{
	static const u32 at = sizeof(struct fesh_record) + 100;
	u32 loc = at | (u32)strlen(text) << 16;

	memcpy((u8 *)&record + field(name)->offset, &loc, sizeof(loc));
	memcpy((u8 *)&record + at, text, strlen(text));
}

/* a=-5 b=-2 s="/etc/passwd" c=0xf0 m=77 t="lib" d=200 e='x', by cat with pid 42 on CPU 3 */
static void hit(void)
{
	const struct fesh_field *t = field("t");
	s64 m = 77;

	memset(&record, 0, sizeof(record));
	regs[0] = 0x1234567800000000ull | (u32)-5;
	regs[1] = 0xffffffffabcd0000ull | (u16)-2;
	regs[2] = 0xf0;
	regs[3] = 0xabc8;
	regs[4] = 'x';
	store_string("s", "/etc/passwd");
	memcpy((u8 *)&record + t->offset, "lib\0junk", 8);
	memcpy((u8 *)&record + field("m")->offset, &m, 4);
	current->pid = 42;
	strcpy(current->comm, "cat");
}

static u32 early(void)
{
	fesh_filter_bind(&spec.filter, reg_offset);
	return fesh_filter_early(&spec.filter, regs, current, 3);
}

static bool wanted(void)
{
	u32 at = early();

	return at == FESH_FILTER_ACCEPT ||
	       (at != FESH_FILTER_REJECT && fesh_filter_late(&spec.filter, at, &record.head, regs, current, 3));
}

static void lets_through(const char *filter, bool expected)
{
	char name[300];

	if (!parse(filter))
		return;
	hit();
	snprintf(name, sizeof(name), "%s is %s", filter, expected ? "true" : "false");
	check(wanted() == expected, name, "it is not");
}

static void comparisons(void)
{
	static const char * const is_true[] = {
		"a == -5", "a != 5", "a < 0", "a < -4", "a <= -5", "a > -6", "a >= -5", "a & 1", "a == 0xfffffffb",
		"a >= -2147483648", "a <= 2147483647", "a & 0x80000000",
		"b == -2", "b < -1", "b == 0xfffe", "b >= -32768",
		"c == 240", "c == 0360", "c & 020", "c & 0x10", "c < 0xffffffffffffffff", "c >= 0", "c != 0",
		"d == 200", "d > 100", "d & 128", "e == 'x'", "e == 120", "e != \"y\"",
		"m == 77", "m > 76", "m < 78", "m & 64",
		"pid == 42", "pid > 1", "cpu == 3", "cpu != 2", "comm == \"cat\"", "comm != \"ca\"", "comm ~ \"c*\"",
		"s == \"/etc/passwd\"", "s != \"/etc/passw\"", "s ~ \"/etc/*\"", "s ~ \"*passwd\"", "s ~ \"*c/p*\"",
		"s ~ \"/??c/[op]assw?\"", "s ~ \"/etc/[!a-o]*d\"", "s !~ \"*x*\"", "s ~ \"*\"", "s ~ \"**\"",
		"s ~ \"/*/*\"", "s ~ \"\\/etc\\/passwd\"", "s ~ '/etc/passwd'", "s ~ \"*a*s*w*\"", "s !~ \"\"",
		"t == \"lib\"", "t ~ \"l*\"", "t != \"lib2\"", "t !~ \"*junk\"",
	};
	static const char * const is_false[] = {
		"a == 5", "a != -5", "a > -5", "a < -5", "a <= -6", "a >= -4", "a & 4", "a < -2147483648",
		"a > 2147483647", "b == 2", "b > -2", "c == 0", "c == 0240", "c & 0x0f", "c < 0", "c > 0xf0", "d == 201", "d < 0",
		"d > 255", "e == 'y'", "m == 78", "m != 77", "m & 0xb2", "pid == 43", "cpu > 3", "comm == \"cat2\"",
		"comm == \"ca\"", "comm ~ \"*x*\"", "s == \"\"", "s == \"/etc/passwd2\"", "s ~ \"etc\"",
		"s ~ \"/etc\"", "s ~ \"/etc/[!p]*\"", "s ~ \"/etc/passwd?\"", "s ~ \"*passwd*x\"", "s !~ \"/*\"",
		"s ~ \"[\"", "s ~ \"\\*\"", "t == \"libjunk\"", "t ~ \"lib?\"",
	};

	for (size_t i = 0; i < ARRAY_SIZE(is_true); i++)
		lets_through(is_true[i], true);
	for (size_t i = 0; i < ARRAY_SIZE(is_false); i++)
		lets_through(is_false[i], false);
}

static void logic(void)
{
	lets_through("a == -5 && s ~ \"*passwd\"", true);
	lets_through("a == 5 && s ~ \"*passwd\"", false);
	lets_through("a == 5 || s ~ \"*passwd\"", true);
	lets_through("a == 5 || s ~ \"x\" || m == 77", true);
	lets_through("!(a == 5) && !(s ~ \"x\")", true);
	lets_through("!a == 5", true);
	lets_through("!!(a == -5)", true);
	lets_through("!(a == -5 || s == \"x\")", false);
	lets_through("!(a == -5 && s == \"x\")", true);
	lets_through("a == 5 || a == -5 && c == 0xf0", true);
	lets_through("(a == 5 || a == -5) && c == 0", false);
	lets_through("a == -5 || a == 5 && c == 0", true);
	lets_through("(s == \"x\" || a == 5) && (m == 77 || c == 0xf0)", false);
}

static void a_glob_is_a_glob(const char *pattern, const char *text, bool expected)
{
	char name[100];

	snprintf(name, sizeof(name), "'%s' %s '%s'", pattern, expected ? "matches" : "does not match", text);
	check(fesh_filter_glob(pattern, strlen(pattern), text, strlen(text)) == expected, name, "wrong");
}

static void globs(void)
{
	a_glob_is_a_glob("", "", true);
	a_glob_is_a_glob("", "a", false);
	a_glob_is_a_glob("*", "", true);
	a_glob_is_a_glob("?", "", false);
	a_glob_is_a_glob("a*b*c", "axxbxxc", true);
	a_glob_is_a_glob("a*b*c", "axxbxxcd", false);
	a_glob_is_a_glob("*ab", "aab", true);
	a_glob_is_a_glob("*aab", "aaaab", true);
	a_glob_is_a_glob("[]a]", "]", true);
	a_glob_is_a_glob("[!]a]", "]", false);
	a_glob_is_a_glob("[a-]", "-", true);
	a_glob_is_a_glob("[a-c]x", "bx", true);
	a_glob_is_a_glob("[a-c]x", "dx", false);
	a_glob_is_a_glob("[a", "[a", true);
	a_glob_is_a_glob("[!", "[!", true);
	a_glob_is_a_glob("\\*", "*", true);
	a_glob_is_a_glob("\\*", "a", false);
	a_glob_is_a_glob("a\\", "a\\", true);
}

static void a_field_that_could_not_be_read_is_like_nothing(void)
{
	static const char * const filters[] = {
		"s == \"\"", "s != \"\"", "s ~ \"*\"", "s !~ \"*\"", "m == 0", "m != 0", "m <= 2147483647", "m & 0xffffffff",
	};

	for (size_t i = 0; i < ARRAY_SIZE(filters); i++) {
		if (!parse(filters[i]))
			continue;
		hit();
		record.head.state = (u64)FESH_STATE_FAULT << 2 * (field("s") - spec.fields) |
				    (u64)FESH_STATE_FAULT << 2 * (field("m") - spec.fields);
		check(!wanted(), filters[i], "true of a field that faulted");
	}
	parse("!(s == \"x\")");
	hit();
	record.head.state = (u64)FESH_STATE_FAULT << 2 * (field("s") - spec.fields);
	check(wanted(), "'!' in front of a comparison that faulted is true", "it is not");
}

static void decided_early(const char *filter, u32 expected)
{
	char name[300];

	if (!parse(filter))
		return;
	hit();
	u32 got = early();

	snprintf(name, sizeof(name), "%s is %s before the fetch", filter, expected == FESH_FILTER_REJECT ? "rejected" :
		 expected == FESH_FILTER_ACCEPT ? "accepted" : "open");
	check(expected ? got == expected : got < FESH_FILTER_REJECT, name, "%#x", got);
}

static void what_registers_tell_is_decided_before_the_fetch(void)
{
	decided_early("a == 5", FESH_FILTER_REJECT);
	decided_early("a == -5 && pid == 42 && comm == \"cat\"", FESH_FILTER_ACCEPT);
	decided_early("s ~ \"*\" && a == 5", FESH_FILTER_REJECT);
	decided_early("m == 1 || t == \"x\" || a == -5", FESH_FILTER_ACCEPT);
	decided_early("(s ~ \"x\" || m == 1) && (t == \"y\" && !(cpu == 3))", FESH_FILTER_REJECT);
	decided_early("!(m == 1 || comm ~ \"c*\")", FESH_FILTER_REJECT);
	decided_early("a == -5 && s ~ \"*\"", 0);
	decided_early("m == 1", 0);
}

/* Random filters: each is written down and evaluated at once. */
static u64 seed = 7;

static u32 rnd(u32 n)
{
	seed ^= seed << 13;
	seed ^= seed >> 7;
	seed ^= seed << 17;
	return (seed >> 11) % n;
}

static const struct {
	const char *text;
	bool is;
} facts[] = {
	{ "a == -5", true }, { "a == 5", false }, { "b < 0", true }, { "c & 1", false }, { "s ~ \"*passwd\"", true },
	{ "s == \"x\"", false }, { "m == 77", true }, { "m != 77", false }, { "comm == \"cat\"", true },
	{ "pid != 42", false }, { "t ~ \"*b\"", true }, { "t !~ \"*b\"", false }, { "cpu >= 3", true },
};

static bool write_random(char **out, char *end, int depth)
{
	bool is, other;
	u32 kind = depth ? rnd(6) : 0;

	if (kind < 2 || end - *out < 200) {
		u32 i = rnd(ARRAY_SIZE(facts));

		*out += sprintf(*out, "%s", facts[i].text);
		return facts[i].is;
	}
	if (kind == 2) {
		*out += sprintf(*out, "!(");
		is = !write_random(out, end, depth - 1);
		*out += sprintf(*out, ")");
		return is;
	}
	*out += sprintf(*out, "(");
	is = write_random(out, end, depth - 1);
	*out += sprintf(*out, kind & 1 ? ") && (" : ") || (");
	other = write_random(out, end, depth - 1);
	*out += sprintf(*out, ")");
	return kind & 1 ? is && other : is || other;
}

static void random_filters_agree_with_plain_evaluation(void)
{
	unsigned int checked = 0, wrong = 0;

	for (int i = 0; i < 20000; i++) {
		char text[1000], line[2000], *at = text;
		bool expected = write_random(&at, text + sizeof(text), 5);

		snprintf(line, sizeof(line), LINE "%s", text);
		/* Some have too many terms. */
		if (fesh_parse(line, strlen(line), &result, &spec))
			continue;
		hit();
		checked++;
		if (wanted() != expected && !wrong++)
			printf("# %s\n", text);
	}
	check(checked > 10000 && !wrong, "random filters agree with plain evaluation", "%u of %u do not", wrong, checked);
}

#define PEEKED_PAGE	0x7f0000001000ull

static struct fesh_program peeked_program;

/* What is said of a string where it is, and what of its copy in a record; false if they contradict each other. */
static bool peek_agrees(const char *filter, u8 *page, u32 from, const char *text, u32 *told)
{
	u32 len = strlen(text), at, peeked;
	bool is;

	if (!parse(filter))
		return false;
	memcpy(page + from, text, len + 1);
	regs[1] = PEEKED_PAGE + from;
	store_string("s", text);
	at = early();
	peeked = at < FESH_FILTER_REJECT ? fesh_peek(&spec.filter, at, &peeked_program, regs, current, 3, true) : at;
	is = at == FESH_FILTER_ACCEPT ||
	     (at != FESH_FILTER_REJECT && fesh_filter_late(&spec.filter, at, &record.head, regs, current, 3));
	*told += peeked >= FESH_FILTER_REJECT;
	if (peeked < FESH_FILTER_REJECT || is == (peeked == FESH_FILTER_ACCEPT))
		return true;
	printf("# %s of '%s' at %u: peek says %x\n", filter, text, from, peeked);
	return false;
}

/* Every length, place in a word and in a page, beginning and end. */
static void what_is_seen_in_place_is_what_a_record_would_say(void)
{
	static const char * const filters[] = {
		"s == \"\"", "s == \"a\"", "s == \"abababa\"", "s == \"abababab\"", "s == \"ababababa\"",
		"s == \"abababababababab\"", "s == \"ababababababababa\"", "s != \"abababab\"", "s ~ \"ab*\"",
		"s ~ \"abababab*\"", "s ~ \"ababababa*\"", "s !~ \"ababababababababa*\"", "s ~ \"*a\"", "s ~ \"*ab\"",
		"s ~ \"*bababab\"", "s ~ \"*babababa\"", "s !~ \"*abababab\"", "s ~ \"*ababababa\"", "s ~ \"*b*a\"",
		"a == 1 || s == \"abab\" && c != 3", "!(s ~ \"*b\" || s ~ \"aba*\") && comm == \"cat\"",
	};
	static u8 page[4096];
	u32 told = 0, asked = 0, bad = 0;
	char text[40], faulted[] = "s == \"x\"";

	shim_unmap_all();
	shim_map(PEEKED_PAGE, page, sizeof(page));
	for (u32 f = 0; f < ARRAY_SIZE(filters); f++) {
		if (!parse(filters[f]))
			return;
		fesh_program_build(&peeked_program, &spec, reg_offset);
		hit();
		for (u32 len = 0; len < sizeof(text); len++) {
			for (u32 from = 0; from < 24; from++) {
				memset(page, 'a' + rnd(2), sizeof(page));
				for (u32 i = 0; i < len; i++)
					text[i] = i & 1 ? 'b' : 'a';
				text[len] = '\0';
				if (len && !rnd(3))
					text[rnd(len)] = 'c';
				/* In the middle of the page, or up to its last byte. */
				bad += !peek_agrees(filters[f], page, rnd(2) ? from : sizeof(page) - len - 1 - from % 2, text,
						    &told);
				asked++;
			}
		}
	}
	check(!bad, "what is seen of a string in place is what a record would say", "%u times not", bad);
	check(told > asked * 3 / 4, "and it nearly always says something", "%u times of %u", told, asked);

	parse(faulted);
	fesh_program_build(&peeked_program, &spec, reg_offset);
	regs[1] = 0x10;
	check(fesh_peek(&spec.filter, spec.filter.first, &peeked_program, regs, current, 3, true) < FESH_FILTER_REJECT,
	      "what cannot be read in place is left to the fetch", "it is not");
	shim_unmap_all();
}

/* Whether a hit of the spec with regs is recorded, by way of what is seen in place and of the record. */
static bool recorded(bool *contradicted)
{
	static struct { struct fesh_record head; u8 payload[64]; } hit;
	u32 at = early(), peeked = at;
	bool is;

	memset(&hit, 0, sizeof(hit));
	fesh_program_build(&peeked_program, &spec, reg_offset);
	if (at >= FESH_FILTER_REJECT)
		return at == FESH_FILTER_ACCEPT;
	peeked = fesh_peek(&spec.filter, at, &peeked_program, regs, current, 3, true);
	fesh_fetch_walks(&peeked_program, regs, &hit, &hit.head.state, true);
	is = fesh_filter_late(&spec.filter, at, &hit.head, regs, current, 3);
	*contradicted |= peeked >= FESH_FILTER_REJECT && is != (peeked == FESH_FILTER_ACCEPT);
	return is;
}

static u64 random_bits(void)
{
	return (u64)rnd(1 << 16) << 48 | (u64)rnd(1 << 16) << 32 | (u64)rnd(1 << 16) << 16 | rnd(1 << 16);
}

static s64 only_bits(u64 v, u32 width, bool is_signed)
{
	v <<= 64 - width;
	return is_signed ? (s64)v >> (64 - width) : (s64)(v >> (64 - width));
}

static bool compared(s64 a, const char *operator, s64 b)
{
	bool less = a < b;

	switch (operator[0]) {
	case '=':
		return a == b;
	case '!':
		return a != b;
	case '&':
		return a & b;
	case '<':
		return less || (operator[1] && a == b);
	default:
		return !less && (operator[1] || a != b);
	}
}

/* Every size, some widths and places, with and without a sign, in memory and in a register. */
static void bits_are_compared_as_numbers(void)
{
	static const char * const operators[] = { "==", "!=", "<", "<=", ">", ">=", "&" };
	static u8 page[4096];
	bool contradicted = false;
	u32 bad = 0;

	shim_unmap_all();
	shim_map(PEEKED_PAGE, page, sizeof(page));
	regs[0] = PEEKED_PAGE;
	for (u32 n = 0; n < 20000; n++) {
		/* No longer than 63 bits, so that one type has the values of all. */
		u32 size = 8 << rnd(4), width = 1 + rnd(size > 63 ? 63 : size), shift = rnd(size - width + 1);
		const char *operator = operators[rnd(ARRAY_SIZE(operators))];
		bool is_signed = rnd(2), in_memory = rnd(2);
		u64 unit = random_bits();
		s64 v = only_bits(unit >> shift, width, is_signed);
		s64 other = rnd(3) ? only_bits(random_bits(), width, is_signed) : v;
		char line[100];

		memcpy(page + 8, &unit, sizeof(unit));
		regs[1] = unit;
		if (operator[0] == '&')
			other &= (1ull << (width - 1)) - 1;
		snprintf(line, sizeof(line), "f(x8 a%s %sb%u@%u/%u v%s) if v %s %lld", in_memory ? "|" : ",",
			 is_signed ? "s" : "", width, shift, size, in_memory ? "+8[0]" : "", operator,
			 (long long)other);
		if ((fesh_parse(line, strlen(line), &result, &spec) ||
		     recorded(&contradicted) != compared(v, operator, other)) && !bad++)
			printf("# %s of %#llx: error %d\n", line, (unsigned long long)unit, result.error);
	}
	check(!bad, "bits are compared as the numbers that they are", "%u are not", bad);
	check(!contradicted, "and in place as in a record", "they are not");
	shim_unmap_all();
}

int main(void)
{
	comparisons();
	bits_are_compared_as_numbers();
	logic();
	globs();
	a_field_that_could_not_be_read_is_like_nothing();
	what_registers_tell_is_decided_before_the_fetch();
	random_filters_agree_with_plain_evaluation();
	what_is_seen_in_place_is_what_a_record_would_say();
	return test_failed;
}
