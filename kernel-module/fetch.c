// SPDX-License-Identifier: GPL-2.0-only
/*
 * Fetch programs: their compiler, and the readers of user memory for contexts
 * in which it cannot be read in place (fetch.h).
 */
#ifdef __KERNEL__
#include <linux/errno.h>
#include <linux/string.h>
#include <asm/processor.h>
#endif

#include "fetch.h"

u64 fesh_kernel_start;

void fesh_fetch_init(void)
{
	fesh_kernel_start = ~0ull << (boot_cpu_data.x86_virt_bits - 1);
}

int fesh_read_user_careful(void *dst, u64 addr, u32 len)
{
	return copy_from_user_nofault(dst, (const void __user *)addr, len) ? -EFAULT : 0;
}

int fesh_copy_string_careful(u8 *dst, u64 addr)
{
	u32 n = 0;

	while (n < FESH_STRING_MAX) {
		u32 step = 8 - (addr & 7);

		if (fesh_read_user_careful(dst + n, addr, step))
			return -EFAULT;
		for (u32 i = 0; i < step; i++)
			if (!dst[n + i])
				return n + i;
		n += step;
		addr += step;
	}
	return n;
}

int fesh_fetch_bits(void *dst, const struct fesh_walk *walk, u64 a, bool task_context)
{
	u64 value = a;

	if (walk->load) {
		value = 0;
		if (fesh_read(&value, a, walk->size, task_context))
			return -EFAULT;
		value += walk->add;
	}
	value <<= walk->above;
	value = walk->is_signed ? (u64)((s64)value >> walk->below) : value >> walk->below;
	fesh_store_value(dst, value, walk->size);
	return 0;
}

/* While the program is built, its operations on registers are at the array's beginning. */
struct reg_builder {
	struct fesh_program *prog;
	const u16 *reg_offset;
	u32 n;
};

static void add_reg_op(struct reg_builder *b, u8 param, u32 dst, u32 size)
{
	struct fesh_program *prog = b->prog;
	bool tail = dst + 8 > prog->fixed;
	struct fesh_reg_op *op = tail ? &prog->tail[prog->ntail++] : &prog->regs[b->n++];

	op->reg = b->reg_offset[param];
	op->dst = dst;
	op->size = size;
	op->mask = size == 8 ? ~0ull : (1ull << size * 8) - 1;
}

/* Clears the word at dst, unless an operation that began in it has done so. */
static void add_zero_op(struct reg_builder *b, u32 dst)
{
	if (!b->n || b->prog->regs[b->n - 1].dst < dst)
		add_reg_op(b, 0, dst, 0);
}

/*
 * Registers, and zeroes for the words that have padding but begin in a field
 * from memory: at most one of either for a field.
 */
static void build_regs(struct fesh_program *prog, const struct fesh_spec *spec, const u16 *reg_offset)
{
	struct reg_builder b = { .prog = prog, .reg_offset = reg_offset };

	for (int i = 0; i < spec->nfields; i++) {
		const struct fesh_field *f = &spec->fields[i];
		u32 end = f->offset + fesh_field_size(f);

		if (fesh_field_is_register(f))
			add_reg_op(&b, f->param, f->offset, f->type->size);
		else if (end & 7)
			add_zero_op(&b, end & ~7u);
	}
	if (!b.n)
		add_reg_op(&b, 0, offsetof(struct fesh_record, state), 0);
	memmove(prog->regs + FESH_REG_OPS_MAX - b.n, prog->regs, b.n * sizeof(*prog->regs));
	prog->first = -(long)(b.n * sizeof(*prog->regs));
}

/* Folds '+' into the access that follows and turns every '[]' but a scalar's last into a dereference. */
void fesh_walk_build(struct fesh_walk *walk, const struct fesh_field *f, int index, u16 reg)
{
	bool is_string = fesh_field_is_string(f);
	bool indirect = f->count || is_string;
	/* Indexes count elements of the type; a string's is a pointer, the text behind it has no size. */
	u32 scale = is_string ? sizeof(u64) : f->type->size;
	int last = -1;

	for (int i = 0; i < f->nsteps; i++)
		if (f->steps[i].index)
			last = i;

	memset(walk, 0, sizeof(*walk));
	walk->from_reg = f->source == FESH_FROM_PARAM || f->source == FESH_FROM_RETURN;
	walk->from_current = f->source == FESH_FROM_CURRENT;
	walk->base = walk->from_reg ? reg : f->address;
	walk->state_shift = 2 * index;
	walk->dst = f->offset;
	walk->size = f->type->size;
	walk->len = fesh_field_size(f);
	walk->store = is_string ? (f->type->class == FESH_CLASS_USTRING ? FESH_STORE_USTRING : FESH_STORE_STRING) :
		      f->count ? FESH_STORE_BYTES : FESH_STORE_VALUE;
	/* An address is a variable, whose value is wanted; the task is a value. */
	if (!walk->from_reg && !walk->from_current && !indirect && !f->nsteps)
		walk->store = FESH_STORE_LOAD;

	for (int i = 0; i < f->nsteps; i++) {
		u64 n = (s64)f->steps[i].n;

		if (!f->steps[i].index) {
			if (walk->store == FESH_STORE_LOAD)
				walk->add += n;
			else
				walk->offset[walk->nderefs] += n;
			continue;
		}
		walk->offset[walk->nderefs] += n * scale;
		if (i == last && !indirect)
			walk->store = FESH_STORE_LOAD;
		else
			walk->nderefs++;
	}

	if (f->bits) {
		walk->load = walk->store == FESH_STORE_LOAD;
		walk->store = FESH_STORE_BITS;
		walk->is_signed = f->type->base == 'd';
		walk->above = 64 - f->shift - f->bits;
		walk->below = 64 - f->bits;
	}
}

void fesh_program_build(struct fesh_program *prog, const struct fesh_spec *spec,
			const u16 reg_offset[FESH_PARAMS_MAX])
{
	memset(prog, 0, sizeof(*prog));
	prog->fixed = spec->fixed;
	build_regs(prog, spec, reg_offset);
	for (int i = 0; i < spec->nfields; i++) {
		const struct fesh_field *f = &spec->fields[i];

		if (!fesh_field_is_register(f) && f->source < FESH_FROM_RETURN)
			fesh_walk_build(&prog->walks[prog->nwalks++], f, i, reg_offset[f->param]);
	}
}
