// SPDX-License-Identifier: GPL-2.0-only
/*
 * The writer's side of a ring, with a reader that believes nothing: order, wrap,
 * loss and its place, nested writers at every point where an interrupt can come,
 * and a consumer position that lies.
 */
#define _GNU_SOURCE
#include <sys/mman.h>
#include <unistd.h>

#include "ring_write.h"
#include "test.h"

#define BYTES	4096u
#define HEAD	sizeof(struct fesh_record)

static struct fesh_ring ring;
static struct fesh_ctrl ctrl;
static struct fesh_cons cons;
static int raised;
static void (*raise_hook)(void);

u64 fesh_clock(struct fesh_clock *c)
{
	(void)c;
	return rdtsc();
}

void fesh_ring_raise(struct fesh_ring *r)
{
	(void)r;
	raised++;
	if (raise_hook)
		raise_hook();
}

static void setup(void)
{
	static u8 *data;

	if (!data) {
		int fd = memfd_create("ring", 0);

		if (fd < 0 || ftruncate(fd, BYTES))
			abort();
		data = mmap(NULL, 2 * BYTES, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
		for (int i = 0; i < 2; i++)
			if (mmap(data + i * BYTES, BYTES, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_FIXED, fd, 0) ==
			    MAP_FAILED)
				abort();
	}
	memset(&ring, 0, sizeof(ring));
	memset(&ctrl, 0, sizeof(ctrl));
	memset(&cons, 0, sizeof(cons));
	memset(data, 0x5a, BYTES);
	ring.data = data;
	ring.ctrl = &ctrl;
	ring.cons = &cons;
	ring.bytes = BYTES;
	ring.mask = BYTES - 1;
	ring.limit = BYTES;
	ring.clock = (struct fesh_clock){ .mult = 1ull << FESH_CLOCK_SHIFT, .window = ~0ull };
	shim_hook = NULL;
	raised = 0;
}

/* One hit as the handler makes it; the record's caller is its number.  Returns whether it was recorded. */
static u64 lost_by_cause[FESH_LOSS_CAUSES];

static bool write_record(u64 number, u32 reserve, u32 len, bool outermost)
{
	struct fesh_slot slot;
	struct fesh_record *record;
	u64 longest = reserve;

	if (!(outermost && fesh_ring_reserve_quickly(&ring, &longest, &slot)) &&
	    !fesh_ring_reserve(&ring, reserve, &slot)) {
		lost_by_cause[slot.cause]++;
		return false;
	}
	shim_point();
	record = (struct fesh_record *)slot.record;
	memset(record, 0, len);
	record->len8 = len / 8;
	record->kind = FESH_KIND_HIT;
	record->ts = slot.ts;
	record->caller = number;
	memset(slot.record + HEAD, (u8)number, len - HEAD);
	shim_point();
	fesh_ring_shrink(&ring, &slot, len);
	shim_point();
	fesh_ring_commit(&ring);
	return true;
}

static u64 told[FESH_LOSS_CAUSES];
static u64 last_ts, gap_since;
static bool broken;

/* The next record that is a hit, checked; 0 when there is none.  Numbers begin at 1. */
static u64 read_record(void)
{
	while (cons.cons != ctrl.commit) {
		const struct fesh_record *r = (void *)(ring.data + (cons.cons & ring.mask));
		const struct fesh_gap *gap = (void *)r;

		if (!r->len8 || cons.cons + r->len8 * 8 > ctrl.commit) {
			broken = true;
			return 0;
		}
		cons.cons += r->len8 * 8;
		if (r->kind == FESH_KIND_PAD)
			continue;
		if (r->ts < last_ts)
			broken = true;
		last_ts = r->ts;
		if (r->kind == FESH_KIND_GAP) {
			for (int i = 0; i < FESH_LOSS_CAUSES; i++)
				told[i] += gap->lost[i];
			gap_since = gap->since_ts;
			continue;
		}
		for (u32 i = HEAD; i < r->len8 * 8u; i++)
			if (((const u8 *)r)[i] != (u8)r->caller)
				broken = true;
		return r->caller;
	}
	return 0;
}

static void fresh(void)
{
	setup();
	memset(told, 0, sizeof(told));
	memset(lost_by_cause, 0, sizeof(lost_by_cause));
	last_ts = 0;
	gap_since = 0;
	broken = false;
}

static void records_come_out_as_they_went_in(void)
{
	u64 wrong = 0;

	fresh();
	for (u64 n = 1; n < 2000; n++) {
		u32 len = HEAD + 8 * (n % 40);

		if (!write_record(n, len, len, true) || read_record() != n)
			wrong++;
	}
	check(!wrong && !broken && cons.cons > 50 * BYTES, "2,000 records of all lengths wrap and arrive",
	      "%llu wrong, broken %d", wrong, broken);
}

static void a_full_ring_loses_and_says_where(void)
{
	u64 n = 0, recorded = 0, first_loss, lost;

	fresh();
	while (write_record(n + 1, 64, 64, true))
		n++;
	first_loss = shim_tsc;
	lost = 1;
	for (; lost < 5; lost++)
		write_record(1000, 64, 64, true);
	check(n == BYTES / 64, "a full ring is full to the last byte", "%llu records", n);
	check(ctrl.lost[FESH_LOSS_FULL] == 5 && lost_by_cause[FESH_LOSS_FULL] == 5, "each loss is counted", "%llu",
	      ctrl.lost[FESH_LOSS_FULL]);
	while (read_record())
		recorded++;
	check(recorded == n && !told[FESH_LOSS_FULL], "and nothing that was there is gone", "%llu", recorded);
	check(write_record(7, 64, 64, true) && read_record() == 7 && told[FESH_LOSS_FULL] == 5,
	      "the next record is preceded by a gap of 5", "%llu", told[FESH_LOSS_FULL]);
	check(gap_since > 0 && gap_since <= first_loss, "that begins with the first loss", "%llu, first %llu", gap_since,
	      first_loss);
	write_record(8, 64, 64, true);
	check(read_record() == 8 && told[FESH_LOSS_FULL] == 5 && !broken, "and is told once", "%llu",
	      told[FESH_LOSS_FULL]);
}

static void more_than_half_a_ring_is_too_big(void)
{
	fresh();
	check(!write_record(1, BYTES / 2 + 8, 64, false) && ctrl.lost[FESH_LOSS_BIG] == 1,
	      "more than half a ring is too big", "lost_big %llu", ctrl.lost[FESH_LOSS_BIG]);
	check(write_record(2, BYTES / 2, BYTES / 2, false) && read_record() == 2 && told[FESH_LOSS_BIG] == 1,
	      "half a ring is not", "told %llu", told[FESH_LOSS_BIG]);
}

static void an_unused_reservation_is_given_back(void)
{
	fresh();
	write_record(1, 1024, 64, true);
	check(ctrl.commit == 64 && local_read(&ring.head) == 64, "an unused reservation is given back", "commit %llu",
	      ctrl.commit);
}

/* Interrupts: at the point-th chance from now, depth deep. */
static int countdown, depth, max_depth;
static u64 next_number;

static void interrupt_at_countdown(void)
{
	if (depth >= max_depth || --countdown)
		return;
	depth++;
	countdown = 1;	/* the next one comes at once, inside this one */
	write_record(next_number++, 256, 64 + 8 * depth, false);
	depth--;
	countdown = 0;
}

static void nested_writers_at_every_point(void)
{
	for (int deep = 1; deep <= 3; deep++) {
		int point = 1;
		bool good = true;

		for (;; point++) {
			u64 seen[8] = {}, n = 0;

			fresh();
			next_number = 2;
			countdown = point;
			depth = 0;
			max_depth = deep;
			shim_hook = interrupt_at_countdown;
			write_record(1, 512, 64, true);
			shim_hook = NULL;
			if (countdown > 0)
				break;	/* no such point: all are done */
			for (u64 number; (number = read_record()); n++)
				seen[number]++;
			for (int i = 1; i <= deep + 1; i++)
				good &= seen[i] == 1;
			good &= !broken && n == deep + 1 && ring.nest == 0 && ctrl.commit == local_read(&ring.head);
		}
		check(good && point > 8, "nested writers at every point are all published, in order of time",
		      "%d deep, %d points", deep, point);
	}
}

static u64 seed = 88172645463325252ull;

static u64 rnd(void)
{
	seed ^= seed << 13;
	seed ^= seed >> 7;
	return seed ^= seed << 17;
}

static u64 hits, recorded_total;

static void interrupt_at_random(void)
{
	if (depth >= 3 || rnd() % 16)
		return;
	depth++;
	u32 reserve = HEAD + 8 * (rnd() % 64);

	hits++;
	recorded_total += write_record(hits, reserve, HEAD + (reserve - HEAD) / 16 * 8, false);
	depth--;
}

/* hits == recorded + lost, and what gaps tell plus what is still untold is all that was lost. */
static void identity(const char *name, bool reader_is_honest)
{
	u64 lost = 0, ctrl_lost = 0, all_told = 0, untold = 0;

	for (int i = 0; i < FESH_LOSS_CAUSES; i++) {
		lost += lost_by_cause[i];
		ctrl_lost += ctrl.lost[i];
		all_told += told[i];
		untold += local_read(&ring.lost[i]);
	}
	check(hits == recorded_total + lost && lost == ctrl_lost && lost &&
	      (!reader_is_honest || (lost == all_told + untold && !broken)), name,
	      "hits %llu recorded %llu lost %llu counted %llu told %llu untold %llu broken %d", hits, recorded_total,
	      lost, ctrl_lost, all_told, untold, broken);
}

static void random_load_adds_up(void)
{
	u64 delivered = 0;

	fresh();
	hits = recorded_total = 0;
	depth = 0;
	for (int i = 0; i < 200000; i++) {
		u32 reserve = HEAD + 8 * (rnd() % 64);
		u64 number = ++hits;

		shim_hook = interrupt_at_random;
		recorded_total += write_record(number, reserve, HEAD + (reserve - HEAD) / 16 * 8, true);
		shim_hook = NULL;
		for (u64 k = rnd() % 4; k && read_record(); k--)
			delivered++;
	}
	while (read_record())
		delivered++;
	check(delivered == recorded_total, "all that was recorded is delivered", "%llu of %llu", delivered,
	      recorded_total);
	identity("random load with interrupts adds up", true);
}

/*
 * A hostile reader can spoil what it reads, never what is being written: every
 * record that a writer has begun and not yet published is intact when it ends.
 */
static void a_lying_cons_overwrites_no_writer(void)
{
	u64 bad = 0;

	fresh();
	hits = recorded_total = 0;
	depth = 0;
	for (int i = 0; i < 100000; i++) {
		struct fesh_slot outer, inner;
		u32 len = HEAD + 8 * (rnd() % 64);

		switch (rnd() % 4) {
		case 0:
			cons.cons = rnd();
			break;
		case 1:
			cons.cons = local_read(&ring.head) + (rnd() % 8192) - 4096;
			break;
		default:
			cons.cons = ctrl.commit;
		}
		hits++;
		if (!fesh_ring_reserve(&ring, len, &outer)) {
			lost_by_cause[outer.cause]++;
			continue;
		}
		recorded_total++;
		memset(outer.record, 0x11, len);
		/* Nested, while cons claims that even the outer record has been read. */
		for (int k = 0; k < 20; k++) {
			u32 inner_len = HEAD + 8 * (rnd() % 64);

			cons.cons = local_read(&ring.head) - (rnd() % 3) * 8;
			hits++;
			if (!fesh_ring_reserve(&ring, inner_len, &inner)) {
				lost_by_cause[inner.cause]++;
				continue;
			}
			recorded_total++;
			memset(inner.record, 0x22, inner_len);
			fesh_ring_commit(&ring);
		}
		for (u32 at = 0; at < len; at++)
			bad += outer.record[at] != 0x11;
		fesh_ring_commit(&ring);
	}
	check(!bad, "a lying cons overwrites no writer", "%llu bytes", bad);
	check(ctrl.bad_cons > 1000, "and is counted", "bad_cons %llu", ctrl.bad_cons);
	identity("and the accounts add up", false);
}

static void a_sleeping_reader_is_woken_once(void)
{
	fresh();
	cons.waiting = 1;
	for (int i = 0; i < 40; i++)
		write_record(1, 64, 64, true);
	check(raised == 1, "the first record wakes, the next ones do not", "%d", raised);
	while (read_record())
		;
	for (int i = 0; i < 40; i++)
		write_record(2, 64, 64, true);
	check(raised == 2, "nor when it has read and sleeps again", "%d", raised);
	cons.waiting = 0;
	while (read_record())
		;
	write_record(3, 64, 64, true);
	check(raised == 2, "nothing wakes who is awake", "%d", raised);
}

/* A reader that was woken looks, and falls asleep again if nothing has been published. */
static bool awake;

static void look(void)
{
	awake = ctrl.commit != cons.cons;
}

/* The last record of what interrupts, and what it interrupts, is kept, discarded, or finds no room. */
enum fate { KEPT, DISCARDED, REFUSED, FATES };

static void write_with_fate(enum fate fate, bool outermost)
{
	struct fesh_slot slot;

	if (fate == KEPT)
		write_record(1, 512, 64, outermost);
	else if (fesh_ring_reserve(&ring, fate == REFUSED ? BYTES : 64, &slot))
		fesh_ring_discard(&ring, &slot);
}

static int fate_of_interrupt;

static void interrupt_of_fate(void)
{
	if (depth || --countdown)
		return;
	depth++;
	write_with_fate(fate_of_interrupt, false);
	depth--;
}

static void no_wake_up_is_lost_to_nesting(void)
{
	int asleep = 0, cases = 0;

	for (int outer = 0; outer < FATES; outer++) {
		for (int inner = 0; inner < FATES; inner++) {
			for (int point = 1;; point++) {
				fresh();
				cons.waiting = 1;
				awake = false;
				countdown = point;
				fate_of_interrupt = inner;
				raise_hook = look;
				shim_hook = interrupt_of_fate;
				write_with_fate(outer, true);
				shim_hook = NULL;
				if (countdown > 0)
					break;	/* no such point: all are done */
				/* Whatever is left behind it, the next record is seen. */
				asleep += ctrl.commit != cons.cons && !awake;
				write_record(2, 64, 64, true);
				asleep += !awake;
				cases++;
			}
		}
	}
	raise_hook = NULL;
	check(!asleep && cases > 50, "no wake-up is lost to nesting", "%d of %d", asleep, cases);
}

int main(void)
{
	records_come_out_as_they_went_in();
	a_full_ring_loses_and_says_where();
	more_than_half_a_ring_is_too_big();
	an_unused_reservation_is_given_back();
	nested_writers_at_every_point();
	random_load_adds_up();
	a_lying_cons_overwrites_no_writer();
	a_sleeping_reader_is_woken_once();
	no_wake_up_is_lost_to_nesting();
	return test_failed;
}
