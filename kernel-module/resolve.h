/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * From the names in a line to addresses in this kernel: which functions an event
 * means, and whether they can be traced.
 */
#ifndef FESH_RESOLVE_H
#define FESH_RESOLVE_H

#include <linux/kallsyms.h>

#include "parse.h"

struct fesh_target {
	u32 n;			/* functions to attach to: of the same name, but for FUNC@0xADDR */
	u32 copies;		/* functions of the name, traceable or not */
	bool user_regs;		/* a system call's wrapper */
	unsigned long *addrs;	/* ascending */
	char symbol[KSYM_NAME_LEN];
};

/* Returns 0, or -EINVAL with p->error and p->column; either way the target must be freed. */
int fesh_resolve_function(const struct fesh_spec *spec, struct fesh_target *t, struct fesh_parse *p);
void fesh_target_free(struct fesh_target *t);

/*
 * Functions called symbol in a loaded module that can be traced now, ascending:
 * up to n of them.  Returns how many there are.
 */
u32 fesh_resolve_in_module(const char *symbol, const char *module, unsigned long *addrs, u32 n);

/* Stores the addresses of $SYMBOLs. */
int fesh_resolve_symbols(struct fesh_spec *spec, struct fesh_parse *p);

#endif /* FESH_RESOLVE_H */
