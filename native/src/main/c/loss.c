// SPDX-License-Identifier: Apache-2.0
#include <string.h>

#include "loss.h"

bool fesh_loss_pass(struct fesh_ring *ring, const struct fesh_gap *gap, struct fesh_gap *out)
{
	bool any = false;

	*out = *gap;
	for (int i = 0; i < FESH_LOSS_CAUSES; i++) {
		uint64_t known = gap->lost[i] < ring->ahead[i] ? gap->lost[i] : ring->ahead[i];

		ring->ahead[i] -= known;
		out->lost[i] -= known;
		ring->told[i] += out->lost[i];
		if (known && out->since_ts < ring->out_ts)
			out->since_ts = ring->out_ts;
		any |= out->lost[i] != 0;
	}
	return any;
}

bool fesh_loss_untold(struct fesh_ring *ring, const uint64_t lost[FESH_LOSS_CAUSES], uint64_t now,
		      struct fesh_gap *out)
{
	bool any = false;

	memset(out, 0, sizeof(*out));
	for (int i = 0; i < FESH_LOSS_CAUSES; i++) {
		if (lost[i] <= ring->told[i])
			continue;
		out->lost[i] = lost[i] - ring->told[i];
		ring->told[i] += out->lost[i];
		ring->ahead[i] += out->lost[i];
		any = true;
	}
	if (!any)
		return false;
	out->record.len8 = sizeof(*out) / 8;
	out->record.kind = FESH_KIND_GAP;
	out->record.cpu = (uint16_t)ring->cpu;
	out->record.ts = now;
	/* Nobody noted when it began; it was after the last record that got through. */
	out->since_ts = ring->out_ts && ring->out_ts < now ? ring->out_ts : now;
	return true;
}
