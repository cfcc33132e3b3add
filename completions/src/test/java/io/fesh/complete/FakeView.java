// SPDX-License-Identifier: Apache-2.0
package io.fesh.complete;

import io.fesh.fake.FakeSymbols;
import io.fesh.fake.FakeTypes;
import io.fesh.kernel.KernelSymbols;
import io.fesh.kernel.KernelTypes;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is known of a played kernel, as a test wants it. */
final class FakeView implements KernelView {
    Optional<KernelSymbols> symbols = Optional.of(new FakeSymbols());
    Optional<KernelTypes> types = Optional.of(new FakeTypes());
    List<String> events = List.of();
    final List<String> told = new ArrayList<>();

    @Override
    public Optional<KernelSymbols> knownSymbols() {
        return symbols;
    }

    @Override
    public Optional<KernelTypes> knownTypes() {
        return types;
    }

    @Override
    public List<String> eventNames() {
        return events;
    }

    @Override
    public String pending() {
        return "lab: booting 4s";
    }

    @Override
    public void tell(String message) {
        told.add(message);
    }
}
