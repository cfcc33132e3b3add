/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Time order over CPUs.  A CPU's records are in order already (the kernel reads
 * the clock inside its reserve loop), so this is a k-way merge; how far it may
 * go without being overtaken by a record still to come is the caller's limit.
 */
#ifndef FESH_MERGE_H
#define FESH_MERGE_H

#include "ring.h"

/*
 * Copies the checked records with a time of at most limit from the rings to buf,
 * oldest first, and returns their bytes.  Stops where the next one does not fit.
 * heap is room for nr pointers.  The rings are advanced but not released.
 */
uint32_t fesh_merge(struct fesh_ring *rings, uint32_t nr, struct fesh_ring **heap, uint64_t limit,
		    void *buf, uint32_t cap);

#endif /* FESH_MERGE_H */
