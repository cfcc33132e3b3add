// SPDX-License-Identifier: Apache-2.0
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "fake_control.h"

struct fake_session *fake_control_session;

int fesh_control_open(struct fesh_control *c, const char *path, uint32_t ring_bytes, uint32_t flags)
{
	(void)path;
	(void)ring_bytes;
	(void)flags;
	if (!fake_control_session)
		return -ENOENT;
	*c = fake_session_open(fake_control_session);
	return 0;
}

void fesh_control_close(struct fesh_control *c)
{
	close(c->fd);
}

/* Accepts "ok ...", refuses everything else at its third byte. */
int fesh_control_line(const struct fesh_control *c, const void *text, uint32_t len,
		      struct fesh_line *answer)
{
	(void)c;
	memset(answer, 0, sizeof(*answer));
	answer->len = len;
	if (len >= 2 && !memcmp(text, "ok", 2)) {
		answer->id = 1;
		return 0;
	}
	answer->error = 5;
	answer->column = 2;
	snprintf(answer->message, sizeof(answer->message), "nothing is right here");
	return 0;
}

/* A text that is longer than the room given at first. */
int fesh_control_describe(const struct fesh_control *c, uint32_t id, void *text, uint32_t cap)
{
	(void)c;
	if (id > 1)
		return -ENOENT;
	memset(text, 'd', cap < 40000 ? cap : 40000);
	return 40000;
}
