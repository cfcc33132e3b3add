// SPDX-License-Identifier: Apache-2.0
package io.fesh.lab;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * QEMU's arguments. The port to the agent is QEMU's standard input and output, the guest's serial
 * console its standard error: so nothing of a lab is on disk, and QEMU sees the end of the shell.
 */
final class QemuCommand {
    /** The name that the guest's init looks for below /sys/class/virtio-ports. */
    static final String PORT = "fesh";

    private QemuCommand() {}

    static List<String> of(LabOptions options, Accelerator accelerator, Path initramfs) {
        List<String> command = new ArrayList<>();
        // the kernel kills QEMU when the thread that started it is gone, even by kill -9
        command.addAll(List.of("setpriv", "--pdeathsig", "KILL", "--"));
        // a session of its own: Ctrl-C at the prompt is for the shell alone
        command.add("setsid");
        command.addAll(
                List.of("qemu-system-x86_64", "-nodefaults", "-no-user-config", "-no-reboot"));
        command.addAll(List.of("-display", "none", "-machine", "pc"));
        command.addAll(List.of("-m", Integer.toString(options.megabytes())));
        command.addAll(List.of("-smp", Integer.toString(options.cpus())));
        if (options.icount()) {
            command.addAll(List.of("-accel", "tcg", "-icount", "shift=0,sleep=off"));
            command.addAll(List.of("-cpu", Accelerator.EMULATED_CPU));
        } else {
            command.addAll(accelerator.arguments());
        }
        command.addAll(List.of("-kernel", options.kernel().toString()));
        command.addAll(List.of("-initrd", initramfs.toString()));
        command.addAll(List.of("-append", kernelCommandLine(options)));
        command.addAll(List.of("-chardev", "stdio,id=agent,signal=off"));
        command.addAll(List.of("-device", "virtio-serial-pci,max_ports=2"));
        command.addAll(List.of("-device", "virtserialport,chardev=agent,name=" + PORT));
        command.addAll(List.of("-chardev", "file,id=console,path=/dev/fd/2,append=on"));
        command.addAll(List.of("-serial", "chardev:console"));
        return List.copyOf(command);
    }

    private static String kernelCommandLine(LabOptions options) {
        // panic=-1 reboots at once, which -no-reboot makes an end of QEMU
        String line = "console=ttyS0 quiet panic=-1 nokaslr 8250.nr_uarts=1";
        return options.icount() ? line + " tsc=reliable mitigations=off norandmaps" : line;
    }
}
