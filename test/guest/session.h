/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Programs that run inside the lab's guest: a session of /dev/fesh through its
 * raw interface, for tests that must not depend on the reader in native/.
 *
 * This folder: static C programs and what they share.  No test here needs a
 * person, the network or the shell; each ends with "N passed, N failed".
 */
#ifndef FESH_TEST_SESSION_H
#define FESH_TEST_SESSION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "../../kernel-module/uapi/fesh.h"

#define SESSION_CPUS	16

struct session {
	int fd;
	uint32_t cpus;
	uint32_t ring_bytes;
	const struct fesh_ctrl *ctrl[SESSION_CPUS];
	struct fesh_cons *cons[SESSION_CPUS];
	const uint8_t *data[SESSION_CPUS];
};

/* Opens, sets up and maps; ends the program with a message if it cannot. */
void session_open(struct session *s, uint32_t ring_bytes, uint32_t flags);
void session_close(struct session *s);

/* Error code of the module, 0 for none; answer may be NULL. */
uint32_t session_line(struct session *s, const char *line, struct fesh_line *answer);

/* The same, but ends the program if the line is refused.  Returns the event's id. */
uint32_t session_must(struct session *s, const char *line);

/*
 * Whether a line is refused: '^' in marked stands before the byte that the caret
 * must point at, and the message must contain text.  The answer is for messages.
 */
bool session_refuses(struct session *s, const char *marked, const char *text, struct fesh_line *answer);

/* Text of FESH_IOC_DESCRIBE in a static buffer. */
const char *session_describe(struct session *s, uint32_t id);

/* The value behind key= in the description of one event, such as "hits". */
uint64_t session_count(struct session *s, uint32_t id, const char *key);

/*
 * Takes the oldest record of any CPU that is neither padding nor a gap into a
 * static buffer; NULL if there is none.  What gaps said is summed in *lost.
 */
const struct fesh_record *session_next(struct session *s, uint64_t *lost);

/* Bytes of the field at offset, and its state. */
uint64_t record_value(const struct fesh_record *record, uint32_t offset, uint32_t size);
enum fesh_state record_state(const struct fesh_record *record, unsigned int field);
const char *record_string(const struct fesh_record *record, uint32_t offset);

/* Offset of the field in the record; ends the program if there is no such field. */
uint32_t session_offset(struct session *s, uint32_t id, const char *field);

/* Reporting: "ok NAME" or "not ok NAME: why". */
void check(bool ok, const char *name, const char *why, ...) __attribute__((format(printf, 3, 4)));
int check_summary(void);	/* prints the last line; the exit status */
int check_failures(void);	/* so far, for a process that was forked off to check */
/* session_refuses() as a check, whose name is the marked line. */
void check_refused(struct session *s, const char *marked, const char *text);
void die(const char *what, ...) __attribute__((format(printf, 1, 2), noreturn));

/* Whole file as text in a static buffer. */
const char *file_text(const char *path);
void file_write(const char *path, const char *text);

#endif /* FESH_TEST_SESSION_H */
