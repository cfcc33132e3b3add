/* SPDX-License-Identifier: (GPL-2.0-only WITH Linux-syscall-note) OR MIT */
/* What /dev/fesh_target can be told to call, for it and for the tests that do. */
#ifndef FESH_TARGET_H
#define FESH_TARGET_H

#include <linux/ioctl.h>
#include <linux/types.h>

#define FESH_TARGET_DEVICE	"/dev/fesh_target"

enum fesh_target_function {
	FESH_TARGET_VOID,	/* fesh_target_void() */
	FESH_TARGET_INTS,	/* fesh_target_ints(-1, 255, -2, 65534, -3, 4294967293) */
	FESH_TARGET_LONGS,	/* fesh_target_longs(-4, ~0) */
	FESH_TARGET_ARGS,	/* fesh_target_args(args[0] .. args[5]), which it does not look into */
	FESH_TARGET_MANY,	/* fesh_target_many(1 .. 8) */
	FESH_TARGET_CHAIN,	/* fesh_target_chain(node "first" -> "second" -> "third" -> NULL) */
	FESH_TARGET_TEXT,	/* fesh_target_text("text of the kernel", args[0]) */
	FESH_TARGET_EDGE,	/* fesh_target_text(4 bytes before an unmapped page, the same with a NUL) */
	FESH_TARGET_LONG_TEXT,	/* fesh_target_text(3,000 times 'k', 1,023 times 'm') */
	FESH_TARGET_CLONE,	/* fesh_target_clone.isra.0(7) */
	FESH_TARGET_NOTRACE,	/* fesh_target_notrace(8) */
	FESH_TARGET_SUM,	/* fesh_target_sum(args[0], args[1]) */
	FESH_TARGET_DEPTH,	/* fesh_target_depth(args[0]): calls itself down to 0, returns what it is given */
	FESH_TARGET_WAIT,	/* fesh_target_wait(args[0]): until FESH_TARGET_WAKE or a fatal signal, returns args[0] */
	FESH_TARGET_WAKE,
	FESH_TARGET_NODE,	/* fesh_target_node_of(args[0]) returns node "first", "second" or "third", or NULL */
	FESH_TARGET_TOUCH,	/* fesh_target_touch(args[0]): reads a user string, which brings it into memory */
	FESH_TARGET_TWIN,	/* fesh_target_twin(9), of this module */
};

struct fesh_target_call {
	__u32 function;
	__u32 times;
	__u64 args[6];
};

#define FESH_TARGET_CALL	_IOW(0xff, 1, struct fesh_target_call)

struct fesh_target_node {
	__u32 magic;			/* 0xfe5f0001, 0xfe5f0002, ... */
	char name[12];			/* with no NUL where it is full */
	struct fesh_target_node *next;
	const char *text;		/* "text of " and the name */
	void (*function)(void);		/* fesh_target_void */
	__u8 address[6];		/* 02:00:00:00:00:n */
	__s16 delta;			/* -n */
	struct {
		__u64 low, high;	/* n, n << 32 */
	} nested;
};

#endif /* FESH_TARGET_H */
