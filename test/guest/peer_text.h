/* SPDX-License-Identifier: Apache-2.0 */
/* Values of an event as text in the form of kprobe_events: " a=-1 b=0xff s="text"". */
#ifndef FESH_TEST_PEER_TEXT_H
#define FESH_TEST_PEER_TEXT_H

#include "session.h"

/*
 * The record's fields, by the module's own description of them.  A symbol is
 * written as in the peer's text if that means the same address.
 */
const char *record_text(struct session *s, uint32_t id, const struct fesh_record *record, const char *peer);

/* The same of "caller->function(a=-1, b=0xff, s="te\\x78t")", the text of function_events. */
const char *traced_text(const char *traced);

#endif /* FESH_TEST_PEER_TEXT_H */
