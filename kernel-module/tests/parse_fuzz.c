// SPDX-License-Identifier: GPL-2.0-only
/*
 * Mutated lines: none may crash the parser; each that is accepted must print to a
 * line that parses to an equal event, and its fetch program must stay inside the
 * record whatever the registers hold.  Deterministic.
 *
 *   parse_fuzz [LINES [SEED]]
 */
#include "describe.h"
#include "fetch.h"
#include "spec_equal.h"
#include "test.h"

static const char * const corpus[] = {
	"SyS_openat(int dfd, string path, x32 flags, x16 mode)",
	"ip_rcv(x64 skb | int skb[32], NULL, x64 pt)",
	"ip_rcv(NULL, x8[6] perm_addr+558)",
	"f(x8[6] perm_addr+16[0]+558)",
	"__queue_work(int cpu, x64 wq, symbol func[3])",
	"link_path_walk(char[64] name, ustring s)",
	"do_IRQ(int total_forks=0xffffffff82354c18, symbol regs[16])",
	"name: ext4:foo.isra.0(int $total_forks | int n=$jiffies | u8 x)",
	"f(string name+32[0]+40[0]+40[0][0], unsigned long b, s8 c)",
	"f(int 0xffffffff82354c18, unsigned char[16] d, size_t e)",
	"f(u8 a, u16 b, u32 c, u64 d, s16 e, char g)",
	"f(int a, string s, u64 x) => int ret if ret < 0 && s ~ \"*foo?[a-z]*\" || !(x & 0xff) stack",
	"f(char c, char[16] t, x32 b) if (t == 'x' || c == 'y') && comm != \"cat\" && pid > 1 && cpu == 0",
	"m:f@0xffffffff81000000(s16 a|int b+4[2]) if a >= -32768 && !(b <= 0x7fffffff) => void",
	"f(b3@5/8 a-128[0] | char[16] comm=$current+2984, b1@63/64 c) => b2@1/32 r if a == 7 && r != 3",
	"f(x64 $current-8[0], u8 v=$init_task+8[0]-1, string s=0xffff888000001000[0])",
	"f(string a) => string name[0] stack", "f() => void if duration > 1000000",
	"enable *", "disable foo", "-foo", "enable foo if a == 1 || b ~ 'x'", "fuse foo 1000",
};

static const char * const pieces[] = {
	"int ", "unsigned ", "string ", "ustring ", "x8", "[", "]", "[0]", "+", "+8", "|", ",", "(", ")", "=", "0x", "$",
	"NULL", ":", ".", " ", "\t", "=>", "if", "stack", "9999999999", "0xffffffffffffffff", "16384", "char[64] ", "u64 a",
	"b3@5/8 ", "b64@0/64 ", "$current", "-8", "-8[0]", " if ", " stack", " => int r", " => void", "&&", "||", "!", "==", "!=", "<", ">=", "&", "~", "!~", "\"", "'", "a",
	"a == 1", " comm == \"x\"", "pid", "@0xffff", "-1", "*?[a]\\", "fuse ",
	"\x1b", "\xff", "-", "*", "enable ", "4294967296", "01777", "symbol ", "\n", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
};

static u64 seed = 1;

static u64 rnd(void)
{
	seed ^= seed << 13;
	seed ^= seed >> 7;
	return seed ^= seed << 17;
}

#define ROOM	6000

static size_t insert(char *line, size_t len, size_t at, const char *piece, size_t n)
{
	if (len + n > ROOM)
		return len;
	memmove(line + at + n, line + at, len - at);
	memcpy(line + at, piece, n);
	return len + n;
}

static size_t mutate(char *line, size_t len)
{
	size_t at = rnd() % (len + 1), n;
	const char *piece;

	switch (rnd() % 7) {
	case 0:
		if (at < len)
			line[at] = rnd();
		return len;
	case 1:
		n = rnd() % 8;
		if (at + n > len)
			return len;
		memmove(line + at, line + at + n, len - at - n);
		return len - n;
	case 2:	/* repeats a part of itself: long lines, many fields */
		n = rnd() % (len - at + 1);
		if (len + n > ROOM)
			return len;
		memmove(line + at + n, line + at, len - at);
		return len + n;
	case 3:
		piece = corpus[rnd() % ARRAY_SIZE(corpus)];
		n = rnd() % strlen(piece);
		return insert(line, len, at, piece + n, rnd() % (strlen(piece) - n + 1));
	default:
		piece = pieces[rnd() % ARRAY_SIZE(pieces)];
		return insert(line, len, at, piece, strlen(piece));
	}
}

