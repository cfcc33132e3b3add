/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Just enough of the kernel for parse.c, describe.c, fetch.c and ring_write.h to
 * run in user space, under sanitizers.
 *
 * Memory of the traced machine is simulated: ranges that a test maps at kernel
 * or user addresses.  Interrupts are simulated too: at every barrier() and every
 * reading of the counter the test's hook may run and use the same ring.
 */
#ifndef KERNEL_SHIM_H
#define KERNEL_SHIM_H

#include <ctype.h>
#include <errno.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef uint8_t u8;
typedef uint16_t u16;
typedef uint32_t u32;
typedef int32_t s32;
typedef unsigned long long u64;
typedef int64_t s64;

#define noinline		__attribute__((noinline))
#define __maybe_unused		__attribute__((unused))
#define __user
#define __percpu
#define __printf(a, b)		__attribute__((format(printf, a, b)))
#define likely(x)		__builtin_expect(!!(x), 1)
#define unlikely(x)		__builtin_expect(!!(x), 0)
#define ARRAY_SIZE(a)		(sizeof(a) / sizeof((a)[0]))
#define min(a, b)		((a) < (b) ? (a) : (b))
#define swap(a, b)		do { __typeof__(a) old_a = (a); (a) = (b); (b) = old_a; } while (0)
#define OPTIMIZER_HIDE_VAR(v)	__asm__("" : "+r"(v))

int kstrtou64(const char *text, unsigned int base, u64 *value);
char *strreplace(char *s, char from, char to);

/* Simulated memory. */
void shim_map(u64 addr, const void *host, size_t len);
void shim_unmap_all(void);
bool shim_copy(void *dst, u64 addr, size_t len);

#define TASK_SIZE_MAX		0x7ffffffff000ull
#define boot_cpu_data		(*&shim_cpu)
extern struct shim_cpu { unsigned int x86_virt_bits; } shim_cpu;
extern struct task_struct {
	void *mm;
	int pid;
	char comm[16];
} shim_current;
#define current			(&shim_current)
#define irqs_disabled()		false
#define pagefault_disable()	do { } while (0)
#define pagefault_enable()	do { } while (0)
#define user_access_begin(p, len) \
	((u64)(uintptr_t)(p) <= TASK_SIZE_MAX && (u64)(uintptr_t)(p) + (len) <= TASK_SIZE_MAX)
#define user_access_end()	do { } while (0)
#define unsafe_get_user(x, p, label) \
	do { if (!shim_copy(&(x), (u64)(uintptr_t)(p), sizeof(*(p)))) goto label; } while (0)
#define __get_kernel_nofault(dst, src, type, label) \
	do { if (!shim_copy(dst, (u64)(uintptr_t)(src), sizeof(type))) goto label; } while (0)
long copy_from_user_nofault(void *dst, const void *src, size_t len);

/* Simulated interrupts and time. */
void shim_point(void);
extern void (*shim_hook)(void);
extern u64 shim_tsc;

static inline u64 rdtsc(void)
{
	shim_point();
	return ++shim_tsc;
}

#define barrier()		do { __asm__ volatile("" ::: "memory"); shim_point(); } while (0)
#define READ_ONCE(x)		(*(const volatile __typeof__(x) *)&(x))
#define data_race(x)		(x)
#define WRITE_ONCE(x, v)	(*(volatile __typeof__(x) *)&(x) = (v))
#define smp_store_release(p, v)	__atomic_store_n(p, v, __ATOMIC_RELEASE)

typedef struct { long v; } local_t;
static inline long local_read(const local_t *l) { return READ_ONCE(l->v); }
static inline void local_inc(local_t *l) { l->v++; }
static inline long local_xchg(local_t *l, long v) { long old = l->v; l->v = v; return old; }
static inline long local_cmpxchg(local_t *l, long old, long new)
{
	long was = l->v;

	if (was == old)
		l->v = new;
	return was;
}

struct page;
struct irq_work { int unused; };

#endif /* KERNEL_SHIM_H */
