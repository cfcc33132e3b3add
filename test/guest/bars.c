// SPDX-License-Identifier: Apache-2.0
/*
 * What a hit costs in guest instructions (icount.h), as ratios that must be
 * reached: to kprobe_events with the same fetches on the same function in the same
 * boot.  One line each: name, ours, the peer's, ratio, bar.
 *
 *   bars [NAME...]     all of them, or these
 *
 * Measured in the order baseline, ours, peer, peer, ours, baseline, of which the
 * lesser counts; baselines that differ by more than 1 % reject the figure.  Fails
 * if a ratio is above its bar.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "icount.h"
#include "session.h"
#include "target.h"
#include "tracing.h"

#define KPROBE(file)	TRACING "events/kprobes/fesh_bar/" file
#define OTHERS		99
#define RETURN_VALUE	"r:fesh_bar do_faccessat ret=$retval:s32"
#define REGISTERS	"p:fesh_bar do_faccessat dfd=%di:s32 path=%si:x64 mode=%dx:s32"
#define USER_STRING	"p:fesh_bar do_faccessat dfd=%di:s32 path=+0(%si):ustring mode=%dx:s32"

enum peer {
	KPROBE_EVENTS,
	OURSELVES,	/* the same line, alone */
};

struct bar {
	const char *name;
	double bar;
	void (*calls)(void);	/* CALLS of them */
	const char *fesh;
	const char *kprobe;
	const char *filter;	/* of the kprobe, */
	const char *trigger;	/* and its trigger */
	bool in_tracefs;
	bool among_others;	/* with OTHERS events on functions that are not called */
	enum peer peer;
};

static void access_calls(void)
{
	for (int i = 0; i < CALLS; i++)
		steady_call();
}

static void chain_calls(void)
{
	target_call(FESH_TARGET_CHAIN, CALLS, NULL);
}

static const struct bar bars[] = {
	{ .name = "3-args", .bar = 0.15, .calls = access_calls,
	  .fesh = "bar: do_faccessat(int dfd, x64 path, int mode)", .kprobe = REGISTERS },
	{ .name = "user-string", .bar = 0.40, .calls = access_calls,
	  .fesh = "bar: do_faccessat(int dfd, ustring path, int mode)", .kprobe = USER_STRING },
	{ .name = "3-dereferences", .bar = 0.45, .calls = chain_calls,
	  .fesh = "bar: fesh_target_chain(x32 magic+16[0]+16[0]+0[0])",
	  .kprobe = "p:fesh_bar fesh_target_chain magic=+0(+16(+16(%di))):x32" },
	{ .name = "filter-rejects", .bar = 0.15, .calls = access_calls,
	  .fesh = "bar: do_faccessat(int dfd, x64 path, int mode) if dfd == 5", .kprobe = REGISTERS,
	  .filter = "dfd == 5" },
	{ .name = "comm-rejects", .bar = 0.15, .calls = access_calls,
	  .fesh = "bar: do_faccessat(int dfd, x64 path, int mode) if comm == \"x\"", .kprobe = REGISTERS,
	  .filter = "comm == \"x\"" },
	{ .name = "string-rejects", .bar = 0.25, .calls = access_calls,
	  .fesh = "bar: do_faccessat(int dfd, ustring path, int mode) if path == \"/etc/passwd\"", .kprobe = USER_STRING,
	  .filter = "path == \"/etc/passwd\"" },
	{ .name = "stack", .bar = 0.35, .calls = access_calls,
	  .fesh = "bar: do_faccessat(int dfd, x64 path, int mode) stack", .kprobe = REGISTERS, .trigger = "stacktrace" },
	{ .name = "return", .bar = 0.60, .calls = access_calls,
	  .fesh = "bar: do_faccessat(int dfd, x64 path) => int ret", .kprobe = RETURN_VALUE },
	{ .name = "100-attached", .bar = 1.15, .calls = access_calls, .peer = OURSELVES, .among_others = true,
	  .fesh = "bar: do_faccessat(int dfd, x64 path, int mode)" },
	{ .name = "tracefs", .bar = 0.75, .calls = access_calls, .in_tracefs = true,
	  .fesh = "bar: do_faccessat(int dfd, x64 path, int mode)", .kprobe = REGISTERS },
	{ .name = "tracefs-user-string", .bar = 0.75, .calls = access_calls, .in_tracefs = true,
	  .fesh = "bar: do_faccessat(int dfd, ustring path, int mode)", .kprobe = USER_STRING },
};

static double per_thousand;

