/* SPDX-License-Identifier: (GPL-2.0-only WITH Linux-syscall-note) OR MIT */
/*
 * The binary contract between fesh.ko and whoever opens /dev/fesh.
 *
 * What belongs here: the record, the shared pages of a ring, the ioctls.
 * What does not: the line grammar (text, see kernel-module/parse.c) and the
 * fetch program (private to the module).  Every structure has fixed-width
 * members, explicit padding that must be zero, and an asserted size.
 *
 * An open file of /dev/fesh is a session.  It owns the events that it made and
 * one ring per possible CPU; closing it, in whatever way, removes both.
 *
 * Rights are those of the process that opened it, also where the file is passed
 * on.  Opening it takes CAP_SYS_ADMIN, or CAP_PERFMON where perf is content with
 * that (kernel.perf_event_paranoid of 2 or less).  With the latter alone there are
 * registers (arguments, the value returned), durations and stacks; fields that are read from memory take CAP_SYS_ADMIN, and so does
 * FESH_IOC_READ, of its caller too.  Addresses that kallsyms would not show to the
 * opener (kptr_restrict) are 0 in descriptions; values of registers are as they
 * are, as in perf's samples.  In a kernel locked down for confidentiality a
 * session is neither opened nor given an event, nor is one enabled.
 */
#ifndef _UAPI_FESH_H
#define _UAPI_FESH_H

#include <linux/ioctl.h>
#include <linux/types.h>

#define FESH_ABI_VERSION	1
#define FESH_DEVICE		"/dev/fesh"

#define FESH_NAME_MAX		64	/* bytes of an event's or a field's name, with the NUL */
#define FESH_FIELDS_MAX		32	/* fields of one event: two state bits each in a __u64 */
#define FESH_STRING_MAX		1024	/* bytes of one fetched string, with the NUL */
#define FESH_RECORD_MAX		16384	/* bytes of one record, with its header */
#define FESH_LINE_MAX		4096	/* bytes of one line, with the newline */
#define FESH_STACK_MAX		32	/* frames of one stack */
#define FESH_READ_MAX		(1u << 20)	/* bytes of one FESH_IOC_READ */
#define FESH_COMM_LEN		16	/* TASK_COMM_LEN */

/*
 * Record.  Little-endian, starts on 8 bytes, length a multiple of 8.
 *
 *    0        2        4        6    7    8
 *   +--------+--------+--------+----+----+
 *   |  len8  | event  |  cpu   |kind|flag|
 *   +--------+--------+--------+----+----+
 * 8 |        ts: CLOCK_MONOTONIC, ns     |
 *   +-----------------+------------------+
 *16 |       pid       |       tgid       |
 *   +-----------------+------------------+
 *24 |      caller: return address        |
 *   +------------------------------------+
 *32 |      comm[16]                      |
 *   +------------------------------------+
 *48 |      state: 2 bits a field         |
 *   +------------------------------------+
 *56 |      payload                       |
 *
 * The payload holds the fields in the order of the line, each aligned to the
 * size of its element.  A string field is a __u32: offset of its bytes from the
 * start of the record in the low 16 bits, their number without the NUL in the
 * high 16; the bytes follow the fixed part.
 */
enum fesh_kind {
	FESH_KIND_HIT = 0,
	FESH_KIND_PAD = 1,	/* skip it: only len8 and kind are meaningful */
	FESH_KIND_GAP = 2,	/* a struct fesh_gap */
	FESH_KIND_FUSE = 3,	/* a struct fesh_fuse */
	FESH_KIND_STACK = 4,	/* a struct fesh_stack */
	/* Readers pass over kinds that they do not know. */
};

/* One bit per condition in the flag byte of a record. */
#define FESH_FLAG_IRQ		0x01	/* hit in a hard interrupt */
#define FESH_FLAG_SOFTIRQ	0x02	/* hit in a softirq */
#define FESH_FLAG_NMI		0x04	/* hit in an NMI */

enum fesh_state {
	FESH_STATE_OK = 0,
	FESH_STATE_FAULT = 1,	/* the memory could not be read: the field's bytes are zero and mean nothing */
	FESH_STATE_CUT = 2,	/* a string that goes on after what was kept */
	FESH_STATE_LATE = 3,	/* a user string that could not be read at the entry, and was at the return */
};

struct fesh_record {
	__u16 len8;
	__u16 event;
	__u16 cpu;
	__u8 kind;
	__u8 flags;
	__u64 ts;
	__u32 pid;
	__u32 tgid;
	__u64 caller;
	char comm[FESH_COMM_LEN];
	__u64 state;
};

