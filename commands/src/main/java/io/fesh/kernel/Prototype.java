// SPDX-License-Identifier: Apache-2.0
package io.fesh.kernel;

import java.util.List;
import java.util.Optional;

/**
 * What a function takes and returns.
 *
 * @param declaration in C: {@code int vfs_fsync(struct file *file, int datasync)}
 * @param systemCall the parameters are those of a system call's caller
 */
public record Prototype(
        String function,
        String declaration,
        List<Parameter> parameters,
        ValueType returns,
        boolean systemCall) {

    /** Integer registers of the x86-64 calling convention that hold parameters. */
    public static final int REGISTERS = 6;

    /** The register of a parameter that has none: it is on the stack, or a floating one. */
    public static final int NO_REGISTER = -1;

    /**
     * @param declaration in C: {@code struct file *file}
     * @param register which of the {@link #REGISTERS} holds it, or {@link #NO_REGISTER}
     */
    public record Parameter(String name, String declaration, ValueType type, int register) {}

    public Prototype {
        parameters = List.copyOf(parameters);
    }

    public Optional<Parameter> parameter(String name) {
        return parameters.stream().filter(p -> p.name().equals(name)).findFirst();
    }

    public List<String> names() {
        return parameters.stream().map(Parameter::name).filter(name -> !name.isEmpty()).toList();
    }
}
