// SPDX-License-Identifier: Apache-2.0
package io.fesh.view;

/**
 * What a picture may take.
 *
 * @param width columns
 * @param height lines
 * @param unicode whether block characters can be shown; else ASCII has to do
 */
public record Canvas(int width, int height, boolean unicode) {

    /** Without an end below: for what is printed once. */
    public static Canvas endless(int width, boolean unicode) {
        return new Canvas(width, Integer.MAX_VALUE, unicode);
    }
}
