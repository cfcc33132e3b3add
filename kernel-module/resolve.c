// SPDX-License-Identifier: GPL-2.0-only
/* Names of functions and symbols (resolve.h). */
#include <linux/errno.h>
#include <linux/module.h>
#include <linux/slab.h>
#include <linux/sort.h>
#include <linux/string.h>

#include "compat.h"
#include "resolve.h"

static int refuse(struct fesh_parse *p, enum fesh_error error, u32 column)
{
	p->error = error;
	p->column = column;
	return -EINVAL;
}

/*
 * What the handler calls: an event there would record nothing but itself.  (What
 * it inlines, or what the kernel marks notrace, need not be named.)
 */
static const char * const handlers_own[] = {
	"arch_irq_work_raise",
	"copy_from_user_nofault",
	"irq_work_queue",
	"ktime_get_mono_fast_ns",
	"nmi_uaccess_okay",
	"__irq_work_queue_local",
};

static bool is_handlers_own(const char *symbol)
{
	for (int i = 0; i < ARRAY_SIZE(handlers_own); i++)
		if (!strcmp(symbol, handlers_own[i]))
			return true;
	return false;
}

/* "x" of SyS_x, sys_x and __x64_sys_x, or NULL. */
static const char *syscall_of(const char *func)
{
	static const char * const prefixes[] = { "__x64_sys_", "SyS_", "sys_" };

	for (int i = 0; i < ARRAY_SIZE(prefixes); i++)
		if (str_has_prefix(func, prefixes[i]))
			return func + strlen(prefixes[i]);
	return NULL;
}

/* Addresses found so far; those beyond room are only counted. */
struct found {
	unsigned long *addrs;
	u32 n;
	u32 room;
	bool traceable_only;
};

static void add_found(void *data, unsigned long addr)
{
	struct found *found = data;

	if (found->traceable_only && !fesh_ftrace_location(addr))
		return;
	if (found->n < found->room)
		found->addrs[found->n] = addr;
	found->n++;
}

static int compare_addrs(const void *a, const void *b)
{
	unsigned long x = *(const unsigned long *)a, y = *(const unsigned long *)b;

	return x < y ? -1 : x > y;
}

/* An alias may have given an address twice. */
static u32 sort_addrs(unsigned long *addrs, u32 n)
{
	u32 kept = 0;

	sort(addrs, n, sizeof(*addrs), compare_addrs, NULL);
	for (u32 i = 0; i < n; i++)
		if (!kept || addrs[i] != addrs[kept - 1])
			addrs[kept++] = addrs[i];
	return kept;
}

/* All addresses of name into t; -ENOENT if there is none. */
static int find_all(struct fesh_target *t, const char *name, const char *module)
{
	struct found found = {};

	for (;;) {
		found.n = 0;
		fesh_each_symbol(name, module, add_found, &found);
		if (!found.n)
			return -ENOENT;
		if (found.n <= found.room)
			break;
		/* A module with more of them may come in between: then once more. */
		kvfree(found.addrs);
		found.room = found.n;
		found.addrs = kvmalloc_array(found.room, sizeof(*found.addrs), GFP_KERNEL);
		if (!found.addrs)
			return -ENOMEM;
	}
	t->addrs = found.addrs;
	t->copies = sort_addrs(found.addrs, found.n);
	return 0;
}

/*
 * Since 4.17 a system call is entered through __x64_sys_x(regs) whatever the old
 * names say.  There are other functions called sys_x: they are meant when no
 * system call has the name.  A name without module is looked for in the kernel
 * first and then in its modules.
 */
static int find_named(const struct fesh_spec *spec, struct fesh_target *t)
{
	char func[KSYM_NAME_LEN], module[MODULE_NAME_LEN];
	const char *call;
	int err;

	if (spec->func.len + sizeof("__x64_sys_") + spec->module.len >= sizeof(func) || spec->module.len >= sizeof(module))
		return -ENOENT;
	snprintf(func, sizeof(func), "%.*s", spec->func.len, spec->line + spec->func.at);
	snprintf(module, sizeof(module), "%.*s", spec->module.len, spec->line + spec->module.at);
	call = *module ? NULL : syscall_of(func);
	if (call) {
		snprintf(t->symbol, sizeof(t->symbol), "__x64_sys_%s", call);
		err = find_all(t, t->symbol, NULL);
		if (err != -ENOENT) {
			t->user_regs = !err;
			return err;
		}
	}
	snprintf(t->symbol, sizeof(t->symbol), "%s%s%s", module, *module ? ":" : "", func);
	if (*module)
		return find_all(t, func, module);
	err = find_all(t, func, NULL);
	return err == -ENOENT ? find_all(t, func, "") : err;
}

/* Keeps the one that the line asks for, or all that can be traced. */
static int choose(const struct fesh_spec *spec, struct fesh_target *t, struct fesh_parse *p)
{
	u32 asked = 0;

	for (u32 i = 0; i < t->copies; i++) {
		unsigned long addr = t->addrs[i];

		if (spec->func_address && addr != spec->func_address)
			continue;
		asked++;
		if (within_module(addr, THIS_MODULE))
			return refuse(p, FESH_ERROR_OWN_FUNCTION, spec->func.at);
		if (fesh_ftrace_location(addr))
			t->addrs[t->n++] = addr;
	}
	if (!asked)
		return refuse(p, FESH_ERROR_NO_FUNCTION_AT, spec->func.at);
	return t->n ? 0 : refuse(p, FESH_ERROR_NOT_TRACEABLE, spec->func.at);
}

int fesh_resolve_function(const struct fesh_spec *spec, struct fesh_target *t, struct fesh_parse *p)
{
	switch (find_named(spec, t)) {
	case 0:
		break;
	case -ENOMEM:
		return refuse(p, FESH_ERROR_NO_MEMORY, 0);
	default:
		return spec->module.len ? refuse(p, FESH_ERROR_NO_SUCH_MODULE_FUNCTION, spec->module.at) :
		       refuse(p, FESH_ERROR_NO_SUCH_FUNCTION, spec->func.at);
	}
	if (is_handlers_own(t->symbol))
		return refuse(p, FESH_ERROR_HANDLERS_OWN, spec->func.at);
	return choose(spec, t, p);
}

void fesh_target_free(struct fesh_target *t)
{
	kvfree(t->addrs);
}

u32 fesh_resolve_in_module(const char *symbol, const char *module, unsigned long *addrs, u32 n)
{
	struct found found = { .addrs = addrs, .room = n, .traceable_only = true };

	fesh_each_symbol(symbol, module, add_found, &found);
	return sort_addrs(addrs, min(found.n, n));
}

int fesh_resolve_symbols(struct fesh_spec *spec, struct fesh_parse *p)
{
	char name[KSYM_NAME_LEN];

	for (int i = 0; i < spec->nfields; i++) {
		struct fesh_field *f = &spec->fields[i];

		if (f->source != FESH_FROM_SYMBOL)
			continue;
		f->address = 0;
		if (f->symbol.len < sizeof(name)) {
			snprintf(name, sizeof(name), "%.*s", f->symbol.len, spec->line + f->symbol.at);
			f->address = fesh_symbol_address(name);
		}
		if (!f->address)
			return refuse(p, FESH_ERROR_NO_SUCH_SYMBOL, f->symbol.at);
	}
	return 0;
}
