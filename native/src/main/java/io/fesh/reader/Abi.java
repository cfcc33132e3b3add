// SPDX-License-Identifier: Apache-2.0
package io.fesh.reader;

/** Layout and constants of kernel-module/uapi/fesh.h; AbiTest compares each with the C headers. */
final class Abi {
    static final int VERSION = 1;
    static final int LINE_MAX = 4096;
    static final int RECORD_MAX = 16384;
    static final int COMM_LEN = 16;
    static final int SETUP_SELF = 1;

    static final int RECORD_SIZE = 56;
    static final int RECORD_LEN8 = 0;
    static final int RECORD_EVENT = 2;
    static final int RECORD_CPU = 4;
    static final int RECORD_KIND = 6;
    static final int RECORD_FLAGS = 7;
    static final int RECORD_TS = 8;
    static final int RECORD_PID = 16;
    static final int RECORD_TGID = 20;
    static final int RECORD_CALLER = 24;
    static final int RECORD_COMM = 32;
    static final int RECORD_STATE = 48;

    static final int KIND_HIT = 0;
    static final int KIND_PAD = 1;
    static final int KIND_GAP = 2;
    static final int KIND_FUSE = 3;
    static final int KIND_STACK = 4;

    static final int STATE_OK = 0;
    static final int STATE_FAULT = 1;
    static final int STATE_CUT = 2;
    static final int STATE_LATE = 3;

    static final int GAP_SIZE = 96;
    static final int GAP_SINCE_TS = 56;
    static final int GAP_LOST = 64;
    static final int FUSE_SIZE = 80;
    static final int FUSE_LIMIT = 56;
    static final int FUSE_HITS = 64;
    static final int FUSE_SPAN = 72;
    static final int STACK_SIZE = 72;
    static final int STACK_HASH = 56;
    static final int STACK_COUNT = 64;
    static final int STACK_FRAMES = 72;
    static final int READ_MAX = 1 << 20;
    static final int LOSS_FULL = 0;
    static final int LOSS_NEST = 1;
    static final int LOSS_BIG = 2;
    static final int LOSS_SLOT = 3;

    static final int LINE_SIZE = 152;
    static final int LINE_ID = 12;
    static final int LINE_ERROR = 16;
    static final int LINE_COLUMN = 20;
    static final int LINE_MESSAGE = 24;

    private Abi() {}
}
