// SPDX-License-Identifier: Apache-2.0
/*
 * One call, recorded by a session, by function_events and by kprobe_events at the
 * same time: every value must be the same.  Values are compared as text in the
 * form that kprobe_events prints, from which the text of function_events differs
 * by its quoting.
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "peer_lines.h"
#include "session.h"
#include "tracing.h"

#define KPROBE	TRACING "events/kprobes/fesh_peer/enable"

/* Where a symbol of this kernel is, 0 if there is none. */
static uint64_t symbol_address(const char *name)
{
	static char *symbols;
	char want[200], *at;

	if (!symbols) {
		size_t room = 16 << 20;
		FILE *f = fopen("/proc/kallsyms", "r");

		symbols = malloc(room);
		if (!f || !symbols)
			die("/proc/kallsyms");
		symbols[fread(symbols, 1, room - 1, f)] = '\0';
		fclose(f);
	}
	for (const char *end = "\n\t"; *end; end++) {
		snprintf(want, sizeof(want), " %s%c", name, *end);
		at = strstr(symbols, want);
		if (at)
			return strtoull(at - 18, NULL, 16);
	}
	return 0;
}

/* Where the peer's text of a field begins, an empty one if it has no such field. */
static const char *peer_field(const char *peer, const char *field, int length)
{
	char want[160];

	snprintf(want, sizeof(want), " %.*s=", length, field);
	peer = strstr(peer, want);
	return peer ? peer + strlen(want) : "";
}

