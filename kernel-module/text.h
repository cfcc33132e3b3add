/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Text that grows into a buffer and goes on counting where the buffer ends, so
 * that the caller learns how much room the whole would have taken.
 */
#ifndef FESH_TEXT_H
#define FESH_TEXT_H

#ifdef __KERNEL__
#include <linux/kernel.h>
#include <linux/types.h>
#else
#include "kernel_shim.h"
#endif

struct fesh_text_out {
	char *buf;
	size_t cap;
	size_t len;	/* of the whole text, even where it is cut */
};

__printf(2, 3) void fesh_emit(struct fesh_text_out *out, const char *fmt, ...);

#endif /* FESH_TEXT_H */
