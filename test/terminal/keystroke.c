// SPDX-License-Identifier: Apache-2.0
/*
 * keystroke COUNT COMMAND...  how long a key takes to the screen while events stream
 *
 * Starts the command, a prompt on a fake kernel, on a terminal of its own, lets 100,000
 * events a second begin, types COUNT keys, and for each of them measures the time until
 * its letter comes back.  Letters are capitals, of which the events have none; those of
 * a line differ from those of the line before, so that what is still on its way of that
 * is not taken for an echo.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <poll.h>
#include <pty.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define LINE 13
#define DEADLINE_MS 20000
#define FLOOD "!flood 100000 60000\r"

static int terminal;
static int leaving;

static void die(const char *what)
{
	fprintf(stderr, "keystroke: %s: %s\n", what, strerror(errno));
	exit(1);
}

static double now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * 1e3 + t.tv_nsec / 1e6;
}

static void type(const char *text)
{
	if (write(terminal, text, strlen(text)) != (ssize_t)strlen(text))
		die("typing");
}

/* One character of text; control sequences (ECMA-48) are left out.  -1 if there is none in time. */
static int next(double until)
{
	static char buf[1 << 16];
	static ssize_t at, end;
	static enum { TEXT, ESCAPE, CSI, CHARSET } state;

	for (;;) {
		while (at < end) {
			int c = (unsigned char)buf[at++];

			switch (state) {
			case TEXT:
				if (c != '\033')
					return c;
				state = ESCAPE;
				break;
			case ESCAPE:
				state = c == '[' ? CSI : c == '(' ? CHARSET : TEXT;
				break;
			case CSI:
				if (c >= 0x40 && c <= 0x7e)
					state = TEXT;
				break;
			case CHARSET:
				state = TEXT;
				break;
			}
		}

		struct pollfd ready = { .fd = terminal, .events = POLLIN };
		double left = until - now_ms();

		if (left <= 0 || poll(&ready, 1, (int)left + 1) == 0)
			return -1;
		at = 0;
		end = read(terminal, buf, sizeof(buf));
		if (end <= 0 && leaving)
			return -1;
		if (end <= 0)
			die("the prompt ended");
	}
}

static void await(const char *text)
{
	double until = now_ms() + DEADLINE_MS;
	size_t matched = 0;
	int c;

	while (matched < strlen(text)) {
		c = next(until);
		if (c < 0) {
			fprintf(stderr, "keystroke: no '%s' on the screen\n", text);
			exit(1);
		}
		matched = c == text[matched] ? matched + 1 : c == text[0];
	}
}

static double echo_of(char letter)
{
	double begun = now_ms();
	char text[] = { letter, 0 };

	type(text);
	await(text);
	return now_ms() - begun;
}

static int ascending(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

int main(int argc, char **argv)
{
	struct winsize size = { .ws_row = 24, .ws_col = 80 };
	int count = argc > 2 ? atoi(argv[1]) : 0;
	double *took = calloc(count, sizeof(*took));
	pid_t child;
	int i;

	if (count < 1 || !took) {
		fprintf(stderr, "usage: keystroke COUNT COMMAND...\n");
		return 2;
	}
	child = forkpty(&terminal, NULL, NULL, &size);
	if (child < 0)
		die("no terminal");
	if (!child) {
		setenv("TERM", "xterm-256color", 1);
		execvp(argv[2], argv + 2);
		_exit(127);
	}
	await("functions to trace");
	type("trace vfs_read(size_t count)\r");
	await("tracing vfs_read");
	type(FLOOD);
	await("more (recorded)");

	srand(1);
	for (i = 0; i < count; i++) {
		double until = now_ms() + 1 + rand() % 40;
		int place = i % (2 * LINE);

		/* at any moment of a frame, and the terminal is read meanwhile */
		while (next(until) >= 0)
			;
		if (i && place % LINE == 0)
			type("\025");
		took[i] = echo_of('A' + place);
	}
	qsort(took, count, sizeof(*took), ascending);
	printf("name=keystroke keys=%d p50_ms=%.1f p99_ms=%.1f max_ms=%.1f\n", count,
	       took[count / 2], took[(count * 99) / 100], took[count - 1]);
	leaving = 1;
	type("\025\004");
	/* until the terminal has no other end */
	while (next(now_ms() + DEADLINE_MS) >= 0)
		;
	return waitpid(child, NULL, 0) == child ? 0 : 1;
}
