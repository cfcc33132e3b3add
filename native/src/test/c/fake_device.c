// SPDX-License-Identifier: Apache-2.0
/*
 * With fake_control.c, a reader library or an agent for which each open makes a
 * new session of two CPUs: what Java is tested with on a machine without the
 * module.
 */
#include "fake_control.h"

static struct fake_session session;

static void make_session(void)
{
	if (fake_control_session)
		fake_session_destroy(fake_control_session);
	fake_session_create(&session, 2, 1 << 20);
	fake_control_session = &session;
}

__attribute__((constructor)) static void be_a_device(void)
{
	fake_control_before_open = make_session;
}
