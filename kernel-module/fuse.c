// SPDX-License-Identifier: GPL-2.0-only
/* The fuse (fuse.h). */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/ktime.h>
#include <linux/math64.h>
#include <linux/mutex.h>
#include <linux/percpu.h>
#include <linux/printk.h>
#include <linux/workqueue.h>

#include "attach.h"
#include "event.h"

#define LOOK_MS		100
#define SPAN_NS		NSEC_PER_SEC	/* counters are noted anew when they are older */

static DEFINE_MUTEX(fuse_lock);
static LIST_HEAD(watched);

static void look(struct work_struct *work);
static DECLARE_DELAYED_WORK(looking, look);

static void note_counters(struct fesh_event *ev)
{
	int cpu;

	ev->fuse.since = ktime_get_ns();
	for_each_possible_cpu(cpu)
		per_cpu_ptr(ev->counts, cpu)->fuse_hits = READ_ONCE(per_cpu_ptr(ev->counts, cpu)->hits);
}

/* More hits than the limit, on any CPU, in the second or less since they were noted? */
static bool is_blown(struct fesh_event *ev)
{
	struct fesh_fuse_state *fuse = &ev->fuse;
	u64 span = ktime_get_ns() - fuse->since;
	u64 allowed = fuse->limit;
	int cpu;

	/* Whoever looks late must not take the hits of two seconds for those of one. */
	if (span > SPAN_NS)
		allowed = div_u64(fuse->limit * span, SPAN_NS);
	fuse->hits = allowed;
	for_each_possible_cpu(cpu) {
		const struct fesh_counts *c = per_cpu_ptr(ev->counts, cpu);
		u64 hits = READ_ONCE(c->hits) - c->fuse_hits;

		if (hits <= fuse->hits)
			continue;
		fuse->hits = hits;
		fuse->span = span;
		fuse->cpu = cpu;
	}
	return fuse->hits > allowed;
}

static bool tell(struct fesh_event *ev)
{
	struct fesh_fuse fuse = {
		.record.len8 = sizeof(fuse) / 8,
		.record.event = ev->id,
		.record.cpu = ev->fuse.cpu,
		.record.kind = FESH_KIND_FUSE,
		.limit = ev->fuse.limit,
		.hits = ev->fuse.hits,
		.span = ev->fuse.span,
	};

	/* Without a ring there is no stream to tell. */
	return !ev->ring || fesh_attach_tell(ev, ev->fuse.cpu, &fuse.record);
}

static void blow(struct fesh_event *ev)
{
	fesh_detach(&ev, 1);
	ev->fuse.blown = true;
	/* After the last of its hits: none is under way any more. */
	ev->fuse.untold = !tell(ev);
	pr_info("%s was hit %llu times in %llu ms on CPU %d: switched off\n", ev->spec->name, ev->fuse.hits,
		div_u64(ev->fuse.span, NSEC_PER_MSEC), ev->fuse.cpu);
}

static void look(struct work_struct *work)
{
	struct fesh_event *ev;
	bool again = false;

	mutex_lock(&fuse_lock);
	list_for_each_entry(ev, &watched, fuse.watched) {
		struct fesh_fuse_state *fuse = &ev->fuse;

		if (fuse->untold)
			fuse->untold = !tell(ev);
		if (READ_ONCE(ev->enabled) && fuse->limit) {
			if (is_blown(ev))
				blow(ev);
			else if (ktime_get_ns() - fuse->since >= SPAN_NS)
				note_counters(ev);
		}
		again |= fuse->untold || (READ_ONCE(ev->enabled) && fuse->limit);
	}
	mutex_unlock(&fuse_lock);
	if (again)
		schedule_delayed_work(&looking, msecs_to_jiffies(LOOK_MS));
}

static void start_looking(void)
{
	schedule_delayed_work(&looking, msecs_to_jiffies(LOOK_MS));
}

void fesh_fuse_exit(void)
{
	cancel_delayed_work_sync(&looking);
}

void fesh_fuse_add(struct fesh_event *ev, u64 limit)
{
	ev->fuse.limit = limit;
	mutex_lock(&fuse_lock);
	list_add_tail(&ev->fuse.watched, &watched);
	mutex_unlock(&fuse_lock);
}

void fesh_fuse_remove(struct fesh_event *ev)
{
	mutex_lock(&fuse_lock);
	list_del(&ev->fuse.watched);
	mutex_unlock(&fuse_lock);
}

void fesh_fuse_set(struct fesh_event *ev, u64 limit)
{
	mutex_lock(&fuse_lock);
	ev->fuse.limit = limit;
	note_counters(ev);
	mutex_unlock(&fuse_lock);
	start_looking();
}

void fesh_fuse_reset(struct fesh_event *ev)
{
	mutex_lock(&fuse_lock);
	ev->fuse.blown = false;
	ev->fuse.untold = false;
	note_counters(ev);
	mutex_unlock(&fuse_lock);
	start_looking();
}
