// SPDX-License-Identifier: Apache-2.0
/*
 * Who may do what with /dev/fesh: capabilities and kptr_restrict, beside what
 * perf and kallsyms allow to the same process.  Needs fesh.ko and fesh_target.ko
 * loaded, and root.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <linux/capability.h>
#include <linux/perf_event.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "session.h"
#include "target.h"

#define KPTR_RESTRICT	"/proc/sys/kernel/kptr_restrict"
#define PERF_PARANOID	"/proc/sys/kernel/perf_event_paranoid"
#define CAP(cap)	(1ull << (cap))
#define MEMORY		"reading memory takes CAP_SYS_ADMIN"

static void keep_only(uint64_t caps)
{
	struct __user_cap_header_struct header = { .version = _LINUX_CAPABILITY_VERSION_3 };
	struct __user_cap_data_struct data[2] = {
		{ .effective = caps, .permitted = caps },
		{ .effective = caps >> 32, .permitted = caps >> 32 },
	};

	if (syscall(SYS_capset, &header, data))
		die("capset to %llx", (unsigned long long)caps);
}

/* Runs what in a process that has only these capabilities; its checks are counted as ours. */
static void with_caps(uint64_t caps, void (*what)(void))
{
	int status, before = check_failures();

	fflush(stdout);
	pid_t pid = fork();

	if (!pid) {
		keep_only(caps);
		what();
		exit(check_failures() - before);
	}
	waitpid(pid, &status, 0);
	check(!status, "none of these failed", "wait status %x", status);
}

/* Every record of an event of the kernel, with its fields. */
static int perf_on_the_kernel(void)
{
	struct perf_event_attr attr = {
		.type = PERF_TYPE_TRACEPOINT, .size = sizeof(attr), .sample_period = 1, .sample_type = PERF_SAMPLE_RAW,
		.config = atoi(file_text("/sys/kernel/tracing/events/sched/sched_switch/id")),
	};
	int fd = syscall(SYS_perf_event_open, &attr, -1, 0, -1, 0);

	if (fd < 0)
		return errno;
	close(fd);
	return 0;
}

static long read_memory(int fd)
{
	uint64_t word = 0;
	struct fesh_read read = { .address = 0xffffffff81000000, .len = sizeof(word), .buffer = (uintptr_t)&word };

	return ioctl(fd, FESH_IOC_READ, &read) ? -errno : (long)read.done;
}

static void without_any(void)
{
	check(open(FESH_DEVICE, O_RDWR) < 0 && errno == EPERM, "without capability root itself cannot open it", "%s",
	      strerror(errno));
	check(perf_on_the_kernel() != 0, "nor can it trace the kernel with perf", "it can");
}

static void with_perfmon(void)
{
	struct session s;
	const struct fesh_record *r;

	int err = perf_on_the_kernel();

	check(!err, "CAP_PERFMON is enough for perf to record events of the kernel", "%s", strerror(err));
	session_open(&s, 0, FESH_SETUP_SELF);
	uint32_t id = session_must(&s, "fesh_target_sum(u64 a, u64 b) => u64 sum if comm == \"privileges_test\" stack");
	uint32_t sum = session_offset(&s, id, "sum"), a = session_offset(&s, id, "a");

	session_must(&s, "enable *");
	target_call(FESH_TARGET_SUM, 1, (uint64_t[6]){ 40, 2 });
	r = session_next(&s, NULL);
	check(r && record_value(r, a, 8) == 40 && record_value(r, sum, 8) == 42,
	      "and for fesh to record registers and stacks", "%s", session_describe(&s, id));
	session_must(&s, "call: SyS_openat(int dfd, x64 path)");
	check_refused(&s, "fesh_target_text(x64 k, ^string s)", MEMORY);
	check_refused(&s, "fesh_target_text(x64 k, ^ustring s)", MEMORY);
	check_refused(&s, "fesh_target_chain(x64 node | ^u32 magic[0])", MEMORY);
	check_refused(&s, "fesh_target_chain(^x8[6] bytes+16)", MEMORY);
	check_refused(&s, "fesh_target_void(^int forks=$total_forks)", MEMORY);
	check_refused(&s, "fesh_target_void(^x64 word=0xffffffff81000000)", MEMORY);
	check_refused(&s, "fesh_target_node_of(u64 i) => ^u32 magic[0]", MEMORY);
	check_refused(&s, "fesh_target_node_of(u64 i) => ^string text", MEMORY);
	check(read_memory(s.fd) == -EPERM, "FESH_IOC_READ is refused", "%ld", read_memory(s.fd));
	check(open("/sys/kernel/tracing/function_events", O_RDONLY) < 0 && errno == EPERM,
	      "and so is function_events", "%s", strerror(errno));
	session_close(&s);
}

