// SPDX-License-Identifier: Apache-2.0

/**
 * The lab: a stock kernel in QEMU that is booted for a session and gone after it. Here are the
 * boot, the guest's console and the end of both; what is said to the guest's agent is the business
 * of {@link io.fesh.reader}. Which kernel, and where it came from, is decided by the scripts in
 * {@code shell/setup}; what the guest does at boot is {@code native/guest/init}.
 */
package io.fesh.lab;
