// SPDX-License-Identifier: Apache-2.0
/*
 * The same calls, recorded by fesh and by kprobe_events in one boot: every value
 * must be the same.  Values are compared as text in the form that kprobe_events
 * prints; how a symbol or a character looks is not at issue, so those are hex.
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "session.h"
#include "target.h"

#define TRACING	"/sys/kernel/tracing/"

static char *user;	/* two pages, the second not readable */

static void call_text(void)
{
	target_call(FESH_TARGET_TEXT, 1, (uint64_t[6]){ (uintptr_t)user });
}

static void call_text_at_edge(void)
{
	strcpy(user + 4096 - 6, "edge!");
	target_call(FESH_TARGET_TEXT, 1, (uint64_t[6]){ (uintptr_t)user + 4096 - 6 });
}

static void call_text_fault(void)
{
	target_call(FESH_TARGET_TEXT, 1, (uint64_t[6]){ (uintptr_t)user + 4096 });
}

static void call_text_null(void)
{
	target_call(FESH_TARGET_TEXT, 1, (uint64_t[6]){ 0 });
}

static void call_text_escape(void)
{
	strcpy(user, "a \x1b[31m\\b\tc");
	call_text();
	strcpy(user, "text of this process");
}

static void call_args(void)
{
	target_call(FESH_TARGET_ARGS, 1, (uint64_t[6]){ 0x8877665544332211, -1ull, 0, 0x7fffffff, 0x80000000, 42 });
}

static void call_ints(void) { target_call(FESH_TARGET_INTS, 1, NULL); }
static void call_longs(void) { target_call(FESH_TARGET_LONGS, 1, NULL); }
static void call_many(void) { target_call(FESH_TARGET_MANY, 1, NULL); }
static void call_chain(void) { target_call(FESH_TARGET_CHAIN, 1, NULL); }
static void call_clone(void) { target_call(FESH_TARGET_CLONE, 1, NULL); }
static void call_openat(void) { syscall(SYS_openat, -100, user, 0x8000, 0x1a4); }
static void call_access(void) { syscall(SYS_faccessat, -100, user, 4); }

/* The kprobe's arguments have the names of the fields, in their order. */
static const struct pair {
	void (*call)(void);
	const char *fesh;
	const char *kprobe;
} pairs[] = {
	{ call_ints, "fesh_target_ints(s8 a, u8 b, s16 c, u16 d, s32 e, u32 f)",
	  "fesh_target_ints a=%di:s8 b=%si:u8 c=%dx:s16 d=%cx:u16 e=%r8:s32 f=%r9:u32" },
	{ call_ints, "fesh_target_ints(x8 a, x16 b, x32 c, x64 d, int e, unsigned int f)",
	  "fesh_target_ints a=%di:x8 b=%si:x16 c=%dx:x32 d=%cx:x64 e=%r8:s32 f=%r9:u32" },
	{ call_longs, "fesh_target_longs(long a | unsigned long b, s64 c | size_t d)",
	  "fesh_target_longs a=%di:s64 b=%di:u64 c=%si:s64 d=%si:u64" },
	{ call_args, "fesh_target_args(x64 a | x32 b | x16 c | x8 d, int e, NULL, int f, int g, short h)",
	  "fesh_target_args a=%di:x64 b=%di:x32 c=%di:x16 d=%di:x8 e=%si:s32 f=%cx:s32 g=%r8:s32 h=%r9:s16" },
	{ call_many, "fesh_target_many(u64 a, u64 b, u64 c, u64 d, u64 e, u64 f)",
	  "fesh_target_many a=%di:u64 b=%si:u64 c=%dx:u64 d=%cx:u64 e=%r8:u64 f=%r9:u64" },
	{ call_chain, "fesh_target_chain(x32 m[0] | x64 next+16[0] | x64 text+24[0] | x64 f+32[0] | s16 d+46[0])",
	  "fesh_target_chain m=+0(%di):x32 next=+16(%di):x64 text=+24(%di):x64 f=+32(%di):x64 d=+46(%di):s16" },
	{ call_chain, "fesh_target_chain(x32 m+16[0]+0[0] | x32 n+16[0]+16[0]+0[0] | u64 o+16[0]+16[0]+56[0])",
	  "fesh_target_chain m=+0(+16(%di)):x32 n=+0(+16(+16(%di))):x32 o=+56(+16(+16(%di))):u64" },
	{ call_chain, "fesh_target_chain(string a+24[0] | string b+16[0]+24[0] | string c+16[0]+16[0]+24[0])",
	  "fesh_target_chain a=+0(+24(%di)):string b=+0(+24(+16(%di))):string c=+0(+24(+16(+16(%di)))):string" },
	{ call_chain, "fesh_target_chain(x8[6] a+40 | x8[6] b+16[0]+40 | u32[3] c+4)",
	  "fesh_target_chain a=+40(%di):x8[6] b=+40(+16(%di)):x8[6] c=+4(%di):u32[3]" },
	{ call_chain, "fesh_target_chain(string s+4 | u64 low+48[0] | u64 high+8[6])",
	  "fesh_target_chain s=+4(%di):string low=+48(%di):u64 high=+56(%di):u64" },
	{ call_text, "fesh_target_text(string k, string u)", "fesh_target_text k=+0(%di):string u=+0(%si):ustring" },
	{ call_text, "fesh_target_text(string k+5, ustring u+8)", "fesh_target_text k=+5(%di):string u=+8(%si):ustring" },
	{ call_text_at_edge, "fesh_target_text(string k, ustring u)",
	  "fesh_target_text k=+0(%di):string u=+0(%si):ustring" },
	{ call_text_fault, "fesh_target_text(string k, ustring u)",
	  "fesh_target_text k=+0(%di):string u=+0(%si):ustring" },
	{ call_text_null, "fesh_target_text(string k, ustring u)",
	  "fesh_target_text k=+0(%di):string u=+0(%si):ustring" },
	{ call_text_escape, "fesh_target_text(NULL, ustring u)", "fesh_target_text u=+0(%si):ustring" },
	{ call_text, "fesh_target_text(NULL, x8 u[0] | x32 w[1])", "fesh_target_text u=+u0(%si):x8 w=+u4(%si):x32" },
	{ call_clone, "fesh_target_clone.isra.0(int a)", "fesh_target_clone.isra.0 a=%di:s32" },
	{ call_openat, "SyS_openat(int dfd, string path, x32 flags, x16 mode)",
	  "__x64_sys_openat dfd=+112(%di):s32 path=+0(+104(%di)):ustring flags=+96(%di):x32 mode=+56(%di):x16" },
	{ call_access, "sys_faccessat(int dfd, ustring path, int mode)",
	  "__x64_sys_faccessat dfd=+112(%di):s32 path=+0(+104(%di)):ustring mode=+96(%di):s32" },
	{ call_access, "do_faccessat(int dfd, string path, x32 mode, int flags)",
	  "do_faccessat dfd=%di:s32 path=+0(%si):ustring mode=%dx:x32 flags=%cx:s32" },
	{ call_ints, "fesh_target_ints(x64 v=$high_memory, u32 n=$nr_cpu_ids, x32 b=$linux_banner)",
	  "fesh_target_ints v=@high_memory:x64 n=@nr_cpu_ids:u32 b=@linux_banner:x32" },
};

