// SPDX-License-Identifier: Apache-2.0
/* A session of /dev/fesh, and how tests report (session.h). */
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <unistd.h>

#include "session.h"

static int passed, failed;

void die(const char *what, ...)
{
	int err = errno;
	va_list args;

	va_start(args, what);
	printf("not ok ");
	vprintf(what, args);
	printf(": %s\n%d passed, %d failed\n", strerror(err), passed, failed + 1);
	va_end(args);
	exit(1);
}

void check(bool ok, const char *name, const char *why, ...)
{
	va_list args;

	if (ok) {
		passed++;
		printf("ok %s\n", name);
	} else {
		failed++;
		va_start(args, why);
		printf("not ok %s: ", name);
		vprintf(why, args);
		printf("\n");
		va_end(args);
	}
	fflush(stdout);
}

int check_summary(void)
{
	printf("%d passed, %d failed\n", passed, failed);
	return failed || !passed;
}

int check_failures(void)
{
	return failed;
}

void check_refused(struct session *s, const char *marked, const char *text)
{
	struct fesh_line answer;
	bool is = session_refuses(s, marked, text, &answer);

	check(is, marked, "error %u at %u: %s", answer.error, answer.column, answer.message);
}

static void *map(struct session *s, uint32_t cpu, enum fesh_part part, size_t bytes, int prot)
{
	void *p = mmap(NULL, bytes, prot, MAP_SHARED, s->fd, FESH_MMAP_OFFSET(cpu, part));

	if (p == MAP_FAILED)
		die("mmap of cpu %u part %d", cpu, part);
	return p;
}

void session_open(struct session *s, uint32_t ring_bytes, uint32_t flags)
{
	struct fesh_setup setup = { .abi_version = FESH_ABI_VERSION, .ring_bytes = ring_bytes, .flags = flags };

	memset(s, 0, sizeof(*s));
	s->fd = open(FESH_DEVICE, O_RDWR | O_CLOEXEC);
	if (s->fd < 0)
		die("open of %s", FESH_DEVICE);
	if (ioctl(s->fd, FESH_IOC_SETUP, &setup))
		die("FESH_IOC_SETUP");
	s->cpus = setup.cpus;
	s->ring_bytes = setup.ring_bytes;
	if (s->cpus > SESSION_CPUS)
		die("%u CPUs are more than this program knows", s->cpus);
	for (uint32_t i = 0; i < s->cpus; i++) {
		s->ctrl[i] = map(s, i, FESH_PART_CTRL, 4096, PROT_READ);
		s->cons[i] = map(s, i, FESH_PART_CONS, 4096, PROT_READ | PROT_WRITE);
		s->data[i] = map(s, i, FESH_PART_DATA, 2ul * s->ring_bytes, PROT_READ);
	}
}

void session_close(struct session *s)
{
	for (uint32_t i = 0; i < s->cpus; i++) {
		munmap((void *)s->ctrl[i], 4096);
		munmap(s->cons[i], 4096);
		munmap((void *)s->data[i], 2ul * s->ring_bytes);
	}
	close(s->fd);
}

uint32_t session_line(struct session *s, const char *line, struct fesh_line *answer)
{
	struct fesh_line own;

	if (!answer)
		answer = &own;
	memset(answer, 0, sizeof(*answer));
	answer->text = (uintptr_t)line;
	answer->len = strlen(line);
	if (ioctl(s->fd, FESH_IOC_LINE, answer))
		die("FESH_IOC_LINE of '%s'", line);
	return answer->error;
}

uint32_t session_must(struct session *s, const char *line)
{
	struct fesh_line answer;

	if (session_line(s, line, &answer)) {
		errno = EINVAL;
		die("%s: column %u: %s", line, answer.column, answer.message);
	}
	return answer.id;
}

bool session_refuses(struct session *s, const char *marked, const char *text, struct fesh_line *answer)
{
	unsigned int column = strcspn(marked, "^");
	char line[FESH_LINE_MAX + 64];

	snprintf(line, sizeof(line), "%.*s%s", (int)column, marked, marked + column + 1);
	return session_line(s, line, answer) && answer->column == column && strstr(answer->message, text);
}