/* Debian's kernel, and those of others, know a 3: perf is for CAP_SYS_ADMIN only. */
static void with_perfmon_on_a_paranoid_kernel(void)
{
	int fd, err = perf_on_the_kernel();

	fd = open(FESH_DEVICE, O_RDWR);
	check((fd >= 0) <= !err, "with CAP_PERFMON it opens no sooner than perf does", "perf: %s", strerror(err));
	check(fd < 0, "it does not where perf_event_paranoid is 3", "it does");
}

static void with_sys_admin(void)
{
	struct session s;

	session_open(&s, 0, FESH_SETUP_SELF);
	session_must(&s, "fesh_target_text(string k, ustring u)");
	session_must(&s, "fesh_target_void(int forks=$total_forks)");
	check(read_memory(s.fd) == 8, "CAP_SYS_ADMIN is enough for memory", "%ld", read_memory(s.fd));
	session_close(&s);
}

static struct session passed_on;

static void use_what_was_passed_on(void)
{
	session_must(&passed_on, "fesh_target_text(string k)");
	check(read_memory(passed_on.fd) == -EPERM, "whoever is passed a file cannot read memory by it", "it can");
}

/* Rights go with the file: more than its opener had are not to be had through it. */
static void with_a_file_of_another(void)
{
	session_open(&passed_on, 0, 0);
	with_caps(0, use_what_was_passed_on);
	session_close(&passed_on);
}

/* Opened with CAP_PERFMON and used with all capabilities. */
static void with_a_file_of_a_lesser(void)
{
	struct __user_cap_header_struct header = { .version = _LINUX_CAPABILITY_VERSION_3 };
	struct __user_cap_data_struct all[2], less[2];
	struct session s;

	syscall(SYS_capget, &header, all);
	memcpy(less, all, sizeof(all));
	less[0].effective = 0;
	less[1].effective = CAP(CAP_PERFMON) >> 32;
	if (syscall(SYS_capset, &header, less))
		die("capset");
	session_open(&s, 0, 0);
	if (syscall(SYS_capset, &header, all))
		die("capset");
	check_refused(&s, "fesh_target_text(^string k)", MEMORY);
	check(read_memory(s.fd) == -EPERM, "nor does a privileged user of a lesser one's file", "it does");
	session_close(&s);
}

static uint64_t in_kallsyms(const char *name)
{
	char line[512], found[256];
	unsigned long long addr;
	FILE *f = fopen("/proc/kallsyms", "r");

	while (f && fgets(line, sizeof(line), f)) {
		if (sscanf(line, "%llx %*c %255s", &addr, found) == 2 && !strcmp(found, name)) {
			fclose(f);
			return addr;
		}
	}
	die("%s in /proc/kallsyms", name);
}

static void same_as_kallsyms(void)
{
	struct session s;
	char want[64];

	session_open(&s, 0, 0);
	uint32_t id = session_must(&s, "vfs_read(x64 file)");

	snprintf(want, sizeof(want), "at address=0x%llx ", (unsigned long long)in_kallsyms("vfs_read"));
	check(!!strstr(session_describe(&s, id), want), "a description shows the address that kallsyms shows",
	      "%s instead of %s", session_describe(&s, id), want);
	session_close(&s);
}

static void addresses(void)
{
	static const uint64_t caps[] = {
		CAP(CAP_SYS_ADMIN), CAP(CAP_SYS_ADMIN) | CAP(CAP_SYSLOG), CAP(CAP_PERFMON), CAP(CAP_PERFMON) | CAP(CAP_SYSLOG),
	};
	static const char * const restrict_to[] = { "0", "1", "2" };
	const char *before = strdup(file_text(KPTR_RESTRICT));

	for (int i = 0; i < 3; i++) {
		file_write(KPTR_RESTRICT, restrict_to[i]);
		for (size_t k = 0; k < sizeof(caps) / sizeof(*caps); k++)
			with_caps(caps[k], same_as_kallsyms);
	}
	file_write(KPTR_RESTRICT, "1");
	check(in_kallsyms("vfs_read") != 0, "kallsyms shows what there is to compare", "nothing");
	file_write(KPTR_RESTRICT, before);
}

int main(void)
{
	const char *paranoid;

	target_call(FESH_TARGET_VOID, 1, NULL);	/* opens its device while we may */
	with_caps(0, without_any);
	paranoid = strdup(file_text(PERF_PARANOID));
	file_write(PERF_PARANOID, "3");
	with_caps(CAP(CAP_PERFMON), with_perfmon_on_a_paranoid_kernel);
	file_write(PERF_PARANOID, "2");
	with_caps(CAP(CAP_PERFMON), with_perfmon);
	with_caps(CAP(CAP_SYS_ADMIN), with_sys_admin);
	with_a_file_of_another();
	with_a_file_of_a_lesser();
	addresses();
	file_write(PERF_PARANOID, paranoid);
	return check_summary();
}
