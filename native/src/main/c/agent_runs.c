// SPDX-License-Identifier: Apache-2.0
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "agent.h"

#define OUTPUT_ROOM	(64u << 10)
#define KILLED_S	1

extern char **environ;

int agent_runs_create(struct agent_runs *r)
{
	memset(r, 0, sizeof(*r));
	/*
	 * Opened once and not in the child: a traced open would otherwise show
	 * up as the command's.
	 */
	r->null_fd = open("/dev/null", O_RDONLY | O_CLOEXEC);
	return r->null_fd < 0 ? -errno : 0;
}

static int spawn_shell(const struct agent_runs *r, const char *command, int out, int err_fd, pid_t *pid)
{
	char *const argv[] = { "sh", "-c", (char *)command, NULL };
	posix_spawn_file_actions_t actions;
	posix_spawnattr_t attr;
	sigset_t none, all;
	int err;

	sigemptyset(&none);
	sigfillset(&all);
	err = posix_spawn_file_actions_init(&actions);
	if (err)
		return -err;
	err = posix_spawnattr_init(&attr);
	if (err)
		goto out_actions;
	posix_spawnattr_setflags(&attr, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK |
				 POSIX_SPAWN_SETSIGDEF);
	posix_spawnattr_setpgroup(&attr, 0);
	posix_spawnattr_setsigmask(&attr, &none);
	posix_spawnattr_setsigdefault(&attr, &all);
	err = posix_spawn_file_actions_adddup2(&actions, r->null_fd, STDIN_FILENO);
	if (!err)
		err = posix_spawn_file_actions_adddup2(&actions, out, STDOUT_FILENO);
	if (!err)
		err = posix_spawn_file_actions_adddup2(&actions, err_fd, STDERR_FILENO);
	if (!err)
		err = posix_spawn(pid, "/bin/sh", &actions, &attr, argv, environ);
	posix_spawnattr_destroy(&attr);
out_actions:
	posix_spawn_file_actions_destroy(&actions);
	return -err;
}

static int start(struct agent_runs *r, struct agent_run *run, const char *command)
{
	int out[2], err_fds[2];
	int err;

	if (pipe2(out, O_CLOEXEC) < 0)
		return -errno;
	if (pipe2(err_fds, O_CLOEXEC) < 0) {
		err = -errno;
		goto err_out;
	}
	err = spawn_shell(r, command, out[1], err_fds[1], &run->pid);
	if (err)
		goto err_both;
	close(out[1]);
	close(err_fds[1]);
	run->fds[0] = out[0];
	run->fds[1] = err_fds[0];
	return 0;

err_both:
	run->pid = 0;
	close(err_fds[0]);
	close(err_fds[1]);
err_out:
	close(out[0]);
	close(out[1]);
	return err;
}

int agent_runs_start(struct agent_runs *r, struct frames_out *out, const struct frame *request)
{
	struct agent_run *run = NULL;
	char *command;
	int err;

	for (int i = 0; i < AGENT_RUNS && !run; i++)
		if (!r->runs[i].pid)
			run = &r->runs[i];
	if (!run)
		return frames_out_done(out, request->tag, -EBUSY, "agent runs as many commands as it can");
	command = malloc((size_t)request->len + 1);
	if (!command)
		return -ENOMEM;
	memcpy(command, request->payload, request->len);
	command[request->len] = '\0';
	err = start(r, run, command);
	free(command);
	run->tag = request->tag;
	return err ? frames_out_done(out, request->tag, err, strerror(-err)) : 0;
}

int agent_runs_signal(struct agent_runs *r, struct frames_out *out, const struct frame *request)
{
	uint16_t tag, number;
	int err = -ESRCH;

	if (request->len < 4)
		return frames_out_done(out, request->tag, -EINVAL, "SIGNAL is cut short");
	tag = (uint16_t)(request->payload[0] | request->payload[1] << 8);
	number = (uint16_t)(request->payload[2] | request->payload[3] << 8);
	/* Its leader is not reaped before the run is over, so the group cannot be somebody else's. */
	for (int i = 0; i < AGENT_RUNS; i++)
		if (r->runs[i].pid && r->runs[i].tag == tag)
			err = kill(-r->runs[i].pid, number) < 0 ? -errno : 0;
	return frames_out_done(out, request->tag, err, err ? strerror(-err) : NULL);
}

nfds_t agent_runs_watch(const struct agent_runs *r, struct pollfd *fds)
{
	nfds_t nr = 0;

	for (int i = 0; i < AGENT_RUNS; i++)
		for (int k = 0; k < 2 && r->runs[i].pid; k++)
			if (r->runs[i].fds[k] >= 0)
				fds[nr++] = (struct pollfd){ .fd = r->runs[i].fds[k], .events = POLLIN };
	return nr;
}

static int pump_output(struct agent_run *run, int k, struct frames_out *out)
{
	uint8_t *room = frames_out_begin(out, OUTPUT_ROOM);
	ssize_t n;

	if (!room)
		return -ENOMEM;
	n = read(run->fds[k], room, OUTPUT_ROOM);
	if (n > 0) {
		frames_out_commit(out, k ? AGENT_ERR : AGENT_OUT, run->tag, (uint32_t)n);
	} else if (n == 0 || errno != EINTR) {
		close(run->fds[k]);
		run->fds[k] = -1;
	}
	return 0;
}

static bool is_ready(const struct pollfd *fds, nfds_t nr, int fd)
{
	for (nfds_t i = 0; i < nr; i++)
		if (fds[i].fd == fd)
			return fds[i].revents != 0;
	return false;
}

/* Its output has ended; it is over when it has ended too. */
static int reap(struct agent_run *run, struct frames_out *out)
{
	int status;
	pid_t pid = waitpid(run->pid, &status, WNOHANG);

	if (pid == 0)
		return 0;
	run->pid = 0;
	if (pid < 0)
		return frames_out_done(out, run->tag, -errno, strerror(errno));
	status = WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
	return frames_out_done(out, run->tag, status, NULL);
}

int agent_runs_pump(struct agent_runs *r, struct frames_out *out, const struct pollfd *fds, nfds_t nr)
{
	for (int i = 0; i < AGENT_RUNS; i++) {
		struct agent_run *run = &r->runs[i];
		int err = 0;

		if (!run->pid)
			continue;
		for (int k = 0; k < 2 && !err; k++)
			if (run->fds[k] >= 0 && is_ready(fds, nr, run->fds[k]))
				err = pump_output(run, k, out);
		if (!err && run->fds[0] < 0 && run->fds[1] < 0)
			err = reap(run, out);
		if (err)
			return err;
	}
	return 0;
}

/* A command that the kernel holds outlives its SIGKILL, and is not waited for. */
static void wait_for_end(pid_t pid)
{
	struct timespec patience = { .tv_sec = KILLED_S };
	sigset_t child;

	sigemptyset(&child);
	sigaddset(&child, SIGCHLD);
	while (waitpid(pid, NULL, WNOHANG) == 0)
		if (sigtimedwait(&child, NULL, &patience) < 0 && errno == EAGAIN)
			return;
}

void agent_runs_destroy(struct agent_runs *r)
{
	for (int i = 0; i < AGENT_RUNS; i++) {
		struct agent_run *run = &r->runs[i];

		if (!run->pid)
			continue;
		kill(-run->pid, SIGKILL);
		for (int k = 0; k < 2; k++)
			if (run->fds[k] >= 0)
				close(run->fds[k]);
		wait_for_end(run->pid);
	}
	close(r->null_fd);
}