const char *session_describe(struct session *s, uint32_t id)
{
	static char text[1 << 16];
	struct fesh_text arg = { .id = id, .len = sizeof(text) - 1, .text = (uintptr_t)text };

	if (ioctl(s->fd, FESH_IOC_DESCRIBE, &arg))
		die("FESH_IOC_DESCRIBE of %u", id);
	text[arg.len < sizeof(text) ? arg.len : sizeof(text) - 1] = '\0';
	return text;
}

uint64_t session_count(struct session *s, uint32_t id, const char *key)
{
	const char *counts = strstr(session_describe(s, id), "counts ");
	char want[64];

	snprintf(want, sizeof(want), " %s=", key);
	counts = counts ? strstr(counts, want) : NULL;
	if (!counts)
		die("no count %s", key);
	return strtoull(counts + strlen(want), NULL, 10);
}

uint32_t session_offset(struct session *s, uint32_t id, const char *field)
{
	const char *text = session_describe(s, id);
	char want[128];

	snprintf(want, sizeof(want), "field name=%s offset=", field);
	text = strstr(text, want);
	if (!text)
		die("no field %s", field);
	return strtoul(text + strlen(want), NULL, 10);
}

const struct fesh_record *session_next(struct session *s, uint64_t *lost)
{
	static uint64_t copy[FESH_RECORD_MAX / 8];
	uint64_t oldest_ts = UINT64_MAX;
	int oldest = -1;

	for (uint32_t i = 0; i < s->cpus; i++) {
		for (;;) {
			uint64_t cons = s->cons[i]->cons;
			/* Pairs with the kernel's release of commit. */
			uint64_t commit = __atomic_load_n(&s->ctrl[i]->commit, __ATOMIC_ACQUIRE);
			const struct fesh_record *r = (void *)(s->data[i] + (cons & (s->ring_bytes - 1)));

			if (cons == commit)
				break;
			if (r->kind == FESH_KIND_HIT) {
				if (r->ts < oldest_ts) {
					oldest_ts = r->ts;
					oldest = i;
				}
				break;
			}
			if (r->kind == FESH_KIND_GAP && lost)
				for (int k = 0; k < FESH_LOSS_CAUSES; k++)
					*lost += ((const struct fesh_gap *)r)->lost[k];
			__atomic_store_n(&s->cons[i]->cons, cons + r->len8 * 8, __ATOMIC_RELEASE);
		}
	}
	if (oldest < 0)
		return NULL;
	uint64_t cons = s->cons[oldest]->cons;
	const struct fesh_record *r = (void *)(s->data[oldest] + (cons & (s->ring_bytes - 1)));

	memcpy(copy, r, r->len8 * 8);
	__atomic_store_n(&s->cons[oldest]->cons, cons + r->len8 * 8, __ATOMIC_RELEASE);
	return (const struct fesh_record *)copy;
}

uint64_t record_value(const struct fesh_record *record, uint32_t offset, uint32_t size)
{
	uint64_t value = 0;

	memcpy(&value, (const uint8_t *)record + offset, size);
	return value;
}

enum fesh_state record_state(const struct fesh_record *record, unsigned int field)
{
	return record->state >> (2 * field) & 3;
}

const char *record_string(const struct fesh_record *record, uint32_t offset)
{
	static char text[FESH_STRING_MAX];
	uint32_t loc = record_value(record, offset, 4);

	memcpy(text, (const uint8_t *)record + (loc & 0xffff), loc >> 16);
	text[loc >> 16] = '\0';
	return text;
}

const char *file_text(const char *path)
{
	static char text[1 << 20];
	int fd = open(path, O_RDONLY);
	size_t len = 0;
	ssize_t n;

	if (fd < 0)
		die("open of %s", path);
	while ((n = read(fd, text + len, sizeof(text) - 1 - len)) > 0)
		len += n;
	close(fd);
	text[len] = '\0';
	return text;
}

void file_write(const char *path, const char *text)
{
	int fd = open(path, O_WRONLY | O_APPEND);	/* kprobe_events: O_TRUNC would remove all events */

	if (fd < 0 || write(fd, text, strlen(text)) != (ssize_t)strlen(text))
		die("write of '%s' to %s", text, path);
	close(fd);
}
