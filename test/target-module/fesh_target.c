// SPDX-License-Identifier: GPL-2.0-only
/*
 * A module to be traced: functions with known arguments, called when user space
 * asks /dev/fesh_target to.  For tests only; it does nothing else.
 */
#include <linux/fs.h>
#include <linux/miscdevice.h>
#include <linux/module.h>
#include <linux/uaccess.h>
#include <linux/vmalloc.h>
#include <linux/wait.h>

#include "fesh_target.h"

/* Neither inlined nor cloned, and called with every argument in its place. */
#define TARGET noinline __attribute__((__noipa__)) __used

__diag_ignore_all("-Wmissing-prototypes", "nobody calls them but this file; kernels from 6.8 on ask");

static u64 sink;

TARGET void fesh_target_void(void)
{
	sink++;
}

TARGET void fesh_target_ints(s8 a, u8 b, s16 c, u16 d, s32 e, u32 f)
{
	sink += a + b + c + d + e + f;
}

TARGET void fesh_target_longs(s64 a, u64 b)
{
	sink += a + b;
}

TARGET void fesh_target_args(u64 a, u64 b, u64 c, u64 d, u64 e, u64 f)
{
	sink += a + b + c + d + e + f;
}

TARGET void fesh_target_many(u64 a, u64 b, u64 c, u64 d, u64 e, u64 f, u64 g, u64 h)
{
	sink += a + b + c + d + e + f + g + h;
}

TARGET void fesh_target_chain(const struct fesh_target_node *node)
{
	sink += node->magic;
}

TARGET void fesh_target_text(const char *kernel, const char *other)
{
	sink += (unsigned long)kernel + (unsigned long)other;
}

/* As compilers name what they have specialised. */
TARGET void fesh_target_clone(int a) __asm__("fesh_target_clone.isra.0");
TARGET void fesh_target_clone(int a)
{
	sink += a;
}

/* fesh_twin.ko has a function of this name too. */
static TARGET void fesh_target_twin(int a)
{
	sink += a;
}

TARGET notrace void fesh_target_notrace(int a)
{
	sink += a;
}

TARGET long fesh_target_sum(long a, long b)
{
	return a + b;
}

TARGET int fesh_target_depth(int n)
{
	int below = n ? fesh_target_depth(n - 1) : -1;

	sink++;
	return below + 1;
}

static DECLARE_WAIT_QUEUE_HEAD(waiting);
static u32 wakes;

TARGET long fesh_target_wait(long a)
{
	u32 seen = READ_ONCE(wakes);

	wait_event_killable(waiting, READ_ONCE(wakes) != seen);
	return a;
}

TARGET long fesh_target_touch(const char __user *text)
{
	char copy[16];

	return strncpy_from_user(copy, text, sizeof(copy));
}

static struct fesh_target_node nodes[] = {
	{ 0xfe5f0001, "first", &nodes[1], "text of first", fesh_target_void, { 2, 0, 0, 0, 0, 1 }, -1, { 1, 1ull << 32 } },
	{ 0xfe5f0002, "second", &nodes[2], "text of second", fesh_target_void, { 2, 0, 0, 0, 0, 2 }, -2, { 2, 2ull << 32 } },
	{ 0xfe5f0003, "third", NULL, "text of third", fesh_target_void, { 2, 0, 0, 0, 0, 3 }, -3, { 3, 3ull << 32 } },
};

TARGET struct fesh_target_node *fesh_target_node_of(u32 i)
{
	return i < ARRAY_SIZE(nodes) ? &nodes[i] : NULL;
}

static char *edge;		/* two areas of a page, each before an unmapped one */
static char *edge_with_end;
static char long_text[3001];
static char limit_text[1024];

