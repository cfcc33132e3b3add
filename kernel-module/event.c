// SPDX-License-Identifier: GPL-2.0-only
/* Sessions and events (event.h). */
#include <linux/errno.h>
#include <linux/module.h>
#include <linux/sched.h>
#include <linux/security.h>
#include <linux/slab.h>
#include <linux/string.h>

#include "attach.h"
#include "compat.h"
#include "event.h"
#include "trace_event.h"

#define ID_MAX	65535	/* fesh_record.event is 16 bits wide */

/* System V calling convention: struct pt_regs at the entry of a function ... */
static const u16 function_regs[FESH_PARAMS_MAX] = {
	offsetof(struct pt_regs, di), offsetof(struct pt_regs, si), offsetof(struct pt_regs, dx),
	offsetof(struct pt_regs, cx), offsetof(struct pt_regs, r8), offsetof(struct pt_regs, r9),
};

/* ... and at the entry of a system call, where rcx holds the return address. */
static const u16 syscall_regs[FESH_PARAMS_MAX] = {
	offsetof(struct pt_regs, di), offsetof(struct pt_regs, si), offsetof(struct pt_regs, dx),
	offsetof(struct pt_regs, r10), offsetof(struct pt_regs, r8), offsetof(struct pt_regs, r9),
};

static int refuse(struct fesh_parse *p, enum fesh_error error, u32 column)
{
	p->error = error;
	p->column = column;
	return -EINVAL;
}

static struct fesh_event *find_event(struct fesh_session *s, const char *name)
{
	struct fesh_event *ev;

	list_for_each_entry(ev, &s->events, of_session)
		if (!strcmp(ev->spec->name, name))
			return ev;
	return NULL;
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

struct target {
	unsigned long addr;
	unsigned long ip;
	bool user_regs;
	char symbol[KSYM_NAME_LEN];
};

/*
 * Since 4.17 a system call is entered through __x64_sys_x(regs) whatever the old
 * names say.  There are other functions called sys_x: they are meant when no
 * system call has the name.
 */
static int resolve_function(const struct fesh_spec *spec, struct target *t, struct fesh_parse *p)
{
	const char *func = spec->line + spec->func.at;
	const char *call;

	if (spec->func.len + spec->module.len + 2 + sizeof("__x64_") > sizeof(t->symbol))
		return refuse(p, FESH_ERROR_NO_SUCH_FUNCTION, spec->func.at);

	snprintf(t->symbol, sizeof(t->symbol), "%.*s", spec->func.len, func);
	call = spec->module.len ? NULL : syscall_of(t->symbol);
	if (call) {
		snprintf(t->symbol, sizeof(t->symbol), "__x64_sys_%.*s",
			 (int)(spec->func.len - (call - t->symbol)), func + (call - t->symbol));
		t->addr = fesh_symbol_address(t->symbol);
		t->user_regs = t->addr;
	}
	if (!t->addr) {
		snprintf(t->symbol, sizeof(t->symbol), "%.*s%s%.*s", spec->module.len, spec->line + spec->module.at,
			 spec->module.len ? ":" : "", spec->func.len, func);
		t->addr = fesh_symbol_address(t->symbol);
	}
	if (!t->addr)
		return refuse(p, spec->module.len ? FESH_ERROR_NO_SUCH_MODULE_FUNCTION : FESH_ERROR_NO_SUCH_FUNCTION,
			      spec->module.len ? spec->module.at : spec->func.at);
	if (spec->func_address && spec->func_address != t->addr)
		return refuse(p, FESH_ERROR_NO_FUNCTION_AT, spec->func.at);
	if (within_module(t->addr, THIS_MODULE))
		return refuse(p, FESH_ERROR_OWN_FUNCTION, spec->func.at);
	t->ip = fesh_ftrace_location(t->addr);
	if (!t->ip)
		return refuse(p, FESH_ERROR_NOT_TRACEABLE, spec->func.at);
	return 0;
}

static int resolve_symbols(struct fesh_spec *spec, struct fesh_parse *p)
{
	char name[KSYM_NAME_LEN];

	for (int i = 0; i < spec->nfields; i++) {
		struct fesh_field *f = &spec->fields[i];

		if (f->source != FESH_FROM_SYMBOL)
			continue;
		if (f->symbol.len < sizeof(name)) {
			snprintf(name, sizeof(name), "%.*s", f->symbol.len, spec->line + f->symbol.at);
			f->address = fesh_symbol_address(name);
		}
		if (!f->address)
			return refuse(p, FESH_ERROR_NO_SUCH_SYMBOL, f->symbol.at);
	}
	return 0;
}

static struct fesh_event *event_alloc(struct fesh_session *s, struct fesh_spec *spec, const struct target *t)
{
	struct fesh_event *ev = kvzalloc(struct_size(ev, symbol, strlen(t->symbol) + 1), GFP_KERNEL_ACCOUNT);

