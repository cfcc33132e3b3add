/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Inside the reader: a session over a control that is already open.  What the
 * world may use is fesh_reader.h; this is the seam at which tests put rings of
 * their own.
 */
#ifndef FESH_READER_INSIDE_H
#define FESH_READER_INSIDE_H

#include "control.h"
#include "fesh_reader.h"

/* Takes the control over, also when it fails. */
int fesh_reader_create(const struct fesh_control *control, struct fesh_reader **ret);

#endif /* FESH_READER_INSIDE_H */
