// SPDX-License-Identifier: GPL-2.0-only
/*
 * /dev/fesh: the file operations of a session, and nothing but the passage of
 * bytes between them and event.c, ring.c.
 */
#include <linux/capability.h>
#include <linux/fs.h>
#include <linux/miscdevice.h>
#include <linux/module.h>
#include <linux/poll.h>
#include <linux/security.h>
#include <linux/slab.h>
#include <linux/uaccess.h>

#include "attach.h"
#include "compat.h"
#include "device.h"
#include "event.h"
#include "lines.h"
#include "memory.h"

#define DESCRIBE_MAX	(16u << 20)

static int device_open(struct inode *inode, struct file *file)
{
	/* Whatever the mode of the node; for memory a session asks for more. */
	if (!capable(CAP_SYS_ADMIN) && !(fesh_perfmon_suffices() && capable(CAP_PERFMON)))
		return -EPERM;
	if (security_locked_down(LOCKDOWN_KPROBES))
		return -EPERM;
	file->private_data = fesh_session_create(file->f_cred);
	return file->private_data ? 0 : -ENOMEM;
}

static int device_release(struct inode *inode, struct file *file)
{
	fesh_session_destroy(file->private_data);
	return 0;
}

static long ioctl_setup(struct fesh_session *s, struct fesh_setup __user *arg)
{
	struct fesh_setup setup;
	int err;

	if (copy_from_user(&setup, arg, sizeof(setup)))
		return -EFAULT;
	err = fesh_session_setup(s, &setup);
	/* Also when the versions differ: the caller can say which ones. */
	setup.abi_version = FESH_ABI_VERSION;
	if (copy_to_user(arg, &setup, sizeof(setup)))
		return -EFAULT;
	return err;
}

static long ioctl_line(struct fesh_session *s, struct fesh_line __user *arg)
{
	struct fesh_line line;
	char *text;

	if (copy_from_user(&line, arg, sizeof(line)))
		return -EFAULT;
	/* What is longer than any line is refused as a line, for which its beginning is enough. */
	line.len = min_t(u32, line.len, FESH_LINE_MAX);
	text = memdup_user(u64_to_user_ptr(line.text), line.len);
	if (IS_ERR(text))
		return PTR_ERR(text);
	fesh_session_line(s, text, line.len, &line);
	kfree(text);
	return copy_to_user(arg, &line, sizeof(line)) ? -EFAULT : 0;
}

static long ioctl_describe(struct fesh_session *s, struct fesh_text __user *arg)
{
	struct fesh_text text;
	struct fesh_text_out out = {};
	int err;

	if (copy_from_user(&text, arg, sizeof(text)))
		return -EFAULT;
	out.cap = min(text.len, DESCRIBE_MAX);
	out.buf = kvmalloc(out.cap + 1, GFP_KERNEL);
	if (!out.buf)
		return -ENOMEM;
	err = fesh_session_describe(s, text.id, &out);
	if (err)
		goto out;
	text.len = out.len;
	if (copy_to_user(u64_to_user_ptr(text.text), out.buf, min(out.len, out.cap)) ||
	    copy_to_user(arg, &text, sizeof(text)))
		err = -EFAULT;
out:
	kvfree(out.buf);
	return err;
}

static long ioctl_modules(u64 __user *arg)
{
	return put_user(fesh_module_changes(), arg);
}

static long device_ioctl(struct file *file, unsigned int cmd, unsigned long arg)
{
	struct fesh_session *s = file->private_data;
	void __user *p = (void __user *)arg;
	long ret;

	mutex_lock(&s->lock);
	switch (cmd) {
	case FESH_IOC_SETUP:
		ret = ioctl_setup(s, p);
		break;
	case FESH_IOC_LINE:
		ret = ioctl_line(s, p);
		break;
	case FESH_IOC_DESCRIBE:
		ret = ioctl_describe(s, p);
		break;
	case FESH_IOC_READ:
		ret = s->reads_memory ? fesh_memory_read(p) : -EPERM;
		break;
	case FESH_IOC_MODULES:
		ret = ioctl_modules(p);
		break;
	default:
		ret = -ENOTTY;
	}
	mutex_unlock(&s->lock);
	return ret;
}

static ssize_t device_write(struct file *file, const char __user *buf, size_t count, loff_t *ppos)
{
	return fesh_lines_write(file->private_data, buf, count);
}

static ssize_t device_read(struct file *file, char __user *buf, size_t count, loff_t *ppos)
{
	return fesh_lines_read(file->private_data, buf, count, ppos);
}

static int device_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct fesh_session *s = file->private_data;

	/*
	 * Set once, before this: no need of the lock, which is taken around page faults
	 * elsewhere.  Pairs with the release in fesh_rings_create().
	 */
	return smp_load_acquire(&s->rings.ring) ? fesh_rings_mmap(&s->rings, vma) : -ENXIO;
}

static __poll_t device_poll(struct file *file, struct poll_table_struct *table)
{
	struct fesh_session *s = file->private_data;

	/* Pairs with the release in fesh_rings_create(). */
	return smp_load_acquire(&s->rings.ring) ? fesh_rings_poll(&s->rings, file, table) : EPOLLERR;
}

static const struct file_operations fesh_fops = {
	.owner = THIS_MODULE,
	.open = device_open,
	.release = device_release,
	.unlocked_ioctl = device_ioctl,
	.compat_ioctl = compat_ptr_ioctl,
	.read = device_read,
	.write = device_write,
	.mmap = device_mmap,
	.poll = device_poll,
	.llseek = default_llseek,
};

static struct miscdevice fesh_misc = {
	.minor = MISC_DYNAMIC_MINOR,
	.name = "fesh",
	.mode = 0600,
	.fops = &fesh_fops,
};

int fesh_device_register(void)
{
	return misc_register(&fesh_misc);
}

void fesh_device_unregister(void)
{
	misc_deregister(&fesh_misc);
}
