/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Fetch program of one event: built once from the parsed line, run at each hit.
 *
 * First all registers are stored, in a loop without branches; then every field
 * that needs memory is walked: load, dereference, store.  The program trusts
 * parse.c for all bounds; the memory that it reads it trusts in nothing.
 *
 * Inline as a whole because it is most of the cost of a hit.  No indirect calls
 * (retpolines), no string instructions.  x86-64, little-endian.
 */
#ifndef FESH_FETCH_H
#define FESH_FETCH_H

#ifdef __KERNEL__
#include <linux/build_bug.h>
#include <linux/preempt.h>
#include <linux/sched.h>
#include <linux/uaccess.h>
#include <asm/ptrace.h>
#endif

#include "parse.h"

/*
 * record[dst .. dst + 8) = register & mask.  In ascending order of dst, so that
 * the zero bytes beyond a short value are either padding or overwritten by the
 * next operation; mask 0 clears a word whose first byte no register fills.
 */
struct fesh_reg_op {
	u64 mask;
	u16 reg;	/* offset in struct pt_regs */
	u16 dst;
	u8 size;	/* of the value, where less than 8 bytes are left in the record */
};

enum fesh_store {
	FESH_STORE_VALUE,	/* the address itself */
	FESH_STORE_LOAD,	/* size bytes from the address, plus add */
	FESH_STORE_BYTES,	/* len bytes from the address */
	FESH_STORE_BITS,	/* some bits of either of the first two */
	FESH_STORE_STRING,
	FESH_STORE_USTRING,
};

/*
 * One field that is not a bare register:
 *   a = base (an address), the register at offset base, or the task
 *   a = *(u64 *)(a + offset[i]) for each i < nderefs
 *   store from a + offset[nderefs]; of bits, what is left when those above and those
 *   below them are shifted out
 */
struct fesh_walk {
	u64 base;
	bool from_reg;
	bool from_current;
	u8 nderefs;
	u8 store;
	u8 size;
	u16 dst;
	u16 len;
	u8 state_shift;
	/* FESH_STORE_BITS */
	u8 above;
	u8 below;
	bool is_signed;
	bool load;
	u64 add;
	u64 offset[FESH_STEPS_MAX + 1];
};

#define FESH_REG_OPS_MAX	(2 * FESH_FIELDS_MAX)

/*
 * Operations on registers end at the end of their array, so that the loop over
 * them counts up to zero.  There is at least one.
 */
struct fesh_program {
	long first;	/* distance of the first operation from the array's end, in bytes */
	u16 ntail;	/* operations after those, which may only store size bytes */
	u16 nwalks;
	u16 fixed;
	struct fesh_reg_op regs[FESH_REG_OPS_MAX];
	struct fesh_reg_op tail[7];	/* all in the last 8 bytes, whose first has an ordinary one */
	struct fesh_walk walks[FESH_FIELDS_MAX];
};

/* reg_offset[i]: where parameter i sits in the struct pt_regs that runs will be given. */
void fesh_program_build(struct fesh_program *prog, const struct fesh_spec *spec,
			const u16 reg_offset[FESH_PARAMS_MAX]);

/* The walk of one field, number index of its event; reg: where its register is in struct pt_regs. */
void fesh_walk_build(struct fesh_walk *walk, const struct fesh_field *f, int index, u16 reg);

/*
 * Lowest kernel address.  What lies between it and TASK_SIZE_MAX is not
 * canonical: reading there raises #GP, which the nofault accessors report.
 */
extern u64 fesh_kernel_start;
void fesh_fetch_init(void);

static __always_inline u64 fesh_reg(const void *regs, u64 offset)
{
	return *(const u64 *)(regs + offset);
}

/*
 * User memory may be read in place when this task's own mappings are loaded for
 * certain: in task context, with interrupts on, in a task that has an mm.  (With
 * interrupts off we may be inside switch_mm() or a text_poke() mapping.)
 */
static __always_inline bool fesh_user_is_current(bool task_context)
{
	return likely(task_context && current->mm && !irqs_disabled());
}

/* Everywhere else: checks that the loaded mm is the task's, as an NMI must. */
noinline int fesh_read_user_careful(void *dst, u64 addr, u32 len);

