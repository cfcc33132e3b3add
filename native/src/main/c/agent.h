/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Inside the agent: one thread, one poll(2) loop, one client.  agent.c owns the
 * loop and the port; the three things that a client can ask for are in
 * agent_session.c (lines and events), agent_runs.c (commands) and agent_files.c.
 * All of them queue frames, and produce only while the queue has room: what the
 * client does not take stays in the kernel's rings, pipes and files.
 */
#ifndef FESH_AGENT_H
#define FESH_AGENT_H

#include <poll.h>
#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

#include "fesh_reader.h"
#include "frames.h"

/* Bytes queued for the client above which nothing more is produced for it. */
#define AGENT_QUEUE_BOUND	(16u << 20)

static inline bool agent_has_room(const struct frames_out *out)
{
	return frames_out_queued(out) < AGENT_QUEUE_BOUND;
}

struct agent_session {
	struct fesh_reader *reader;	/* NULL: not opened, or failed */
	bool syncing;
	uint16_t sync_tag;
	int64_t sync_ticket;
};

/* These answer one request each; 0, or a negative errno when the agent cannot go on. */
int agent_session_hello(struct agent_session *s, struct frames_out *out, const struct frame *request);
int agent_session_line(struct agent_session *s, struct frames_out *out, const struct frame *request);
int agent_session_describe(struct agent_session *s, struct frames_out *out, const struct frame *request);
int agent_session_read(struct agent_session *s, struct frames_out *out, const struct frame *request);
int agent_session_sync(struct agent_session *s, struct frames_out *out, const struct frame *request);
/* Queues events, and the answer to a sync when it is due; ready: the reader's descriptor said so. */
int agent_session_pump(struct agent_session *s, struct frames_out *out, bool ready);
void agent_session_close(struct agent_session *s);

#define AGENT_RUNS	16

struct agent_run {
	pid_t pid;		/* 0: a free place; also its process group */
	uint16_t tag;
	int fds[2];		/* its stdout and stderr, -1 after their end */
};

struct agent_runs {
	struct agent_run runs[AGENT_RUNS];
	int null_fd;
};

int agent_runs_create(struct agent_runs *r);
int agent_runs_start(struct agent_runs *r, struct frames_out *out, const struct frame *request);
int agent_runs_signal(struct agent_runs *r, struct frames_out *out, const struct frame *request);
/* Adds what to wait for, at most 2 * AGENT_RUNS entries; returns how many. */
nfds_t agent_runs_watch(const struct agent_runs *r, struct pollfd *fds);
/* Queues what those descriptors have, and the status of runs that are over. */
int agent_runs_pump(struct agent_runs *r, struct frames_out *out, const struct pollfd *fds, nfds_t nr);
/* Kills what still runs. */
void agent_runs_destroy(struct agent_runs *r);

#define AGENT_FILES	16

struct agent_files {
	struct {
		int fd;
		uint16_t tag;
	} files[AGENT_FILES];
	int open;
};

int agent_files_start(struct agent_files *f, struct frames_out *out, const struct frame *request);
/* Queues the next piece of each file. */
int agent_files_pump(struct agent_files *f, struct frames_out *out);
void agent_files_destroy(struct agent_files *f);

/*
 * Serves one client until it says BYE, goes away, or a signal asks us to end;
 * in and out may be the same descriptor.  0, or a negative errno.
 */
int agent_serve(int in, int out);

#endif /* FESH_AGENT_H */
