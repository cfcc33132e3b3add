/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What the agent and the shell say to each other, over any byte stream: a
 * virtio port in the lab, stdin and stdout over ssh.
 *
 * Both directions carry frames, little-endian, 8 bytes of header:
 *
 *    0                 4    5    6        8
 *   +-----------------+----+----+--------+------------
 *   | payload bytes   |type| 0  |  tag   | payload
 *   +-----------------+----+----+--------+------------
 *
 * The shell chooses a tag (> 0) for each request; every answer to it carries the
 * tag, and the request is over with DONE.  EVENTS has tag 0, and so has a DONE
 * that tells of a session which failed by itself.  Requests may overlap; lines
 * and syncs are answered in the order in which they came.
 *
 * HELLO's DATA has the lines protocol, agent, release, machine, cpus and boot_id,
 * also when there is no session; with a session, abi and rings too.  Without a
 * session FILE and RUN still work.
 */
#ifndef FESH_AGENT_PROTOCOL_H
#define FESH_AGENT_PROTOCOL_H

#define AGENT_PROTOCOL_VERSION	1
#define AGENT_FRAME_MAX		(1 << 20)	/* bytes of a payload */

enum agent_frame {
	/* shell to agent */
	AGENT_HELLO = 1,	/* u32 protocol version, u32 ring_bytes; opens the session; DATA: key=value lines, DONE */
	AGENT_LINE = 2,		/* text of a line; DATA: a struct fesh_line (its text pointer zero), DONE */
	AGENT_DESCRIBE = 3,	/* u32 id; DATA...: text, DONE */
	AGENT_SYNC = 4,		/* DONE after the EVENTS that hold everything committed before; its status: fesh_reader_modules() */
	AGENT_FILE = 5,		/* a path; DATA..., DONE with 0 or -errno */
	AGENT_RUN = 6,		/* a command for /bin/sh -c; OUT..., ERR..., DONE with the wait status as a shell gives it */
	AGENT_SIGNAL = 7,	/* u16 tag of a RUN, u16 signal: sent to its process group; DONE */
	AGENT_BYE = 8,		/* close the session, DONE, and leave */
	AGENT_READ = 9,		/* u64 address, u32 len (FESH_READ_MAX at most); DATA: the bytes that could be read, DONE */
	/* agent to shell */
	AGENT_EVENTS = 64,	/* whole records, as fesh_reader_poll gives them */
	AGENT_DATA = 65,
	AGENT_OUT = 66,
	AGENT_ERR = 67,
	AGENT_DONE = 68,	/* s32 status: 0 or more, or a negative errno; then optional text: cause, or "cause\ncure" */
};

#endif /* FESH_AGENT_PROTOCOL_H */
