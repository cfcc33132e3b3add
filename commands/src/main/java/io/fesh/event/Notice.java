// SPDX-License-Identifier: Apache-2.0
package io.fesh.event;

/** What a stream says between its hits. */
public sealed interface Notice extends StreamItem permits Gap, FuseBlown, Unwritten {}
