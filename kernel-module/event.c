// SPDX-License-Identifier: GPL-2.0-only
/* Sessions and events (event.h). */
#include <linux/capability.h>
#include <linux/errno.h>
#include <linux/sched.h>
#include <linux/security.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/stringhash.h>

#include "attach.h"
#include "compat.h"
#include "event.h"
#include "resolve.h"
#include "returns.h"
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

static u32 name_hash(const char *name)
{
	return full_name_hash(NULL, name, strlen(name));
}

static struct fesh_event *find_event(struct fesh_session *s, const char *name)
{
	struct fesh_event *ev;

	hash_for_each_possible(s->names, ev, of_name, name_hash(name))
		if (!strcmp(ev->spec->name, name))
			return ev;
	return NULL;
}

/* Asked when an event is made and again when it is enabled: it may come at any time. */
static bool locked_down(void)
{
	return security_locked_down(LOCKDOWN_KPROBES) || security_locked_down(LOCKDOWN_BPF_READ_KERNEL);
}

static struct fesh_filter *filter_copy(const struct fesh_filter *filter, const u16 *reg_offset)
{
	struct fesh_filter *copy = kmemdup(filter, fesh_filter_bytes(filter), GFP_KERNEL_ACCOUNT);

	if (copy)
		fesh_filter_bind(copy, reg_offset);
	return copy;
}

/* Only when no hit can be under way. */
static void event_free(struct fesh_event *ev)
{
	kfree(ev->filter);
	kvfree(ev->more_sites);
	free_percpu(ev->counts);
	kvfree(ev->spec);
	kvfree(ev);
}

static void site_init(struct fesh_site *site, struct fesh_event *ev, unsigned long addr)
{
	site->ev = ev;
	site->addr = addr;
	site->ip = fesh_ftrace_location(addr);
	fesh_module_name(addr, site->module);
}

/* What is in use of it: there may be many events, and fields are the most of a spec. */
static struct fesh_spec *spec_copy(const struct fesh_spec *spec)
{
	size_t bytes = offsetof(struct fesh_spec, fields[spec->nfields]);
	struct fesh_spec *copy = kvmalloc(bytes, GFP_KERNEL_ACCOUNT | __GFP_NOWARN);

	return copy ? memcpy(copy, spec, bytes) : NULL;
}

static struct fesh_event *event_alloc(struct fesh_session *s, const struct fesh_spec *spec, const struct fesh_target *t)
{
	struct fesh_event *ev = kvzalloc(struct_size(ev, symbol, strlen(t->symbol) + 1), GFP_KERNEL_ACCOUNT | __GFP_NOWARN);

	if (!ev)
		return NULL;
	strcpy(ev->symbol, t->symbol);
	ev->user_regs = t->user_regs;
	ev->reg_offset = t->user_regs ? syscall_regs : function_regs;
	ev->counts = alloc_percpu(struct fesh_counts);
	ev->nsites = t->n;
	ev->more_sites = kvcalloc(t->n, sizeof(*ev->more_sites), GFP_KERNEL_ACCOUNT);
	ev->spec = spec_copy(spec);
	if (spec->filter.nterms)
		ev->filter = filter_copy(&spec->filter, ev->reg_offset);
	if (!ev->counts || !ev->more_sites || !ev->spec || (spec->filter.nterms && !ev->filter)) {
		event_free(ev);
		return NULL;
	}
	for (u32 i = 0; i < t->n; i++)
		site_init(fesh_event_site(ev, i), ev, t->addrs[i]);
	for (int i = 0; i < spec->nfields; i++)
		if (spec->fields[i].source == FESH_FROM_STACK)
			ev->stack_at = spec->fields[i].offset;
	if (t->n > 1 && !s->traced)
		ev->ip_at = spec->fields[spec->nfields - 1].offset;
	ev->longest = (spec->longest + 7) & ~7u;
	ev->skip_tgid = s->skip_tgid;
	fesh_program_build(&ev->prog, spec, ev->reg_offset);
	return ev;
}

/* After perf's rule, by which CAP_PERFMON is enough for registers and stacks. */
static int refuse_unprivileged(const struct fesh_session *s, const struct fesh_spec *spec, struct fesh_parse *p)
{
	for (int i = 0; i < spec->nfields && !s->reads_memory; i++)
		if (!fesh_field_reads_no_memory(&spec->fields[i]))
			return refuse(p, FESH_ERROR_NO_PRIVILEGE, spec->fields[i].at);
	return 0;
}

