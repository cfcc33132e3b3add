// SPDX-License-Identifier: GPL-2.0-only
/* What fetch programs store, for lines as users write them, in a simulated machine. */
#include "fetch.h"
#include "test.h"

#define USER	0x7f0000001000ull
#define KERNEL	0xffff888000001000ull
#define PAGE	4096

static const u16 reg_offset[FESH_PARAMS_MAX] = { 0, 8, 16, 24, 32, 40 };
static u64 regs[FESH_PARAMS_MAX];
static u8 page[2 * PAGE];	/* one page at USER and KERNEL each; what follows is unmapped */
static struct fesh_spec spec;
static struct fesh_program program;
static u8 *record;
static u32 record_len;
static u64 state;

/* Runs the line; the record has exactly the room that the parser asked for. */
static void fetch_in(const char *line, bool task_context)
{
	struct fesh_parse p;
	u32 room;

	if (fesh_parse(line, strlen(line), &p, &spec)) {
		check(false, line, "%s", fesh_error_name(p.error));
		exit(1);
	}
	fesh_program_build(&program, &spec, reg_offset);
	room = (spec.longest + 7) & ~7u;
	free(record);
	record = malloc(room);
	memset(record, 0xa5, room);
	state = 0;
	fesh_fetch_regs(&program, regs, record);
	record_len = spec.fixed;
	if (program.nwalks)
		record_len = fesh_fetch_walks(&program, regs, record, &state, task_context);
}

static void fetch(const char *line)
{
	fetch_in(line, true);
}

static u64 value(int field)
{
	u64 v = 0;

	memcpy(&v, record + spec.fields[field].offset, spec.fields[field].type->size);
	return v;
}

static enum fesh_state state_of(int field)
{
	return state >> 2 * field & 3;
}

static const char *text(int field)
{
	static char copy[FESH_STRING_MAX];
	u32 loc = value(field);

	memcpy(copy, record + (loc & 0xffff), loc >> 16);
	copy[loc >> 16] = '\0';
	return copy;
}

static void expect(const char *name, u64 got, u64 want)
{
	check(got == want, name, "%#llx, not %#llx", got, want);
}

static void expect_state(const char *name, int field, enum fesh_state want)
{
	check(state_of(field) == want, name, "state %d, not %d", state_of(field), want);
}

static void put(u32 at, u64 v)
{
	memcpy(page + at, &v, sizeof(v));
}

static void setup(void)
{
	shim_unmap_all();
	shim_map(USER, page, PAGE);
	shim_map(KERNEL, page, PAGE);
	memset(page, 0, sizeof(page));
	for (int i = 0; i < FESH_PARAMS_MAX; i++)
		regs[i] = 0x1111111111111111ull * (i + 1);
}

static void registers_are_cut_to_their_type(void)
{
	setup();
	regs[0] = -1ull;
	fetch("f(u8 a | u16 b | u32 c | u64 d | s8 e)");
	expect("u8 of -1", value(0), 0xff);
	expect("u16 of -1", value(1), 0xffff);
	expect("u32 of -1", value(2), 0xffffffff);
	expect("u64 of -1", value(3), -1ull);
	expect("s8 of -1", value(4), 0xff);
	expect("a fetch without memory has no state", state, 0);
}

static void padding_is_zero(void)
{
	static const char * const lines[] = {
		"f(u8 a, u64 b, u16 c)", "f(u8 a)", "f(u8 a, u8 b, u8 c, u8 d, u8 e, u8 g)", "f(int a, x16 b, u8 c)",
		"f(u8 a[0], u64 b)", "f(u32 a[0], u16 b)", "f(u16 a, u16 b[0], u8 c)", "f(u8[3] a, u64 b)",
		"f(u8[13] a, u16 b)", "f(char[5] a | u8 b, u64 c, u8 d[0])",
	};

	setup();
	for (size_t i = 0; i < ARRAY_SIZE(lines); i++) {
		u8 expected[256], covered[256] = {};
		bool zero = true;

		for (int k = 0; k < FESH_PARAMS_MAX; k++)
			regs[k] = KERNEL;
		memset(page, 0xff, PAGE);
		fetch(lines[i]);
		memcpy(expected, record, record_len);
		for (int k = 0; k < spec.nfields; k++)
			memset(covered + spec.fields[k].offset, 1, fesh_field_size(&spec.fields[k]));
		for (u32 at = sizeof(struct fesh_record); at < record_len; at++)
			zero &= covered[at] || !expected[at];
		check(zero, lines[i], "a byte between or behind the fields is not zero");
	}
}

