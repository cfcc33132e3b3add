// SPDX-License-Identifier: GPL-2.0-only
/* Unexported symbols (compat.h). */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/errno.h>
#include <linux/kprobes.h>
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

unsigned long fesh_symbol_address(const char *name)
{
	return lookup_name(name);
}

unsigned long fesh_ftrace_location(unsigned long addr)
{
	return location_of(addr);
}
