/* SPDX-License-Identifier: GPL-2.0-only */
/* Kernel memory for whoever may read it: FESH_IOC_READ. */
#ifndef FESH_MEMORY_H
#define FESH_MEMORY_H

#include "uapi/fesh.h"

/* Returns what the ioctl does. */
long fesh_memory_read(struct fesh_read __user *arg);

#endif /* FESH_MEMORY_H */
