/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Differences between kernels, and symbols that no kernel exports: every look-up
 * of an unexported symbol is here, and every test for what a kernel has.  Where
 * the preprocessor cannot tell, Kbuild looks into the headers and defines
 * FESH_HAVE_x; versions are not asked, because distributions take features back.
 */
#ifndef FESH_COMPAT_H
#define FESH_COMPAT_H

#include <linux/ftrace.h>
#include <linux/mm.h>

/* Finds what the module cannot do without; prints what is missing. */
int fesh_compat_init(void);

/* Address of "symbol" or "module:symbol", 0 if there is none. */
unsigned long fesh_symbol_address(const char *name);

/* Where ftrace calls from in the function at addr, 0 if it cannot be traced. */
unsigned long fesh_ftrace_location(unsigned long addr);

/* Registers at the entry of a traced function; only those of arguments are valid. */
static __always_inline const struct pt_regs *fesh_entry_regs(struct ftrace_regs *fregs)
{
#ifdef arch_ftrace_regs		/* 6.13, and what was taken back to 6.12 */
	return &arch_ftrace_regs(fregs)->regs;
#else
	return &fregs->regs;
#endif
}

#ifndef FESH_HAVE_VM_FLAGS_SET	/* 6.3 */
static inline void vm_flags_set(struct vm_area_struct *vma, unsigned long flags)
{
	vma->vm_flags |= flags;
}

static inline void vm_flags_clear(struct vm_area_struct *vma, unsigned long flags)
{
	vma->vm_flags &= ~flags;
}
#endif

#endif /* FESH_COMPAT_H */