static struct fesh_spec spec, again;
static struct fesh_program program;
static u8 memory[4096];

/* Reads what is uninitialised or beyond the record only if the sanitizers find it; ends. */
static void filter_stays_inside(const u64 *regs, u8 *record, u64 state)
{
	static const u16 reg_offset[FESH_PARAMS_MAX] = { 0, 8, 16, 24, 32, 40 };
	size_t bytes = fesh_filter_bytes(&spec.filter);
	struct fesh_filter *filter = memcpy(malloc(bytes), &spec.filter, bytes);
	u32 term;

	fesh_filter_bind(filter, reg_offset);
	((struct fesh_record *)record)->state = state;
	term = fesh_filter_early(filter, regs, current, 1);
	if (term < FESH_FILTER_REJECT)
		fesh_filter_late(filter, term, (struct fesh_record *)record, regs, current, 1);
	free(filter);
}

/* ASan guards the record's ends, which are exactly where the parser said. */
static bool fetch_stays_inside(void)
{
	static const u16 reg_offset[FESH_PARAMS_MAX] = { 0, 8, 16, 24, 32, 40 };
	static const u64 bases[] = { 0, 0x7f0000001000ull, 0xffff888000001000ull, 0x8000000000000000ull };
	u32 room = (spec.longest + 7) & ~7u, len = spec.fixed;
	u8 *record = malloc(room);
	u64 regs[FESH_PARAMS_MAX], state = 0;

	for (int i = 0; i < FESH_PARAMS_MAX; i++)
		regs[i] = bases[rnd() % ARRAY_SIZE(bases)] + rnd() % 5000;
	fesh_program_build(&program, &spec, reg_offset);
	fesh_fetch_regs(&program, regs, record);
	if (program.nwalks)
		len = fesh_fetch_walks(&program, regs, record, &state, rnd() & 1);
	if (spec.filter.nterms)
		filter_stays_inside(regs, record, state);
	free(record);
	return len >= spec.fixed && len <= room && !(len & 7);
}

static bool prints_back(void)
{
	static char text[3 * FESH_LINE_MAX];
	struct fesh_text_out out = { .buf = text, .cap = sizeof(text) };
	struct fesh_parse p;

	fesh_print_line(&out, &spec);
	/* Blanks between tokens may make the listed line longer than a line may be. */
	if (out.len >= FESH_LINE_MAX)
		return true;
	return !fesh_parse(text, out.len, &p, &again) && spec_equal(&spec, &again);
}

int main(int argc, char **argv)
{
	unsigned long lines = argc > 1 ? strtoul(argv[1], NULL, 0) : 200000, accepted = 0, bad = 0, outside = 0;
	unsigned long columns = 0;
	char name[128];

	if (argc > 2)
		seed = strtoull(argv[2], NULL, 0) | 1;
	fesh_fetch_init();
	for (size_t i = 0; i < sizeof(memory); i++)
		memory[i] = rnd() % 3 ? rnd() : 0;
	shim_map(0x7f0000001000ull, memory, sizeof(memory));
	shim_map(0xffff888000001000ull, memory, sizeof(memory));

	for (unsigned long i = 0; i < lines; i++) {
		const char *from = corpus[rnd() % ARRAY_SIZE(corpus)];
		static char line[2 * ROOM];
		size_t len = strlen(from);
		struct fesh_parse p;
		char *exact;

		memcpy(line, from, len);
		for (u64 n = rnd() % 6; n; n--)
			len = mutate(line, len);
		/* Its own allocation: the parser may read not one byte beyond it. */
		exact = malloc(len ?: 1);
		memcpy(exact, line, len);
		if (fesh_parse(exact, len, &p, &spec)) {
			columns += p.column > len || !p.error || p.error >= FESH_ERROR_COUNT;
		} else if (p.verb == FESH_VERB_CREATE) {
			accepted++;
			bad += !prints_back();
			outside += !fetch_stays_inside();
		}
		free(exact);
	}
	snprintf(name, sizeof(name), "%lu mutated lines, %lu accepted", lines, accepted);
	check(accepted > lines / 50, name, "too few are accepted to mean anything");
	check(!bad, "every accepted line prints back to an equal one", "%lu do not", bad);
	check(!outside, "no fetch leaves its record", "%lu do", outside);
	check(!columns, "every refusal has a code and a column in the line", "%lu have not", columns);
	return test_failed;
}
