/* SPDX-License-Identifier: GPL-2.0-only */
/* How the tests of this folder report: a line "ok NAME" or "not ok NAME: why" for each. */
#ifndef FESH_TEST_H
#define FESH_TEST_H

#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>

static int test_failed;

static inline void __attribute__((format(printf, 3, 4)))
check(bool ok, const char *name, const char *why, ...)
{
	va_list args;

	printf("%s ", ok ? "ok" : "not ok");
	for (; *name; name++)
		putchar(*name < 0x20 || *name > 0x7e ? '?' : *name);
	if (!ok) {
		test_failed = 1;
		printf(": ");
		va_start(args, why);
		vprintf(why, args);
		va_end(args);
	}
	printf("\n");
	fflush(stdout);
}

#endif /* FESH_TEST_H */
