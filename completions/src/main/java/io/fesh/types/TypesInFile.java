// SPDX-License-Identifier: Apache-2.0
package io.fesh.types;

import io.fesh.btf.BtfException;
import io.fesh.btf.ElfBtf;
import io.fesh.kernel.KernelTypes;
import io.fesh.kernel.TargetException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** The types of a kernel that is not there: those in a file of BTF, or in an ELF file. */
public final class TypesInFile {
    private TypesInFile() {}

    public static KernelTypes read(Path file) throws TargetException {
        try {
            byte[] btf = ElfBtf.in(Files.readAllBytes(file), file.toString());
            IndexedBtf own = IndexedBtf.of(btf, file.toString());
            return BtfTypes.of(own, TypesInFile::nothingElse);
        } catch (NoSuchFileException e) {
            throw new TargetException(file + ": no such file", "");
        } catch (IOException e) {
            throw new TargetException(file + ": cannot be read: " + e.getMessage(), "", e);
        } catch (BtfException e) {
            throw new TargetException(e.getMessage(), "", e);
        }
    }

    private static byte[] nothingElse(String path) throws TargetException {
        throw new TargetException(path + " is not asked for", "");
    }
}
