/* SPDX-License-Identifier: (GPL-2.0-only WITH Linux-syscall-note) OR MIT */
/*
 * Lines that are nearly right: taken from a corpus, cut, repeated and crossed.  A
 * seed makes the same ones everywhere; for parse_fuzz.c and for test/guest.
 */
#ifndef FESH_MUTATE_H
#define FESH_MUTATE_H

#include <string.h>

#ifndef MUTATE_FUNCTION
#define MUTATE_FUNCTION "f"	/* of most lines of the corpus; a kernel wants one that it has */
#endif

#define MUTATE_LENGTH_MAX	6000
#define MUTATE_ROOM		(2 * MUTATE_LENGTH_MAX)
#define MUTATE_COUNT(array)	(sizeof(array) / sizeof(*(array)))

static const char * const mutate_corpus[] = {
	"SyS_openat(int dfd, string path, x32 flags, x16 mode)",
	"ip_rcv(x64 skb | int skb[32], NULL, x64 pt)",
	"ip_rcv(NULL, x8[6] perm_addr+558)",
	MUTATE_FUNCTION "(x8[6] perm_addr+16[0]+558)",
	"__queue_work(int cpu, x64 wq, symbol func[3])",
	"link_path_walk(char[64] name, ustring s)",
	"do_IRQ(int total_forks=0xffffffff82354c18, symbol regs[16])",
	"name: ext4:foo.isra.0(int $total_forks | int n=$jiffies | u8 x)",
	MUTATE_FUNCTION "(string name+32[0]+40[0]+40[0][0], unsigned long b, s8 c)",
	MUTATE_FUNCTION "(int 0xffffffff82354c18, unsigned char[16] d, size_t e)",
	MUTATE_FUNCTION "(u8 a, u16 b, u32 c, u64 d, s16 e, char g)",
	MUTATE_FUNCTION "(int a, string s, u64 x) => int ret if ret < 0 && s ~ \"*foo?[a-z]*\" || !(x & 0xff) stack",
	MUTATE_FUNCTION "(char c, char[16] t, x32 b) if (t == 'x' || c == 'y') && comm != \"cat\" && pid > 1 && cpu == 0",
	"m:" MUTATE_FUNCTION "@0xffffffff81000000(s16 a|int b+4[2]) if a >= -32768 && !(b <= 0x7fffffff) => void",
	MUTATE_FUNCTION "(string a) => string name[0] stack", MUTATE_FUNCTION "() => void if duration > 1000000",
	MUTATE_FUNCTION "(b3@5/8 a-128[0] | char[16] comm=$current+2984, b1@63/64 c) => b2@1/32 r if a == 7 && r != 3",
	MUTATE_FUNCTION "(sb3@5/8 a-128[0] | sb12@4/16 b, b12@4/16 c+8[0]) => sb2@1/32 r if a == -4 && b < 0x7 && c > 017",
	MUTATE_FUNCTION "(x64 $current-8[0], u8 v=$init_task+8[0]-1, string s=0xffff888000001000[0])",
	"enable *", "disable foo", "-foo", "enable foo if a == 1 || b ~ 'x'", "fuse foo 1000",
};

static const char * const mutate_pieces[] = {
	"int ", "unsigned ", "string ", "ustring ", "x8", "[", "]", "[0]", "+", "+8", "|", ",", "(", ")", "=", "0x", "$",
	"NULL", ":", ".", " ", "\t", "=>", "if", "stack", "9999999999", "0xffffffffffffffff", "16384", "char[64] ", "u64 a",
	"b3@5/8 ", "b64@0/64 ", "sb3@5/8 ", "s", "$current", "-8", "-8[0]",
	" if ", " stack", " => int r", " => void", "&&", "||", "!", "==", "!=", "<", ">=", "&", "~", "!~", "\"", "'", "a",
	"a == 1", " comm == \"x\"", "pid", "@0xffff", "-1", "*?[a]\\", "fuse ",
	"\x1b", "\xff", "-", "*", "enable ", "4294967296", "01777", "symbol ", "\n", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
};

static unsigned long long mutate_seed = 1;

static inline unsigned long long mutate_random(void)
{
	mutate_seed ^= mutate_seed << 13;
	mutate_seed ^= mutate_seed >> 7;
	return mutate_seed ^= mutate_seed << 17;
}

static inline size_t mutate_insert(char *line, size_t len, size_t at, const char *piece, size_t n)
{
	if (len + n > MUTATE_LENGTH_MAX)
		return len;
	memmove(line + at + n, line + at, len - at);
	memcpy(line + at, piece, n);
	return len + n;
}

static inline size_t mutate_once(char *line, size_t len)
{
	size_t at = mutate_random() % (len + 1), n;
	const char *piece;

	switch (mutate_random() % 7) {
	case 0:
		if (at < len)
			line[at] = mutate_random();
		return len;
	case 1:
		n = mutate_random() % 8;
		if (at + n > len)
			return len;
		memmove(line + at, line + at + n, len - at - n);
		return len - n;
	case 2:	/* repeats a part of itself: long lines, many fields */
		n = mutate_random() % (len - at + 1);
		if (len + n > MUTATE_LENGTH_MAX)
			return len;
		memmove(line + at + n, line + at, len - at);
		return len + n;
	case 3:
		piece = mutate_corpus[mutate_random() % MUTATE_COUNT(mutate_corpus)];
		n = mutate_random() % strlen(piece);
		return mutate_insert(line, len, at, piece + n, mutate_random() % (strlen(piece) - n + 1));
	default:
		piece = mutate_pieces[mutate_random() % MUTATE_COUNT(mutate_pieces)];
		return mutate_insert(line, len, at, piece, strlen(piece));
	}
}

/* The next line, without newline or NUL at its end; returns its length. */
static inline size_t mutate_line(char line[MUTATE_ROOM])
{
	const char *from = mutate_corpus[mutate_random() % MUTATE_COUNT(mutate_corpus)];
	size_t len = strlen(from);

	memcpy(line, from, len);
	for (unsigned long long n = mutate_random() % 6; n; n--)
		len = mutate_once(line, len);
	return len;
}

#endif /* FESH_MUTATE_H */
