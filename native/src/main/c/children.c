// SPDX-License-Identifier: Apache-2.0
#define _GNU_SOURCE
#include <signal.h>
#include <stddef.h>

#include "fesh_reader.h"

#define EXPORT __attribute__((visibility("default")))

static void ignore(int signal)
{
	(void)signal;
}

/* What is ignored stays so across execve(2), what has a handler becomes the default. */
EXPORT void fesh_reader_children_hear_interrupts(void)
{
	struct sigaction now;
	struct sigaction handled = { .sa_handler = ignore, .sa_flags = SA_RESTART };

	if (sigaction(SIGINT, NULL, &now) == 0 && now.sa_handler == SIG_IGN)
		sigaction(SIGINT, &handled, NULL);
}
