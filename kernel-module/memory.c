// SPDX-License-Identifier: GPL-2.0-only
/* Reads of kernel memory (memory.h). */
#include <linux/capability.h>
#include <linux/errno.h>
#include <linux/mm.h>
#include <linux/security.h>
#include <linux/sched/signal.h>
#include <linux/slab.h>
#include <linux/uaccess.h>

#include "fetch.h"
#include "memory.h"

/*
 * Beside the opener's rights: asked at each read and not only when the file was opened: the descriptor may
 * have gone to another process, and the kernel may have been locked down since.
 */
static bool may_read(void)
{
	return capable(CAP_SYS_ADMIN) && !security_locked_down(LOCKDOWN_KCORE) &&
	       !security_locked_down(LOCKDOWN_BPF_READ_KERNEL);
}

/* As much of the len bytes at addr, all in one page, as can be read. */
static u32 read_in_page(u8 *to, u64 addr, u32 len)
{
	u32 done = 0;

	if (!copy_from_kernel_nofault(to, (void *)addr, len))
		return len;
	/* A hole that begins in a page is not usual memory: slowly, then. */
	while (done < len && !copy_from_kernel_nofault(to + done, (void *)(addr + done), 1))
		done++;
	return done;
}

static long read_memory(struct fesh_read *read, u8 *page)
{
	while (read->done < read->len) {
		u64 addr = read->address + read->done;
		u32 step = min_t(u64, read->len - read->done, PAGE_SIZE - (addr & ~PAGE_MASK));
		u32 got;

		/* User memory is not ours to show, nor is what lies beyond the last address. */
		if (addr < fesh_kernel_start)
			break;
		got = read_in_page(page, addr, step);
		if (copy_to_user(u64_to_user_ptr(read->buffer + read->done), page, got))
			return -EFAULT;
		read->done += got;
		if (got < step)
			break;
		if (fatal_signal_pending(current))
			return -EINTR;
		cond_resched();
	}
	return 0;
}

long fesh_memory_read(struct fesh_read __user *arg)
{
	struct fesh_read read;
	u8 *page;
	long ret;

	if (copy_from_user(&read, arg, sizeof(read)))
		return -EFAULT;
	if (read.flags || read.pad || read.len > FESH_READ_MAX)
		return -EINVAL;
	if (!may_read())
		return -EPERM;
	page = kmalloc(PAGE_SIZE, GFP_KERNEL);
	if (!page)
		return -ENOMEM;
	read.done = 0;
	ret = read_memory(&read, page);
	kfree(page);
	if (!ret && copy_to_user(arg, &read, sizeof(read)))
		return -EFAULT;
	return ret;
}
