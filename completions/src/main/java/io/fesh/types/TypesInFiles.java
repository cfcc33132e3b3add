// SPDX-License-Identifier: Apache-2.0
package io.fesh.types;

import io.fesh.btf.Btf;
import io.fesh.btf.BtfException;
import io.fesh.btf.ElfBtf;
import io.fesh.kernel.KernelTypes;
import io.fesh.kernel.TargetException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The types of a kernel that is not there: in a file of BTF, in an ELF file, or in the image that
 * boots; and on top of them those of modules, in files of their own or somewhere in a folder.
 */
public final class TypesInFiles {
    private static final Pattern KERNEL = Pattern.compile("vmlinu[xz].*");

    /** Compressed or not; in /sys/kernel/btf the names are bare. */
    private static final Pattern MODULE = Pattern.compile("([\\w-]+)(?:\\.ko(?:\\.\\w+)?)?");

    private final Map<Path, byte[]> kernels = new LinkedHashMap<>();
    private final Map<String, byte[]> modules = new TreeMap<>();

    /** By the module's name; read when it is asked for. */
    private final Map<String, Path> inFolders = new TreeMap<>();

    private TypesInFiles() {}

    /**
     * @param paths of files and folders; one of them is the kernel's own, or has it
     */
    public static KernelTypes read(List<Path> paths) throws TargetException {
        TypesInFiles files = new TypesInFiles();
        for (Path path : paths) {
            files.add(path);
        }
        return files.types();
    }

    private void add(Path path) throws TargetException {
        if (Files.isDirectory(path)) {
            folder(path);
            return;
        }
        byte[] btf = btf(path);
        try {
            if (Btf.isSplit(btf, path.toString())) {
                modules.put(module(path), btf);
            } else {
                kernels.put(path, btf);
            }
        } catch (BtfException e) {
            throw new TargetException(e.getMessage(), "", e);
        }
    }

    /** As /sys/kernel/btf has them, or somewhere below, as in /lib/modules. */
    private void folder(Path folder) throws TargetException {
        List<Path> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            files.filter(Files::isRegularFile).forEach(found::add);
        } catch (IOException | java.io.UncheckedIOException e) {
            throw unreadable(folder, e);
        }
        for (Path file : found) {
            String name = file.getFileName().toString();
            if (KERNEL.matcher(name).matches()) {
                kernels.put(file, btf(file));
            } else if (MODULE.matcher(name).matches()) {
                inFolders.putIfAbsent(module(file), file);
            }
        }
    }

    /** As the kernel spells it. */
    private static String module(Path file) {
        var name = MODULE.matcher(file.getFileName().toString());
        return name.lookingAt() ? name.group(1).replace('-', '_') : "";
    }

    private KernelTypes types() throws TargetException {
        if (kernels.isEmpty()) {
            throw new TargetException(
                    "the types of a module stand on those of its kernel, and none is given",
                    "try: --btf vmlinux, too");
        } else if (kernels.size() > 1) {
            List<Path> paths = List.copyOf(kernels.keySet());
            throw new TargetException(
                    paths.get(0) + " and " + paths.get(1) + " are of two kernels", "name one");
        }
        Path path = kernels.keySet().iterator().next();
        try {
            IndexedBtf own = IndexedBtf.of(kernels.get(path), path.toString());
            for (Map.Entry<String, byte[]> module : modules.entrySet()) {
                if (!Btf.split(module.getValue(), module.getKey(), own.btf()).fitsBase()) {
                    throw new TargetException(
                            "module " + module.getKey() + " is of another kernel than " + path, "");
                }
            }
            return BtfTypes.of(own, this::file);
        } catch (BtfException e) {
            throw new TargetException(e.getMessage(), "", e);
        }
    }

    /** What a target would have under this name. */
    private byte[] file(String path) throws TargetException {
        if (path.equals(BtfFiles.MODULES)) {
            return String.join("\n", modules.keySet()).getBytes(StandardCharsets.UTF_8);
        }
        String name =
                path.startsWith(BtfFiles.FOLDER) ? path.substring(BtfFiles.FOLDER.length()) : "";
        if (modules.containsKey(name)) {
            return modules.get(name);
        } else if (inFolders.containsKey(name)) {
            return btf(inFolders.get(name));
        }
        throw new TargetException(path + " is in no file", "");
    }

    private static byte[] btf(Path file) throws TargetException {
        try {
            byte[] unpacked = Packed.unpack(Files.readAllBytes(file), file);
            return ElfBtf.in(unpacked, file.toString());
        } catch (NoSuchFileException e) {
            throw new TargetException(file + ": no such file", "");
        } catch (IOException e) {
            throw unreadable(file, e);
        } catch (BtfException e) {
            throw new TargetException(e.getMessage(), "", e);
        }
    }

    private static TargetException unreadable(Path file, Exception why) {
        return new TargetException(file + ": cannot be read: " + why.getMessage(), "", why);
    }
}
