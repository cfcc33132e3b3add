// SPDX-License-Identifier: GPL-2.0-only
/* Kernel stacks of hits (stack.h). */
#include <linux/sched.h>
#include <linux/string.h>
#include <asm/ptrace.h>
#include <asm/unwind.h>

#include "stack.h"

void fesh_entry_regs_at(struct pt_regs *to, unsigned long addr, const struct pt_regs *from)
{
	memset(to, 0, sizeof(*to));
	to->di = from->di;
	to->si = from->si;
	to->dx = from->dx;
	to->cx = from->cx;
	to->r8 = from->r8;
	to->r9 = from->r9;
	to->bp = from->bp;
	to->sp = from->sp;
	to->ip = addr;
	to->cs = __KERNEL_CS;
	to->ss = __KERNEL_DS;
	to->flags = X86_EFLAGS_FIXED;
}

static __always_inline u64 mix(u64 hash, u64 frame)
{
	hash = (hash ^ frame) * 0x9e3779b97f4a7c15ull;
	return hash ^ hash >> 32;
}

void fesh_stack_walk(struct fesh_frames *frames, unsigned long addr, const struct pt_regs *regs, bool returned)
{
	struct unwind_state state;
	struct pt_regs entry;
	u64 hash = 0;
	u32 n = 0;

	frames->at[n++] = addr;
	if (returned) {
		frames->at[n++] = regs->ip;
	} else {
		fesh_entry_regs_at(&entry, addr, regs);
		regs = &entry;
	}
	/* The walk begins behind the frame that regs are of. */
	for (unwind_start(&state, current, (struct pt_regs *)regs, NULL); !unwind_done(&state) && n < FESH_STACK_MAX;
	     unwind_next_frame(&state)) {
		unsigned long frame = unwind_get_return_address(&state);

		if (!frame)
			break;
		frames->at[n++] = frame;
	}
	for (u32 i = 0; i < n; i++)
		hash = mix(hash, frames->at[i]);
	/* An empty place in the table of those that were told has 0. */
	frames->hash = hash ?: 1;
	frames->n = n;
}

void fesh_stack_write(struct fesh_stack *to, u32 lead, const struct fesh_frames *frames, u32 cpu, u64 ts)
{
	memset(to, 0, sizeof(*to));
	to->record.len8 = lead / 8;
	to->record.cpu = cpu;
	to->record.kind = FESH_KIND_STACK;
	to->record.ts = ts;
	to->hash = frames->hash;
	to->n = frames->n;
	for (u32 i = 0; i < frames->n; i++)
		to->frames[i] = frames->at[i];
}