enum fesh_loss {
	FESH_LOSS_FULL = 0,	/* the ring had no room */
	FESH_LOSS_NEST = 1,	/* hit inside our own handler, or nested too deeply */
	FESH_LOSS_BIG = 2,	/* larger than half the ring */
	FESH_LOSS_SLOT = 3,	/* more calls of a return event under way than it has slots */
	FESH_LOSS_CAUSES = 4,
};

/*
 * Written in front of the first record that found room again on this CPU.
 * since_ts is the time of the first hit that was lost, record.ts that of the
 * record that follows.
 */
struct fesh_gap {
	struct fesh_record record;	/* pid, caller, comm, state are zero */
	__u64 since_ts;
	__u64 lost[FESH_LOSS_CAUSES];
};

/*
 * Written when an event was switched off because it was hit too often on one CPU,
 * record.cpu; it stands behind the last of its hits there.
 */
struct fesh_fuse {
	struct fesh_record record;	/* pid, caller, comm, state are zero */
	__u64 limit;			/* hits a second that are allowed on one CPU */
	__u64 hits;			/* hits that there were on this one ... */
	__u64 span;			/* ... in so many ns */
};

/*
 * The frames that belong to a hash, which hits have in their field of base k.  It
 * stands in front of the first hit with the hash on its CPU, and again from time
 * to time; record.len8 has the length, of n frames.
 */
struct fesh_stack {
	struct fesh_record record;	/* pid, caller, comm, state are zero */
	__u64 hash;
	__u32 n;
	__u32 pad;
	__u64 frames[];			/* the function, its caller, ... */
};

/*
 * Ring of one CPU: three mappings of the session's file at
 * FESH_MMAP_OFFSET(cpu, part).
 *
 *   FESH_PART_CTRL  one page, read-only: struct fesh_ctrl
 *   FESH_PART_CONS  one page, read-write: struct fesh_cons
 *   FESH_PART_DATA  ring_bytes or 2 * ring_bytes, read-only; with 2 * ring_bytes
 *                   the second half maps the first again, so that no record is
 *                   ever split at the wrap
 *
 * Positions are bytes since the session began and only grow; the byte at
 * position p is data[p & (ring_bytes - 1)].  [cons, commit) is readable.  The
 * kernel stores commit with release semantics, the reader loads it with
 * acquire and stores cons with release.  The kernel never trusts cons.
 */
enum fesh_part {
	FESH_PART_CTRL = 0,
	FESH_PART_CONS = 1,
	FESH_PART_DATA = 2,
};

#define FESH_MMAP_OFFSET(cpu, part) \
	(((__u64)(cpu) << 36) | ((__u64)(part) << 32))

struct fesh_ctrl {
	__u64 commit;
	__u64 lost[FESH_LOSS_CAUSES];	/* all hits of this session lost on this CPU, reported in a gap or not yet */
	__u64 bad_cons;			/* times that cons was found out of range; each such hit counts as FESH_LOSS_FULL */
	__u32 ring_bytes;
	__u32 cpu;
};

/*
 * The reader's page.  One that is about to sleep in poll(2) sets waiting, then
 * looks at commit once more; it is woken by what is published first, and then
 * not again before it has moved cons.  Both words are read without a fence, so
 * some milliseconds after it wrote either it must look again by itself.
 */
struct fesh_cons {
	__u64 cons;
	__u32 waiting;
	__u32 pad;
};

/* FESH_IOC_SETUP: once, before the first mmap.  Zero asks for the default. */
struct fesh_setup {
	__u32 abi_version;	/* in: FESH_ABI_VERSION; out: the module's */
	__u32 ring_bytes;	/* in: wanted, rounded up to a power of two; out: used */
	__u32 cpus;		/* out: rings 0 .. cpus - 1 exist */
	__u32 flags;		/* in: FESH_SETUP_x */
};

#define FESH_SETUP_SELF	0x1	/* also record hits by the process that made the session */

/*
 * FESH_IOC_LINE: one line without its newline, the same as with write(2), which
 * keeps no more than the last answer.
 *
 *   a line of the grammar   creates an event, disabled
 *   enable NAME             (a NAME of "*" means every event of the session)
 *   enable NAME if FILTER   ... with a new filter; without FILTER: with none
 *   disable NAME
 *   fuse NAME N             switches it off at more than N hits a second on one CPU;
 *                           0: never
 *   -NAME                   removes it
 *
 * The ioctl returns 0 when the line was carried out or refused (then error is
 * not 0), and a negative errno only when it could not be looked at.
 */
