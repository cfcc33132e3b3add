// SPDX-License-Identifier: Apache-2.0
/*
 * Ten thousand nearly right lines for the module in a running kernel, with the
 * mutator of its user-space test.  What is accepted must be listed as a line that
 * makes an equal event; some of them are enabled and hit.  Afterwards memory, the
 * module's count and the kernel's log are as before.  Needs fesh.ko and
 * fesh_target.ko loaded, and root.
 *
 *   lines_fuzz [LINES [SEED]]
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/klog.h>
#include <unistd.h>

#define MUTATE_FUNCTION "fesh_target_args"
#include "../../kernel-module/tests/mutate.h"
#include "session.h"
#include "target.h"

#define HIT_EVERY	20	/* accepted lines: enabling waits for every CPU */
#define LEAK_MAX	512	/* KiB, in half of the lines: caches still grow by 100 or so */

static struct {
	unsigned long accepted, events, hit, unlike, refused_again, unlisted;
} seen;

static bool submit(struct session *s, const char *line, size_t len, struct fesh_line *answer)
{
	*answer = (struct fesh_line){ .text = (uintptr_t)line, .len = len };
	if (ioctl(s->fd, FESH_IOC_LINE, answer))
		die("FESH_IOC_LINE");
	return !answer->error;
}

/* The description of the only event without its number and counts; false if there is none. */
static bool only_event(struct session *s, char *text, size_t room)
{
	const char *from = strstr(session_describe(s, 0), " name="), *to = from ? strstr(from, "\ncounts ") : NULL;

	if (!to)
		return false;
	snprintf(text, room, "%.*s", (int)(to - from), from);
	return true;
}

/* Registers as a function may have them: pointers to anything, numbers, nothing canonical. */
static void hit(struct session *s)
{
	static const uint64_t bases[] = { 0, 0x7f0000001000, 0xffff888000001000, 0xffffffff81000000, 1ull << 63 };
	uint64_t args[6];

	if (session_line(s, "enable *", NULL))
		return;
	for (int i = 0; i < 20; i++) {
		for (int k = 0; k < 6; k++)
			args[k] = bases[mutate_random() % 5] + mutate_random() % 5000;
		args[i % 6] = (uintptr_t)"text of a program";
		target_call(FESH_TARGET_ARGS, 1, args);
	}
	while (session_next(s, NULL))
		;
	seen.hit++;
}

static void one_line(struct session *s)
{
	static char line[MUTATE_ROOM], first[1 << 16], second[1 << 16], listed[FESH_LINE_MAX];
	struct fesh_line answer;
	size_t len = mutate_line(line);
	const char *at;

	if (!submit(s, line, len, &answer)) {
		seen.unlisted += answer.column > len || !*answer.message;
		return;
	}
	seen.accepted++;
	if (!only_event(s, first, sizeof(first)))
		return;	/* a command for events that there are none of */
	if (seen.events++ % HIT_EVERY == 0)
		hit(s);
	only_event(s, first, sizeof(first));
	at = strstr(first, " line=");
	len = strcspn(at + 6, "\n");
	snprintf(listed, sizeof(listed), "%.*s", (int)len, at + 6);
	session_must(s, "-*");
	if (!submit(s, listed, len, &answer)) {
		seen.refused_again++;
		printf("# %s: %s\n", listed, answer.message);
		return;
	}
	only_event(s, second, sizeof(second));
	/* Whether it is enabled is no part of the line. */
	at = strstr(second, " record=");
	if (strcmp(strstr(first, " record="), at)) {
		seen.unlike++;
		printf("# %s: now %s\n", first, second);
	}
	session_must(s, "-*");
}

static void lines(unsigned long n)
{
	struct session s;

	session_open(&s, 65536, FESH_SETUP_SELF);
	while (n--)
		one_line(&s);
	session_close(&s);
}

/* KiB of the kernel's own memory that cannot be had back. */
static long kernel_memory(void)
{
	static const char * const kinds[] = { "\nSUnreclaim:", "\nVmallocUsed:", "\nPercpu:" };
	const char *text;
	long sum = 0;

	file_write("/proc/sys/vm/drop_caches", "3");
	text = file_text("/proc/meminfo");
	for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++) {
		const char *at = strstr(text, kinds[i]);

		if (!at)
			die("%s in /proc/meminfo", kinds[i] + 1);
		sum += atol(at + strlen(kinds[i]));
	}
	return sum;
}