/* What the grammar has and hits do not yet do. */
static int refuse_unsupported(const struct fesh_session *s, const struct fesh_spec *spec, struct fesh_parse *p)
{
	if (spec->returns && !fesh_returns_possible())
		return refuse(p, FESH_ERROR_RETURN_UNSUPPORTED, spec->return_at);
	if (spec->stack && s->traced)
		return refuse(p, FESH_ERROR_STACK_UNSUPPORTED, spec->stack_at);
	return 0;
}

/* Only the caller of write(2) does not see it; the reader of FESH_IOC_DESCRIBE always does. */
static void remark_copies(const struct fesh_target *t, char *message, size_t size)
{
	if (t->n > 1)
		snprintf(message, size, "%u functions have this name%s", t->copies,
			 t->n < t->copies ? ", not all of them traceable" : "");
	else if (t->copies > 1)
		snprintf(message, size, "one of %u functions of this name", t->copies);
}

static void event_remove(struct fesh_session *s, struct fesh_event *ev)
{
	fesh_fuse_remove(ev);
	fesh_attach_remove(ev);
	if (fesh_returns_stop(ev)) {
		fesh_wait_for_hits();
		fesh_returns_free(ev);
	}
	list_del(&ev->of_session);
	hash_del(&ev->of_name);
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

static int event_create(struct fesh_session *s, struct fesh_spec *spec, struct fesh_parse *p, char *message, size_t size)
{
	struct fesh_target *t;
	struct fesh_event *ev;
	int id, err;

	if (fesh_line_length(spec, &spec->filter) >= FESH_LINE_MAX)
		return refuse(p, FESH_ERROR_LISTED_TOO_LONG, 0);
	if (refuse_unprivileged(s, spec, p) || refuse_unsupported(s, spec, p))
		return -EINVAL;
	if (find_event(s, spec->name))
		return refuse(p, FESH_ERROR_EVENT_EXISTS, p->name_column);
	if (locked_down())
		return refuse(p, FESH_ERROR_LOCKED_DOWN, 0);

	t = kzalloc(sizeof(*t), GFP_KERNEL);
	if (!t)
		return refuse(p, FESH_ERROR_NO_MEMORY, 0);
	err = fesh_resolve_function(spec, t, p) ?: fesh_resolve_symbols(spec, p);
	/* A trace event has its function's address in any case. */
	if (!err && t->n > 1 && !s->traced)
		err = fesh_spec_add_ip(spec, p);
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
		event_free(ev);
		goto out;
	}
	ev->id = id;
	ev->head = spec->fixed / 8 | (u64)id << 16 | (u64)FESH_KIND_HIT << 48;
	list_add_tail(&ev->of_session, &s->events);
	hash_add(s->names, &ev->of_name, name_hash(spec->name));
	fesh_attach_add(ev);
	fesh_fuse_add(ev, s->traced ? 0 : FESH_FUSE_DEFAULT);
	if (s->traced) {
		err = fesh_trace_register(ev);
		if (err) {
			err = refuse_trace(p, err);
			event_remove(s, ev);
			goto out;
		}
	}
	remark_copies(t, message, size);
	err = id;
out:
	fesh_target_free(t);
	kfree(t);
	return err;
}

bool fesh_event_return(struct fesh_event *ev, const char *module)
{
	struct fesh_parse unused = {};
	unsigned long *addrs = NULL;
	const char *name;
	u32 gone = 0, hooked = 0, n;

	for (u32 i = 0; i < ev->nsites; i++) {
		const struct fesh_site *site = fesh_event_site(ev, i);

		gone += site->gone && !strcmp(site->module, module);
		hooked += site->hooked;
	}
	if (!gone)
		return false;
	/* They may have moved with the module. */
	if (!hooked) {
		if (fesh_resolve_symbols(ev->spec, &unused))
			return false;
		fesh_program_build(&ev->prog, ev->spec, ev->reg_offset);
	}
	addrs = kvmalloc_array(gone, sizeof(*addrs), GFP_KERNEL);
	if (!addrs)
		return false;
	name = strchr(ev->symbol, ':');
	n = fesh_resolve_in_module(name ? name + 1 : ev->symbol, module, addrs, gone);
	for (u32 i = 0, k = 0; i < ev->nsites && k < n; i++) {
		struct fesh_site *site = fesh_event_site(ev, i);

		if (!site->gone || strcmp(site->module, module))
			continue;
		site->addr = addrs[k++];
		site->ip = fesh_ftrace_location(site->addr);
		site->gone = false;
	}
	kvfree(addrs);
	return n;
}

