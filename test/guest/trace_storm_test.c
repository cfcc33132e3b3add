// SPDX-License-Identifier: Apache-2.0
/*
 * Trace events made, enabled, filtered, removed, in instances and for perf, while
 * every CPU hits them: nothing in the kernel log, nothing left behind.
 */
#include <errno.h>
#include <linux/perf_event.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/klog.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "session.h"
#include "tracing.h"

#define ROUNDS	8
#define LINE1	"a: do_faccessat(int dfd, string path, int mode)\n"
#define LINE2	"b: do_faccessat(x64 path[1])\n"
#define LINE3	"c: SyS_faccessat(int dfd, string path | x64 word[0])\n"

static atomic_bool done;
static atomic_long calls;

static void *hit(void *path)
{
	while (!done) {
		syscall(SYS_faccessat, -100, path, 0);
		calls++;
	}
	return NULL;
}

static void perf_for_a_moment(const char *name)
{
	struct perf_event_attr attr = {
		.type = PERF_TYPE_TRACEPOINT, .size = sizeof(attr), .config = atoi(event_file(name, "id")),
		.sample_period = 1, .sample_type = PERF_SAMPLE_RAW | PERF_SAMPLE_CALLCHAIN,
	};
	int fd = syscall(SYS_perf_event_open, &attr, -1, 0, -1, 0);
	uint64_t n = 0;

	if (fd < 0)
		die("perf_event_open");
	for (long before = calls; calls < before + 100; )
		;
	if (read(fd, &n, sizeof(n)) != sizeof(n))
		die("read of perf's count");
	close(fd);
}

static void one_round(int i)
{
	const char *in_instance = TRACING "instances/storm/events/functions/enable";

	if (set_line(LINE1 LINE2 LINE3))
		die("making events in round %d", i);
	write_errno(EVENTS "enable", O_WRONLY, "1");
	mkdir(TRACING "instances/storm", 0755);
	write_errno(in_instance, O_WRONLY, "1");
	event_write("a", "filter", i & 1 ? "path ~ \"*one\"" : "mode == 1");
	event_write("c", "trigger", "hist:keys=path");
	if (i % 4 == 0)
		perf_for_a_moment("b");
	write_errno(EVENTS "enable", O_WRONLY, "0");
	event_write("a", "filter", "0");
	if (i & 1)
		write_errno(in_instance, O_WRONLY, "0");
	if (set_line("") != EBUSY)
		die("an event with a trigger went in round %d", i);
	event_write("c", "trigger", "!hist:keys=path");
	if (rmdir(TRACING "instances/storm"))
		die("rmdir of the instance");
	if (set_line(""))
		die("removing events in round %d: %s", i, file_text(FUNCTION_EVENTS));
}

static bool log_has_trouble(void)
{
	static char log[1 << 18];
	int n = klogctl(4, log, sizeof(log) - 1);	/* SYSLOG_ACTION_READ_ALL would keep it; 4 also clears */

	log[n > 0 ? n : 0] = '\0';
	return strstr(log, "BUG:") || strstr(log, "WARNING:") || strstr(log, "Oops") || strstr(log, "fesh: ");
}

int main(void)
{
	pthread_t threads[4];
	static char *paths[4] = { "/number/one", "/number/two", NULL, "/" };

	klogctl(5, NULL, 0);	/* SYSLOG_ACTION_CLEAR */
	for (int i = 0; i < 4; i++)
		if (pthread_create(&threads[i], NULL, hit, paths[i]))
			die("pthread_create");
	for (int i = 0; i < ROUNDS; i++)
		one_round(i);
	done = true;
	for (int i = 0; i < 4; i++)
		pthread_join(threads[i], NULL);
	check(calls > ROUNDS, "calls go on while their events come and go", "%ld", calls);
	check(!log_has_trouble(), "the kernel has nothing to say about it", "see its log");
	check(!strstr(file_text(TRACING "enabled_functions"), "faccessat"), "nothing stays hooked", "%s",
	      file_text(TRACING "enabled_functions"));
	check(!exists(EVENTS), "no event is left", "%s", file_text(FUNCTION_EVENTS));
	return check_summary();
}
