// SPDX-License-Identifier: Apache-2.0
package io.fesh.kernel;

/**
 * Which kernel this is.
 *
 * @param name as given with {@code --target} ({@code lab}, {@code local}, {@code ssh:HOST})
 * @param release as in {@code uname -r}
 * @param machine as in {@code uname -m}
 * @param bootId as in /proc/sys/kernel/random/boot_id
 */
public record TargetInfo(String name, String release, String machine, int cpus, String bootId) {

    /** The part that the prompt shows: {@code 6.1.0} of {@code 6.1.0-56-cloud-amd64}. */
    public String shortRelease() {
        int end = 0;
        while (end < release.length()
                && (Character.isDigit(release.charAt(end)) || release.charAt(end) == '.')) {
            end++;
        }
        return release.substring(0, end);
    }
}
