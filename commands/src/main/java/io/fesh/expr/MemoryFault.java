// SPDX-License-Identifier: Apache-2.0
package io.fesh.expr;

/** Memory that a value depends on could not be read. */
final class MemoryFault extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Value.Fault fault;

    MemoryFault(Value.Fault fault) {
        super(fault.text(), null, false, false);
        this.fault = fault;
    }

    Value.Fault fault() {
        return fault;
    }
}