static void all_six_parameters(void)
{
	setup();
	fetch("f(u64 a, u64 b, u64 c, u64 d, u64 e, u64 g)");
	for (int i = 0; i < 6; i++)
		expect("parameter", value(i), regs[i]);
	fetch("f(NULL, NULL, u32 c | u8 d)");
	expect("after NULL", value(0), 0x33333333);
	expect("second field of one parameter", value(1), 0x33);
}

static void offsets_and_indexes(void)
{
	setup();
	regs[0] = KERNEL;
	put(0x20, KERNEL + 0x100);
	put(0x128, KERNEL + 0x200);
	put(0x200, 0x8877665544332211ull);
	put(128, 0x01020304);
	fetch("f(x64 skb | int skb[32])");
	expect("the register", value(0), KERNEL);
	expect("[32] of an int is 128 bytes on", value(1), 0x01020304);
	fetch("f(int a+4[31])");
	expect("+4[31] is the same as [32]", value(0), 0x01020304);
	fetch("f(x64 a+0x20)");
	expect("+ alone reads nothing", value(0), KERNEL + 0x20);
	fetch("f(x16 a+32[0]+40[0]+0[0])");
	expect("a chain reads pointers and last the type", value(0), 0x2211);
	fetch("f(x64 a[4]+16)");
	expect("+ at the end adds to what was read", value(0), KERNEL + 0x110);
	fetch("f(x8[4] a+32[0]+40[0]+1)");
	expect("an array behind a chain", value(0), 0x22);
	expect("and its last element", record[spec.fields[0].offset + 3], 0x55);
}

static void steps_back(void)
{
	setup();
	regs[0] = KERNEL + 0x100;
	put(0xf0, KERNEL + 0x200);
	put(0x1f8, 0x8877665544332211ull);
	fetch("f(x64 a-16 | x64 b-16[0] | x32 c-16[0]-8[0])");
	expect("- alone reads nothing", value(0), KERNEL + 0xf0);
	expect("- and an index read what lies before", value(1), KERNEL + 0x200);
	expect("a chain may go back, too", value(2), 0x44332211);
}

static void bits_of_an_integer(void)
{
	setup();
	regs[0] = KERNEL;
	put(8, 0xfedcba9876543210ull);
	fetch("f(b3@5/8 a+9[0] | b1@0/8 b+9[0] | b12@4/16 c+8[0] | b64@0/64 d+8[0] | b20@44/64 e+8[0])");
	expect("the upper three bits of a byte", value(0), 0x32 >> 5);
	expect("the lowest", value(1), 0);
	expect("twelve bits of sixteen", value(2), 0x321);
	expect("all bits", value(3), 0xfedcba9876543210ull);
	expect("the upper bits of a long", value(4), 0xfedcb);
	fetch("f(sb3@5/8 a+12[0] | sb4@4/16 c+8[0] | sb12@4/16 d+8[0] | sb64@0/64 e+8[0] | sb1@63/64 f+8[0])");
	expect("three bits with a sign, which is not set", value(0), (u8)-4);
	expect("a positive one", value(1), 1);
	expect("twelve bits of sixteen with a sign", value(2), 0x321);
	expect("all bits with a sign", value(3), 0xfedcba9876543210ull);
	expect("a sign alone", value(4), ~0ull);
	fetch("f(sb1@0/8 a+4096[0])");
	expect_state("bits of memory that is not there are a fault", 0, FESH_STATE_FAULT);
	expect("and nothing is left of them", value(0), 0);
	regs[0] = 0xfff7;
	fetch("f(b4@0/8 a | b1@3/32 b | sb4@0/8 c)");
	expect("the lowest bits of a register, with a sign", (u8)value(2), 7);
	expect("of a register", value(0), 7);
	expect("and another of it", value(1), 0);
}