struct fesh_line {
	__u64 text;		/* in: address of the line */
	__u32 len;		/* in: its bytes */
	__u32 id;		/* out: the event created, removed, ...; 0 for "*" */
	__u32 error;		/* out: a code of the module's error table, 0 for none */
	__u32 column;		/* out: byte of the line that the caret goes under */
	char message[128];	/* out: text of the error or a remark, NUL-terminated */
};

/*
 * FESH_IOC_DESCRIBE: text about one event, or about all of the session if id is
 * 0; lines of "key=value" pairs, one event after the other:
 *
 *   event id=1 name=SyS_openat enabled=1 record=80 line=SyS_openat(int dfd, ...)
 *   state gone=0 fuse=1000000 blown=0
 *   filter text=dfd == -100
 *   at address=0xffffffff81234560 symbol=__x64_sys_openat
 *   field name=dfd offset=56 size=4 count=0 base=d type=int
 *   counts hits=0 filtered=0 recorded=0 lost_full=0 lost_nest=0 lost_big=0 \
 *          lost_slot=0 exited=0 open=0
 *
 * The last key of a line takes the rest of it.  count is 0 for a scalar.  base:
 * d signed, u unsigned, x hexadecimal, c character, p symbol, s string, k hash of
 * a stack.  type is the line's, so that bits of an integer are bWIDTH@SHIFT/SIZE, or
 * sbWIDTH@SHIFT/SIZE with a sign; size is that of the integer, which the record has
 * with no other bits but those of the sign.
 *
 * A return event's calls are counted in hits when they begin; exited are those
 * whose task ended before they could return, open those that may still do so.
 *
 * There is one "at" for each function that the event is at; if there are several,
 * the last field is "ip", the address of the function that was hit.  gone=1: the
 * module of the function was unloaded; the event is on again when it returns.
 * address=0x0: not for whoever opened the session (kptr_restrict).
 * blown=1: the fuse switched the event off.  There is no "filter" line without one.
 */
struct fesh_text {
	__u32 id;		/* in */
	__u32 len;		/* in: room; out: bytes that the whole text has, even if cut */
	__u64 text;		/* in: address of the room */
};

/*
 * FESH_IOC_READ: kernel memory, as it is now.  Stops where it cannot be read and
 * says how far it came; 0 is returned then, too.  -EPERM: the kernel is locked
 * down, or the caller has not the rights it needed to open the file.
 */
struct fesh_read {
	__u64 address;		/* in */
	__u32 len;		/* in: at most FESH_READ_MAX */
	__u32 flags;		/* in: 0 */
	__u64 buffer;		/* in: address of len bytes */
	__u32 done;		/* out: bytes read */
	__u32 pad;		/* 0 */
};

#define FESH_IOC_MAGIC		0xfe
#define FESH_IOC_SETUP		_IOWR(FESH_IOC_MAGIC, 1, struct fesh_setup)
#define FESH_IOC_LINE		_IOWR(FESH_IOC_MAGIC, 2, struct fesh_line)
#define FESH_IOC_DESCRIBE	_IOWR(FESH_IOC_MAGIC, 3, struct fesh_text)
#define FESH_IOC_READ		_IOWR(FESH_IOC_MAGIC, 4, struct fesh_read)
/* How often modules have come, ended their init or gone: while it is the same, so are all symbols and types. */
#define FESH_IOC_MODULES	_IOR(FESH_IOC_MAGIC, 5, __u64)

#ifdef __cplusplus
#define FESH_ASSERT_SIZE(type, size) static_assert(sizeof(type) == (size), #type)
#else
#define FESH_ASSERT_SIZE(type, size) _Static_assert(sizeof(type) == (size), #type)
#endif

FESH_ASSERT_SIZE(struct fesh_record, 56);
FESH_ASSERT_SIZE(struct fesh_gap, 96);
FESH_ASSERT_SIZE(struct fesh_fuse, 80);
FESH_ASSERT_SIZE(struct fesh_stack, 72);
FESH_ASSERT_SIZE(struct fesh_ctrl, 56);
FESH_ASSERT_SIZE(struct fesh_cons, 16);
FESH_ASSERT_SIZE(struct fesh_setup, 16);
FESH_ASSERT_SIZE(struct fesh_line, 152);
FESH_ASSERT_SIZE(struct fesh_text, 16);
FESH_ASSERT_SIZE(struct fesh_read, 32);

#endif /* _UAPI_FESH_H */
