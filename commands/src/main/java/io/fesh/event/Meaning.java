// SPDX-License-Identifier: Apache-2.0
package io.fesh.event;

import java.util.Comparator;
import java.util.List;

/**
 * What a number, or a few bytes, stands for where the kernel's types or its system calls tell: how
 * a value is shown. The value itself stays what it is, for filters, JSON and Java.
 */
public sealed interface Meaning {

    /** Nothing but itself. */
    Meaning NONE = new None();

    record None() implements Meaning {}

    /** A number that has a name. */
    record Constant(String name, long value) {}

    /** One of several numbers with names: an enum, a signal. Others are shown as numbers. */
    record Enumerators(List<Constant> constants) implements Meaning {
        public Enumerators {
            constants =
                    constants.stream().sorted(Comparator.comparingLong(Constant::value)).toList();
        }

        /** The name of a value, the first where it has several; {@code otherwise} without one. */
        public String name(long value, String otherwise) {
            int low = 0;
            int high = constants.size();
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (constants.get(middle).value() < value) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            return low < constants.size() && constants.get(low).value() == value
                    ? constants.get(low).name()
                    : otherwise;
        }
    }

    /**
     * @param mask the bits that it is about: more than {@code value} has where several words share
     *     them, as O_RDONLY, O_WRONLY and O_RDWR do; of those, a word for 0 is the first
     */
    record Flag(String name, long value, long mask) {}

    /**
     * Words for bits, to be tried in this order, each for bits that none before it stood for. Bits
     * without a word are shown in hexadecimal.
     */
    record Flags(List<Flag> flags) implements Meaning {
        public Flags {
            flags = List.copyOf(flags);
        }
    }

    /** From -4095 to -1 it is an errno; so may a pointer be, as ERR_PTR() makes them. */
    record ErrorOrValue() implements Meaning {}

    record Truth() implements Meaning {}

    /** Permissions of a file, which people read in octal. */
    record FileMode() implements Meaning {}

    /** An IP address in the order of the network: 4 bytes, or 16. */
    record InternetAddress() implements Meaning {}

    /** The beginning of a struct sockaddr of any family. */
    record SocketAddress() implements Meaning {}

    /**
     * An integer in the order of the network.
     *
     * @param hex shown in hexadecimal
     */
    record NetworkOrder(boolean hex) implements Meaning {}

    /** Nanoseconds, or seconds and nanoseconds. */
    record Time() implements Meaning {}
}
