// SPDX-License-Identifier: Apache-2.0
package io.fesh.recfile;

import io.fesh.event.Meaning;

import java.util.List;

/**
 * A {@link Meaning}: a number for its kind, then what it holds. Numbers are never used again for
 * something else; one that is not known means nothing but the value itself.
 */
final class MeaningCodec {
    private static final int NONE = 0;
    private static final int ENUMERATORS = 1;
    private static final int FLAGS = 2;
    private static final int ERROR_OR_VALUE = 3;
    private static final int TRUTH = 4;
    private static final int FILE_MODE = 5;
    private static final int INTERNET_ADDRESS = 6;
    private static final int SOCKET_ADDRESS = 7;
    private static final int NETWORK_ORDER = 8;
    private static final int TIME = 9;

    private MeaningCodec() {}

    /** Kind, then a list of names with two numbers each. */
    static void encode(Encoder out, Meaning meaning) {
        List<Meaning.Flag> words = List.of();
        if (meaning instanceof Meaning.Enumerators enumerators) {
            words =
                    enumerators.constants().stream()
                            .map(each -> new Meaning.Flag(each.name(), each.value(), 0))
                            .toList();
        } else if (meaning instanceof Meaning.Flags flags) {
            words = flags.flags();
        } else if (meaning instanceof Meaning.NetworkOrder order && order.hex()) {
            words = List.of(new Meaning.Flag("hex", 0, 0));
        }
        out.number(kind(meaning));
        out.list(words, each -> out.text(each.name()).number(each.value()).number(each.mask()));
    }

    private static int kind(Meaning meaning) {
        if (meaning instanceof Meaning.Enumerators) {
            return ENUMERATORS;
        } else if (meaning instanceof Meaning.Flags) {
            return FLAGS;
        } else if (meaning instanceof Meaning.ErrorOrValue) {
            return ERROR_OR_VALUE;
        } else if (meaning instanceof Meaning.Truth) {
            return TRUTH;
        } else if (meaning instanceof Meaning.FileMode) {
            return FILE_MODE;
        } else if (meaning instanceof Meaning.InternetAddress) {
            return INTERNET_ADDRESS;
        } else if (meaning instanceof Meaning.SocketAddress) {
            return SOCKET_ADDRESS;
        } else if (meaning instanceof Meaning.NetworkOrder) {
            return NETWORK_ORDER;
        } else if (meaning instanceof Meaning.Time) {
            return TIME;
        }
        return NONE;
    }

    static Meaning decode(Decoder in) {
        long kind = in.number();
        List<Meaning.Flag> words =
                in.list(() -> new Meaning.Flag(in.text(), in.number(), in.number()));
        if (kind < NONE || kind > TIME) {
            return Meaning.NONE;
        }
        return switch ((int) kind) {
            case ENUMERATORS ->
                    new Meaning.Enumerators(
                            words.stream()
                                    .map(each -> new Meaning.Constant(each.name(), each.value()))
                                    .toList());
            case FLAGS -> new Meaning.Flags(words);
            case ERROR_OR_VALUE -> new Meaning.ErrorOrValue();
            case TRUTH -> new Meaning.Truth();
            case FILE_MODE -> new Meaning.FileMode();
            case INTERNET_ADDRESS -> new Meaning.InternetAddress();
            case SOCKET_ADDRESS -> new Meaning.SocketAddress();
            case NETWORK_ORDER -> new Meaning.NetworkOrder(!words.isEmpty());
            case TIME -> new Meaning.Time();
            default -> Meaning.NONE;
        };
    }
}
