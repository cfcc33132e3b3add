/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Counting guest instructions, for programs that run under QEMU with -icount
 * shift=0: there the time stamp counter advances by a fixed amount for each
 * instruction, and the amount is measured first.  Counts say nothing of caches,
 * branches or locked operations.
 */
#ifndef FESH_TEST_ICOUNT_H
#define FESH_TEST_ICOUNT_H

#include <stdint.h>
#include <sys/syscall.h>

#define ROUNDS		7	/* a figure is the least of them */
#define CALLS		5000
#define BAD_MODE	0x100	/* do_faccessat() refuses it in its first lines: a short, steady call */

static const char icount_path[] __attribute__((aligned(64))) = "/usr/lib/modules/of/31/bytes/xx";

static inline uint64_t tsc(void)
{
	uint32_t low, high;

	__asm__ volatile("lfence; rdtsc; lfence" : "=a"(low), "=d"(high) :: "memory");
	return (uint64_t)high << 32 | low;
}

/* Ticks of 1,000 instructions. */
static inline double ticks_per_thousand(void)
{
	uint64_t best = UINT64_MAX;

	for (int i = 0; i < ROUNDS; i++) {
		uint64_t n = 1000000, start = tsc();

		__asm__ volatile("1: dec %0; jnz 1b" : "+r"(n) :: "cc");
		uint64_t ticks = tsc() - start;

		if (ticks < best)
			best = ticks;
	}
	return best / 2000.0;
}

static inline void steady_call(void)
{
	long ret;
	register long r10 __asm__("r10") = 0;

	__asm__ volatile("syscall" : "=a"(ret)
			 : "a"((long)SYS_faccessat), "D"(-100L), "S"(icount_path), "d"((long)BAD_MODE), "r"(r10)
			 : "rcx", "r11", "memory");
}

/* Instructions of one steady_call(); before each round, prepare(arg) unless it is NULL. */
static inline double call_instructions(double per_thousand, void (*prepare)(void *), void *arg)
{
	uint64_t best = UINT64_MAX;

	for (int i = 0; i < ROUNDS; i++) {
		if (prepare)
			prepare(arg);
		uint64_t start = tsc();

		for (int k = 0; k < CALLS; k++)
			steady_call();
		uint64_t ticks = tsc() - start;

		if (ticks < best)
			best = ticks;
	}
	return best * 1000.0 / per_thousand / CALLS;
}

static inline double lesser(double a, double b)
{
	return a < b ? a : b;
}

#endif /* FESH_TEST_ICOUNT_H */