	if (!ev)
		return NULL;
	ev->counts = alloc_percpu(struct fesh_counts);
	if (!ev->counts) {
		kvfree(ev);
		return NULL;
	}
	strcpy(ev->symbol, t->symbol);
	ev->addr = t->addr;
	ev->ip = t->ip;
	ev->user_regs = t->user_regs;
	ev->spec = spec;
	ev->longest = (spec->longest + 7) & ~7u;
	ev->skip_tgid = s->skip_tgid;
	fesh_program_build(&ev->prog, spec, t->user_regs ? syscall_regs : function_regs);
	return ev;
}

/* Only when no hit can be under way. */
static void event_free(struct fesh_event *ev)
{
	free_percpu(ev->counts);
	kvfree(ev->spec);
	kvfree(ev);
}

static void event_remove(struct fesh_session *s, struct fesh_event *ev)
{
	fesh_attach_remove(ev);
	list_del(&ev->of_session);
	idr_remove(&s->ids, ev->id);
	event_free(ev);
}

static int refuse_trace(struct fesh_parse *p, int err)
{
	switch (err) {
	case -EEXIST:
		return refuse(p, FESH_ERROR_EVENT_EXISTS, p->name_column);
	case -E2BIG:
		return refuse(p, FESH_ERROR_TRACE_RECORD_TOO_LARGE, p->name_column);
	case -ENOMEM:
		return refuse(p, FESH_ERROR_NO_MEMORY, 0);
	default:
		return refuse(p, FESH_ERROR_TRACE_EVENT_FAILED, 0);
	}
}

/* What the grammar has and hits do not yet do. */
static int refuse_unsupported(const struct fesh_spec *spec, struct fesh_parse *p)
{
	if (spec->returns)
		return refuse(p, FESH_ERROR_RETURN_UNSUPPORTED, spec->return_at);
	if (spec->filter.len)
		return refuse(p, FESH_ERROR_FILTER_UNSUPPORTED, p->filter.at);
	if (spec->stack)
		return refuse(p, FESH_ERROR_STACK_UNSUPPORTED, spec->stack_at);
	return 0;
}

/* Asked when an event is made and again when it is enabled: it may come at any time. */
static bool locked_down(void)
{
	return security_locked_down(LOCKDOWN_KPROBES) || security_locked_down(LOCKDOWN_BPF_READ_KERNEL);
}

/* On success the event owns spec. */
static int event_create(struct fesh_session *s, struct fesh_spec *spec, struct fesh_parse *p)
{
	struct target *t;
	struct fesh_event *ev;
	int id, err;

	if (refuse_unsupported(spec, p))
		return -EINVAL;
	if (find_event(s, spec->name))
		return refuse(p, FESH_ERROR_EVENT_EXISTS, p->name_column);
	if (locked_down())
		return refuse(p, FESH_ERROR_LOCKED_DOWN, 0);

	t = kzalloc(sizeof(*t), GFP_KERNEL);
	if (!t)
		return refuse(p, FESH_ERROR_NO_MEMORY, 0);
	err = resolve_function(spec, t, p) ?: resolve_symbols(spec, p);
	if (err)
		goto out;
	ev = event_alloc(s, spec, t);
	if (!ev) {
		err = refuse(p, FESH_ERROR_NO_MEMORY, 0);
		goto out;
	}
	/* Cyclic: the records of a removed event are not taken for its successor's. */
	id = idr_alloc_cyclic(&s->ids, ev, 1, ID_MAX + 1, GFP_KERNEL);
	if (id < 0) {
		err = refuse(p, id == -ENOSPC ? FESH_ERROR_TOO_MANY_EVENTS : FESH_ERROR_NO_MEMORY, 0);
		ev->spec = NULL;
		event_free(ev);
		goto out;
	}
	ev->id = id;
	ev->head = spec->fixed / 8 | (u64)id << 16 | (u64)FESH_KIND_HIT << 48;
	list_add_tail(&ev->of_session, &s->events);
	fesh_attach_add(ev);
	if (s->traced) {
		err = fesh_trace_register(ev);
		if (err) {
			err = refuse_trace(p, err);
			ev->spec = NULL;
			event_remove(s, ev);
			goto out;
		}
	}
	err = id;
out:
	kfree(t);
	return err;
}

static void remove_all(struct fesh_session *s)
{
	struct fesh_event *ev, *next;

	/* One grace period for all of them. */
	fesh_detach_list(&s->events);
	list_for_each_entry_safe(ev, next, &s->events, of_session)
		event_remove(s, ev);
}

enum fesh_error fesh_session_clear(struct fesh_session *s)
{
	if (s->traced && fesh_trace_unregister(&s->events, NULL))
		return FESH_ERROR_EVENT_BUSY;
	remove_all(s);
	return FESH_ERROR_NONE;
}

/* Enables or disables ev, or all events if it is NULL, in one update of ftrace. */
static int switch_events(struct fesh_session *s, struct fesh_event *ev, bool on, struct fesh_parse *p)
{
	struct fesh_event **list;
	unsigned int n = 0;
	int err = 0;

	if (on && locked_down())
		return refuse(p, FESH_ERROR_LOCKED_DOWN, 0);
	if (on && !s->rings.ring) {
		err = fesh_rings_create(&s->rings, 0);
		if (err)
			return refuse(p, FESH_ERROR_NO_MEMORY, p->name_column);
	}
	if (ev && on && ev->gone)
		return refuse(p, FESH_ERROR_FUNCTION_GONE, p->name_column);

	list_for_each_entry(ev, &s->events, of_session)
		n++;
	list = kvcalloc(n + 1, sizeof(*list), GFP_KERNEL);
	if (!list)
		return refuse(p, FESH_ERROR_NO_MEMORY, p->name_column);
	n = 0;
	list_for_each_entry(ev, &s->events, of_session) {
		if (strcmp(p->name, "*") && strcmp(p->name, ev->spec->name))
			continue;
		ev->ring = s->rings.ring;
		list[n++] = ev;
	}
	if (on)
		err = fesh_attach(list, n);
	else
		fesh_detach(list, n);
	kvfree(list);
	if (err)
		return refuse(p, err == -ENOMEM ? FESH_ERROR_NO_MEMORY : FESH_ERROR_ATTACH_FAILED, p->name_column);
	return 0;
}

/* Returns the event's id, 0 for "*", or -EINVAL with p->error. */
static int name_command(struct fesh_session *s, struct fesh_parse *p)
{
	bool every = !strcmp(p->name, "*");
	struct fesh_event *ev = every ? NULL : find_event(s, p->name);
	int id, err;

	if (!every && !ev)
		return refuse(p, FESH_ERROR_NO_SUCH_EVENT, p->name_column);
	if (p->verb != FESH_VERB_REMOVE && s->traced)
		return refuse(p, FESH_ERROR_NOT_ENABLED_HERE, 0);
	if (p->sets_filter)
		return refuse(p, FESH_ERROR_FILTER_UNSUPPORTED, p->filter.at);
	id = every ? 0 : ev->id;
	if (p->verb != FESH_VERB_REMOVE) {
		err = switch_events(s, ev, p->verb == FESH_VERB_ENABLE, p);
		return err ?: id;
	}
	if (every) {
		enum fesh_error error = fesh_session_clear(s);

		return error ? refuse(p, error, p->name_column) : 0;
	}
	if (s->traced && fesh_trace_unregister(&s->events, ev))
		return refuse(p, FESH_ERROR_EVENT_BUSY, p->name_column);
	event_remove(s, ev);
	return id;
}

void fesh_session_line(struct fesh_session *s, const char *line, size_t len, struct fesh_line *answer)
{
	struct fesh_spec *spec = kvmalloc(sizeof(*spec), GFP_KERNEL);
	struct fesh_parse p = {};
	int id;

	if (!spec) {
		id = refuse(&p, FESH_ERROR_NO_MEMORY, 0);
	} else {
		id = fesh_parse(line, len, &p, spec);
		if (!id && p.verb == FESH_VERB_CREATE) {
			id = event_create(s, spec, &p);
			if (id > 0)
				spec = NULL;
		} else if (!id) {
			id = name_command(s, &p);
		}
	}
	kvfree(spec);
	answer->id = max(id, 0);
	answer->error = p.error;
	answer->column = p.column;
	strscpy_pad(answer->message, fesh_error_text(p.error), sizeof(answer->message));
}

struct fesh_session *fesh_session_create(void)
{
	struct fesh_session *s = kzalloc(sizeof(*s), GFP_KERNEL_ACCOUNT);

