// SPDX-License-Identifier: Apache-2.0
#define _GNU_SOURCE
#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include "agent.h"

/* How long a client that said goodbye may take to read what is queued for it. */
#define FAREWELL_MS	1000

struct agent {
	int in_fd;
	int out_fd;
	int signal_fd;
	struct frames_in in;
	struct frames_out out;
	struct agent_session session;
	struct agent_runs runs;
	struct agent_files files;
	bool leaving;
};

static int bye(struct agent *a, uint16_t tag)
{
	agent_session_close(&a->session);
	a->leaving = true;
	return frames_out_done(&a->out, tag, 0, NULL);
}

static int answer(struct agent *a, const struct frame *request)
{
	/* Nobody could tell the answer from that of no request. */
	if (!request->tag)
		return -EPROTO;
	switch (request->type) {
	case AGENT_HELLO:
		return agent_session_hello(&a->session, &a->out, request);
	case AGENT_LINE:
		return agent_session_line(&a->session, &a->out, request);
	case AGENT_DESCRIBE:
		return agent_session_describe(&a->session, &a->out, request);
	case AGENT_READ:
		return agent_session_read(&a->session, &a->out, request);
	case AGENT_SYNC:
		return agent_session_sync(&a->session, &a->out, request);
	case AGENT_FILE:
		return agent_files_start(&a->files, &a->out, request);
	case AGENT_RUN:
		return agent_runs_start(&a->runs, &a->out, request);
	case AGENT_SIGNAL:
		return agent_runs_signal(&a->runs, &a->out, request);
	case AGENT_BYE:
		return bye(a, request->tag);
	}
	return frames_out_done(&a->out, request->tag, -EOPNOTSUPP, "agent does not know this request");
}

/* Requests wait while a sync is under way: answers keep the order of their requests. */
static bool takes_requests(const struct agent *a)
{
	return !a->leaving && !a->session.syncing && agent_has_room(&a->out);
}

static int answer_all(struct agent *a)
{
	while (takes_requests(a)) {
		struct frame request;
		int got = frames_in_next(&a->in, &request);
		int err = got > 0 ? answer(a, &request) : got;

		if (err || !got)
			return err;
	}
	return 0;
}

static int read_requests(struct agent *a)
{
	int n = frames_in_read(&a->in, a->in_fd);

	if (n == -EAGAIN || n > 0)
		return 0;
	/* ECONNRESET and EIO are how sockets and terminals say that the client is gone. */
	a->leaving = true;
	return n == 0 || n == -ECONNRESET || n == -EIO ? 0 : n;
}

/* Whether one of them asks us to end; the others are about children. */
static bool read_signals(struct agent *a)
{
	struct signalfd_siginfo info;
	bool end = false;

	while (read(a->signal_fd, &info, sizeof(info)) == sizeof(info))
		end |= info.ssi_signo != SIGCHLD;
	return end;
}

static int timeout(const struct agent *a)
{
	if (!agent_has_room(&a->out))
		return -1;
	if (a->files.open)
		return 0;
	return a->session.reader ? fesh_reader_patience_ms(a->session.reader) : -1;
}

enum { SIGNALS, IN, OUT, READER, FIRST_RUN, MOST = FIRST_RUN + 2 * AGENT_RUNS };

/*
 * A port is one entry, for both directions.  Asked whether it is ready, a virtio
 * port takes what has come off its queue, and then the interrupt finds nothing
 * to wake anybody for: a second entry that does not want input would swallow
 * what came after the first was asked (Linux 6.1, port_fops_poll()).
 */
static void watch_client(const struct agent *a, struct pollfd *fds)
{
	short in = takes_requests(a) ? POLLIN : 0;
	short out = frames_out_queued(&a->out) ? POLLOUT : 0;
	bool both = a->in_fd == a->out_fd;

	fds[IN] = (struct pollfd){ .fd = a->in_fd, .events = both ? in | out : in };
	fds[OUT] = (struct pollfd){ .fd = both ? -1 : a->out_fd, .events = out };
}

/* One turn: answer, wait, produce, write. */
static int turn(struct agent *a)
{
	bool room = agent_has_room(&a->out);
	struct pollfd fds[MOST] = {
		[SIGNALS] = { .fd = a->signal_fd, .events = POLLIN },
		[READER] = { .fd = -1, .events = POLLIN },
	};
	nfds_t nr = FIRST_RUN;
	int err;

	watch_client(a, fds);
	if (a->session.reader && room)
		fds[READER].fd = fesh_reader_fd(a->session.reader);
	if (room)
		nr += agent_runs_watch(&a->runs, fds + FIRST_RUN);
	if (poll(fds, nr, timeout(a)) < 0 && errno != EINTR)
		return -errno;

	if (fds[SIGNALS].revents && read_signals(a))
		a->leaving = true;
	if (fds[IN].revents & ~POLLOUT) {
		err = read_requests(a);
		if (!err)
			err = answer_all(a);
		if (err)
			return err;
	}
	if (fds[OUT].revents & (POLLERR | POLLHUP | POLLNVAL))
		a->leaving = true;
	err = agent_session_pump(&a->session, &a->out, fds[READER].revents != 0);
	if (!err)
		err = agent_runs_pump(&a->runs, &a->out, fds + FIRST_RUN, nr - FIRST_RUN);
	if (!err)
		err = agent_files_pump(&a->files, &a->out);
	if (!err)
		err = frames_out_flush(&a->out, a->out_fd);
	/* A sync that has just been settled, or room that has just been made, may free requests. */
	return err ? err : answer_all(a);
}

/* What the client was still owed, if it still listens and nobody wants us gone. */
static void flush_at_end(struct agent *a)
{
	struct pollfd fds[] = {
		{ .fd = a->out_fd, .events = POLLOUT },
		{ .fd = a->signal_fd, .events = POLLIN },
	};

	while (!frames_out_flush(&a->out, a->out_fd) && frames_out_queued(&a->out)) {
		if (poll(fds, 2, FAREWELL_MS) <= 0 || fds[0].revents & (POLLERR | POLLHUP | POLLNVAL) ||
		    (fds[1].revents && read_signals(a)))
			return;
	}
}

int agent_serve(int in, int out)
{
	struct agent a = { .in_fd = in, .out_fd = out };
	sigset_t handled;
	int err;

	signal(SIGPIPE, SIG_IGN);
	sigemptyset(&handled);
	sigaddset(&handled, SIGCHLD);
	sigaddset(&handled, SIGTERM);
	sigaddset(&handled, SIGINT);
	sigaddset(&handled, SIGHUP);
	sigprocmask(SIG_BLOCK, &handled, NULL);
	a.signal_fd = signalfd(-1, &handled, SFD_NONBLOCK | SFD_CLOEXEC);
	if (a.signal_fd < 0)
		return -errno;
	err = agent_runs_create(&a.runs);
	if (err)
		goto out_signals;

	while (!a.leaving && !err)
		err = turn(&a);
	/* A client that stopped reading is one that left. */
	if (err == -EPIPE)
		err = 0;

	agent_session_close(&a.session);
	agent_runs_destroy(&a.runs);
	agent_files_destroy(&a.files);
	flush_at_end(&a);
	frames_in_destroy(&a.in);
	frames_out_destroy(&a.out);
out_signals:
	close(a.signal_fd);
	return err;
}
