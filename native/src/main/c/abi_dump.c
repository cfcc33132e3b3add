// SPDX-License-Identifier: Apache-2.0
/*
 * Prints the layout and the constants that Java repeats, as the C headers have
 * them: "Class NAME value".  AbiTest fails when the two differ.
 */
#include <stddef.h>
#include <stdio.h>

#include "agent_protocol.h"
#include "fesh.h"

#define SHOW(class, name, value)	printf(class " %s %lld\n", name, (long long)(value))
#define ABI(name, value)		SHOW("Abi", name, value)
#define RECORD(NAME, member)		ABI("RECORD_" NAME, offsetof(struct fesh_record, member))
#define GAP(NAME, member)		ABI("GAP_" NAME, offsetof(struct fesh_gap, member))
#define FUSE(NAME, member)		ABI("FUSE_" NAME, offsetof(struct fesh_fuse, member))
#define STACK(NAME, member)		ABI("STACK_" NAME, offsetof(struct fesh_stack, member))
#define LINE(NAME, member)		ABI("LINE_" NAME, offsetof(struct fesh_line, member))
#define AGENT(NAME)			SHOW("AgentProtocol", #NAME, AGENT_##NAME)

int main(void)
{
	ABI("VERSION", FESH_ABI_VERSION);
	ABI("LINE_MAX", FESH_LINE_MAX);
	ABI("RECORD_MAX", FESH_RECORD_MAX);
	ABI("COMM_LEN", FESH_COMM_LEN);
	ABI("SETUP_SELF", FESH_SETUP_SELF);

	ABI("RECORD_SIZE", sizeof(struct fesh_record));
	RECORD("LEN8", len8);
	RECORD("EVENT", event);
	RECORD("CPU", cpu);
	RECORD("KIND", kind);
	RECORD("FLAGS", flags);
	RECORD("TS", ts);
	RECORD("PID", pid);
	RECORD("TGID", tgid);
	RECORD("CALLER", caller);
	RECORD("COMM", comm);
	RECORD("STATE", state);

	ABI("KIND_HIT", FESH_KIND_HIT);
	ABI("KIND_PAD", FESH_KIND_PAD);
	ABI("KIND_GAP", FESH_KIND_GAP);
	ABI("KIND_FUSE", FESH_KIND_FUSE);
	ABI("KIND_STACK", FESH_KIND_STACK);
	ABI("STATE_OK", FESH_STATE_OK);
	ABI("STATE_FAULT", FESH_STATE_FAULT);
	ABI("STATE_CUT", FESH_STATE_CUT);
	ABI("STATE_LATE", FESH_STATE_LATE);

	ABI("GAP_SIZE", sizeof(struct fesh_gap));
	GAP("SINCE_TS", since_ts);
	GAP("LOST", lost);
	ABI("FUSE_SIZE", sizeof(struct fesh_fuse));
	FUSE("LIMIT", limit);
	FUSE("HITS", hits);
	FUSE("SPAN", span);
	ABI("STACK_SIZE", sizeof(struct fesh_stack));
	STACK("HASH", hash);
	STACK("COUNT", n);
	STACK("FRAMES", frames);
	ABI("READ_MAX", FESH_READ_MAX);
	ABI("LOSS_FULL", FESH_LOSS_FULL);
	ABI("LOSS_NEST", FESH_LOSS_NEST);
	ABI("LOSS_BIG", FESH_LOSS_BIG);
	ABI("LOSS_SLOT", FESH_LOSS_SLOT);

	ABI("LINE_SIZE", sizeof(struct fesh_line));
	LINE("ID", id);
	LINE("ERROR", error);
	LINE("COLUMN", column);
	LINE("MESSAGE", message);

	SHOW("AgentProtocol", "VERSION", AGENT_PROTOCOL_VERSION);
	AGENT(FRAME_MAX);
	AGENT(HELLO);
	AGENT(LINE);
	AGENT(DESCRIBE);
	AGENT(SYNC);
	AGENT(FILE);
	AGENT(RUN);
	AGENT(SIGNAL);
	AGENT(BYE);
	AGENT(READ);
	AGENT(EVENTS);
	AGENT(DATA);
	AGENT(OUT);
	AGENT(ERR);
	AGENT(DONE);
	return 0;
}
