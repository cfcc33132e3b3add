// SPDX-License-Identifier: Apache-2.0
package io.fesh.saved;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FieldDriftTest {
    private static final String WAY = "arg1 +72 -> +40";

    private final Relied was = numbers("dentry->d_name.name");
    private final Relied is = numbers("dentry->__d_name.name");

    private static Relied numbers(String meant) {
        return new Relied("name", "string", "const unsigned char *", "8", WAY, meant);
    }

    @Test
    void numbersThatLeadWhereTheyLedAreTheSameThoughAUnionHasAnotherNameForIt() {
        assertThat(FieldDrift.of(was, is, false, WAY)).isEqualTo(new FieldDrift(Verdict.SAME, ""));
    }

    @Test
    void numbersThatLeadElsewhereSayWhereThePathLiesNow() {
        FieldDrift drift = FieldDrift.of(was, is, false, "arg1 +24 -> +40");
        assertThat(drift.verdict()).isEqualTo(Verdict.CHANGED);
        assertThat(drift.what()).endsWith("; dentry->d_name.name is at arg1 +24 -> +40 now");
    }
}
