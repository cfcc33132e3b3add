// SPDX-License-Identifier: Apache-2.0

/**
 * The types of one target's kernel: its BTF files read as they are needed, prototypes with the
 * registers of their parameters, and names that can be searched while somebody types. The format of
 * BTF is {@code io.fesh.btf}'s; symbols and addresses are {@code io.fesh.symbols}'.
 */
package io.fesh.types;
