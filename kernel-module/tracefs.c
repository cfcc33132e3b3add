// SPDX-License-Identifier: GPL-2.0-only
/*
 * function_events (tracefs.h): a session without owner, shared by all who open
 * the file.  As in 2018, opening it with O_TRUNC, which is the shell's ">",
 * removes every event; other than in 2018, all of them or none.
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/capability.h>
#include <linux/fs.h>
#include <linux/module.h>
#include <linux/printk.h>
#include <linux/security.h>

#include "compat.h"
#include "event.h"
#include "lines.h"
#include "trace_event.h"
#include "tracefs.h"

static bool wanted = true;
module_param_named(tracefs, wanted, bool, 0444);
MODULE_PARM_DESC(tracefs, "create function_events in tracefs (default: yes)");

static struct fesh_session *events;
static struct dentry *dentry;

static int function_events_open(struct inode *inode, struct file *file)
{
	enum fesh_error error = FESH_ERROR_NONE;

	if (!capable(CAP_SYS_ADMIN))
		return -EPERM;
	if (security_locked_down(LOCKDOWN_TRACEFS) || security_locked_down(LOCKDOWN_KPROBES))
		return -EPERM;
	if (!(file->f_mode & FMODE_WRITE))
		return 0;
	mutex_lock(&events->lock);
	events->refused.error = FESH_ERROR_NONE;
	if (file->f_flags & O_TRUNC)
		error = fesh_session_clear(events);
	mutex_unlock(&events->lock);
	return error ? -EBUSY : 0;
}

static ssize_t function_events_write(struct file *file, const char __user *buf, size_t count, loff_t *ppos)
{
	return fesh_lines_write(events, buf, count);
}

static ssize_t function_events_read(struct file *file, char __user *buf, size_t count, loff_t *ppos)
{
	return fesh_lines_read(events, buf, count, ppos);
}

static const struct file_operations function_events_fops = {
	.owner = THIS_MODULE,
	.open = function_events_open,
	.read = function_events_read,
	.write = function_events_write,
	.llseek = default_llseek,
};

void fesh_tracefs_init(void)
{
	const char *missing = "tracefs=0";

	if (!wanted || !fesh_compat_find_tracefs(&missing)) {
		pr_info("no function_events here (%s), only /dev/fesh\n", missing);
		return;
	}
	events = fesh_session_create_traced();
	if (events)
		dentry = fesh_tracefs_create_file("function_events", 0600, &function_events_fops);
	if (IS_ERR_OR_NULL(dentry)) {
		pr_info("no function_events here (tracefs refused it), only /dev/fesh\n");
		dentry = NULL;
	}
}

void fesh_tracefs_exit(void)
{
	if (dentry)
		fesh_tracefs_remove(dentry);
	if (events)
		fesh_session_destroy(events);
	fesh_trace_exit();
}
