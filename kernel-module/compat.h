/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Differences between kernels, and symbols that no kernel exports.  Every
 * version check and every look-up of an unexported symbol is here.
 */
#ifndef FESH_COMPAT_H
#define FESH_COMPAT_H

#include <linux/ftrace.h>
#include <linux/mm.h>
#include <linux/version.h>

/* Finds what the module cannot do without; prints what is missing. */
int fesh_compat_init(void);

/* Address of "symbol" or "module:symbol", 0 if there is none. */
unsigned long fesh_symbol_address(const char *name);

/* Where ftrace calls from in the function at addr, 0 if it cannot be traced. */
unsigned long fesh_ftrace_location(unsigned long addr);

struct dentry;
struct file_operations;

/*
 * What real trace events need beyond the exported trace_add_event_call(): false,
 * and the first that is missing in *missing, if this kernel hides any of it.
 */
bool fesh_compat_find_tracefs(const char **missing);
/* event_mutex: the rest of tracing's lists, and every class->reg(), is under it. */
void fesh_event_lock(void);
void fesh_event_unlock(void);
struct dentry *fesh_tracefs_create_file(const char *name, umode_t mode, const struct file_operations *fops);
void fesh_tracefs_remove(struct dentry *dentry);
/* With the event lock held: empties the trace buffers that hold records of removed events. */
void fesh_forget_removed_events(void);

/* Registers at the entry of a traced function; only those of arguments are valid. */
static __always_inline const struct pt_regs *fesh_entry_regs(struct ftrace_regs *fregs)
{
#if LINUX_VERSION_CODE >= KERNEL_VERSION(6, 13, 0)
	return &arch_ftrace_regs(fregs)->regs;
#else
	return &fregs->regs;
#endif
}

static inline void fesh_vm_flags_clear(struct vm_area_struct *vma, unsigned long flags)
{
#if LINUX_VERSION_CODE >= KERNEL_VERSION(6, 3, 0)
	vm_flags_clear(vma, flags);
#else
	vma->vm_flags &= ~flags;
#endif
}

static inline void fesh_vm_flags_set(struct vm_area_struct *vma, unsigned long flags)
{
#if LINUX_VERSION_CODE >= KERNEL_VERSION(6, 3, 0)
	vm_flags_set(vma, flags);
#else
	vma->vm_flags |= flags;
#endif
}

#endif /* FESH_COMPAT_H */
