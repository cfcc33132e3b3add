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
#include "peer_text.h"
#include "session.h"
#include "tracing.h"

#define KPROBE	TRACING "events/kprobes/fesh_peer/enable"

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
	const char *ours = record ? record_text(&s, id, record, kprobe) : "(no record)";

	snprintf(name, sizeof(name), "session, %s: %s", p->of, p->fesh);
	check(!strcmp(ours, right), name, "\n  fesh:  %s\n  kprobe:%s", ours, kprobe);
	snprintf(name, sizeof(name), "function_events, %s: %s", p->of, p->fesh);
	check(!strcmp(traced_text(trace), right), name, "\n  fesh:  %s\n  as     %s\n  kprobe:%s", trace, traced_text(trace), kprobe);
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
