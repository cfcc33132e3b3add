// SPDX-License-Identifier: Apache-2.0

/**
 * From typed text to words and errors that know their place: words with spans, the one error that a
 * user's line can have. The grammar of kernel lines is the module's (kernel-module/parse.c);
 * nothing here repeats it.
 */
package io.fesh.parse;
