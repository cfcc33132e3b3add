// SPDX-License-Identifier: Apache-2.0

/**
 * The Java ends of the C reader and the agent: targets that implement {@code
 * io.fesh.kernel.TraceTarget}, and what turns their bytes into the values of {@code io.fesh.event}.
 * {@link io.fesh.reader.ReaderLibrary} is the only class that knows JNA. What can be said without
 * bytes or system calls belongs to {@code commands}; starting machines belongs to {@code shell}.
 */
package io.fesh.reader;
