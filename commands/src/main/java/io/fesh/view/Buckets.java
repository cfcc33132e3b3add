// SPDX-License-Identifier: Apache-2.0
package io.fesh.view;

import io.fesh.render.Numbers;

import java.util.ArrayList;
import java.util.List;

/** A distribution cut into buckets, without holes between the first and the last. */
record Buckets(List<Bucket> list) {

    /**
     * @param first the smallest number that it counts
     * @param last the largest
     */
    record Bucket(String label, long first, long last, long count) {}

    private static final int FEW = 12;
    private static final int MOST_LINEAR = 20;

    Buckets {
        list = List.copyOf(list);
    }

    static Buckets of(Distribution numbers, Histogram.Scaling scaling, boolean isTime) {
        if (numbers.count() == 0) {
            return new Buckets(List.of());
        }
        boolean unsigned = numbers.isUnsigned();
        if (scaling == Histogram.Scaling.LINEAR) {
            return cut(numbers, linear(numbers));
        }
        if (isTime) {
            return cut(numbers, new Scale.Time());
        }
        boolean few = numbers.distinct() <= FEW && numbers.significantBits() == Long.SIZE;
        if (scaling == Histogram.Scaling.AUTO && few) {
            return single(numbers);
        }
        long range = numbers.max() - numbers.min();
        if (scaling == Histogram.Scaling.AUTO && Long.compareUnsigned(range, MOST_LINEAR) < 0) {
            return cut(numbers, linear(numbers));
        }
        return cut(numbers, new Scale.Log2(unsigned));
    }

    private static Scale.Linear linear(Distribution numbers) {
        return Scale.Linear.fitting(
                numbers.min(), numbers.max(), MOST_LINEAR, numbers.isUnsigned());
    }

    /** Each number by itself. */
    private static Buckets single(Distribution numbers) {
        Distribution.Sorted sorted = numbers.sorted();
        List<Bucket> list = new ArrayList<>();
        for (int i = 0; i < sorted.values().length; i++) {
            long value = sorted.values()[i];
            String label =
                    numbers.isUnsigned() && value < 0
                            ? Long.toUnsignedString(value)
                            : Numbers.grouped(value);
            list.add(new Bucket(label, value, value, sorted.counts()[i]));
        }
        return new Buckets(list);
    }

    private static Buckets cut(Distribution numbers, Scale scale) {
        Distribution.Sorted sorted = numbers.sorted();
        List<Bucket> list = new ArrayList<>();
        int at = 0;
        long value = sorted.values()[0];
        while (at < sorted.values().length) {
            long first = scale.first(value);
            long last = scale.last(value);
            long count = 0;
            while (at < sorted.values().length && scale.first(sorted.values()[at]) == first) {
                count += sorted.counts()[at++];
            }
            list.add(new Bucket(scale.label(first, last), first, last, count));
            value = last + 1;
        }
        return new Buckets(list);
    }
}