static void remove_all(struct fesh_session *s)
{
	struct fesh_event *ev, *next;
	bool any = false;

	/* One grace period for all of them, and one for what returns to them. */
	fesh_detach_list(&s->events);
	list_for_each_entry(ev, &s->events, of_session)
		any |= fesh_returns_stop(ev);
	if (any)
		fesh_wait_for_hits();
	list_for_each_entry(ev, &s->events, of_session)
		fesh_returns_free(ev);
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

/* The events that p->name means, in *list.  Returns how many, or -ENOMEM. */
static int named_events(struct fesh_session *s, const struct fesh_parse *p, struct fesh_event ***list)
{
	bool every = !strcmp(p->name, "*");
	struct fesh_event *ev = every ? NULL : find_event(s, p->name);
	unsigned int n = !!ev;

	if (every)
		list_for_each_entry(ev, &s->events, of_session)
			n++;
	*list = kvcalloc(n + 1, sizeof(**list), GFP_KERNEL);
	if (!*list)
		return -ENOMEM;
	if (!every) {
		(*list)[0] = ev;
		return n;
	}
	n = 0;
	list_for_each_entry(ev, &s->events, of_session)
		(*list)[n++] = ev;
	return n;
}

/* Prepares the filter for ev, which owns the fields that it speaks of. */
static int compile_filter(struct fesh_event *ev, const char *line, struct fesh_parse *p, struct fesh_filter *scratch,
			  struct fesh_filter **filter)
{
	if (fesh_filter_parse(scratch, line, p->filter, ev->spec, p))
		return -EINVAL;
	if (fesh_line_length(ev->spec, scratch) >= FESH_LINE_MAX)
		return refuse(p, FESH_ERROR_LISTED_TOO_LONG, p->filter.at);
	*filter = filter_copy(scratch, ev->reg_offset);
	return *filter ? 0 : refuse(p, FESH_ERROR_NO_MEMORY, p->filter.at);
}

/* Gives all of list the filter of the line, or none of them. */
static int set_filters(struct fesh_event **list, int n, const char *line, struct fesh_parse *p)
{
	struct fesh_filter *scratch = kvzalloc(sizeof(*scratch), GFP_KERNEL);
	struct fesh_filter **filters = kvcalloc(n + 1, sizeof(*filters), GFP_KERNEL);
	int err = scratch && filters ? 0 : refuse(p, FESH_ERROR_NO_MEMORY, p->name_column);

	for (int i = 0; !err && i < n && p->filter.len; i++)
		err = compile_filter(list[i], line, p, scratch, &filters[i]);
	if (!err) {
		fesh_attach_swap_filters(list, filters, n);
		for (int i = 0; i < n; i++)
			memcpy(&list[i]->spec->filter, scratch, fesh_filter_bytes(scratch));
	}
	for (int i = 0; filters && i < n; i++)
		kfree(filters[i]);
	kvfree(filters);
	kvfree(scratch);
	return err;
}

/* One update of ftrace for all of list. */
static int enable_events(struct fesh_session *s, struct fesh_event **list, int n, const char *line,
			 struct fesh_parse *p)
{
	int err;

	if (locked_down())
		return refuse(p, FESH_ERROR_LOCKED_DOWN, 0);
	if (!s->rings.ring && fesh_rings_create(&s->rings, 0))
		return refuse(p, FESH_ERROR_NO_MEMORY, p->name_column);
	if (p->sets_filter && set_filters(list, n, line, p))
		return -EINVAL;
	for (int i = 0; i < n; i++) {
		if (list[i]->enabled)
			continue;
		list[i]->ring = s->rings.ring;
		fesh_fuse_reset(list[i]);
	}
	err = fesh_attach(list, n);
	if (!err)
		return 0;
	return refuse(p, err == -ENOMEM ? FESH_ERROR_NO_MEMORY : FESH_ERROR_ATTACH_FAILED, p->name_column);
}

/* Returns the event's id, 0 for "*", or -EINVAL with p->error. */
static int name_command(struct fesh_session *s, const char *line, struct fesh_parse *p)
{
	bool every = !strcmp(p->name, "*");
	struct fesh_event **list;
	int id, err = 0, n;

	n = named_events(s, p, &list);
	if (n < 0)
		return refuse(p, FESH_ERROR_NO_MEMORY, p->name_column);
	if (!every && !n) {
		err = refuse(p, FESH_ERROR_NO_SUCH_EVENT, p->name_column);
		goto out;
	}
	id = every ? 0 : list[0]->id;
	if (s->traced && (p->verb == FESH_VERB_ENABLE || p->verb == FESH_VERB_DISABLE)) {
		err = refuse(p, FESH_ERROR_NOT_ENABLED_HERE, 0);
		goto out;
	}
	if (s->traced && p->verb == FESH_VERB_REMOVE && fesh_trace_unregister(&s->events, every ? NULL : list[0])) {
		err = refuse(p, FESH_ERROR_EVENT_BUSY, p->name_column);
		goto out;
	}
	switch (p->verb) {
	case FESH_VERB_ENABLE:
		if (!every && fesh_event_gone(list[0]))
			err = refuse(p, FESH_ERROR_FUNCTION_GONE, p->name_column);
		else
			err = enable_events(s, list, n, line, p);
		break;
	case FESH_VERB_FUSE:
		for (int i = 0; i < n; i++)
			fesh_fuse_set(list[i], p->limit);
		break;
	default:
		fesh_detach(list, n);
		for (int i = 0; p->verb == FESH_VERB_REMOVE && i < n; i++)
			event_remove(s, list[i]);
	}
out:
	kvfree(list);
	return err ?: id;
}

void fesh_session_line(struct fesh_session *s, const char *line, size_t len, struct fesh_line *answer)
{
	struct fesh_spec *spec = kvmalloc(sizeof(*spec), GFP_KERNEL);
	struct fesh_parse p = {};
	char remark[sizeof(answer->message)] = "";
	int id;

	if (!spec) {
		id = refuse(&p, FESH_ERROR_NO_MEMORY, 0);
	} else {
		id = fesh_parse(line, len, &p, spec);
		if (!id && p.verb == FESH_VERB_CREATE)
			id = event_create(s, spec, &p, remark, sizeof(remark));
		else if (!id)
			id = name_command(s, line, &p);
	}
	kvfree(spec);
	answer->id = max(id, 0);
	answer->error = p.error;
	answer->column = p.column;
	strscpy_pad(answer->message, p.error ? fesh_error_text(p.error) : remark, sizeof(answer->message));
}

static struct fesh_session *session_create(void)
{
	struct fesh_session *s = kzalloc(sizeof(*s), GFP_KERNEL_ACCOUNT);

	if (!s)
		return NULL;
	mutex_init(&s->lock);
	INIT_LIST_HEAD(&s->events);
	hash_init(s->names);
	idr_init(&s->ids);
	s->skip_tgid = current->tgid;
	return s;
}

struct fesh_session *fesh_session_create(const struct cred *opener)
{
	struct fesh_session *s = session_create();

	if (!s)
		return NULL;
	s->reads_memory = capable(CAP_SYS_ADMIN);
	s->shows_addresses = fesh_shows_addresses(opener);
	return s;
}

struct fesh_session *fesh_session_create_traced(void)
{
	struct fesh_session *s = session_create();

	if (!s)
		return NULL;
	s->traced = true;
	s->reads_memory = true;
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

static void describe_counts(struct fesh_text_out *out, struct fesh_event *ev)
{
	/* First: it may find calls that have ended. */
	u64 open = fesh_returns_open(ev);
	struct fesh_counts sum = {};
	int cpu;

	for_each_possible_cpu(cpu) {
		const struct fesh_counts *c = per_cpu_ptr(ev->counts, cpu);

		sum.hits += READ_ONCE(c->hits);
		sum.filtered += READ_ONCE(c->filtered);
		sum.recorded += READ_ONCE(c->recorded);
		sum.exited += READ_ONCE(c->exited);
		for (int i = 0; i < FESH_LOSS_CAUSES; i++)
			sum.lost[i] += READ_ONCE(c->lost[i]);
	}
	fesh_emit(out, "counts hits=%llu filtered=%llu recorded=%llu lost_full=%llu lost_nest=%llu lost_big=%llu "
		  "lost_slot=%llu exited=%llu open=%llu\n", sum.hits, sum.filtered, sum.recorded, sum.lost[FESH_LOSS_FULL],
		  sum.lost[FESH_LOSS_NEST], sum.lost[FESH_LOSS_BIG], sum.lost[FESH_LOSS_SLOT], sum.exited, open);
}

static void describe(struct fesh_session *s, struct fesh_text_out *out, struct fesh_event *ev)
{
	fesh_describe_event(out, ev->spec, ev->id, ev->enabled);
	fesh_emit(out, "state gone=%u fuse=%llu blown=%u\n", fesh_event_gone(ev), ev->fuse.limit, ev->fuse.blown);
	if (ev->spec->filter.nterms)
		fesh_emit(out, "filter text=%s\n", ev->spec->filter.text);
	for (u32 i = 0; i < ev->nsites; i++)
		fesh_emit(out, "at address=0x%lx symbol=%s\n",
			  s->shows_addresses ? fesh_event_site(ev, i)->addr : 0, ev->symbol);
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
		describe(s, out, ev);
		return 0;
	}
	list_for_each_entry(ev, &s->events, of_session)
		describe(s, out, ev);
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