static void from_the_task(void)
{
	setup();
	fetch("f(x64 task=$current, x64 mm=$current+0[0])");
	expect("the task is a value", value(0), (unsigned long)current);
	expect_state("from which steps go on", 1, FESH_STATE_FAULT);
}

static void strings(void)
{
	setup();
	strcpy((char *)page + 3, "hello");
	regs[0] = USER + 3;
	regs[1] = KERNEL + 3;
	put(0x40, USER + 3);
	regs[2] = KERNEL + 0x38;
	fetch("f(string u, string k, string p+8[0], int z=0x10)");
	check(!strcmp(text(0), "hello"), "a user string", "'%s'", text(0));
	check(!strcmp(text(1), "hello"), "a kernel string", "'%s'", text(1));
	check(!strcmp(text(2), "hello"), "a string behind a pointer", "'%s'", text(2));
	expect("the record ends behind the last string", record_len, ((spec.fixed + 15 + 7) & ~7u));
	expect_state("a faulting field between does not disturb them", 3, FESH_STATE_FAULT);
	for (int in = 0; in < 16; in++) {
		memset(page, 'x', PAGE);
		strcpy((char *)page + in, "0123456789abcdef-0123456789abcdef");
		page[in + in] = 0;
		regs[0] = regs[1] = USER + in;
		fetch_in("f(string a, ustring b)", in & 1);
		check(strlen(text(0)) == in && strlen(text(1)) == in && !memcmp(text(0), "0123456789abcdef", in),
		      "every alignment and length", "%d: '%s'", in, text(0));
	}
	fetch("f(ustring a)");
	regs[0] = KERNEL;
	fetch("f(ustring a)");
	expect_state("ustring refuses a kernel address", 0, FESH_STATE_FAULT);
	expect("and is empty then", value(0), 0);
}

static void strings_at_the_edge(void)
{
	setup();
	memset(page, 'x', PAGE);
	page[PAGE - 1] = 0;
	regs[0] = USER + PAGE - 4;
	fetch("f(string a)");
	check(state_of(0) == FESH_STATE_OK && !strcmp(text(0), "xxx"),
	      "a string that ends with its page", "state %d '%s'", state_of(0), text(0));
	fetch_in("f(string a)", false);
	check(state_of(0) == FESH_STATE_OK && !strcmp(text(0), "xxx"),
	      "the same in an interrupt", "state %d '%s'", state_of(0), text(0));
	page[PAGE - 1] = 'x';
	for (int careful = 0; careful < 2; careful++) {
		fetch_in("f(string a, int b)", !careful);
		expect_state("a string that runs into an unmapped page", 0, FESH_STATE_FAULT);
		expect("leaves no bytes", record_len, spec.fixed);
		expect("and the field zero", value(0), 0);
	}
	regs[0] = 0;
	fetch("f(string a)");
	expect_state("NULL as a string", 0, FESH_STATE_FAULT);
	regs[0] = 0x8000000000000000ull;
	fetch("f(string a)");
	expect_state("an address that is not canonical", 0, FESH_STATE_FAULT);
	regs[0] = TASK_SIZE_MAX - 3;
	fetch("f(string a)");
	expect_state("the end of user space", 0, FESH_STATE_FAULT);
	regs[0] = -4ull;
	fetch("f(string a, int b)");
	expect_state("the end of all space", 0, FESH_STATE_FAULT);
}

