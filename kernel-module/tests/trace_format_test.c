// SPDX-License-Identifier: GPL-2.0-only
/* What ftrace's tools are told of an event: its fields, its print format; and quoting. */
#include <errno.h>
#include <string.h>

#include "test.h"
#include "trace_format.h"

static struct fesh_spec spec;
static struct fesh_trace_layout layout;

static int lay_out(const char *line)
{
	struct fesh_parse p;

	if (fesh_parse(line, strlen(line), &p, &spec)) {
		check(false, line, "refused: %s", fesh_error_text(p.error));
		return -EINVAL;
	}
	return fesh_trace_layout(&layout, &spec);
}

static const char *print_fmt(void)
{
	static char text[1 << 16];
	struct fesh_text_out out = { .buf = text, .cap = sizeof(text) };

	fesh_trace_print_fmt(&out, &layout, &spec);
	return text;
}

/* The type, size and sign of a field in the format file. */
static const struct {
	const char *line, *type;
	int size;
	bool is_signed;
} types[] = {
	{ "f(long a)", "long", 8, true }, { "f(unsigned long a)", "unsigned long", 8, false },
	{ "f(int a)", "int", 4, true }, { "f(unsigned int a)", "unsigned int", 4, false },
	{ "f(short a)", "short", 2, true }, { "f(unsigned short a)", "unsigned short", 2, false },
	{ "f(char a)", "char", 1, true }, { "f(unsigned char a)", "unsigned char", 1, false },
	{ "f(s64 a)", "s64", 8, true }, { "f(s8 a)", "s8", 1, true }, { "f(unsigned s16 a)", "u16", 2, false },
	{ "f(u32 a)", "u32", 4, false }, { "f(x32 a)", "u32", 4, false }, { "f(unsigned x8 a)", "u8", 1, false },
	{ "f(size_t a)", "size_t", 8, false }, { "f(symbol a)", "unsigned long", 8, false },
	{ "f(string a)", "__data_loc char[]", 4, false }, { "f(ustring a)", "__data_loc char[]", 4, false },
	{ "f(x8[6] a)", "u8[6]", 6, false }, { "f(int[3] a)", "int[3]", 12, true },
	{ "f(char[16] a)", "char[16]", 16, true }, { "f(unsigned char[2] a)", "unsigned char[2]", 2, false },
};

static void types_are_told(void)
{
	for (size_t i = 0; i < ARRAY_SIZE(types); i++) {
		const struct fesh_trace_field *f = &layout.fields[0];

		if (!lay_out(types[i].line))
			check(!strcmp(f->type, types[i].type) && f->size == types[i].size &&
			      f->is_signed == types[i].is_signed, types[i].line, "%s, %d bytes, %ssigned", f->type, f->size,
			      f->is_signed ? "" : "un");
	}
}

static void offsets_suit_their_elements(void)
{
	u32 end = sizeof(struct fesh_trace_entry);

	lay_out("f(s8 a, x16 b | string c, u8[3] d, long e | int f, short[3] g | symbol h)");
	for (int i = 0; i < layout.nfields; i++) {
		const struct fesh_trace_field *f = &layout.fields[i];
		u32 align = spec.fields[i].type->size;

		/* The rule by which ftrace finds them, too. */
		check(f->offset == ((end + align - 1) & ~(align - 1)), f->name, "at %u, after %u", f->offset, end);
		end = f->offset + f->size;
	}
	check(layout.fixed == ((end + 7) & ~7u), "the record ends with its last field", "%u, not %u", layout.fixed, end);
}

static void names_are_told_apart(void)
{
	lay_out("f(x64 a | x32 a | u8 a_2, int common_pid | int 0xffffffff81000000 | int $jiffies)");
	check(!strcmp(layout.fields[0].name, "a") && !strcmp(layout.fields[1].name, "a_2") &&
	      !strcmp(layout.fields[2].name, "a_2_2"), "fields of one name", "%s %s %s", layout.fields[0].name,
	      layout.fields[1].name, layout.fields[2].name);
	check(!strcmp(layout.fields[3].name, "common_pid_2"), "a name that ftrace has itself", "%s", layout.fields[3].name);
	check(!strcmp(layout.fields[4].name, "at_0xffffffff81000000") && !strcmp(layout.fields[5].name, "jiffies"),
	      "fields without a name", "%s %s", layout.fields[4].name, layout.fields[5].name);
}

static void print_formats(void)
{
	lay_out("SyS_openat(int dfd, string path, x32 flags, x16 mode)");
	check(!strcmp(print_fmt(), "\"%ps->%ps(dfd=%d, path=\\\"%s\\\", flags=0x%x, mode=0x%x)\", "
		      "(void *)REC->__parent_ip, (void *)REC->__ip, REC->dfd, __get_str(path), REC->flags, REC->mode"),
	      "the line of 2018", "%s", print_fmt());
	lay_out("f(s8 a | short b | int c | long d | char e | symbol g)");
	check(strstr(print_fmt(), "(a=%hhd, b=%hd, c=%d, d=%lld, e='%c', g=%pS)"), "signs of any size", "%s", print_fmt());
	lay_out("f(x8[2] a+4 | u32 b[0] | char[8] c)");
	check(strstr(print_fmt(), "(a={0x%x,0x%x}%s, b=%u%s, c=\\\"%s\\\"%s)") &&
	      strstr(print_fmt(), "REC->a[0], REC->a[1], (REC->__fault & 0x1) ? \"(fault)\" : \"\", REC->b, "
			   "(REC->__fault & 0x2) ? \"(fault)\" : \"\", REC->c, (REC->__fault & 0x4) ? \"(fault)\" : \"\""),
	      "what may fault says so", "%s", print_fmt());
	lay_out("f(x8[100] a)");
	check(strstr(print_fmt(), "__print_array(REC->a, 100, 1)"), "a long array", "%s", print_fmt());
}

static void what_is_too_large(void)
{
	char line[512] = "f(string s0";

	check(!lay_out("f(x8[3968] a)"), "the largest record of an array", "refused");
	check(lay_out("f(x8[3976] a)") == -E2BIG, "a byte more", "accepted with %u", layout.fixed);
	for (int i = 1; i < 15; i++)
		sprintf(line + strlen(line), " | string s%d", i);
	check(!lay_out(strcat(line, ")")), "as many strings as the grammar lets in", "refused");
}

/* The byte that a quoted piece stands for, -1 if it is not well formed. */
static int unquoted(const char *text, int len)
{
	unsigned int byte;

	if (len == 1)
		return (u8)text[0];
	if (len == 2)
		return text[1] == 'n' ? '\n' : text[1] == 't' ? '\t' : (u8)text[1];
	return len == 4 && sscanf(text, "\\x%2x", &byte) == 1 ? (int)byte : -1;
}

static void quoting(void)
{
	char text[FESH_QUOTED_MAX + 1];
	int bad = -1;

	for (int byte = 0; byte < 256; byte++) {
		int len = fesh_quote_byte(text, byte, '"');

		text[len] = '\0';
		if (unquoted(text, len) != byte || (len == 1 && (byte == '"' || byte == '\\')))
			bad = byte;
		for (int i = 0; i < len; i++)
			if (text[i] < 0x20 || text[i] > 0x7e)
				bad = byte;
	}
	check(bad < 0, "every byte can be quoted, and read back", "not 0x%02x", bad);
}

int main(void)
{
	types_are_told();
	offsets_suit_their_elements();
	names_are_told_apart();
	print_formats();
	what_is_too_large();
	quoting();
	return test_failed;
}
