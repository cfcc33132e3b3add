// SPDX-License-Identifier: Apache-2.0
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "control.h"

int fesh_control_open(struct fesh_control *c, const char *path, uint32_t ring_bytes, uint32_t flags)
{
	int err;

	memset(c, 0, sizeof(*c));
	c->fd = open(path, O_RDWR | O_CLOEXEC);
	if (c->fd < 0)
		return -errno;
	c->ready_fd = c->fd;
	c->setup.abi_version = FESH_ABI_VERSION;
	c->setup.ring_bytes = ring_bytes;
	c->setup.flags = flags;
	if (ioctl(c->fd, FESH_IOC_SETUP, &c->setup) < 0) {
		err = -errno;
		/* A module that refuses our version still says its own. */
		if (c->setup.abi_version != FESH_ABI_VERSION)
			err = -EPROTO;
		goto err_close;
	}
	if (c->setup.abi_version != FESH_ABI_VERSION) {
		err = -EPROTO;
		goto err_close;
	}
	return 0;

err_close:
	close(c->fd);
	return err;
}

void fesh_control_close(struct fesh_control *c)
{
	close(c->fd);
}

int fesh_control_line(const struct fesh_control *c, const void *text, uint32_t len,
		      struct fesh_line *answer)
{
	int err = 0;

	memset(answer, 0, sizeof(*answer));
	answer->text = (uintptr_t)text;
	answer->len = len;
	if (ioctl(c->fd, FESH_IOC_LINE, answer) < 0)
		err = -errno;
	answer->text = 0;
	answer->message[sizeof(answer->message) - 1] = '\0';
	return err;
}

int fesh_control_describe(const struct fesh_control *c, uint32_t id, void *text, uint32_t cap)
{
	struct fesh_text request = {
		.id = id,
		.len = cap,
		.text = (uintptr_t)text,
	};

	if (ioctl(c->fd, FESH_IOC_DESCRIBE, &request) < 0)
		return -errno;
	return request.len > INT_MAX ? -EOVERFLOW : (int)request.len;
}

int64_t fesh_control_modules(const struct fesh_control *c)
{
	uint64_t changes;

	return ioctl(c->fd, FESH_IOC_MODULES, &changes) < 0 ? -errno : (int64_t)changes;
}

int fesh_control_read(const struct fesh_control *c, uint64_t address, void *buffer, uint32_t len)
{
	struct fesh_read request = {
		.address = address,
		.len = len,
		.buffer = (uintptr_t)buffer,
	};

	if (ioctl(c->fd, FESH_IOC_READ, &request) < 0)
		return -errno;
	return (int)request.done;
}
