/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The table from the address of a function to its events: written by attach.c
 * under its lock, read by handler.c at each hit.
 */
#ifndef FESH_ATTACH_TABLE_H
#define FESH_ATTACH_TABLE_H

#include <linux/ftrace.h>

#include "event.h"

/*
 * Open addressing; a slot keeps its address when its last event leaves.  first
 * is never NULL in a slot that has an ip, so that a hit need not ask.
 */
struct slot {
	unsigned long ip;	/* 0: never used, the search ends here */
	struct fesh_site *first;
};

struct table {
	unsigned long mask;	/* of the bits of an address that tell the slot's offset */
	unsigned int used;	/* slots with an ip: at most a quarter */
	struct slot slots[];
};

/* Functions start on 16 bytes: an address as it is counts slots of 16. */
static_assert(sizeof(struct slot) == 16);

/* Replaced when it grows, freed after a grace period. */
extern struct table *fesh_table;

/* Stands in slots whose events have left. */
extern struct fesh_site fesh_nobody;

static __always_inline struct slot *slot_at(const struct table *t, unsigned long ip)
{
	return (void *)t->slots + (ip & t->mask);
}

/* What ftrace calls at the entry of every function in the table. */
void fesh_handler(unsigned long ip, unsigned long parent_ip, struct ftrace_ops *op, struct ftrace_regs *fregs);

#endif /* FESH_ATTACH_TABLE_H */
