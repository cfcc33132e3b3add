/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The lines of the peer tests: each with the equal line for kprobe_events and a
 * call that hits both.
 */
#ifndef FESH_TEST_PEER_LINES_H
#define FESH_TEST_PEER_LINES_H

#include <stddef.h>

/* The kprobe's arguments have the names of the fields, in their order. */
struct peer_line {
	const char *of;		/* what the call does, for the test's name */
	void (*call)(void);
	const char *fesh;	/* without a name of its own */
	const char *kprobe;	/* without "p:GROUP/NAME" */
	const char *truth;	/* what is right where kprobe_events is not, else NULL */
};

extern const struct peer_line peer_lines[];
extern const size_t peer_lines_count;

/* Maps what the calls use. */
void peer_lines_prepare(void);

#endif /* FESH_TEST_PEER_LINES_H */
