/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * /sys/kernel/tracing/function_events, the file proposed in 2018: lines make
 * trace events (trace_event.h) that last until they are removed.  Where this
 * kernel does not let us, the file is missing and the log says why.
 */
#ifndef FESH_TRACEFS_H
#define FESH_TRACEFS_H

void fesh_tracefs_init(void);
/* Removes the file and its events, none of which is enabled: they would hold the module. */
void fesh_tracefs_exit(void);

#endif /* FESH_TRACEFS_H */
