// SPDX-License-Identifier: Apache-2.0
/*
 * keystroke COUNT COMMAND...  how long a key takes to the screen while events stream
 *
 * Starts the command, a prompt on a fake kernel, on a terminal of its own, lets 100,000
 * events a second begin, types COUNT keys, and for each of them measures the time until
 * its letter comes back.  Letters are capitals, of which the events have none; those of
 * a line differ from those of the line before, so that what is still on its way of that
 * is not taken for an echo.
 *
 * Before each key and after it the same letter is typed at a second terminal, where a
 * program of two system calls sends it back: what a key takes on this machine, as busy as
 * it is, without any shell.  The kernel carries bytes between the ends of a terminal in a
 * worker thread, which waits for a CPU like all others.  Undisturbed are the keys between
 * two that took no longer there than QUICK_MS: what is slow of these, the shell made slow.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <poll.h>
#include <pty.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

#define LINE 13
#define DEADLINE_MS 20000
#define QUICK_MS 2
#define FLOOD "!flood 100000 60000\r"

enum state { TEXT, ESCAPE, CSI, CHARSET };

/* The end of a terminal at which somebody types. */
struct terminal {
	int fd;
	char buf[1 << 16];
	ssize_t at, end;
	enum state state;
};

static struct terminal shell, bare;
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

static void type(struct terminal *t, const char *text)
{
	if (write(t->fd, text, strlen(text)) != (ssize_t)strlen(text))
		die("typing");
}

/* One character of text; control sequences (ECMA-48) are left out.  -1 if there is none in time. */
static int next(struct terminal *t, double until)
{
	for (;;) {
		while (t->at < t->end) {
			int c = (unsigned char)t->buf[t->at++];

			switch (t->state) {
			case TEXT:
				if (c != '\033')
					return c;
				t->state = ESCAPE;
				break;
			case ESCAPE:
				t->state = c == '[' ? CSI : c == '(' ? CHARSET : TEXT;
				break;
			case CSI:
				if (c >= 0x40 && c <= 0x7e)
					t->state = TEXT;
				break;
			case CHARSET:
				t->state = TEXT;
				break;
			}
		}

		struct pollfd ready = { .fd = t->fd, .events = POLLIN };
		double left = until - now_ms();

		if (left <= 0 || poll(&ready, 1, (int)left + 1) == 0)
			return -1;
		t->at = 0;
		t->end = read(t->fd, t->buf, sizeof(t->buf));
		if (t->end <= 0 && leaving)
			return -1;
		if (t->end <= 0)
			die("the prompt ended");
	}
}

static void await(struct terminal *t, const char *text)
{
	double until = now_ms() + DEADLINE_MS;
	size_t matched = 0;
	int c;

	while (matched < strlen(text)) {
		c = next(t, until);
		if (c < 0) {
			fprintf(stderr, "keystroke: no '%s' on the screen\n", text);
			exit(1);
		}
		matched = c == text[matched] ? matched + 1 : c == text[0];
	}
}

static double echo_of(struct terminal *t, char letter)
{
	double begun = now_ms();
	char text[] = { letter, 0 };

	type(t, text);
	await(t, text);
	return now_ms() - begun;
}

static int ascending(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

static void report(const char *name, double *took, int count)
{
	qsort(took, count, sizeof(*took), ascending);
	printf("name=%s keys=%d p50_ms=%.1f p99_ms=%.1f max_ms=%.1f\n", name, count,
	       took[count / 2], took[(count * 99) / 100], took[count - 1]);
}

/* On a terminal of its own; in the child, 0. */
static pid_t start(struct terminal *t)
{
	struct winsize size = { .ws_row = 24, .ws_col = 80 };
	pid_t child = forkpty(&t->fd, NULL, NULL, &size);

	if (child < 0)
		die("no terminal");
	return child;
}

static void send_back(void)
{
	struct termios raw;
	char c;

	tcgetattr(0, &raw);
	cfmakeraw(&raw);
	tcsetattr(0, TCSANOW, &raw);
	for (c = '>'; write(1, &c, 1) == 1 && read(0, &c, 1) == 1; )
		;
	_exit(0);
}

int main(int argc, char **argv)
{
	int count = argc > 2 ? atoi(argv[1]) : 0;
	double *took = calloc(count, sizeof(*took));
	double *undisturbed = calloc(count, sizeof(*undisturbed));
	double *floor = calloc(2 * count, sizeof(*floor));
	pid_t child, echoes;
	int calm = 0, i;

	if (count < 1 || !took || !undisturbed || !floor) {
		fprintf(stderr, "usage: keystroke COUNT COMMAND...\n");
		return 2;
	}
	echoes = start(&bare);
	if (!echoes)
		send_back();
	await(&bare, ">");
	child = start(&shell);
	if (!child) {
		setenv("TERM", "xterm-256color", 1);
		execvp(argv[2], argv + 2);
		_exit(127);
	}
	await(&shell, "functions to trace");
	type(&shell, "trace vfs_read(size_t count)\r");
	await(&shell, "tracing vfs_read");
	type(&shell, FLOOD);
	await(&shell, "more (recorded)");

	srand(1);
	for (i = 0; i < count; i++) {
		double until = now_ms() + 1 + rand() % 40;
		int place = i % (2 * LINE);

		/* at any moment of a frame, and the terminal is read meanwhile */
		while (next(&shell, until) >= 0)
			;
		floor[2 * i] = echo_of(&bare, 'A' + place);
		if (i && place % LINE == 0)
			type(&shell, "\025");
		took[i] = echo_of(&shell, 'A' + place);
		floor[2 * i + 1] = echo_of(&bare, 'A' + place);
		if (floor[2 * i] <= QUICK_MS && floor[2 * i + 1] <= QUICK_MS)
			undisturbed[calm++] = took[i];
	}
	report("keystroke", took, count);
	if (calm)
		report("undisturbed", undisturbed, calm);
	report("bare-terminal", floor, 2 * count);
	leaving = 1;
	type(&shell, "\025\004");
	/* until the terminal has no other end */
	while (next(&shell, now_ms() + DEADLINE_MS) >= 0)
		;
	close(bare.fd);
	return waitpid(child, NULL, 0) == child && waitpid(echoes, NULL, 0) == echoes ? 0 : 1;
}
