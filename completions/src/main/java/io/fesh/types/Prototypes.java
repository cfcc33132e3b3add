// SPDX-License-Identifier: Apache-2.0
package io.fesh.types;

import io.fesh.btf.Btf;
import io.fesh.btf.BtfKind;
import io.fesh.btf.BtfType;
import io.fesh.btf.CDeclaration;
import io.fesh.kernel.CType;
import io.fesh.kernel.DerivedType;
import io.fesh.kernel.Prototype;
import io.fesh.kernel.Prototype.Parameter;
import io.fesh.kernel.ValueType;
import io.fesh.symbols.SymbolIndex;
import io.fesh.symbols.SystemCalls;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** Prototypes of functions, and where a path from one of their parameters begins. */
final class Prototypes {
    private final BtfFiles files;
    private final TargetFiles target;
    private final SymbolIndex symbols;
    private final Map<String, Optional<List<SystemCallFormat.Argument>>> calls =
            new ConcurrentHashMap<>();

    /** System calls and modules that are asked for behind the prompt, and those that answered. */
    private final Set<String> asked = ConcurrentHashMap.newKeySet();

    private final Set<String> read = ConcurrentHashMap.newKeySet();

    Prototypes(BtfFiles files, TargetFiles target, SymbolIndex symbols) {
        this.files = files;
        this.target = target;
        this.symbols = symbols;
    }

    /** A function and the file that it is in. */
    record Function(Btf btf, int id) {}

    /**
     * Where a path begins.
     *
     * @param type of the parameter, or of what it points to
     */
    record Start(Btf btf, int type, boolean pointee) {
        CType cType() {
            CType found = BtfCType.of(btf, type);
            // only system calls' are known by what they point to
            return pointee ? DerivedType.userPointerTo(found) : found;
        }
    }

    Optional<Prototype> find(String function) {
        Optional<List<SystemCallFormat.Argument>> call = call(function);
        if (call.isPresent()) {
            String name = SystemCalls.call(function);
            return Optional.of(SystemCallFormat.prototype(function, name, call.get()));
        }
        return SystemCalls.call(function).isEmpty()
                ? function(function).map(found -> prototype(function, found))
                : Optional.empty();
    }

    /** Whether {@link #find} need not ask the target; if it must, that is begun here. */
    boolean isAtHand(String function) {
        String file = fileOf(function);
        if (file.isEmpty() || read.contains(file)) {
            return true;
        }
        if (asked.add(file)) {
            CompletableFuture.runAsync(
                    () -> {
                        find(function);
                        read.add(file);
                    });
        }
        return false;
    }

    /** What has to be read for a function: a system call or a module; empty for nothing. */
    private String fileOf(String function) {
        String call = SystemCalls.call(function);
        if (!call.isEmpty()) {
            return call + "()";
        }
        return moduleOf(function);
    }

    /** Empty if the kernel's own file has the function, or no module's. */
    String moduleOf(String function) {
        boolean own = files.vmlinux().find(BtfKind.FUNC, function).isPresent();
        return own || !SystemCalls.call(function).isEmpty() ? "" : symbols.module(function);
    }

    private Optional<List<SystemCallFormat.Argument>> call(String function) {
        String name = SystemCalls.call(function);
        return name.isEmpty()
                ? Optional.empty()
                : calls.computeIfAbsent(
                        name, n -> SystemCallFormat.read(n, target, files.vmlinux()));
    }

    /**
     * In the module that is named; else in the kernel, else in the module that the symbol is of.
     */
    Optional<Function> function(String given) {
        int colon = given.indexOf(':');
        String name = given.substring(colon + 1);
        if (colon > 0) {
            return function(given.substring(0, colon), name);
        }
        OptionalInt id = files.vmlinux().find(BtfKind.FUNC, name);
        if (id.isPresent()) {
            return Optional.of(new Function(files.vmlinux(), id.getAsInt()));
        }
        String module = symbols.module(name);
        return module.isEmpty() ? Optional.empty() : function(module, name);
    }

    /** Not the kernel's own of the same name, which the file of a module has beneath its own. */
    private Optional<Function> function(String module, String name) {
        return files.module(module)
                .flatMap(
                        btf ->
                                btf.ids(name)
                                        .filter(id -> id >= btf.firstId())
                                        .filter(id -> btf.kind(id) == BtfKind.FUNC)
                                        .mapToObj(id -> new Function(btf, id))
                                        .findFirst());
    }

    Optional<Start> start(String function, String parameter) {
        Optional<List<SystemCallFormat.Argument>> call = call(function);
        if (call.isPresent()) {
            return call.get().stream()
                    .filter(a -> a.name().equals(parameter) && a.pointee().isPresent())
                    .map(a -> new Start(files.vmlinux(), a.pointee().getAsInt(), true))
                    .findFirst();
        }
        return function(function)
                .flatMap(
                        found ->
                                found.btf().prototype(found.id()).parameters().stream()
                                        .filter(p -> p.name().equals(parameter))
                                        .map(p -> new Start(found.btf(), p.type(), false))
                                        .findFirst());
    }

    private static Prototype prototype(String name, Function function) {
        Btf btf = function.btf();
        BtfType.Prototype type = btf.prototype(function.id());
        List<Parameter> parameters = new ArrayList<>();
        int register = 0;
        for (BtfType.Parameter parameter : type.parameters()) {
            ValueType value = ValueTypes.of(btf, parameter.type());
            int needed = value.registers();
            boolean fits = needed > 0 && register + needed <= Prototype.REGISTERS;
            parameters.add(
                    new Parameter(
                            parameter.name(),
                            CDeclaration.of(btf, parameter.type(), parameter.name()),
                            value,
                            fits ? register : Prototype.NO_REGISTER));
            register += fits ? needed : 0;
        }
        return new Prototype(
                name,
                CDeclaration.of(btf, function.id()),
                parameters,
                ValueTypes.of(btf, type.returns()),
                false);
    }
}
