// SPDX-License-Identifier: GPL-2.0-only
/* Life of a trace event (trace_event.h). */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/err.h>
#include <linux/module.h>
#include <linux/slab.h>
#include <linux/string.h>

#include "attach.h"
#include "compat.h"
#include "trace_call.h"
#include "trace_event.h"

#define SYSTEM "functions"

static_assert(offsetof(struct fesh_trace_entry, parent_ip) == sizeof(struct trace_entry));

/* ftrace gives each field its offset, by the rule that parse.c follows: next place that suits the element. */
static void add_field(struct fesh_trace_event *te, const char *type, const char *name, int size, int count,
		      bool is_signed)
{
	const struct trace_event_fields field = {
		.type = type, .name = name, .size = size, .align = size / (count ?: 1), .is_signed = is_signed,
		.filter_type = FILTER_OTHER, .len = count,
	};

	/* The members are const, but not before there are any. */
	memcpy(&te->fields[te->nfields++], &field, sizeof(field));
}

static void add_fields(struct fesh_trace_event *te)
{
	add_field(te, "unsigned long", "__parent_ip", 8, 0, false);
	add_field(te, "unsigned long", "__ip", 8, 0, false);
	add_field(te, "u32", "__fault", 4, 0, false);
	add_field(te, "u32", "__cut", 4, 0, false);
	for (int i = 0; i < te->layout.nfields; i++) {
		const struct fesh_trace_field *f = &te->layout.fields[i];

		add_field(te, f->type, f->name, f->size, te->ev->spec->fields[i].count, f->is_signed);
	}
}

static unsigned int count_users(const struct fesh_trace_users *users)
{
	unsigned int n = 0;

	if (!users)
		return 0;
	for (unsigned int i = 0; i < users->nfiles; i++)
		n += !!users->files[i];
	return n + users->perf;
}

static struct trace_event_file *only_file(const struct fesh_trace_event *te, const struct fesh_trace_users *users)
{
	struct trace_event_file *file = NULL;

	if (te->layout.nstrings || users->perf || count_users(users) != 1)
		return NULL;
	for (unsigned int i = 0; i < users->nfiles; i++)
		file = users->files[i] ?: file;
	return file;
}

/* Those that te has and one more: file, or perf if it is NULL.  NULL if there is no memory. */
static struct fesh_trace_users *users_with(const struct fesh_trace_event *te, struct trace_event_file *file)
{
	const struct fesh_trace_users *old = te->users;
	unsigned int n = old ? old->nfiles : 0;
	struct fesh_trace_users *new = kzalloc(struct_size(new, files, n + 1), GFP_KERNEL);

	if (!new)
		return NULL;
	new->perf = !file || (old && old->perf);
	for (unsigned int i = 0; i < n; i++)
		if (old->files[i])
			new->files[new->nfiles++] = old->files[i];
	if (file)
		new->files[new->nfiles++] = file;
	new->only = only_file(te, new);
	return new;
}

static int add_user(struct fesh_trace_event *te, struct trace_event_file *file)
{
	struct fesh_trace_users *old = te->users;
	struct fesh_trace_users *new = users_with(te, file);
	int err = 0;

	if (!new)
		return -ENOMEM;
	if (!old && !try_module_get(THIS_MODULE)) {
		kfree(new);
		return -ENODEV;
	}
	/* Pairs with READ_ONCE in fesh_trace_hit(): the list before its address. */
	smp_store_release(&te->users, new);
	if (!old) {
		fesh_fuse_reset(te->ev);
		err = fesh_attach(&te->ev, 1);
	} else {
		fesh_wait_for_hits();
	}
	if (err) {
		te->users = NULL;
		kfree(new);
		module_put(THIS_MODULE);
	}
	kfree(old);
	return err;
}

/* In place, because this must not fail for want of memory. */
static void remove_user(struct fesh_trace_event *te, struct trace_event_file *file)
{
	struct fesh_trace_users *users = te->users;

	if (!users)
		return;
	if (count_users(users) == 1) {
		/* Afterwards no hit is under way. */
		fesh_detach(&te->ev, 1);
		te->users = NULL;
		kfree(users);
		module_put(THIS_MODULE);
		return;
	}
	if (!file)
		WRITE_ONCE(users->perf, false);
	for (unsigned int i = 0; file && i < users->nfiles; i++)
		if (users->files[i] == file)
			WRITE_ONCE(users->files[i], NULL);
	fesh_wait_for_hits();
	WRITE_ONCE(users->only, only_file(te, users));
}

/* Called with the event lock held: once for each trace instance, and for perf. */
static int reg(struct trace_event_call *call, enum trace_reg type, void *data)
{
	struct fesh_trace_event *te = container_of(call, struct fesh_trace_event, call);

	switch (type) {
	case TRACE_REG_REGISTER:
		return add_user(te, data);
	case TRACE_REG_UNREGISTER:
		remove_user(te, data);
		return 0;
#ifdef CONFIG_PERF_EVENTS
	case TRACE_REG_PERF_REGISTER:
		return add_user(te, NULL);
	case TRACE_REG_PERF_UNREGISTER:
		remove_user(te, NULL);
		return 0;
#endif
	default:
		return 0;
	}
}