/* Instructions of one call; a session, if there is one, has been read before each round. */
static double instructions(const struct bar *b, struct session *s)
{
	uint64_t best = UINT64_MAX;

	for (int i = 0; i < ROUNDS; i++) {
		for (uint32_t cpu = 0; s && cpu < s->cpus; cpu++)
			s->cons[cpu]->cons = s->ctrl[cpu]->commit;
		uint64_t start = tsc();

		b->calls();
		uint64_t ticks = tsc() - start;

		if (ticks < best)
			best = ticks;
	}
	return best * 1000.0 / per_thousand / CALLS;
}

/* Events on functions that nobody calls meanwhile. */
static void enable_others(struct session *s)
{
	const char *at = file_text(TRACING "available_filter_functions");
	struct fesh_line answer;
	char line[160];
	int made = 0;

	while (made < OTHERS && (at = strstr(at, "\ntcp_"))) {
		at++;
		snprintf(line, sizeof(line), "other%d: %.*s(x64 a)", made, (int)strcspn(at, " \n"), at);
		made += !session_line(s, line, &answer);
	}
	if (made < OTHERS)
		die("%d functions instead of %d", made, OTHERS);
	session_must(s, "enable *");
}

static double in_session(const struct bar *b, bool among_others)
{
	struct session s;

	session_open(&s, 0, FESH_SETUP_SELF);
	uint32_t id = session_must(&s, b->fesh);

	session_must(&s, "fuse bar 0");
	if (among_others)
		enable_others(&s);
	else
		session_must(&s, "enable bar");
	double n = instructions(b, &s);

	session_must(&s, "disable bar");
	if (session_count(&s, id, "recorded") + session_count(&s, id, "filtered") != ROUNDS * CALLS)
		die("not every call was recorded or rejected: %s", session_describe(&s, id));
	session_close(&s);
	return n;
}

static double in_tracefs(const struct bar *b)
{
	int err = set_line(b->fesh);

	if (err)
		die("%s: %s", b->fesh, file_text(FUNCTION_EVENTS));
	event_write("bar", "enable", "1");
	double n = instructions(b, NULL);

	event_write("bar", "enable", "0");
	set_line("");
	return n;
}

static double of_kprobe(const struct bar *b)
{
	char untrigger[64];

	file_write(TRACING "kprobe_events", b->kprobe);
	if (b->filter)
		file_write(KPROBE("filter"), b->filter);
	if (b->trigger)
		file_write(KPROBE("trigger"), b->trigger);
	file_write(KPROBE("enable"), "1");
	double n = instructions(b, NULL);

	file_write(KPROBE("enable"), "0");
	if (b->trigger) {
		snprintf(untrigger, sizeof(untrigger), "!%s", b->trigger);
		file_write(KPROBE("trigger"), untrigger);
	}
	file_write(TRACING "kprobe_events", "-:fesh_bar");
	return n;
}

static double ours(const struct bar *b)
{
	return b->in_tracefs ? in_tracefs(b) : in_session(b, b->among_others);
}

static double peers(const struct bar *b)
{
	return b->peer == OURSELVES ? in_session(b, false) : of_kprobe(b);
}

static int measure(const struct bar *b)
{
	b->calls();	/* opens what it needs */
	double before = instructions(b, NULL);
	double fesh = ours(b);
	double peer = peers(b);

	peer = lesser(peer, peers(b));
	fesh = lesser(fesh, ours(b));
	double after = instructions(b, NULL), base = lesser(before, after);
	double ratio = (fesh - base) / (peer - base);
	bool steady = before <= after * 1.01 && after <= before * 1.01;

	printf("bar name=%s fesh=%.1f peer=%.1f ratio=%.3f bar=%.2f %s\n", b->name, fesh - base, peer - base, ratio,
	       b->bar, !steady ? "rejected: baselines differ" : ratio <= b->bar ? "reached" : "missed");
	fflush(stdout);
	return !steady || ratio > b->bar;
}

int main(int argc, char **argv)
{
	int failed = 0, measured = 0;

	per_thousand = ticks_per_thousand();
	for (size_t i = 0; i < sizeof(bars) / sizeof(bars[0]); i++) {
		bool wanted = argc < 2;

		for (int k = 1; k < argc; k++)
			wanted |= !strcmp(argv[k], bars[i].name);
		if (wanted) {
			failed |= measure(&bars[i]);
			measured++;
		}
	}
	if (!measured)
		die("%s is no bar", argv[1]);
	return failed;
}
