// SPDX-License-Identifier: GPL-2.0-only
/* Unexported symbols (compat.h). */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/err.h>
#include <linux/errno.h>
#include <linux/kprobes.h>
#include <linux/module.h>
#include <linux/mutex.h>
#include <linux/printk.h>
#include <linux/slab.h>
#include <linux/string.h>

#include "compat.h"

static unsigned long (*lookup_name)(const char *name);
static unsigned long (*location_of)(unsigned long ip);
static struct module *(*module_at)(unsigned long addr);
/* Since 6.2, and in Debian's 6.1; without it only the first symbol of a name is found. */
static int (*each_match)(int (*fn)(void *data, unsigned long addr), const char *name, void *data);
static void *each_in_modules;
static bool (*show_value)(const struct cred *cred);
static const int *perf_paranoid;

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
	each_match = (void *)lookup_name("kallsyms_on_each_match_symbol");
	each_in_modules = (void *)lookup_name("module_kallsyms_on_each_symbol");
	module_at = (void *)lookup_name("__module_address");
	perf_paranoid = (void *)lookup_name("sysctl_perf_event_paranoid");
	show_value = (void *)lookup_name("kallsyms_show_value");
	if (!each_in_modules || !module_at) {
		pr_err("module_kallsyms_on_each_symbol or __module_address is missing\n");
		return -ENOENT;
	}
	return 0;
}

struct fesh_rethook_calls fesh_rethook;

/* With nodes in an objpool (6.7) they are made all at once. */
static struct {
#ifdef _LINUX_OBJPOOL_H
	struct rethook *(*alloc)(void *data, rethook_handler_t handler, int size, int num);
#else
	struct rethook *(*alloc)(void *data, rethook_handler_t handler);
	void (*add_node)(struct rethook *rh, struct rethook_node *node);
#endif
	void (*free)(struct rethook *rh);
} rethook;

bool fesh_compat_find_rethook(void)
{
	rethook.alloc = (void *)lookup_name("rethook_alloc");
	rethook.free = (void *)lookup_name("rethook_free");
	fesh_rethook.try_get = (void *)lookup_name("rethook_try_get");
	fesh_rethook.trampoline = lookup_name("arch_rethook_trampoline");
	fesh_rethook.recycle = (void *)lookup_name("rethook_recycle");
#ifndef _LINUX_OBJPOOL_H
	rethook.add_node = (void *)lookup_name("rethook_add_node");
	if (!rethook.add_node)
		return false;
#endif
	return rethook.alloc && rethook.free && fesh_rethook.try_get && fesh_rethook.recycle && fesh_rethook.trampoline;
}

struct rethook *fesh_rethook_create(void *data, rethook_handler_t handler, u32 size, u32 n)
{
#ifdef _LINUX_OBJPOOL_H
	struct rethook *rh = rethook.alloc(data, handler, size, n);

	return IS_ERR(rh) ? NULL : rh;
#else
	struct rethook *rh = rethook.alloc(data, handler);

	if (!rh)
		return NULL;
	while (n--) {
		struct rethook_node *node = kzalloc(size, GFP_KERNEL_ACCOUNT | __GFP_NOWARN);

		if (!node) {
			rethook.free(rh);
			return NULL;
		}
		rethook.add_node(rh, node);
	}
	return rh;
#endif
}

void fesh_rethook_free(struct rethook *rh)
{
	rethook.free(rh);
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

struct search {
	const char *name;
	const char *module;
	void (*fn)(void *data, unsigned long addr);
	void *data;
};

static int found(void *data, unsigned long addr)
{
	struct search *search = data;

	search->fn(search->data, addr);
	return 0;
}

/* module_kallsyms_on_each_symbol() until 6.2, and from 6.4 on. */
typedef int each_with_module(int (*fn)(void *data, const char *name, struct module *mod, unsigned long addr),
			     void *data);
typedef int each_of_module(const char *module, int (*fn)(void *data, const char *name, unsigned long addr),
			   void *data);
#define EACH_IS(type)	__builtin_types_compatible_p(typeof(module_kallsyms_on_each_symbol), type)
static_assert(EACH_IS(each_with_module) || EACH_IS(each_of_module));

static int found_with_module(void *data, const char *name, struct module *mod, unsigned long addr)
{
	struct search *search = data;

	if (strcmp(name, search->name) || (*search->module && strcmp(mod->name, search->module)))
		return 0;
	return found(data, addr);
}

static int found_of_module(void *data, const char *name, unsigned long addr)
{
	struct search *search = data;

	return strcmp(name, search->name) ? 0 : found(data, addr);
}

static void search_modules(struct search *search)
{
	if (EACH_IS(each_with_module))
		((each_with_module *)each_in_modules)(found_with_module, search);
	else
		((each_of_module *)each_in_modules)(*search->module ? search->module : NULL, found_of_module, search);
}

void fesh_each_symbol(const char *name, const char *module, void (*fn)(void *data, unsigned long addr), void *data)
{
	struct search search = { .name = name, .module = module, .fn = fn, .data = data };
	unsigned long addr;

	if (module) {
		search_modules(&search);
	} else if (each_match) {
		each_match(found, name, &search);
	} else {
		addr = lookup_name(name);
		if (addr)
			found(&search, addr);
	}
}

void fesh_module_name(unsigned long addr, char name[MODULE_NAME_LEN])
{
	const struct module *mod;

	preempt_disable();
	mod = module_at(addr);
	strscpy(name, mod ? mod->name : "", MODULE_NAME_LEN);
	preempt_enable();
}

bool fesh_shows_addresses(const struct cred *cred)
{
	return show_value && show_value(cred);
}

bool fesh_perfmon_suffices(void)
{
	return perf_paranoid && READ_ONCE(*perf_paranoid) <= 2;
}

unsigned long fesh_ftrace_location(unsigned long addr)
{
	return location_of(addr);
}
