// SPDX-License-Identifier: Apache-2.0
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "agent.h"

/* Files of /proc give about a page at a read; this many bytes make a frame worth its header. */
#define PIECE	(64u << 10)

/*
 * Regular files only, which those of /proc and /sys are: they end, and reading
 * them does not wait for anybody.
 */
static int open_regular(const char *path)
{
	struct stat st;
	int fd = open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
	int err;

	if (fd < 0)
		return -errno;
	if (fstat(fd, &st) < 0)
		err = -errno;
	else if (S_ISDIR(st.st_mode))
		err = -EISDIR;
	else if (!S_ISREG(st.st_mode))
		err = -EINVAL;
	else
		return fd;
	close(fd);
	return err;
}

int agent_files_start(struct agent_files *f, struct frames_out *out, const struct frame *request)
{
	char *path;
	int fd;

	if (f->open == AGENT_FILES)
		return frames_out_done(out, request->tag, -EMFILE, "agent reads as many files as it can");
	path = malloc((size_t)request->len + 1);
	if (!path)
		return -ENOMEM;
	memcpy(path, request->payload, request->len);
	path[request->len] = '\0';
	fd = open_regular(path);
	free(path);
	if (fd == -EINVAL)
		return frames_out_done(out, request->tag, fd, "not a regular file");
	if (fd < 0)
		return frames_out_done(out, request->tag, fd, strerror(-fd));
	f->files[f->open].fd = fd;
	f->files[f->open].tag = request->tag;
	f->open++;
	return 0;
}

/* 1 when the file goes on, 0 at its end, or a negative errno. */
static int read_piece(int fd, uint8_t *to, uint32_t *len)
{
	*len = 0;
	while (*len < PIECE) {
		ssize_t n = read(fd, to + *len, PIECE - *len);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return n < 0 ? -errno : 0;
		*len += (uint32_t)n;
	}
	return 1;
}

int agent_files_pump(struct agent_files *f, struct frames_out *out)
{
	for (int i = 0; i < f->open && agent_has_room(out);) {
		uint16_t tag = f->files[i].tag;
		uint8_t *room = frames_out_begin(out, PIECE);
		uint32_t len;
		int more;
		int err;

		if (!room)
			return -ENOMEM;
		more = read_piece(f->files[i].fd, room, &len);
		if (len)
			frames_out_commit(out, AGENT_DATA, tag, len);
		if (more > 0) {
			i++;
			continue;
		}
		close(f->files[i].fd);
		f->files[i] = f->files[--f->open];
		err = frames_out_done(out, tag, more, more ? strerror(-more) : NULL);
		if (err)
			return err;
	}
	return 0;
}

void agent_files_destroy(struct agent_files *f)
{
	while (f->open)
		close(f->files[--f->open].fd);
}