static long target_call(const struct fesh_target_call *c)
{
	switch (c->function) {
	case FESH_TARGET_VOID:
		fesh_target_void();
		return 0;
	case FESH_TARGET_INTS:
		fesh_target_ints(-1, 255, -2, 65534, -3, 4294967293u);
		return 0;
	case FESH_TARGET_LONGS:
		fesh_target_longs(-4, ~0ull);
		return 0;
	case FESH_TARGET_ARGS:
		fesh_target_args(c->args[0], c->args[1], c->args[2], c->args[3], c->args[4], c->args[5]);
		return 0;
	case FESH_TARGET_MANY:
		fesh_target_many(1, 2, 3, 4, 5, 6, 7, 8);
		return 0;
	case FESH_TARGET_CHAIN:
		fesh_target_chain(nodes);
		return 0;
	case FESH_TARGET_TEXT:
		fesh_target_text("text of the kernel", (const char *)c->args[0]);
		return 0;
	case FESH_TARGET_EDGE:
		fesh_target_text(edge + PAGE_SIZE - 4, edge_with_end + PAGE_SIZE - 4);
		return 0;
	case FESH_TARGET_LONG_TEXT:
		fesh_target_text(long_text, limit_text);
		return 0;
	case FESH_TARGET_CLONE:
		fesh_target_clone(7);
		return 0;
	case FESH_TARGET_NOTRACE:
		fesh_target_notrace(8);
		return 0;
	case FESH_TARGET_SUM:
		sink += fesh_target_sum(c->args[0], c->args[1]);
		return 0;
	case FESH_TARGET_DEPTH:
		return fesh_target_depth(c->args[0]) == c->args[0] ? 0 : -EIO;
	case FESH_TARGET_WAIT:
		return fesh_target_wait(c->args[0]) == c->args[0] ? 0 : -EIO;
	case FESH_TARGET_WAKE:
		WRITE_ONCE(wakes, wakes + 1);
		wake_up_all(&waiting);
		return 0;
	case FESH_TARGET_NODE:
		sink += (unsigned long)fesh_target_node_of(c->args[0]);
		return 0;
	case FESH_TARGET_TOUCH:
		return min(fesh_target_touch((const char __user *)c->args[0]), 0l);
	case FESH_TARGET_TWIN:
		fesh_target_twin(9);
		return 0;
	default:
		return -EINVAL;
	}
}

static long target_ioctl(struct file *file, unsigned int cmd, unsigned long arg)
{
	struct fesh_target_call c;
	long ret = 0;

	if (cmd != FESH_TARGET_CALL)
		return -ENOTTY;
	if (copy_from_user(&c, (void __user *)arg, sizeof(c)))
		return -EFAULT;
	for (u32 i = 0; i < c.times && !ret; i++) {
		ret = target_call(&c);
		cond_resched();
	}
	return ret;
}

static const struct file_operations target_fops = {
	.owner = THIS_MODULE,
	.unlocked_ioctl = target_ioctl,
};

static struct miscdevice target_misc = {
	.minor = MISC_DYNAMIC_MINOR,
	.name = "fesh_target",
	.mode = 0600,
	.fops = &target_fops,
};

static int __init target_init(void)
{
	int err = -ENOMEM;

	/* vmalloc() leaves an unmapped page behind each area. */
	edge = vmalloc(PAGE_SIZE);
	edge_with_end = vmalloc(PAGE_SIZE);
	if (!edge || !edge_with_end)
		goto err_free;
	memset(edge, 'x', PAGE_SIZE);
	memset(edge_with_end, 'y', PAGE_SIZE);
	edge_with_end[PAGE_SIZE - 1] = '\0';
	memset(long_text, 'k', sizeof(long_text) - 1);
	memset(limit_text, 'm', sizeof(limit_text) - 1);
	err = misc_register(&target_misc);
	if (err)
		goto err_free;
	return 0;

err_free:
	vfree(edge_with_end);
	vfree(edge);
	return err;
}

static void __exit target_exit(void)
{
	misc_deregister(&target_misc);
	vfree(edge_with_end);
	vfree(edge);
}

module_init(target_init);
module_exit(target_exit);

MODULE_LICENSE("GPL");
MODULE_DESCRIPTION("Functions with known arguments, to be traced by tests of fesh");
