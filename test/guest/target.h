/* SPDX-License-Identifier: Apache-2.0 */
/* Calling functions of the target module. */
#ifndef FESH_TEST_TARGET_H
#define FESH_TEST_TARGET_H

#include <fcntl.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "../target-module/fesh_target.h"
#include "session.h"

/* args may be NULL. */
static inline void target_call(enum fesh_target_function function, uint32_t times, const uint64_t args[6])
{
	static int fd = -1;
	struct fesh_target_call call = { .function = function, .times = times };

	if (args)
		memcpy(call.args, args, sizeof(call.args));
	if (fd < 0)
		fd = open(FESH_TARGET_DEVICE, O_RDONLY | O_CLOEXEC);
	if (fd < 0 || ioctl(fd, FESH_TARGET_CALL, &call))
		die("call of target function %d", function);
	if (function == FESH_TARGET_VOID && !times) {	/* lets go of the module */
		close(fd);
		fd = -1;
	}
}

#endif /* FESH_TEST_TARGET_H */
