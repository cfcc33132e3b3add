// SPDX-License-Identifier: Apache-2.0
package io.fesh.view;

/**
 * How a line of numbers is cut into buckets. Numbers of an unsigned scale are those of an unsigned
 * long.
 */
sealed interface Scale permits Scale.Log2, Scale.Linear, Scale.Time {

    /** The first number of the bucket that {@code value} is in. */
    long first(long value);

    /** The last number of the bucket that {@code value} is in. */
    long last(long value);

    String label(long first, long last);

    /** {@code 4K}: binary units, as bpftrace writes the ends of its buckets. */
    static String binary(long value) {
        String units = "KMGTPE";
        long magnitude = value == Long.MIN_VALUE ? Long.MAX_VALUE : Math.abs(value);
        int unit = -1;
        long scaled = value;
        while (unit < 5 && magnitude >= 1024 && scaled % 1024 == 0) {
            scaled /= 1024;
            magnitude /= 1024;
            unit++;
        }
        return unit < 0 ? Long.toString(value) : scaled + units.substring(unit, unit + 1);
    }

    /** {@code [first, last + 1)}; a bucket of one number is {@code [first]}. */
    private static String range(String first, String end, boolean single) {
        return single ? "[" + first + "]" : "[" + first + ", " + end + ")";
    }

    /** Powers of two, mirrored below zero. */
    record Log2(boolean unsigned) implements Scale {

        @Override
        public long first(long value) {
            if (value >= 0 || unsigned) {
                return Long.highestOneBit(value);
            }
            long bit = Long.highestOneBit(-value);
            return bit == Long.MIN_VALUE ? bit : 1 - 2 * bit;
        }

        @Override
        public long last(long value) {
            if (value >= 0 || unsigned) {
                return value == 0 ? 0 : 2 * Long.highestOneBit(value) - 1;
            }
            return -Long.highestOneBit(-value);
        }

        @Override
        public String label(long first, long last) {
            if (first < 0 && !unsigned) {
                // closed at the other end, so that both sides of zero look alike
                return first == last ? "[" + first + "]" : "(" + before(first) + ", " + end(last);
            }
            String end = last == Long.MAX_VALUE || last == -1 ? over(last) : binary(last + 1);
            String begin = first == Long.MIN_VALUE ? "8E" : binary(first);
            return range(begin, end, first == last);
        }

        private static String before(long first) {
            return binary(first - 1);
        }

        private static String end(long last) {
            return binary(last) + "]";
        }

        private static String over(long last) {
            return last == -1 ? "16E" : "8E";
        }
    }

    /** Buckets of one width, from a multiple of it. */
    record Linear(long width, boolean unsigned) implements Scale {

        @Override
        public long first(long value) {
            return unsigned
                    ? Long.divideUnsigned(value, width) * width
                    : Math.floorDiv(value, width) * width;
        }

        @Override
        public long last(long value) {
            return first(value) + width - 1;
        }

        @Override
        public String label(long first, long last) {
            return range(number(first), number(last + 1), first == last);
        }

        private String number(long value) {
            return unsigned ? Long.toUnsignedString(value) : Long.toString(value);
        }

        /** The narrowest of 1, 2, 5, 10, 20 ... that needs at most {@code buckets}. */
        static Linear fitting(long min, long max, int buckets, boolean unsigned) {
            long[] steps = {1, 2, 5};
            for (long ten = 1; ten < 1_000_000_000_000_000_000L; ten *= 10) {
                for (long step : steps) {
                    Linear scale = new Linear(ten * step, unsigned);
                    long gap = scale.first(max) - scale.first(min);
                    if (Long.compareUnsigned(gap, (buckets - 1) * ten * step) <= 0) {
                        return scale;
                    }
                }
            }
            return new Linear(1_000_000_000_000_000_000L, unsigned);
        }
    }

    /**
     * Nanoseconds: doubled from 1 to 512 in each unit, so that a bucket begins at each unit and its
     * ends can be read.
     */
    record Time() implements Scale {
        private static final String[] UNITS = {"ns", "us", "ms", "s"};

        @Override
        public long first(long value) {
            if (value <= 0) {
                return value < 0 ? Long.MIN_VALUE : 0;
            }
            long unit = unit(value);
            return unit * Long.highestOneBit(value / unit);
        }

        @Override
        public long last(long value) {
            if (value <= 0) {
                return value < 0 ? -1 : 0;
            }
            long unit = unit(value);
            long twice = 2 * Long.highestOneBit(value / unit);
            boolean isLast = twice > 512 && unit < 1_000_000_000;
            return (isLast ? unit * 1000 : unit * twice) - 1;
        }

        private static long unit(long value) {
            long unit = 1;
            while (unit < 1_000_000_000 && value >= unit * 1000) {
                unit *= 1000;
            }
            return unit;
        }

        @Override
        public String label(long first, long last) {
            if (last < 0) {
                return "(below 0)";
            }
            return first == 0 ? "[0]" : range(text(first), text(last + 1), false);
        }

        private static String text(long value) {
            long unit = unit(value);
            int nth = unit == 1 ? 0 : unit == 1000 ? 1 : unit == 1_000_000 ? 2 : 3;
            return value / unit + UNITS[nth];
        }
    }
}
