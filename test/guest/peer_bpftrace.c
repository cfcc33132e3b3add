// SPDX-License-Identifier: Apache-2.0
/*
 * The same calls, recorded by a session and printed by bpftrace: every value of
 * every hit must be the same.  Skipped without bpftrace.
 *
 *   peer_bpftrace         compares
 *   peer_bpftrace call    makes the calls, as bpftrace's child
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <unistd.h>

#include "peer_lines.h"
#include "peer_text.h"
#include "session.h"
#include "tracing.h"

#define BPFTRACE	"/usr/bin/bpftrace"
#define SCRIPT		"/tmp/peer.bt"
#define OUTPUT		"/tmp/peer_bpftrace.txt"
#define HITS_MAX	200

static const struct {
	const char *fesh;
	const char *probe;
	const char *format;	/* of record_text() */
	const char *values;
} lines[] = {
	{ "do_faccessat(int dfd, string path, x32 mode)", "kprobe:do_faccessat", "dfd=%d path=\\\"%s\\\" mode=0x%x",
	  "(int32)arg0, str(uptr(arg1)), (uint32)arg2" },
	{ "fesh_target_many(u64 a, u64 b, u64 c, u64 d, u64 e, u64 f)", "kprobe:fesh_target_many",
	  "a=%llu b=%llu c=%llu d=%llu e=%llu f=%llu", "arg0, arg1, arg2, arg3, arg4, arg5" },
	{ "fesh_target_ints(s8 a, u8 b, s16 c, u16 d, s32 e, u32 f)", "kprobe:fesh_target_ints",
	  "a=%d b=%u c=%d d=%u e=%d f=%u",
	  "(int8)arg0, (uint8)arg1, (int16)arg2, (uint16)arg3, (int32)arg4, (uint32)arg5" },
	{ "fesh_target_longs(s64 a, x64 b)", "kprobe:fesh_target_longs", "a=%lld b=0x%llx", "(int64)arg0, arg1" },
	{ "fesh_target_args(x64 a, s64 b, x64 c, x32 d, x8 e, u16 f)", "kprobe:fesh_target_args",
	  "a=0x%llx b=%lld c=0x%llx d=0x%x e=0x%x f=%u",
	  "arg0, (int64)arg1, arg2, (uint32)arg3, (uint8)arg4, (uint16)arg5" },
	{ "fesh_target_chain(x32 m[0] | x32 n+16[0]+0[0] | u64 o+16[0]+16[0]+56[0])", "kprobe:fesh_target_chain",
	  "m=0x%x n=0x%x o=%llu",
	  "*(uint32 *)arg0, *(uint32 *)(*(uint64 *)(arg0 + 16)), "
	  "*(uint64 *)(*(uint64 *)(*(uint64 *)(arg0 + 16) + 16) + 56)" },
	{ "fesh_target_chain(string a+24[0] | string b+16[0]+24[0])", "kprobe:fesh_target_chain", "a=\\\"%s\\\" b=\\\"%s\\\"",
	  "str(*(uint64 *)(arg0 + 24)), str(*(uint64 *)(*(uint64 *)(arg0 + 16) + 24))" },
	{ "fesh_target_text(string k, ustring u)", "kprobe:fesh_target_text", "k=\\\"%s\\\" u=\\\"%s\\\"",
	  "str(arg0), str(uptr(arg1))" },
	{ "vfs_write(NULL, ustring buf, size_t count)", "kprobe:vfs_write", "buf=\\\"%s\\\" count=%llu",
	  "str(uptr(arg1)), arg2" },
	{ "SyS_lseek(unsigned int fd, long offset, unsigned int whence)", "kprobe:__x64_sys_lseek",
	  "fd=%u offset=%lld whence=%u",
	  "*(uint32 *)(arg0 + 112), *(int64 *)(arg0 + 104), *(uint32 *)(arg0 + 96)" },
	{ "do_faccessat() => int ret", "kretprobe:do_faccessat", "ret=%d", "(int32)retval" },
	{ "SyS_mmap() => x64 address", "kretprobe:__x64_sys_mmap", "address=0x%llx", "retval" },
};

