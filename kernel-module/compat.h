/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Differences between kernels, and symbols that no kernel exports: every look-up
 * of an unexported symbol is here, and every test for what a kernel has.  Where
 * the preprocessor cannot tell, Kbuild looks into the headers and defines
 * FESH_HAVE_x; versions are not asked, because distributions take features back.
 */
#ifndef FESH_COMPAT_H
#define FESH_COMPAT_H

#include <linux/cred.h>
#include <linux/ftrace.h>
#include <linux/mm.h>
#include <linux/module.h>
#include <linux/rethook.h>

/* Finds what the module cannot do without; prints what is missing. */
int fesh_compat_init(void);

/* Address of "symbol" or "module:symbol", 0 if there is none. */
unsigned long fesh_symbol_address(const char *name);

/*
 * Calls fn for the address of each function or other symbol of this name, in the
 * kernel itself if module is NULL, in a loaded module otherwise ("": in any).
 */
void fesh_each_symbol(const char *name, const char *module, void (*fn)(void *data, unsigned long addr), void *data);

/* Name of the module that addr lies in, "" for the kernel itself. */
void fesh_module_name(unsigned long addr, char name[MODULE_NAME_LEN]);

/* Whether kallsyms shows this kernel's addresses to whoever has these rights (kptr_restrict). */
bool fesh_shows_addresses(const struct cred *cred);

/* Whether perf lets CAP_PERFMON trace the kernel: Debian's perf_event_paranoid has a 3 for "not even that". */
bool fesh_perfmon_suffices(void);

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

/*
 * Return hooks: rethook, which kretprobes are made of, is exported nowhere.  False
 * if this kernel does not have it.
 */
bool fesh_compat_find_rethook(void);

extern struct fesh_rethook_calls {
	struct rethook_node *(*try_get)(struct rethook *rh);
	void (*recycle)(struct rethook_node *node);
	unsigned long trampoline;
} fesh_rethook;

/* n nodes of size bytes, which begin with a struct rethook_node.  NULL if there is no memory. */
struct rethook *fesh_rethook_create(void *data, rethook_handler_t handler, u32 size, u32 n);
/* The handler may still run on other CPUs; the nodes go when their calls have returned. */
void fesh_rethook_free(struct rethook *rh);

/* A free node, or NULL; only where RCU watches. */
static __always_inline struct rethook_node *fesh_rethook_try_get(struct rethook *rh)
{
#ifdef _LINUX_OBJPOOL_H
	return fesh_rethook.try_get(rh);
#else
	/* What rethook_try_get() does, at half its cost. */
	struct freelist_node *free = freelist_try_get(&rh->pool);

	return free ? container_of(free, struct rethook_node, freelist) : NULL;
#endif
}

static __always_inline void fesh_rethook_recycle(struct rethook_node *node)
{
	fesh_rethook.recycle(node);
}

/*
 * rethook_hook() of x86, inline because of what an indirect call costs: the node
 * goes to the task's shadow stack and the trampoline to where sp points, the
 * return address.  regs: of the entry, of which only sp is needed.
 */
static __always_inline void fesh_rethook_hook(struct rethook_node *node, const struct pt_regs *regs,
					      struct task_struct *task)
{
	unsigned long *stack = (unsigned long *)regs->sp;

	node->ret_addr = stack[0];
	node->frame = regs->sp;
	stack[0] = fesh_rethook.trampoline;
	node->llist.next = task->rethooks.first;
	barrier();
	task->rethooks.first = &node->llist;
}

/* Handlers are told the return address apart since 6.6; regs->ip is the same. */
typedef void (*fesh_rethook_handler_3)(struct rethook_node *node, void *data, struct pt_regs *regs);

#define FESH_RETHOOK_HANDLER(name)									\
	static void __maybe_unused name##_3(struct rethook_node *node, void *data, struct pt_regs *regs) \
	{												\
		name(node, data, regs);									\
	}												\
	static void __maybe_unused name##_4(struct rethook_node *node, void *data, unsigned long ret,	\
					    struct pt_regs *regs)					\
	{												\
		name(node, data, regs);									\
	}

#define fesh_rethook_handler(name)									\
	__builtin_choose_expr(__builtin_types_compatible_p(rethook_handler_t, fesh_rethook_handler_3),	\
			      name##_3, name##_4)

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
