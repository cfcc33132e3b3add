// SPDX-License-Identifier: Apache-2.0
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "fake_control.h"
#include "ticket.h"

struct fake_session *fake_control_session;
void (*fake_control_before_open)(void);

int fesh_control_open(struct fesh_control *c, const char *path, uint32_t ring_bytes, uint32_t flags)
{
	(void)path;
	(void)ring_bytes;
	(void)flags;
	if (fake_control_before_open)
		fake_control_before_open();
	if (!fake_control_session)
		return -ENOENT;
	*c = fake_session_open(fake_control_session);
	return 0;
}

void fesh_control_close(struct fesh_control *c)
{
	close(c->fd);
}

/* int dfd, string path: as the description has them. */
static void hit_like_openat(uint64_t number)
{
	struct {
		int32_t dfd;
		uint16_t offset;
		uint16_t len;
		char path[16];
	} payload = { .dfd = -100, .offset = 64 };

	payload.len = (uint16_t)snprintf(payload.path, sizeof(payload.path), "/tmp/%llu",
					 (unsigned long long)number);
	fake_hit_of(fake_control_session, number % fake_control_session->control.setup.cpus,
		    fesh_monotonic_ns(), &payload, sizeof(payload));
}

/* "ok ..." is accepted, "hits N" makes that many, anything else is refused at its third byte. */
int fesh_control_line(const struct fesh_control *c, const void *text, uint32_t len,
		      struct fesh_line *answer)
{
	char line[FESH_LINE_MAX + 1] = { 0 };

	(void)c;
	memcpy(line, text, len < FESH_LINE_MAX ? len : FESH_LINE_MAX);
	memset(answer, 0, sizeof(*answer));
	answer->len = len;
	if (!strncmp(line, "ok", 2)) {
		answer->id = 1;
	} else if (!strncmp(line, "hits ", 5)) {
		for (uint64_t i = 1, n = strtoull(line + 5, NULL, 10); i <= n; i++)
			hit_like_openat(i);
	} else {
		answer->error = 5;
		answer->column = 2;
		snprintf(answer->message, sizeof(answer->message), "nothing is right here");
	}
	return 0;
}

static int describe_one(uint32_t id, char *text, size_t room)
{
	return snprintf(text, room,
			"event id=%u name=SyS_openat enabled=1 record=80 line=SyS_openat(int dfd, string path)\n"
			"at address=0xffffffff81234560 symbol=__x64_sys_openat\n"
			"field name=dfd offset=56 size=4 count=0 base=d type=int\n"
			"field name=path offset=60 size=4 count=0 base=s type=string\n"
			"counts hits=7 filtered=1 recorded=4 lost_full=2 lost_nest=0 lost_big=0\n",
			id);
}

/* Event 1 is there; all of them are many, so that their text is longer than a first guess. */
int fesh_control_describe(const struct fesh_control *c, uint32_t id, void *text, uint32_t cap)
{
	static char all[200 * 512];
	int len = 0;

	(void)c;
	if (id > 1)
		return -ENOENT;
	for (uint32_t i = 1; i <= (id ? 1 : 200); i++)
		len += describe_one(i, all + len, sizeof(all) - (size_t)len);
	memcpy(text, all, (uint32_t)len < cap ? (uint32_t)len : cap);
	return len;
}

int64_t fesh_control_modules(const struct fesh_control *c)
{
	(void)c;
	return FAKE_MODULE_CHANGES;
}

/* Memory from 0x1000 on, each byte the lowest of its address; it ends after 100 bytes. */
int fesh_control_read(const struct fesh_control *c, uint64_t address, void *buffer, uint32_t len)
{
	uint32_t n = 0;

	(void)c;
	for (; n < len && address + n >= 0x1000 && address + n < 0x1064; n++)
		((uint8_t *)buffer)[n] = (uint8_t)(address + n);
	return (int)n;
}