#define FESH_COPY_STEP(type, user)							\
	do {										\
		type v;									\
		if (user)								\
			unsafe_get_user(v, (const type __user *)src, fault);		\
		else									\
			__get_kernel_nofault(&v, (const type *)src, type, fault);	\
		*(type *)dst = v;							\
		src += sizeof(type);							\
		dst += sizeof(type);							\
		len -= sizeof(type);							\
	} while (0)

static __always_inline int fesh_copy(u8 *dst, u64 src, u32 len, const bool user)
{
	while (len >= 8)
		FESH_COPY_STEP(u64, user);
	if (len & 4)
		FESH_COPY_STEP(u32, user);
	if (len & 2)
		FESH_COPY_STEP(u16, user);
	if (len & 1)
		FESH_COPY_STEP(u8, user);
	return 0;
fault:
	return -EFAULT;
}

/* Reads len bytes at addr, user or kernel as the address tells.  dst is undefined after a fault. */
static __always_inline int fesh_read(void *dst, u64 addr, u32 len, bool task_context)
{
	int ret;

	if (addr >= fesh_kernel_start) {
		pagefault_disable();
		ret = fesh_copy(dst, addr, len, false);
		pagefault_enable();
		return ret;
	}
	if (!fesh_user_is_current(task_context))
		return fesh_read_user_careful(dst, addr, len);
	pagefault_disable();
	if (user_access_begin((void __user *)addr, len)) {
		ret = fesh_copy(dst, addr, len, true);
		user_access_end();
	} else {
		ret = -EFAULT;
	}
	pagefault_enable();
	return ret;
}

#define FESH_ONES	0x0101010101010101ull
#define FESH_HIGHS	0x8080808080808080ull

/* Nonzero if a byte of w is zero; its lowest set bit is the top bit of the first such byte. */
static __always_inline u64 fesh_zero_bytes(u64 w)
{
	return (w - FESH_ONES) & ~w & FESH_HIGHS;
}

/* w is the next word at src, wherever that is; goes to fault if it cannot be read. */
#define FESH_LOAD_WORD(user)								\
	do {										\
		if (user)								\
			unsafe_get_user(w, (const u64 __user *)src, fault);		\
		else									\
			__get_kernel_nofault(&w, (const u64 *)src, u64, fault);		\
		src += 8;								\
	} while (0)

/*
 * Copies the string at addr in aligned words, none of which crosses a page: a
 * string that ends before an unmapped page never touches it.  One pass: what is
 * looked at is what was stored.  dst has FESH_STRING_ROOM bytes.  Returns the
 * index of the NUL, FESH_STRING_MAX or more if there was none, or -EFAULT.
 */
static __always_inline int fesh_copy_string(u8 *dst, u64 addr, const bool user)
{
	u32 skip = (addr & 7) * 8;
	u64 src = addr & ~7ull;
	u32 n = 8 - (addr & 7);
	u64 w, zero;

	FESH_LOAD_WORD(user);
	w >>= skip;
	*(u64 *)dst = w;
	/* The bytes shifted in at the top are not the string's NUL. */
	zero = fesh_zero_bytes(w | ~(~0ull >> skip));
	if (zero)
		return __builtin_ctzll(zero) / 8;
	while (n < FESH_STRING_MAX) {
		FESH_LOAD_WORD(user);
		*(u64 *)(dst + n) = w;
		zero = fesh_zero_bytes(w);
		if (zero)
			return n + __builtin_ctzll(zero) / 8;
		n += 8;
	}
	return n;
fault:
	return -EFAULT;
}

/* The same where user memory cannot be read in place. */
noinline int fesh_copy_string_careful(u8 *dst, u64 addr);

static __always_inline int fesh_read_string(u8 *dst, u64 addr, bool must_be_user, bool task_context)
{
	int ret;

	if (addr >= fesh_kernel_start) {
		if (must_be_user)
			return -EFAULT;
		pagefault_disable();
		ret = fesh_copy_string(dst, addr, false);
		pagefault_enable();
		return ret;
	}
	if (!fesh_user_is_current(task_context))
		return fesh_copy_string_careful(dst, addr);
	pagefault_disable();
	/* The end of user space is the end of a page, so no word begun below it crosses it. */
	if (user_access_begin((void __user *)addr, 1)) {
		ret = fesh_copy_string(dst, addr, true);
		user_access_end();
	} else {
		ret = -EFAULT;
	}
	pagefault_enable();
	return ret;
}

