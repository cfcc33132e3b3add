// SPDX-License-Identifier: Apache-2.0
package io.fesh.reader;

/** Constants of agent_protocol.h, which explains them; AbiTest compares each with the C header. */
final class AgentProtocol {
    static final int VERSION = 1;
    static final int FRAME_MAX = 1 << 20;

    static final int HELLO = 1;
    static final int LINE = 2;
    static final int DESCRIBE = 3;
    static final int SYNC = 4;
    static final int FILE = 5;
    static final int RUN = 6;
    static final int SIGNAL = 7;
    static final int BYE = 8;
    static final int READ = 9;

    static final int EVENTS = 64;
    static final int DATA = 65;
    static final int OUT = 66;
    static final int ERR = 67;
    static final int DONE = 68;

    private AgentProtocol() {}
}
