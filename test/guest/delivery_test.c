// SPDX-License-Identifier: Apache-2.0
/*
 * From a hit to the reader that sleeps for it: delivery_test [HITS].  The reader
 * is that of native/, both ends of a wake-up are what this is about.  A wake-up
 * that got lost is a hit that does not come; how long the others took is told,
 * not judged.  Needs fesh.ko and fesh_target.ko loaded, and root.
 */
#define _GNU_SOURCE
#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "../../native/src/main/c/fesh_reader.h"
#include "session.h"
#include "target.h"

#define EVENT		"sleeper: fesh_target_sum(x64 n)"
#define ROOM		(1u << 18)
#define MOST_HITS	100000
#define NOT_COMING_MS	30000

/* Between hits: mostly a millisecond or two, at times long enough for the reader to stop looking by itself. */
#define SHORT_US	3000
#define LONG_US		60000
#define LONG_EVERY	50

static uint32_t delays_us[MOST_HITS];
static unsigned int hits = 2000;
static atomic_uint taken;

static uint64_t now_ns(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (uint64_t)now.tv_sec * 1000000000 + (uint64_t)now.tv_nsec;
}

static void *hit_now_and_then(void *unused)
{
	long cpus = sysconf(_SC_NPROCESSORS_ONLN);
	unsigned int seed = 1;

	for (unsigned int i = 0; i < hits; i++) {
		long us = i % LONG_EVERY ? rand_r(&seed) % SHORT_US : LONG_US;
		struct timespec space = { .tv_nsec = us * 1000 };
		cpu_set_t set;

		CPU_ZERO(&set);
		CPU_SET(i % cpus, &set);
		sched_setaffinity(0, sizeof(set), &set);
		nanosleep(&space, NULL);
		target_call(FESH_TARGET_SUM, 1, (uint64_t[6]){ i, 1 });
	}
	return unused;
}

/* Takes hits until all are there or none comes any more. */
static void take_all(struct fesh_reader *reader)
{
	static uint8_t records[ROOM];
	unsigned int n = 0;
	int bytes;

	while (n < hits && (bytes = fesh_reader_poll(reader, records, ROOM, NOT_COMING_MS)) > 0) {
		uint64_t now = now_ns();

		for (int at = 0; at < bytes;) {
			const struct fesh_record *r = (const struct fesh_record *)(records + at);

			if (r->kind == FESH_KIND_HIT)
				delays_us[n++] = (uint32_t)((now - r->ts) / 1000);
			at += r->len8 * 8;
		}
	}
	taken = n;
}

static int by_value(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

	return (x > y) - (x < y);
}

static void submit(struct fesh_reader *reader, const char *line)
{
	struct fesh_line answer;

	if (fesh_reader_line(reader, line, (uint32_t)strlen(line), &answer) || answer.error)
		die("%s: %s", line, answer.message);
}

int main(int argc, char **argv)
{
	struct fesh_reader *reader;
	pthread_t thread;

	if (argc > 1)
		hits = (unsigned int)atoi(argv[1]);
	if (!hits || hits > MOST_HITS)
		die("delivery_test [HITS], at most %d", MOST_HITS);
	if (fesh_reader_open(FESH_DEVICE, 0, FESH_SETUP_SELF, &reader))
		die("no session");
	submit(reader, EVENT);
	submit(reader, "enable sleeper");
	pthread_create(&thread, NULL, hit_now_and_then, NULL);
	take_all(reader);
	check(taken == hits, "every hit wakes a reader that sleeps", "%u of %u came, then none for %d s", taken,
	      hits, NOT_COMING_MS / 1000);
	pthread_join(thread, NULL);
	fesh_reader_close(reader);
	qsort(delays_us, taken, sizeof(*delays_us), by_value);
	if (taken)
		printf("# delivery hits=%u median_us=%u p99_us=%u p99.9_us=%u max_us=%u\n", taken, delays_us[taken / 2],
		       delays_us[taken * 99ull / 100], delays_us[taken * 999ull / 1000], delays_us[taken - 1]);
	return check_summary();
}
