// SPDX-License-Identifier: Apache-2.0
package io.fesh.shell;

import io.fesh.event.FieldValue;
import io.fesh.fake.FakeSymbols;
import io.fesh.fake.FakeTarget;
import io.fesh.kernel.TargetException;
import io.fesh.kernel.TraceTarget;
import io.fesh.symbols.SymbolIndex;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** The lab, played by a fake kernel; it boots as long as the test wants. */
final class FakeTargets implements Targets {
    final FakeTarget target = new FakeTarget(new FakeSymbols());
    final CountDownLatch booted = new CountDownLatch(1);
    final CountDownLatch asked = new CountDownLatch(1);
    volatile TargetException failure;
    volatile Watcher watcher;

    private FakeTargets() {
        StringBuilder kallsyms = new StringBuilder();
        for (String name : new String[] {"do_syscall_64", "__x64_sys_openat", "vfs_read"}) {
            kallsyms.append(Long.toHexString(target.symbols().address(name)));
            kallsyms.append(" T ").append(name).append('\n');
        }
        target.putFile(SymbolIndex.KALLSYMS, bytes(kallsyms.toString()));
        target.putFile(SymbolIndex.FUNCTIONS, bytes("__x64_sys_openat\nvfs_read\n"));
        target.program(
                "cat /etc/hostname",
                output -> {
                    target.call(
                            "do_syscall_64",
                            "__x64_sys_openat",
                            new FakeTarget.Task("cat", 95, 1),
                            Map.of(
                                    "dfd", new FieldValue.Num(-100, 4),
                                    "path", new FieldValue.Text(bytes("/etc/hostname"), false)));
                    output.out(bytes("lab\n"));
                    return 0;
                });
    }

    /** One that is there at once. */
    static FakeTargets ready() {
        FakeTargets targets = new FakeTargets();
        targets.booted.countDown();
        return targets;
    }

    /** One that boots until {@link #booted}. */
    static FakeTargets booting() {
        return new FakeTargets();
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void check(String name) throws TargetException {
        new Wiring().check(name);
    }

    @Override
    public TraceTarget attach(String name, Watcher newWatcher)
            throws TargetException, InterruptedException {
        if (name.startsWith("file:")) {
            return new Wiring().attach(name, newWatcher);
        }
        watcher = newWatcher;
        watcher.progress("booting 0s");
        asked.countDown();
        booted.await();
        if (failure != null) {
            throw failure;
        }
        return target;
    }
}
