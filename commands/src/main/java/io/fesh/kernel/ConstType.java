// SPDX-License-Identifier: Apache-2.0
package io.fesh.kernel;

import java.util.List;
import java.util.Optional;

/** {@code const} before a type that is no pointer: where text begins and mere bytes end. */
record ConstType(CType of) implements CType {

    @Override
    public Kind kind() {
        return of.kind();
    }

    @Override
    public String declare(String name) {
        return "const " + of.declare(name);
    }

    @Override
    public long size() {
        return of.size();
    }

    @Override
    public boolean signed() {
        return of.signed();
    }

    @Override
    public Optional<CType> target() {
        return of.target();
    }

    @Override
    public long length() {
        return of.length();
    }

    @Override
    public List<Member> members() {
        return of.members();
    }

    @Override
    public Optional<Member> member(String name) {
        return of.member(name);
    }

    @Override
    public List<Enumerator> enumerators() {
        return of.enumerators();
    }

    @Override
    public boolean user() {
        return of.user();
    }

    @Override
    public boolean isText() {
        return kind() == Kind.CHARACTER;
    }
}
