// SPDX-License-Identifier: Apache-2.0
package io.fesh.types;

import io.fesh.btf.Btf;
import io.fesh.btf.BtfException;
import io.fesh.kernel.TargetException;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The BTF of the kernel, and that of each module once it is asked for. Safe for threads. */
final class BtfFiles {
    static final String FOLDER = "/sys/kernel/btf/";
    static final String MODULES = "/proc/modules";

    private final TargetFiles files;
    private final IndexedBtf vmlinux;

    /** By name; empty for a module without BTF. */
    private final Map<String, Optional<Btf>> modules = new LinkedHashMap<>();

    private boolean sawAll;

    BtfFiles(TargetFiles files, IndexedBtf vmlinux) {
        this.files = files;
        this.vmlinux = vmlinux;
    }

    static BtfFiles open(TargetFiles files) throws TargetException {
        String path = FOLDER + "vmlinux";
        byte[] bytes;
        try {
            bytes = files.file(path);
        } catch (TargetException e) {
            throw new TargetException(
                    "the kernel tells no types (CONFIG_DEBUG_INFO_BTF): " + e.getMessage(),
                    "name types yourself, as in create vfs_read(x64 file, NULL, size_t count)",
                    e);
        }
        try {
            return new BtfFiles(files, IndexedBtf.of(bytes, path));
        } catch (BtfException e) {
            throw new TargetException(e.getMessage(), "", e);
        }
    }

    Btf vmlinux() {
        return vmlinux.btf();
    }

    /** With what was made of it. */
    IndexedBtf indexed() {
        return vmlinux;
    }

    /** Empty if there is none, or it is damaged: the kernel's own types are no worse for it. */
    synchronized Optional<Btf> module(String name) {
        return modules.computeIfAbsent(name, this::read);
    }

    private Optional<Btf> read(String module) {
        String path = FOLDER + module;
        try {
            return Optional.of(Btf.split(files.file(path), path, vmlinux.btf()));
        } catch (TargetException | BtfException e) {
            return Optional.empty();
        }
    }

    /** Of every loaded module; the first call reads them all. */
    synchronized List<Btf> allModules() {
        if (!sawAll) {
            sawAll = true;
            try {
                new String(files.file(MODULES), StandardCharsets.UTF_8)
                        .lines()
                        .map(line -> line.split(" ", 2)[0])
                        .filter(name -> !name.isEmpty())
                        .forEach(this::module);
            } catch (TargetException e) {
                // a kernel without modules
            }
        }
        List<Btf> found = new ArrayList<>();
        modules.values().forEach(btf -> btf.ifPresent(found::add));
        return found;
    }
}
