// SPDX-License-Identifier: Apache-2.0
package io.fesh.reader;

import io.fesh.kernel.TargetException;
import io.fesh.kernel.TraceTarget;

class KernelModuleTargetTest extends TargetContract {
    @Override
    TraceTarget open() throws TargetException {
        return KernelModuleTarget.open();
    }

    @Override
    boolean blocksLinesBehindEvents() {
        return false;
    }
}