static bool log_has_trouble(void)
{
	static char log[1 << 18];
	int n = klogctl(3, log, sizeof(log) - 1);	/* SYSLOG_ACTION_READ_ALL */

	log[n > 0 ? n : 0] = '\0';
	return strstr(log, "BUG:") || strstr(log, "WARNING:") || strstr(log, "Oops") || strstr(log, "general protection");
}

/* What is listed can be written back, so what could not be is not taken. */
static void too_long_when_listed(void)
{
	static char line[FESH_LINE_MAX + 2000], filter[1100];
	struct fesh_line answer;
	struct session s;
	size_t len = 0;

	session_open(&s, 4096, 0);
	/* 32 fields, each with a name of 63 bytes and offsets up to 4,093 bytes in all; listed with more blanks. */
	len = sprintf(line, "fesh_target_args(");
	for (int i = 0; i < 32; i++) {
		len += sprintf(line + len, "%su8 n%02d", i ? "|" : "", i);
		for (int k = 0; k < 60; k++)
			line[len++] = 'x';
		for (int k = 0; k < 15; k++)
			len += sprintf(line + len, "+100");
	}
	len += sprintf(line + len, ")");
	if (len >= FESH_LINE_MAX)
		die("a line of %zu bytes", len);
	check(!submit(&s, line, len, &answer) && strstr(answer.message, "listed with more than 4095"),
	      "a line that would be listed too long is refused", "%zu bytes: %s", len, answer.message);

	/* The same without the offsets of a field or two, then with a filter set later. */
	len = sprintf(line, "e: fesh_target_args(u8 a");
	for (int i = 0; i < 30; i++) {
		len += sprintf(line + len, " | u8 n%02d", i);
		for (int k = 0; k < 60; k++)
			line[len++] = 'x';
		for (int k = 0; k < 12; k++)
			len += sprintf(line + len, "+100");
	}
	len += sprintf(line + len, ")");
	check(submit(&s, line, len, &answer), "a line of 3,500 bytes is accepted", "%zu: %s", len, answer.message);
	snprintf(filter, sizeof(filter), "enable e if comm != \"%0250d\" && comm != \"%0250d\" && comm != \"%0250d\"", 1,
		 2, 3);
	check(!submit(&s, filter, strlen(filter), &answer) && answer.column == 12 &&
	      strstr(answer.message, "listed with more than 4095"), "a filter that makes it too long is refused",
	      "at %u: %s", answer.column, answer.message);
	check(strstr(session_describe(&s, 0), "enabled=0") && !strstr(session_describe(&s, 0), "\nfilter "),
	      "and changes nothing", "%.100s", session_describe(&s, 0));
	session_close(&s);
}

int main(int argc, char **argv)
{
	unsigned long n = argc > 1 ? strtoul(argv[1], NULL, 0) : 10000;
	const char *count;
	char name[128];
	long before, after;

	if (argc > 2)
		mutate_seed = strtoull(argv[2], NULL, 0) | 1;
	target_call(FESH_TARGET_VOID, 1, NULL);
	count = strdup(file_text("/sys/module/fesh/refcnt"));
	lines(n / 2);	/* what the kernel keeps from now on, it has now */
	before = kernel_memory();
	lines(n - n / 2);
	after = kernel_memory();

	snprintf(name, sizeof(name), "%lu mutated lines, %lu accepted, %lu events, %lu of them hit", n, seen.accepted,
		 seen.events, seen.hit);
	check(seen.events > n / 50 && seen.hit > seen.events / HIT_EVERY / 2, name, "too few to mean anything");
	check(!seen.refused_again, "every event is listed as a line that is accepted", "%lu are not", seen.refused_again);
	check(!seen.unlike, "and makes an equal event", "%lu do not", seen.unlike);
	check(!seen.unlisted, "every refusal has a text and a column in the line", "%lu have not", seen.unlisted);
	check(after - before < LEAK_MAX, "memory is as before", "%ld KiB more", after - before);
	check(!strcmp(count, file_text("/sys/module/fesh/refcnt")), "nobody uses the module any more", "%s instead of %s",
	      file_text("/sys/module/fesh/refcnt"), count);
	check(!strstr(file_text("/sys/kernel/tracing/enabled_functions"), "fesh_target"), "nothing stays hooked", "%s",
	      file_text("/sys/kernel/tracing/enabled_functions"));
	too_long_when_listed();
	check(!log_has_trouble(), "the kernel has nothing to say about it", "see its log");
	return check_summary();
}
