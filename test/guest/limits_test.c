// SPDX-License-Identifier: Apache-2.0
/*
 * What happens at the limits: no memory, at whatever place it ends, and no more
 * numbers for events.  The process is put into a memory cgroup whose limit kernel
 * memory counts against, and which has nothing to kill.  Needs fesh.ko and root.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/klog.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

#include "session.h"

#define CGROUPS		"/tmp/cgroups"
#define OURS		CGROUPS "/fesh"
#define NO_MEMORY	"kernel is out of memory"
#define EVENTS_MAX	65535
#define STEP		77824	/* bytes by which there is more each time: not a multiple of anything */
#define ENOUGH		40	/* events, larger together than what the kernel has charged in advance */

static void enter_cgroup(void)
{
	char pid[16];

	mkdir(CGROUPS, 0755);
	if (mount("cgroup2", CGROUPS, "cgroup2", 0, NULL))
		die("mount of cgroup2");
	file_write(CGROUPS "/cgroup.subtree_control", "+memory");
	if (mkdir(OURS, 0755))
		die("mkdir of %s", OURS);
	/* Nobody to kill: who asks for more is told that there is none. */
	file_write("/proc/self/oom_score_adj", "-1000");
	snprintf(pid, sizeof(pid), "%d", getpid());
	file_write(OURS "/cgroup.procs", pid);
}

static long charged(void)
{
	return atol(file_text(OURS "/memory.current"));
}

/* Written without any allocation that would count. */
static void allow(long bytes)
{
	static int fd = -1;
	char text[32] = "max";

	if (fd < 0)
		fd = open(OURS "/memory.max", O_WRONLY);
	if (bytes)
		snprintf(text, sizeof(text), "%ld", bytes);
	if (pwrite(fd, text, strlen(text), 0) != (ssize_t)strlen(text))
		die("memory.max of %s", text);
}

static int open_session(void)
{
	return open(FESH_DEVICE, O_RDWR | O_CLOEXEC);
}

struct seen {
	int lines, enables, successes;	/* how often memory ended there, or did not end */
	bool clean;			/* each time with these words, and whole events */
};

/* Makes events until memory ends, or there are enough; then enables all of them. */
static void until_memory_ends(const char *line, struct seen *seen)
{
	struct session s = { .fd = open_session() };
	struct fesh_line answer;
	char numbered[256];
	int made = 0, described = 0;

	if (s.fd < 0) {
		seen->clean &= errno == ENOMEM || errno == ENFILE;
		return;
	}
	for (;;) {
		snprintf(numbered, sizeof(numbered), "e%d: %s", made, line);
		if (made == ENOUGH || session_line(&s, numbered, &answer))
			break;
		made++;
	}
	if (made < ENOUGH) {
		seen->lines++;
		seen->clean &= !strcmp(answer.message, NO_MEMORY);
	}
	for (const char *at = session_describe(&s, 0); (at = strstr(at, "event id=")); at++)
		described++;
	seen->clean &= described == made;
	if (made && session_line(&s, "enable *", &answer)) {
		seen->enables++;
		seen->clean &= !strcmp(answer.message, NO_MEMORY) && answer.column == 7 &&
			       !strstr(session_describe(&s, 0), "enabled=1");
	} else {
		seen->successes += made == ENOUGH;
	}
	close(s.fd);
}

/* From nothing upwards until all succeeds: memory ends at each place on the way. */
static void memory_ends_anywhere(const char *line)
{
	struct seen seen = { .clean = true };
	long before, limit;
	char name[200];

	/* What is made once and kept is made now. */
	until_memory_ends(line, &seen);
	if (!seen.successes)
		die("%s without a limit", line);
	seen = (struct seen){ .clean = true };
	before = limit = charged();
	while (!seen.successes && limit < before + (64l << 20)) {
		allow(limit);
		until_memory_ends(line, &seen);
		allow(0);
		limit += STEP;
	}
	snprintf(name, sizeof(name), "memory may end anywhere in %s", line);
	check(seen.successes && seen.clean && seen.lines && seen.enables, name,
	      "ended %d times in lines, %d times in enable, %d times not; %s", seen.lines, seen.enables, seen.successes,
	      seen.clean ? "clean" : "not clean");
	printf("# ended %d times in lines, %d in enable\n", seen.lines, seen.enables);
	check(!strstr(file_text("/sys/kernel/tracing/enabled_functions"), "vfs_"), "and nothing stays hooked", "%s",
	      file_text("/sys/kernel/tracing/enabled_functions"));
	check(charged() <= before + (512 << 10), "nor allocated", "%ld bytes, %ld before", charged(), before);
}

static void enabling_without_rings_needs_memory(void)
{
	struct session s = { .fd = open_session() };
	struct fesh_line answer;

	session_must(&s, "vfs_read(x64 file)");
	allow(charged() + (1 << 20));
	session_line(&s, "enable vfs_read", &answer);
	allow(0);
	check(answer.column == 7 && !strcmp(answer.message, NO_MEMORY), "rings of 4 MiB do not fit into 1", "%u: %s",
	      answer.column, answer.message);
	session_must(&s, "enable vfs_read");
	close(s.fd);
}

static void numbers_come_to_an_end(void)
{
	struct session s = { .fd = open_session() };
	struct fesh_line answer;
	char line[64];
	uint32_t id = 0;

	for (int i = 1; i <= EVENTS_MAX; i++) {
		snprintf(line, sizeof(line), "e%d: vfs_read()", i);
		id = session_must(&s, line);
	}
	check(id == EVENTS_MAX, "a session has 65,535 events", "the last is %u", id);
	check(session_line(&s, "one_more: vfs_read()", &answer) && !answer.column &&
	      strstr(answer.message, "more than 65535 events"), "and no more", "%u: %s", answer.column, answer.message);
	session_must(&s, "-e77");
	id = session_must(&s, "one_more: vfs_read()");
	check(id == 77, "but in place of one that was removed", "%u", id);
	close(s.fd);
}

int main(void)
{
	enter_cgroup();
	memory_ends_anywhere("vfs_read(x64 file, string name+24[0]+40[0]) if file != 0");
	memory_ends_anywhere("vfs_write(x64 file) => ssize_t ret stack");
	enabling_without_rings_needs_memory();
	numbers_come_to_an_end();
	return check_summary();
}
