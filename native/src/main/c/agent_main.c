// SPDX-License-Identifier: Apache-2.0
/*
 * fesh-agent: the reader, a shell and the files of a machine, for a fesh that
 * runs on another.  This file is the command line and the port.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/epoll.h>
#include <unistd.h>

#include "agent.h"

static const char usage[] =
	"usage: fesh-agent --stdio\n"
	"       fesh-agent --port PATH\n"
	"\n"
	"Lets a fesh on another machine trace the kernel of this one, until it goes away.\n"
	"\n"
	"  --stdio      over stdin and stdout, as in: fesh --target ssh:HOST\n"
	"  --port PATH  over a character device, such as a virtio port\n"
	"  --version    print the version\n"
	"  --help       print this text\n";

static int set_nonblocking(int fd)
{
	int flags = fcntl(fd, F_GETFL);

	return flags < 0 || fcntl(fd, F_SETFL, flags | O_NONBLOCK) < 0 ? -errno : 0;
}

/*
 * A virtio port is in POLLHUP until its host side is connected, and a read
 * meanwhile says end of file.  Edge-triggered, the state is reported once and
 * then at each change.
 */
static int wait_for_host(int fd)
{
	struct epoll_event event = { .events = EPOLLIN | EPOLLOUT | EPOLLET };
	int epoll_fd = epoll_create1(EPOLL_CLOEXEC);
	int err = 0;

	if (epoll_fd < 0)
		return -errno;
	if (epoll_ctl(epoll_fd, EPOLL_CTL_ADD, fd, &event) < 0)
		err = -errno;
	do {
		if (!err && epoll_wait(epoll_fd, &event, 1, -1) < 0 && errno != EINTR)
			err = -errno;
	} while (!err && event.events & EPOLLHUP);
	close(epoll_fd);
	return err;
}

static int complain(const char *what, int err)
{
	fprintf(stderr, "fesh-agent: %s: %s\n", what, strerror(-err));
	return 1;
}

static int serve_port(const char *path)
{
	int fd = open(path, O_RDWR | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
	int err;

	if (fd < 0)
		return complain(path, -errno);
	err = wait_for_host(fd);
	if (!err)
		err = agent_serve(fd, fd);
	close(fd);
	return err ? complain(path, err) : 0;
}

static int serve_stdio(void)
{
	int err;

	if (isatty(STDIN_FILENO) || isatty(STDOUT_FILENO)) {
		fprintf(stderr, "fesh-agent: --stdio: a fesh is expected at the other end, this is a terminal\n");
		return 2;
	}
	err = set_nonblocking(STDIN_FILENO);
	if (!err)
		err = set_nonblocking(STDOUT_FILENO);
	if (!err)
		err = agent_serve(STDIN_FILENO, STDOUT_FILENO);
	return err ? complain("--stdio", err) : 0;
}

int main(int argc, char **argv)
{
	if (argc == 2 && !strcmp(argv[1], "--help")) {
		fputs(usage, stdout);
		return 0;
	}
	if (argc == 2 && !strcmp(argv[1], "--version")) {
		puts("fesh-agent " FESH_VERSION);
		return 0;
	}
	if (argc == 2 && !strcmp(argv[1], "--stdio"))
		return serve_stdio();
	if (argc == 3 && !strcmp(argv[1], "--port"))
		return serve_port(argv[2]);
	fputs(usage, stderr);
	return 2;
}
