/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The whole test harness: a test is a function, its name is the promise, and a
 * minute is its deadline.
 */
#ifndef FESH_CHECK_H
#define FESH_CHECK_H

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#define CHECK(condition)								\
	do {										\
		if (!(condition)) {							\
			fprintf(stderr, "%s:%d: %s: not true: %s\n", __FILE__, __LINE__,	\
				__func__, #condition);					\
			exit(1);							\
		}									\
	} while (0)

#define CHECK_EQ(got, want)								\
	do {										\
		long long got_ = (long long)(got);					\
		long long want_ = (long long)(want);					\
											\
		if (got_ != want_) {							\
			fprintf(stderr, "%s:%d: %s: %s is %lld, not %lld\n", __FILE__,	\
				__LINE__, __func__, #got, got_, want_);			\
			exit(1);							\
		}									\
	} while (0)

#define RUN_TEST(test)									\
	do {										\
		alarm(60);								\
		test();									\
		printf("ok %s\n", #test);						\
		fflush(stdout);								\
	} while (0)

#endif /* FESH_CHECK_H */
