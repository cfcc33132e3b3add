/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Takes the place of control.c in the agent's test: the session that the agent
 * opens is the one that the test made.
 */
#ifndef FAKE_CONTROL_H
#define FAKE_CONTROL_H

#include "fake_session.h"

#define FAKE_MODULE_CHANGES	3

extern struct fake_session *fake_control_session;

/* Called before each open, if set. */
extern void (*fake_control_before_open)(void);

#endif /* FAKE_CONTROL_H */