#define LINES (sizeof(lines) / sizeof(lines[0]))

/* Calls without what bpftrace shows as an empty string: faults. */
static const char *const calls[] = {
	"small integers", "two long ones", "limits", "eight arguments", "a list", "a user's text", "access", "write",
	"lseek", "mmap",
};

static struct {
	char *text[HITS_MAX];
	int n;
} theirs[LINES];

static void make_calls(void)
{
	peer_lines_prepare();
	for (size_t i = 0; i < peer_lines_count; i++)
		for (size_t k = 0; k < sizeof(calls) / sizeof(calls[0]); k++)
			if (!strcmp(peer_lines[i].of, calls[k]))
				peer_lines[i].call();
}

static void write_script(void)
{
	FILE *f = fopen(SCRIPT, "w");

	for (size_t i = 0; f && i < LINES; i++)
		fprintf(f, "%s /pid == cpid/ { printf(\"peer%zu %s\\n\", %s); }\n", lines[i].probe, i, lines[i].format,
			lines[i].values);
	if (!f || fclose(f))
		die(SCRIPT);
}

static void read_output(void)
{
	FILE *f = fopen(OUTPUT, "r");
	char line[1024];
	unsigned int event;
	int at;

	while (f && fgets(line, sizeof(line), f)) {
		line[strcspn(line, "\n")] = '\0';
		if (sscanf(line, "peer%u%n", &event, &at) == 1 && event < LINES && theirs[event].n < HITS_MAX)
			theirs[event].text[theirs[event].n++] = strdup(line + at);
	}
	if (f)
		fclose(f);
}

int main(int argc, char **argv)
{
	int same[LINES] = {}, hits[LINES] = {};
	const struct fesh_record *r;
	char line[512], differs[LINES][1024] = {};
	uint32_t ids[LINES];
	struct session s;

	if (argc > 1 && !strcmp(argv[1], "call")) {
		make_calls();
		return 0;
	}
	if (!exists(BPFTRACE)) {
		printf("skip bpftrace shows the same values: it is not installed\n");
		return 0;
	}
	mount("debugfs", "/sys/kernel/debug", "debugfs", 0, NULL);	/* where it looks for tracefs; it may be there */
	write_script();
	session_open(&s, 1 << 20, 0);
	for (size_t i = 0; i < LINES; i++) {
		snprintf(line, sizeof(line), "peer%zu: %s if comm == \"peer_bpftrace\"", i, lines[i].fesh);
		ids[i] = session_must(&s, line);
	}
	session_must(&s, "enable *");
	if (system(BPFTRACE " -c '/tests/peer_bpftrace call' " SCRIPT " >" OUTPUT " 2>/tmp/peer_bpftrace.err")) {
		fputs(file_text("/tmp/peer_bpftrace.err"), stdout);
		die("bpftrace");
	}
	session_must(&s, "disable *");
	read_output();
	while ((r = session_next(&s, NULL)))
		for (size_t i = 0; i < LINES; i++) {
			if (ids[i] != r->event || r->tgid == (uint32_t)getpid())
				continue;
			const char *text = record_text(&s, r->event, r, "");
			const char *their = hits[i] < theirs[i].n ? theirs[i].text[hits[i]] : "(nothing)";

			hits[i]++;
			if (!strcmp(text, their))
				same[i]++;
			else if (!*differs[i])
				snprintf(differs[i], sizeof(differs[i]), "\n  fesh:    %s\n  bpftrace:%s", text, their);
		}
	for (size_t i = 0; i < LINES; i++) {
		snprintf(line, sizeof(line), "bpftrace, %d hits of %s", hits[i], lines[i].fesh);
		check(hits[i] && same[i] == hits[i] && hits[i] == theirs[i].n, line, "%d of its hits%s", theirs[i].n, differs[i]);
	}
	session_close(&s);
	return check_summary();
}
