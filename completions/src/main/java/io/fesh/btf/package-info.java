// SPDX-License-Identifier: Apache-2.0

/**
 * The BPF Type Format: from the bytes of /sys/kernel/btf/* to types, layouts, member paths and C
 * text. A library on its own: it imports the JDK and nothing else, so that it can be lifted out.
 *
 * <p>Types are ids into a {@link io.fesh.btf.Btf}; nothing is decoded until it is asked for, and
 * malformed bytes give a {@link io.fesh.btf.BtfException}, whichever call meets them. Symbols,
 * addresses, reading memory and everything that knows a prompt belong elsewhere.
 */
package io.fesh.btf;