/* The peer's text of a field, "NAME+0xOFFSET/0xSIZE [MODULE]", if it means this address. */
static void symbol_text(char *text, uint64_t value, const char *field, const char *peer)
{
	char name[128];
	unsigned int offset, size;
	int length = 0;

	peer = peer_field(peer, field, strlen(field));
	if (sscanf(peer, "%127[^+]+0x%x/0x%x%n", name, &offset, &size, &length) == 3 && length &&
	    symbol_address(name) + offset == value) {
		if (!strncmp(peer + length, " [", 2))
			length += strcspn(peer + length, "]") + 1;
		sprintf(text, "%.*s", length, peer);
	} else {
		sprintf(text, "0x%llx", (unsigned long long)value);
	}
}

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
static const char *session_text(struct session *s, uint32_t id, const struct fesh_record *record,
				const char *peer)
{
	static char text[8192];
	const char *line = session_describe(s, id);
	char name[128], *out = text;
	unsigned int offset, size, count, field = 0;
	char base;

	*out = '\0';
	for (; (line = strstr(line, "field name=")); line++, field++) {
		if (sscanf(line, "field name=%127s offset=%u size=%u count=%u base=%c", name, &offset, &size, &count,
			   &base) != 5)
			die("description of %u", id);
		if (!strcmp(name, "duration"))	/* which the peer has not */
			continue;
		out += sprintf(out, " %s=", name);
		if (record_state(record, field) == FESH_STATE_FAULT) {
			out += sprintf(out, "(fault)");
		} else if (base == 's') {
			out += sprintf(out, "\"%s\"", record_string(record, offset));
		} else if (base == 'c' && count) {
			out += sprintf(out, "\"%.*s\"", count, (const char *)record + offset);
		} else if (base == 'p') {
			symbol_text(out, record_value(record, offset, size), name, peer);
			out += strlen(out);
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
	}
	return text;
}

/* One byte of a quoted text, *at moved past it. */
static char unquoted(const char **at)
{
	static const char letters[] = "n\nt\tr\ra\ab\bf\fv\ve\x1b";
	const char *from = *at, *letter;
	unsigned int byte;
	int length;

	if (*from != '\\') {
		++*at;
		return *from;
	}
	if (sscanf(from, "\\x%2x%n", &byte, &length) == 1 || sscanf(from, "\\%3o%n", &byte, &length) == 1) {
		*at += length;
		return byte;
	}
	*at += 2;
	letter = from[1] ? strchr(letters, from[1]) : NULL;
	return letter && !((letter - letters) & 1) ? letter[1] : from[1];
}

/* "caller->function(a=1, b="x")" as kprobe_events would print it: " a=1 b="x"". */
static const char *plain(const char *traced)
{
	static char text[8192];
	const char *at = strchr(traced, '(');
	char *out = text;

	*out = '\0';
	if (!at++)
		return "(no trace event)";
	if (*at != ')')
		*out++ = ' ';
	for (; *at && *at != '\n' && strcmp(at, ")"); ) {
		if (!strncmp(at, ", ", 2)) {
			*out++ = ' ';
			at += 2;
		} else if (*at == '"') {
			*out++ = *at++;
			while (*at && *at != '"')
				*out++ = unquoted(&at);
			*out++ = *at++;
		} else if (*at == '\'') {
			at++;
			out += sprintf(out, "0x%x", (unsigned char)unquoted(&at));
			at++;
		} else if (!strncmp(at, "0x", 2)) {
			out += sprintf(out, "0x%llx", strtoull(at, (char **)&at, 16));
		} else {
			*out++ = *at++;
		}
	}
	*out = '\0';
	return text;
}

/* Where the trace has this event of a process: the text behind "NAME: ", or "" */
static const char *event_of(const char *name, pid_t pid)
{
	char task[24], event[40];
	const char *line = file_text(TRACING "trace"), *at;

	snprintf(task, sizeof(task), "-%d ", pid);
	snprintf(event, sizeof(event), ": %s: ", name);
	for (; (at = strstr(line, task)); line = at + 1) {
		const char *end = at + strcspn(at, "\n");

		line = strstr(at, event);
		if (line && line < end)
			return line + strlen(event);
	}
	return "";
}

/* What follows "(where)" in the kprobe's event; its strings may have newlines. */
static const char *kprobe_text(pid_t pid)
{
	static char text[8192];
	const char *args = strchr(event_of("fesh_peer", pid), ')'), *end;

	if (!args)
		return "(no kprobe event)";
	args++;
	for (end = args + strcspn(args, "\n"); end[0] && end[1] && end[1] != ' ';)
		end += 1 + strcspn(end + 1, "\n");
	snprintf(text, sizeof(text), "%.*s", (int)(end - args), args);
	return text;
}

static const char *trace_text(pid_t pid)
{
	static char text[8192];
	const char *at = event_of("peer", pid);

	snprintf(text, sizeof(text), "%.*s", (int)strcspn(at, "\n"), at);
	return text;
}

static const struct fesh_record *record_of(struct session *s, pid_t pid)
{
	static uint64_t copy[FESH_RECORD_MAX / 8];
	const struct fesh_record *record, *first = NULL;

	while ((record = session_next(s, NULL)))
		if (record->tgid == (uint32_t)pid && !first) {
			memcpy(copy, record, record->len8 * 8);
			first = (const struct fesh_record *)copy;
		}
	return first;
}

/*
 * A process that makes one call when the pipe is closed, so that what we do to
 * the files of the peers is told from it.
 */
static pid_t caller(void (*call)(void), int go[2])
{
	char byte;

	if (pipe(go))
		die("pipe");
	pid_t pid = fork();

	if (pid)
		return pid;
	close(go[1]);
	if (!read(go[0], &byte, 1))
		call();
	_exit(0);
}

static void compare(const struct peer_line *p)
{
	char line[512], name[400];
	struct session s;
	int go[2], status;

	session_open(&s, 0, 0);
	snprintf(line, sizeof(line), "peer: %s", p->fesh);
	uint32_t id = session_must(&s, line);
	int err = set_line(line);

	if (err)
		die("function_events: %s: %s", line, file_text(FUNCTION_EVENTS));
	snprintf(line, sizeof(line), "%c:fesh_peer %s", strstr(p->fesh, "=>") ? 'r' : 'p', p->kprobe);
	if (write_errno(TRACING "kprobe_events", O_WRONLY | O_APPEND, line)) {
		check(false, p->fesh, "%s: %s", line, file_text(TRACING "error_log"));
		session_close(&s);
		return;
	}
	pid_t pid = caller(p->call, go);

	trace_clear();
	file_write(KPROBE, "1");
	event_write("peer", "enable", "1");
	session_must(&s, "enable peer");
	close(go[0]);
	close(go[1]);
	if (waitpid(pid, &status, 0) != pid || status)
		die("the caller");
	session_must(&s, "disable peer");
	event_write("peer", "enable", "0");
	file_write(KPROBE, "0");

	const char *kprobe = kprobe_text(pid), *trace = trace_text(pid), *right = p->truth ?: kprobe;
	const struct fesh_record *record = record_of(&s, pid);
	const char *ours = record ? session_text(&s, id, record, kprobe) : "(no record)";

	snprintf(name, sizeof(name), "session, %s: %s", p->of, p->fesh);
	check(!strcmp(ours, right), name, "\n  fesh:  %s\n  kprobe:%s", ours, kprobe);
	snprintf(name, sizeof(name), "function_events, %s: %s", p->of, p->fesh);
	check(!strcmp(plain(trace), right), name, "\n  fesh:  %s\n  as     %s\n  kprobe:%s", trace, plain(trace), kprobe);
	file_write(TRACING "kprobe_events", "-:fesh_peer");
	set_line("");
	session_close(&s);
}

int main(void)
{
	peer_lines_prepare();
	for (size_t i = 0; i < peer_lines_count; i++)
		compare(&peer_lines[i]);
	return check_summary();
}
