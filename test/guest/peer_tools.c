// SPDX-License-Identifier: Apache-2.0
/*
 * The same calls, recorded by a session and by function_events through trace-cmd,
 * which reads ftrace's buffers and formats with its own library: every value of
 * every hit of every event must be the same.
 *
 *   peer_tools            compares; skipped without trace-cmd
 *   peer_tools call       makes all calls of peer_lines.c
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "peer_lines.h"
#include "peer_text.h"
#include "session.h"
#include "tracing.h"

#define TRACE_CMD	"/usr/bin/trace-cmd"
#define REPORT		"/tmp/peer_tools.txt"
#define EVENTS_MAX	80
#define HITS_MAX	4000

/* Texts of the hits of one event, in order of time. */
struct hits {
	char *text[HITS_MAX];
	int n;
};

static struct hits ours[EVENTS_MAX], theirs[EVENTS_MAX];

static void add_hit(struct hits *hits, const char *text)
{
	if (hits->n == HITS_MAX)
		die("more than %d hits", HITS_MAX);
	hits->text[hits->n++] = strdup(text);
}

static void make_events(struct session *s, uint32_t *ids)
{
	char line[512];

	set_line("");
	for (size_t i = 0; i < peer_lines_count; i++) {
		snprintf(line, sizeof(line), "peer%zu: %s", i, peer_lines[i].fesh);
		ids[i] = session_must(s, line);
		if (add_line(line))
			die("%s: %s", line, file_text(FUNCTION_EVENTS));
	}
}

/* The report has lines "TASK-PID [CPU] TIME: peerN: caller->function(...)"; strings may have newlines. */
static void read_report(void)
{
	const char *line = file_text(REPORT), *at, *end;
	char text[8192];

	while ((at = strstr(line, " peer"))) {
		unsigned int event;
		int length = 0;

		line = at + 1;
		if (sscanf(at, " peer%u:%n", &event, &length) != 1 || !length || event >= EVENTS_MAX)
			continue;
		at = strchr(at + length, '(');
		if (!at)
			break;
		for (end = at + strcspn(at, "\n"); end[0] && end[1] && end[1] != ' ';)
			end += 1 + strcspn(end + 1, "\n");
		snprintf(text, sizeof(text), "%.*s", (int)(end - at), at);
		add_hit(&theirs[event], traced_text(text));
		line = end;
	}
}

static void read_session(struct session *s, const uint32_t *ids, pid_t task)
{
	const struct fesh_record *r;

	while ((r = session_next(s, NULL)))
		for (size_t i = 0; i < peer_lines_count; i++)
			if (ids[i] == r->event && r->tgid == (uint32_t)task)
				add_hit(&ours[i], record_text(s, r->event, r, theirs[i].n > ours[i].n ?
							      theirs[i].text[ours[i].n] : ""));
}

int main(int argc, char **argv)
{
	uint32_t ids[EVENTS_MAX];
	struct session s;
	pid_t task = 0;
	FILE *f;

	peer_lines_prepare();
	if (argc > 1 && !strcmp(argv[1], "call")) {
		for (size_t i = 0; i < peer_lines_count; i++)
			peer_lines[i].call();
		return 0;
	}
	if (!exists(TRACE_CMD)) {
		printf("skip trace-cmd shows the same values: it is not installed\n");
		return 0;
	}
	session_open(&s, 1 << 20, 0);
	make_events(&s, ids);
	session_must(&s, "enable *");
	if (system("cd /tmp && " TRACE_CMD " record -q -e functions -F -o /tmp/t.dat /tests/peer_tools call >/dev/null 2>&1"))
		die("trace-cmd record");
	session_must(&s, "disable *");
	if (system(TRACE_CMD " report -i /tmp/t.dat >" REPORT " 2>/tmp/peer_tools.err"))
		die("trace-cmd report");
	/* The task that made the calls is in front of its first event. */
	f = fopen(REPORT, "r");
	for (char line[8192]; !task && f && fgets(line, sizeof(line), f);) {
		char *at = strstr(line, "peer_tools-");

		if (at && strstr(line, "fesh_target_"))
			task = atoi(at + strlen("peer_tools-"));
	}
	read_report();
	read_session(&s, ids, task);
	for (size_t i = 0; i < peer_lines_count; i++) {
		int same = 0;
		char name[400];

		while (same < ours[i].n && same < theirs[i].n && !strcmp(ours[i].text[same], theirs[i].text[same]))
			same++;
		snprintf(name, sizeof(name), "trace-cmd, %d hits of %s", ours[i].n, peer_lines[i].fesh);
		check(ours[i].n && same == ours[i].n && same == theirs[i].n, name, "%d of its hits\n  fesh:     %s\n  trace-cmd:%s",
		      theirs[i].n, same < ours[i].n ? ours[i].text[same] : "", same < theirs[i].n ? theirs[i].text[same] : "");
	}
	set_line("");
	session_close(&s);
	return check_summary();
}
