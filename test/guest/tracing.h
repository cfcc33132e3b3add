/* SPDX-License-Identifier: Apache-2.0 */
/* function_events and the files around it, for tests of events that live in tracefs. */
#ifndef FESH_TEST_TRACING_H
#define FESH_TEST_TRACING_H

#include <fcntl.h>
#include <stdbool.h>

#define TRACING		"/sys/kernel/tracing/"
#define FUNCTION_EVENTS	TRACING "function_events"
#define EVENTS		TRACING "events/functions/"

/* Opens with these flags and writes; 0, or the errno of the open or the write. */
int write_errno(const char *path, int flags, const char *text);

static inline int add_line(const char *line)
{
	return write_errno(FUNCTION_EVENTS, O_WRONLY | O_APPEND, line);
}

/* Replaces all events by this one, removes all of them with "". */
static inline int set_line(const char *line)
{
	return write_errno(FUNCTION_EVENTS, O_WRONLY | O_TRUNC, line);
}

/* Writes to events/functions/NAME/FILE. */
int event_write(const char *name, const char *file, const char *text);
/* Its text, in file_text()'s buffer. */
const char *event_file(const char *name, const char *file);
bool exists(const char *path);

void trace_clear(void);

/*
 * The first line of the trace that is of this event and process, from the text
 * behind "NAME: " on; "" if there is none.
 */
const char *traced(const char *name);
/* How many there are. */
int count_traced(const char *name);

/* Makes the line's event alone, enables it, calls, and gives what traced() does; ends the program if refused. */
const char *trace_call(const char *line, const char *name, void (*call)(void));

/* "offset" or "size" of a field in the event's format file, -1 if it has no such field. */
int format_number(const char *name, const char *field, const char *key);

int count_parts(const char *text, const char *part);

/* check() that text has part; that an errno is the one wanted. */
void check_errno(int got, int wanted, const char *name);
void check_has(const char *text, const char *part, const char *name);

#endif /* FESH_TEST_TRACING_H */
