// SPDX-License-Identifier: Apache-2.0
/*
 * A kernel that is locked down while it is traced, step by step: there is no way
 * back, so this runs alone, see test/vm/lockdown.sh.  Needs fesh.ko and root.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mount.h>
#include <unistd.h>

#include "session.h"

#define SECURITYFS	"/sys/kernel/security"
#define LOCKDOWN	SECURITYFS "/lockdown"
#define LOCKED		"kernel is locked down"

static long read_memory(int fd)
{
	uint64_t word = 0;
	struct fesh_read read = { .address = 0xffffffff81000000, .len = sizeof(word), .buffer = (uintptr_t)&word };

	return ioctl(fd, FESH_IOC_READ, &read) ? -errno : (long)read.done;
}

static bool kprobe_events_open(void)
{
	int fd = open("/sys/kernel/tracing/kprobe_events", O_RDWR);

	if (fd >= 0)
		close(fd);
	return fd >= 0;
}

static void integrity(void)
{
	struct session s;

	file_write(LOCKDOWN, "integrity");
	check(kprobe_events_open(), "integrity: kprobes are allowed", "%s", strerror(errno));
	session_open(&s, 0, 0);
	session_must(&s, "vfs_read(x64 file, u64 inode+32[0])");
	session_must(&s, "enable *");
	check(read_memory(s.fd) == 8, "integrity: and so is fesh, with its memory", "%ld", read_memory(s.fd));
	session_close(&s);
}

static void confidentiality(void)
{
	struct session s;

	session_open(&s, 0, 0);
	session_must(&s, "made: vfs_read(x64 file)");
	session_must(&s, "on: vfs_write(x64 file)");
	session_must(&s, "enable on");
	int events = open("/sys/kernel/tracing/function_events", O_RDWR);

	if (events < 0)
		die("open of function_events");

	file_write(LOCKDOWN, "confidentiality");
	check(!kprobe_events_open() && errno == EPERM, "confidentiality: kprobes are refused", "%s", strerror(errno));
	check(open(FESH_DEVICE, O_RDWR) < 0 && errno == EPERM, "confidentiality: /dev/fesh too", "%s", strerror(errno));
	check(open("/sys/kernel/tracing/function_events", O_RDONLY) < 0 && errno == EPERM, "and function_events", "%s",
	      strerror(errno));
	check_refused(&s, "^vfs_open(x64 path)", LOCKED);
	check_refused(&s, "^  vfs_open(string s) => int ret", LOCKED);
	check_refused(&s, "^enable made", LOCKED);
	check_refused(&s, "^enable *", LOCKED);
	check(write(events, "vfs_open(x64 path)\n", 19) < 0 && errno == EPERM, "a line of function_events is refused",
	      "%s", strerror(errno));
	close(events);
	check(read_memory(s.fd) == -EPERM, "FESH_IOC_READ is refused", "%ld", read_memory(s.fd));
	/* What only takes away is allowed as before. */
	session_must(&s, "disable on");
	session_must(&s, "-*");
	session_close(&s);
}

int main(void)
{
	if (mount("securityfs", SECURITYFS, "securityfs", 0, NULL) && errno != EBUSY)
		die("mount of securityfs");
	if (access(LOCKDOWN, W_OK)) {
		printf("skip lockdown: this kernel has no such security module\n");
		return 0;
	}
	integrity();
	confidentiality();
	return check_summary();
}
