/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Each lost hit is told once.  The kernel writes a gap in front of the next
 * record that finds room; where no record follows, a sync tells the loss from
 * the counters of the control page, and the kernel's later gap is lessened by
 * what has been told already.
 */
#ifndef FESH_LOSS_H
#define FESH_LOSS_H

#include <stdbool.h>

#include "ring.h"

/* Takes the kernel's gap into the books and writes what is new in it to out; false if nothing is. */
bool fesh_loss_pass(struct fesh_ring *ring, const struct fesh_gap *gap, struct fesh_gap *out);

/*
 * If lost, a snapshot of the counters made at the time now, holds more than has
 * been told: writes a gap with the difference to out, and true.
 */
bool fesh_loss_untold(struct fesh_ring *ring, const uint64_t lost[FESH_LOSS_CAUSES], uint64_t now,
		      struct fesh_gap *out);

#endif /* FESH_LOSS_H */