static __always_inline void fesh_store_value(void *dst, u64 value, u8 size)
{
	if (size == 8)
		*(u64 *)dst = value;
	else if (size == 4)
		*(u32 *)dst = value;
	else if (size == 2)
		*(u16 *)dst = value;
	else
		*(u8 *)dst = value;
}

static __always_inline void fesh_fetch_regs(const struct fesh_program *prog, const void *regs, void *record)
{
	const void *end = prog->regs + FESH_REG_OPS_MAX;
	long i = prog->first;

	do {
		const struct fesh_reg_op *op = end + i;

		*(u64 *)(record + op->dst) = fesh_reg(regs, op->reg) & op->mask;
		i += sizeof(*op);
	} while (i);
	if (unlikely(prog->ntail))
		for (const struct fesh_reg_op *op = prog->tail; op < prog->tail + prog->ntail; op++)
			fesh_store_value(record + op->dst, fesh_reg(regs, op->reg), op->size);
}

/* Stores one string at *end of the record and moves *end behind it; returns its state. */
static __always_inline enum fesh_state fesh_fetch_string(const struct fesh_walk *walk, u64 addr,
							 void *record, u32 *end, bool task_context)
{
	u32 at = *end;
	int len = fesh_read_string(record + at, addr, walk->store == FESH_STORE_USTRING, task_context);
	enum fesh_state state = FESH_STATE_OK;

	if (unlikely(len < 0)) {
		*(u32 *)(record + walk->dst) = 0;
		return FESH_STATE_FAULT;
	}
	if (unlikely(len >= FESH_STRING_MAX)) {
		len = FESH_STRING_MAX - 1;
		state = FESH_STATE_CUT;
	}
	*(u32 *)(record + walk->dst) = at | (u32)len << 16;
	*end = at + len;
	return state;
}

/* Stores some bits of the value a, or of the number there. */
noinline int fesh_fetch_bits(void *dst, const struct fesh_walk *walk, u64 a, bool task_context);

static __always_inline enum fesh_state fesh_fetch_walk(const struct fesh_walk *walk, const void *regs,
						       void *record, u32 *end, bool task_context)
{
	void *dst = record + walk->dst;
	u64 a = walk->from_reg ? fesh_reg(regs, walk->base) : walk->base;
	u64 value;

	if (unlikely(walk->from_current))
		a = (unsigned long)current;
	for (u32 i = 0; i < walk->nderefs; i++)
		if (unlikely(fesh_read(&a, a + walk->offset[i], sizeof(a), task_context)))
			goto fault;
	a += walk->offset[walk->nderefs];

	if (walk->store >= FESH_STORE_STRING)
		return fesh_fetch_string(walk, a, record, end, task_context);
	if (walk->store >= FESH_STORE_BYTES) {
		if (unlikely(walk->store == FESH_STORE_BITS ? fesh_fetch_bits(dst, walk, a, task_context) :
			     fesh_read(dst, a, walk->len, task_context)))
			goto fault;
		return FESH_STATE_OK;
	}
	value = a;
	if (walk->store == FESH_STORE_LOAD) {
		value = 0;
		if (unlikely(fesh_read(&value, a, walk->size, task_context)))
			goto fault;
		value += walk->add;
	}
	fesh_store_value(dst, value, walk->size);
	return FESH_STATE_OK;
fault:
	for (u32 i = 0; i < walk->len; i++)
		((u8 *)dst)[i] = 0;
	return FESH_STATE_FAULT;
}

/*
 * Ends a record behind its last string, at end.  Nothing that follows that string
 * in memory may be seen in the padding.  Returns the bytes of the record.
 */
static __always_inline u32 fesh_fetch_end(void *record, u32 end)
{
	*(u64 *)(record + end) = 0;
	return (end + 7) & ~7u;
}

/*
 * Runs the part of the program that reads memory.  Returns the bytes that the
 * record has in the end, a multiple of 8; *state gets two bits for each field.
 */
static __always_inline u32 fesh_fetch_walks(const struct fesh_program *prog, const void *regs,
					    void *record, u64 *state, bool task_context)
{
	const struct fesh_walk *walk = prog->walks;
	const struct fesh_walk *last = walk + prog->nwalks;
	u32 end = prog->fixed;
	u64 states = 0;

	for (; walk < last; walk++)
		states |= (u64)fesh_fetch_walk(walk, regs, record, &end, task_context) << walk->state_shift;
	*state = states;
	return end == prog->fixed ? end : fesh_fetch_end(record, end);
}

#endif /* FESH_FETCH_H */
