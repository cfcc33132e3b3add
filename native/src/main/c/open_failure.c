// SPDX-License-Identifier: Apache-2.0
/*
 * The one home of what a user reads when there is no session: in the process of
 * the shell or, sent by the agent, on another machine.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <string.h>
#include <unistd.h>

#include "fesh_reader.h"

#define EXPORT __attribute__((visibility("default")))

/* The active mode of "none [integrity] confidentiality" is the one in brackets. */
static bool locked_down(void)
{
	char text[64];
	ssize_t n;
	int fd = open("/sys/kernel/security/lockdown", O_RDONLY | O_CLOEXEC);

	if (fd < 0)
		return false;
	n = read(fd, text, sizeof(text) - 1);
	close(fd);
	text[n > 0 ? n : 0] = '\0';
	return n > 0 && !strstr(text, "[none]");
}

EXPORT const char *fesh_reader_open_failure(int error)
{
	switch (error) {
	case -ENOENT:
		return "/dev/fesh is not there: the kernel module is not loaded\n"
		       "sudo modprobe fesh, or from the sources: sudo insmod kernel-module/fesh.ko";
	case -ENXIO:
	case -ENODEV:
		return "/dev/fesh has no kernel module behind it\n"
		       "sudo modprobe fesh, or from the sources: sudo insmod kernel-module/fesh.ko";
	case -EACCES:
	case -EPERM:
		if (locked_down())
			return "/dev/fesh is refused: this kernel is locked down\n"
			       "cat /sys/kernel/security/lockdown shows how far; "
			       "it ends with Secure Boot turned off";
		return "/dev/fesh is not permitted: tracing a kernel takes root (CAP_SYS_ADMIN or CAP_PERFMON)\n"
		       "run as root, with sudo";
	case -EPROTO:
		return "/dev/fesh speaks another ABI version: module and shell are of different builds\n"
		       "sudo rmmod fesh, and load the module that was built with this shell";
	case -EBADMSG:
		return "/dev/fesh maps rings that do not fit its ABI version\n"
		       "sudo rmmod fesh, and load the module that was built with this shell";
	case -EBUSY:
		return "/dev/fesh is busy";
	case -ENOMEM:
		return "/dev/fesh has no memory for its rings\n"
		       "ask for smaller rings";
	}
	return strerror(-error);
}

EXPORT const char *fesh_reader_error_text(int error)
{
	return error == -EBADMSG ? "ring of the kernel holds no valid records" : strerror(-error);
}
