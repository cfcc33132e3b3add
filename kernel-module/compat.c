// SPDX-License-Identifier: GPL-2.0-only
/* Unexported symbols (compat.h). */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/errno.h>
#include <linux/kprobes.h>
#include <linux/mutex.h>
#include <linux/printk.h>

#include "compat.h"

static unsigned long (*lookup_name)(const char *name);
static unsigned long (*location_of)(unsigned long ip);

/*
 * kallsyms_lookup_name() itself is not exported since 5.7, but the address of a
 * kprobe that names it is known once the kprobe is registered.
 */
static int find_lookup_name(void)
{
	struct kprobe kp = { .symbol_name = "kallsyms_lookup_name" };
	int err = register_kprobe(&kp);

	if (err) {
		pr_err("kallsyms_lookup_name is out of reach: a kprobe on it fails with %d\n", err);
		return err;
	}
	lookup_name = (void *)kp.addr;
	unregister_kprobe(&kp);
	return 0;
}

int fesh_compat_init(void)
{
	int err = find_lookup_name();

	if (err)
		return err;
	location_of = (void *)lookup_name("ftrace_location");
	if (!location_of) {
		pr_err("ftrace_location is missing: this kernel has no dynamic ftrace\n");
		return -ENOENT;
	}
	return 0;
}

/* The addresses of these are not exported by 6.1, 6.12 and 7.2 (but for tracefs_create_file in the last). */
static struct {
	struct mutex *event_mutex;
	struct dentry *(*create_file)(const char *name, umode_t mode, struct dentry *parent, void *data,
				      const struct file_operations *fops);
	void (*remove)(struct dentry *dentry);
	void (*reset_removed)(void);
} tracefs;

bool fesh_compat_find_tracefs(const char **missing)
{
	const struct {
		const char *name;
		void **to;
	} wanted[] = {
		{ "event_mutex", (void **)&tracefs.event_mutex },
		{ "tracefs_create_file", (void **)&tracefs.create_file },
		{ "tracefs_remove", (void **)&tracefs.remove },
		{ "tracing_reset_all_online_cpus", (void **)&tracefs.reset_removed },
	};

	for (int i = 0; i < ARRAY_SIZE(wanted); i++) {
		*wanted[i].to = (void *)lookup_name(wanted[i].name);
		if (!*wanted[i].to) {
			*missing = wanted[i].name;
			return false;
		}
	}
	return true;
}

void fesh_event_lock(void)
{
	mutex_lock(tracefs.event_mutex);
}

void fesh_event_unlock(void)
{
	mutex_unlock(tracefs.event_mutex);
}

struct dentry *fesh_tracefs_create_file(const char *name, umode_t mode, const struct file_operations *fops)
{
	return tracefs.create_file(name, mode, NULL, NULL, fops);
}

void fesh_tracefs_remove(struct dentry *dentry)
{
	tracefs.remove(dentry);
}

void fesh_forget_removed_events(void)
{
	tracefs.reset_removed();
}

unsigned long fesh_symbol_address(const char *name)
{
	return lookup_name(name);
}

unsigned long fesh_ftrace_location(unsigned long addr)
{
	return location_of(addr);
}
