// SPDX-License-Identifier: Apache-2.0
/* Files of tracefs (tracing.h). */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "session.h"
#include "tracing.h"

int write_errno(const char *path, int flags, const char *text)
{
	int fd = open(path, flags | O_CLOEXEC), err = 0;

	if (fd < 0)
		return errno;
	if (*text && write(fd, text, strlen(text)) != (ssize_t)strlen(text))
		err = errno ?: EIO;
	close(fd);
	return err;
}

static const char *event_path(const char *name, const char *file)
{
	static char path[256];

	snprintf(path, sizeof(path), EVENTS "%s/%s", name, file);
	return path;
}

int event_write(const char *name, const char *file, const char *text)
{
	return write_errno(event_path(name, file), O_WRONLY, text);
}

const char *event_file(const char *name, const char *file)
{
	return file_text(event_path(name, file));
}

bool exists(const char *path)
{
	return access(path, F_OK) == 0;
}

void trace_clear(void)
{
	int fd = open(TRACING "trace", O_WRONLY | O_TRUNC);

	if (fd < 0)
		die("clearing the trace");
	close(fd);
}

/* Finds the next line of the event by this process from text on; where its text begins, or NULL. */
static const char *next_traced(const char *text, const char *name)
{
	char event[80], pid[24];
	const char *line, *end, *at;

	snprintf(event, sizeof(event), ": %s: ", name);
	snprintf(pid, sizeof(pid), "-%d ", (int)getpid());
	for (line = text; *line; line = *end ? end + 1 : end) {
		end = line + strcspn(line, "\n");
		at = strstr(line, event);
		if (*line == '#' || !at || at > end)
			continue;
		const char *who = strstr(line, pid);

		if (who && who < at)
			return at + strlen(event);
	}
	return NULL;
}

const char *traced(const char *name)
{
	static char line[8192];
	const char *at = next_traced(file_text(TRACING "trace"), name);

	line[0] = '\0';
	if (at)
		snprintf(line, sizeof(line), "%.*s", (int)strcspn(at, "\n"), at);
	return line;
}

int count_traced(const char *name)
{
	const char *at = file_text(TRACING "trace");
	int n = 0;

	while ((at = next_traced(at, name))) {
		n++;
		at += strcspn(at, "\n");
	}
	return n;
}

const char *trace_call(const char *line, const char *name, void (*call)(void))
{
	errno = set_line(line);
	if (errno)
		die("%s: %s", line, file_text(FUNCTION_EVENTS));
	trace_clear();
	errno = event_write(name, "enable", "1");
	if (errno)
		die("enabling %s", name);
	call();
	event_write(name, "enable", "0");
	return traced(name);
}

int format_number(const char *name, const char *field, const char *key)
{
	char want[96], *line, *at;
	static char text[1 << 16];

	snprintf(text, sizeof(text), "%s", event_file(name, "format"));
	for (line = strtok(text, "\n"); line; line = strtok(NULL, "\n")) {
		snprintf(want, sizeof(want), " %s;", field);
		at = strstr(line, want);
		if (!at) {
			snprintf(want, sizeof(want), " %s[", field);
			at = strstr(line, want);
		}
		snprintf(want, sizeof(want), "%s:", key);
		at = at ? strstr(at, want) : NULL;
		if (at)
			return atoi(at + strlen(want));
	}
	return -1;
}

int count_parts(const char *text, const char *part)
{
	int n = 0;

	for (; (text = strstr(text, part)); text++)
		n++;
	return n;
}

void check_errno(int got, int wanted, const char *name)
{
	check(got == wanted, name, "errno %d, not %d: %s", got, wanted, file_text(FUNCTION_EVENTS));
}

void check_has(const char *text, const char *part, const char *name)
{
	check(strstr(text, part), name, "no '%s' in '%s'", part, text);
}