	if (!s)
		return NULL;
	mutex_init(&s->lock);
	INIT_LIST_HEAD(&s->events);
	idr_init(&s->ids);
	s->skip_tgid = current->tgid;
	return s;
}

struct fesh_session *fesh_session_create_traced(void)
{
	struct fesh_session *s = fesh_session_create();

	if (!s)
		return NULL;
	s->traced = true;
	s->skip_tgid = -1;
	return s;
}

void fesh_session_destroy(struct fesh_session *s)
{
	if (s->traced)
		fesh_trace_abandon(&s->events);
	remove_all(s);
	fesh_rings_destroy(&s->rings);
	idr_destroy(&s->ids);
	kvfree(s->refused_text);
	kfree(s);
}

int fesh_session_setup(struct fesh_session *s, struct fesh_setup *setup)
{
	struct fesh_event *ev;
	int err;

	if (setup->abi_version != FESH_ABI_VERSION)
		return -EPROTO;
	if (setup->flags & ~FESH_SETUP_SELF)
		return -EINVAL;
	if (s->rings.ring)
		return -EBUSY;
	err = fesh_rings_create(&s->rings, setup->ring_bytes);
	if (err)
		return err;
	if (setup->flags & FESH_SETUP_SELF)
		s->skip_tgid = -1;
	/* None is enabled yet: that would have made the rings. */
	list_for_each_entry(ev, &s->events, of_session)
		ev->skip_tgid = s->skip_tgid;
	setup->ring_bytes = s->rings.bytes;
	setup->cpus = nr_cpu_ids;
	return 0;
}

static void describe_counts(struct fesh_text_out *out, const struct fesh_event *ev)
{
	struct fesh_counts sum = {};
	int cpu;

	for_each_possible_cpu(cpu) {
		const struct fesh_counts *c = per_cpu_ptr(ev->counts, cpu);

		sum.hits += READ_ONCE(c->hits);
		sum.filtered += READ_ONCE(c->filtered);
		sum.recorded += READ_ONCE(c->recorded);
		for (int i = 0; i < FESH_LOSS_CAUSES; i++)
			sum.lost[i] += READ_ONCE(c->lost[i]);
	}
	fesh_emit(out, "counts hits=%llu filtered=%llu recorded=%llu lost_full=%llu lost_nest=%llu lost_big=%llu\n",
		  sum.hits, sum.filtered, sum.recorded, sum.lost[FESH_LOSS_FULL], sum.lost[FESH_LOSS_NEST],
		  sum.lost[FESH_LOSS_BIG]);
}

static void describe(struct fesh_text_out *out, const struct fesh_event *ev)
{
	fesh_describe_event(out, ev->spec, ev->id, ev->enabled);
	fesh_emit(out, "at address=0x%lx symbol=%s\n", ev->addr, ev->symbol);
	fesh_describe_fields(out, ev->spec);
	describe_counts(out, ev);
}

int fesh_session_describe(struct fesh_session *s, u32 id, struct fesh_text_out *out)
{
	struct fesh_event *ev;

	if (id) {
		ev = idr_find(&s->ids, id);
		if (!ev)
			return -ENOENT;
		describe(out, ev);
		return 0;
	}
	list_for_each_entry(ev, &s->events, of_session)
		describe(out, ev);
	return 0;
}

void fesh_session_list(struct fesh_session *s, struct fesh_text_out *out)
{
	struct fesh_event *ev;

	list_for_each_entry(ev, &s->events, of_session) {
		fesh_print_line(out, ev->spec);
		fesh_emit(out, "\n");
	}
}
