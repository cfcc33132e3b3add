// SPDX-License-Identifier: Apache-2.0

/**
 * The file of a recording: who writes it, who reads it, and the target that it is when it is
 * opened. What belongs into a recording and when it ends is said in {@code io.fesh.recording};
 * records are decoded in {@code io.fesh.reader}.
 *
 * <h2>The format</h2>
 *
 * All numbers are little-endian. The file begins with 16 bytes: the text {@code feshrec} and a line
 * feed, the version (u32), 0 (u32). Then come blocks, one behind the other:
 *
 * <pre>
 *    0        4        8        12       16
 *   +--------+--------+--------+--------+
 *   | fBLK   | kind   | length | crc    |   length: bytes of the payload
 *   +--------+--------+--------+--------+   crc: CRC-32C of the block without this word
 * 16| first           | hits   | 0      |
 *   +-----------------+--------+--------+
 * 32| payload
 * </pre>
 *
 * A block is written in one piece, so a shell that is killed leaves whole blocks and at most one
 * that is not. Reading ends at the first block that is not whole. Kinds:
 *
 * <ul>
 *   <li>1 ABOUT, once and first: lines of {@code key=value}: {@code target release machine cpus
 *       boot_id}, {@code booted} (when the clock of the events was 0, in ns since 1970; absent if
 *       nobody knows) and {@code begun} (the same of the recording)
 *   <li>2 FILE: a file of the target's, so that names and types are found as they are found there:
 *       length of the path (u32), the path, the content by zlib
 *   <li>3 EVENT: an event as {@link io.fesh.recfile.EventCodec} writes it, in place of an earlier
 *       one with the same id. It stands in front of the first hit of the event
 *   <li>4 HITS: records of uapi/fesh.h as they came, gaps and stacks among them: {@code hits} of
 *       them are hits, whose numbers go up from {@code first}
 *   <li>5 UNWRITTEN: the hits from {@code first} on came faster than the disk took them: {@code
 *       hits} are not here. The payload is the time (u64) and the CPU (u32) of the first
 *   <li>6 END, last: the recording was ended by its shell
 * </ul>
 *
 * Kinds that are not known are passed over; a file with a higher version is not read.
 */
package io.fesh.recfile;
