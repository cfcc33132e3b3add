/* SPDX-License-Identifier: GPL-2.0-only */
/* /dev/fesh: an open file is a session. */
#ifndef FESH_DEVICE_H
#define FESH_DEVICE_H

int fesh_device_register(void);
void fesh_device_unregister(void);

#endif /* FESH_DEVICE_H */