static void string_limit(void)
{
	static const int lengths[] = { 1022, 1023, 1024, 1025, 2000 };

	setup();
	for (size_t i = 0; i < ARRAY_SIZE(lengths); i++) {
		for (int skip = 0; skip < 9; skip++) {
			bool cut = lengths[i] > FESH_STRING_MAX - 1;
			int kept = cut ? FESH_STRING_MAX - 1 : lengths[i];

			memset(page, 'x', PAGE);
			page[skip + lengths[i]] = 0;
			regs[0] = KERNEL + skip;
			regs[1] = USER + skip;
			fetch_in("f(string a, string b)", skip & 1);
			check(strlen(text(0)) == kept && strlen(text(1)) == kept &&
			      state_of(0) == (cut ? FESH_STATE_CUT : FESH_STATE_OK) && state_of(1) == state_of(0),
			      "1023 bytes are kept and the rest is said to be cut", "%d bytes at +%d: %zu, state %d",
			      lengths[i], skip, strlen(text(0)), state_of(0));
		}
	}
}

static void arrays(void)
{
	setup();
	for (int i = 0; i < PAGE; i++)
		page[i] = i;
	regs[0] = KERNEL + PAGE - 12;
	fetch("f(x32[3] a)");
	expect("an array up to the end of its page", value(0), 0xf7f6f5f4);
	expect_state("is whole", 0, FESH_STATE_OK);
	fetch("f(u8 before[0] | x32[4] a | u8 after[0])");
	expect_state("one element that faults makes the array faulty", 1, FESH_STATE_FAULT);
	for (int i = 0; i < 16; i++)
		expect("and all of it zero", record[spec.fields[1].offset + i], 0);
	expect("the fields around it are whole", value(0) == 0xf4 && value(2) == 0xf4, 1);
	regs[0] = USER + 1;
	fetch("f(char[7] a)");
	check(!memcmp(record + spec.fields[0].offset, "\1\2\3\4\5\6\7", 7), "bytes of user memory", "differ");
}

static void fixed_addresses(void)
{
	setup();
	strcpy((char *)page, "Linux version");
	fetch("f(x32 a=0xffff888000001000, string b=0xffff888000001000, char[5] c=0xffff888000001000, x8 0x10)");
	expect("an integer at an address", value(0), 0x756e694c);
	check(!strcmp(text(1), "Linux version"), "a string at an address", "'%s'", text(1));
	check(!memcmp(record + spec.fields[2].offset, "Linux", 5), "an array at an address", "differs");
	expect_state("user memory that is not there", 3, FESH_STATE_FAULT);
	put(16, KERNEL + 32);
	put(40, 77);
	fetch("f(u32 a=0xffff888000001000+40[0], u32 b=0xffff888000001010[0]+8[0], x64 c=0xffff888000001000+8)");
	expect("with steps an address is what they start from", value(0), 77);
	expect("which may be where a pointer is", value(1), 77);
	expect("and + alone still reads nothing", value(2), KERNEL + 8);
}

static void broken_chains(void)
{
	setup();
	regs[0] = KERNEL;
	put(8, 0);
	fetch("f(int a[1][0] | int b+8[0][0] | string c+8[0][0] | int ok)");
	expect_state("a chain through NULL", 1, FESH_STATE_FAULT);
	expect_state("a string behind it", 2, FESH_STATE_FAULT);
	expect_state("the register beside it", 3, FESH_STATE_OK);
	expect("has its value", value(3), (u32)KERNEL);
	put(16, 0);
	fetch("f(u64 a[2])");
	check(state_of(0) == FESH_STATE_OK && value(0) == 0, "a true 0 is not a fault", "state %d", state_of(0));
}

int main(void)
{
	fesh_fetch_init();
	registers_are_cut_to_their_type();
	padding_is_zero();
	all_six_parameters();
	offsets_and_indexes();
	steps_back();
	bits_of_an_integer();
	from_the_task();
	strings();
	strings_at_the_edge();
	string_limit();
	arrays();
	fixed_addresses();
	broken_chains();
	return test_failed;
}
