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

/* What to expect of the peer where we could not read a field. */
static const char *fault_text(const struct peer_line *p, const char *peer, const char *field, int length)
{
	static char text[32];

	peer = peer_field(peer, field, length);
	snprintf(text, sizeof(text), "%.*s", (int)strcspn(peer, " "), peer);
	return p->peer_guesses && text[0] >= '0' && text[0] <= '9' ? text : "(fault)";
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
				const struct peer_line *p, const char *peer)
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
			out += sprintf(out, "%s", fault_text(p, peer, name, strlen(name)));
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
static const char *plain(const char *traced, const struct peer_line *p, const char *peer)
{
	static char text[8192];
	const char *at = strchr(traced, '('), *field = text;
	char *out = text;

	*out = '\0';
	if (!at++)
		return "(no trace event)";
	if (*at != ')')
		*out++ = ' ';
	field = out;
	for (; *at && *at != '\n' && strcmp(at, ")"); ) {
		if (!strncmp(at, ", ", 2)) {
			*out++ = ' ';
			field = out;
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
		} else if (!strncmp(at, "(fault)", 7)) {
			out += sprintf(out, "%s", fault_text(p, peer, field, out - 1 - field));
			at += 7;
		} else {
			*out++ = *at++;
		}
	}
	*out = '\0';
	return text;
}

/* What follows "(where)" in the one event of the trace file that is the kprobe's; its strings may have newlines. */
static const char *kprobe_text(void)
{
	static char text[8192];
	const char *line = strstr(file_text(TRACING "trace"), "fesh_peer: (");
	const char *args = line ? strchr(line, ')') : NULL, *end;

	if (!args)
		return "(no kprobe event)";
	args++;
	for (end = args + strcspn(args, "\n"); end[0] && end[1] && end[1] != ' ';)
		end += 1 + strcspn(end + 1, "\n");
	snprintf(text, sizeof(text), "%.*s", (int)(end - args), args);
	return text;
}

static const struct fesh_record *own_record(struct session *s)
{
	static uint64_t copy[FESH_RECORD_MAX / 8];
	const struct fesh_record *record, *ours = NULL;

	while ((record = session_next(s, NULL)))
		if (record->tgid == (uint32_t)getpid() && !ours) {
			memcpy(copy, record, record->len8 * 8);
			ours = (const struct fesh_record *)copy;
		}
	return ours;
}

static void compare(const struct peer_line *p)
{
	char line[512], name[400];
	struct session s;

	session_open(&s, 0, FESH_SETUP_SELF);
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
	trace_clear();
	/* In this order none sees the opening of another's files before the call. */
	file_write(KPROBE, "1");
	event_write("peer", "enable", "1");
	session_must(&s, "enable peer");
	p->call();
	session_must(&s, "disable peer");
	event_write("peer", "enable", "0");
	file_write(KPROBE, "0");

	const char *kprobe = kprobe_text(), *trace = traced("peer");
	const struct fesh_record *record = own_record(&s);
	const char *ours = record ? session_text(&s, id, record, p, kprobe) : "(no record)";

	snprintf(name, sizeof(name), "session, %s: %s", p->of, p->fesh);
	check(!strcmp(ours, kprobe), name, "\n  fesh:  %s\n  kprobe:%s", ours, kprobe);
	snprintf(name, sizeof(name), "function_events, %s: %s", p->of, p->fesh);
	check(!strcmp(plain(trace, p, kprobe), kprobe), name, "\n  fesh:  %s\n  as     %s\n  kprobe:%s", trace,
	      plain(trace, p, kprobe), kprobe);
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