static char *make_print_fmt(const struct fesh_trace_event *te)
{
	struct fesh_text_out out = {};

	fesh_trace_print_fmt(&out, &te->layout, te->ev->spec);
	out.cap = out.len + 1;
	out.len = 0;
	out.buf = kvmalloc(out.cap, GFP_KERNEL);
	if (out.buf)
		fesh_trace_print_fmt(&out, &te->layout, te->ev->spec);
	return out.buf;
}

static void trace_event_free(struct fesh_trace_event *te)
{
	kvfree(te->print_fmt);
	kfree(te->call.name);
	kvfree(te);
}

static struct fesh_trace_event *trace_event_alloc(struct fesh_event *ev, int *err)
{
	struct fesh_trace_event *te = kvzalloc(sizeof(*te), GFP_KERNEL_ACCOUNT);
	unsigned int n = 0;

	*err = -ENOMEM;
	if (!te)
		return NULL;
	*err = fesh_trace_layout(&te->layout, ev->spec);
	if (*err)
		goto fail;
	te->ev = ev;
	for (int i = 0; i < ev->spec->nfields; i++)
		if (fesh_field_is_string(&ev->spec->fields[i]))
			te->strings[n++] = i;
	*err = -ENOMEM;
	te->print_fmt = make_print_fmt(te);
	te->call.name = kstrdup(ev->spec->name, GFP_KERNEL);
	if (!te->print_fmt || !te->call.name)
		goto fail;
	strscpy(te->system, SYSTEM, sizeof(te->system));
	te->class.system = te->system;
	add_fields(te);
	te->class.fields_array = te->fields;
	te->class.reg = reg;
	INIT_LIST_HEAD(&te->class.fields);
	te->call.class = &te->class;
	te->call.print_fmt = te->print_fmt;
	te->call.event.funcs = &fesh_trace_functions;
	te->call.flags = TRACE_EVENT_FL_DYNAMIC;
	*err = 0;
	return te;
fail:
	trace_event_free(te);
	return NULL;
}

/* Somebody else may make events in our system, too: kprobe_events does if told to. */
static bool name_is_taken(const char *name)
{
	struct trace_event_file *file = trace_get_event_file(NULL, SYSTEM, name);

	if (IS_ERR(file))
		return false;
	trace_put_event_file(file);
	return true;
}

int fesh_trace_register(struct fesh_event *ev)
{
	struct fesh_trace_event *te;
	int err;

	if (name_is_taken(ev->spec->name))
		return -EEXIST;
	err = fesh_trace_scratch_create();
	if (err)
		return err;
	te = trace_event_alloc(ev, &err);
	if (!te)
		return err;
	fesh_event_lock();
	if (!register_trace_event(&te->call.event)) {
		err = -ENOSPC;
		goto fail;
	}
	/* A hit needs an enabled event, and nobody can enable it before the lock is given back. */
	ev->trace = te;
	err = trace_add_event_call(&te->call);
	if (err) {
		unregister_trace_event(&te->call.event);
		ev->trace = NULL;
		goto fail;
	}
	fesh_event_unlock();
	return 0;
fail:
	fesh_event_unlock();
	trace_event_free(te);
	return err;
}

/* Enabled somewhere, opened by perf, or named by an event probe.  With the event lock held. */
static bool is_busy(const struct fesh_trace_event *te)
{
	return te->users || atomic_read(&te->call.refcnt);
}

/* With the event lock held. */
static void unregister(struct fesh_event *ev)
{
	struct fesh_trace_event *te = ev->trace;
	int err = trace_remove_event_call(&te->call);

	ev->trace = NULL;
	if (err || is_busy(te))
		pr_warn("trace event %s is in use: its memory is not given back\n", ev->spec->name);
	else
		trace_event_free(te);
}

int fesh_trace_unregister(struct list_head *events, struct fesh_event *one)
{
	struct fesh_event *ev;
	int err = 0;

	fesh_event_lock();
	list_for_each_entry(ev, events, of_session)
		if ((!one || ev == one) && is_busy(ev->trace))
			err = -EBUSY;
	if (!err) {
		list_for_each_entry(ev, events, of_session)
			if (!one || ev == one)
				unregister(ev);
		fesh_forget_removed_events();
	}
	fesh_event_unlock();
	return err;
}

/*
 * Users have references to the module, but an event probe that is not enabled
 * has none: it will only drop its reference and show the name, for which the
 * memory is enough.
 */
void fesh_trace_abandon(struct list_head *events)
{
	struct fesh_event *ev;

	fesh_event_lock();
	list_for_each_entry(ev, events, of_session)
		unregister(ev);
	fesh_forget_removed_events();
	fesh_event_unlock();
}