static void scalar_text(char *text, char base, uint64_t v, uint32_t size)
{
	int64_t s = (int64_t)(v << (64 - 8 * size)) >> (64 - 8 * size);

	if (base == 'd')
		sprintf(text, "%lld", (long long)s);
	else if (base == 'u')
		sprintf(text, "%llu", (unsigned long long)v);
	else
		sprintf(text, "0x%llx", (unsigned long long)v);
}

/* The record's fields as " a=-1 b=255 ...", in the module's own description of them. */
static const char *fesh_text(struct session *s, uint32_t id, const struct fesh_record *record)
{
	static char text[8192];
	const char *line = session_describe(s, id);
	char name[128], *out = text;
	unsigned int offset, size, count, field = 0;
	char base;

	*out = '\0';
	while ((line = strstr(line, "field name="))) {
		if (sscanf(line, "field name=%127s offset=%u size=%u count=%u base=%c", name, &offset, &size, &count,
			   &base) != 5)
			die("description of %u", id);
		line++;
		out += sprintf(out, " %s=", name);
		if (record_state(record, field) == FESH_STATE_FAULT) {
			out += sprintf(out, "(fault)");
		} else if (base == 's') {
			out += sprintf(out, "\"%s\"", record_string(record, offset));
		} else if (!count) {
			scalar_text(out, base, record_value(record, offset, size), size);
			out += strlen(out);
		} else {
			for (unsigned int i = 0; i < count; i++) {
				*out++ = i ? ',' : '{';
				scalar_text(out, base, record_value(record, offset + i * size, size), size);
				out += strlen(out);
			}
			out += sprintf(out, "}");
		}
		field++;
	}
	return text;
}

/* What follows "(where)" in the one line of the trace file that is the kprobe's. */
static const char *kprobe_text(void)
{
	char *line = strstr(file_text(TRACING "trace"), "fesh_peer: (");
	char *args = line ? strchr(line, ')') : NULL;

	if (!args)
		return "(no kprobe event)";
	args[1 + strcspn(args + 1, "\n")] = '\0';
	return args + 1;
}

static void compare(const struct pair *p)
{
	char line[512];
	struct session s;
	const struct fesh_record *record, *ours = NULL;
	static uint64_t copy[FESH_RECORD_MAX / 8];

	session_open(&s, 0, FESH_SETUP_SELF);
	snprintf(line, sizeof(line), "peer: %s", p->fesh);
	uint32_t id = session_must(&s, line);

	snprintf(line, sizeof(line), "p:fesh_peer %s", p->kprobe);
	file_write(TRACING "kprobe_events", line);
	int fd = open(TRACING "trace", O_WRONLY | O_TRUNC);

	close(fd);
	/* In this order neither sees the opening of the other's files before the call. */
	file_write(TRACING "events/kprobes/fesh_peer/enable", "1");
	session_must(&s, "enable peer");
	p->call();
	session_must(&s, "disable peer");
	file_write(TRACING "events/kprobes/fesh_peer/enable", "0");

	while ((record = session_next(&s, NULL)))
		if (record->tgid == (uint32_t)getpid() && !ours) {
			memcpy(copy, record, record->len8 * 8);
			ours = (const struct fesh_record *)copy;
		}
	const char *fesh = ours ? fesh_text(&s, id, ours) : "(no record)";
	const char *kprobe = kprobe_text();

	check(!strcmp(fesh, kprobe), p->fesh, "\n  fesh:  %s\n  kprobe:%s", fesh, kprobe);
	file_write(TRACING "kprobe_events", "-:fesh_peer");
	session_close(&s);
}

int main(void)
{
	user = mmap(NULL, 2 * 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	if (user == MAP_FAILED || mprotect(user + 4096, 4096, PROT_NONE))
		die("mmap");
	strcpy(user, "text of this process");
	for (size_t i = 0; i < sizeof(pairs) / sizeof(pairs[0]); i++)
		compare(&pairs[i]);
	return check_summary();
}
