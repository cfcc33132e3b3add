// SPDX-License-Identifier: GPL-2.0-only
/*
 * fesh.ko: function events for stock kernels.  Start and end of the module.
 *
 * This folder: what must run in the kernel when a function is hit, or must be
 * refused by the kernel.  It knows the line grammar and the record, but no BTF,
 * no paths and no formatting of values for people.
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/module.h>

#include "attach.h"
#include "compat.h"
#include "device.h"
#include "fetch.h"
#include "fuse.h"
#include "returns.h"
#include "tracefs.h"

static int __init fesh_init(void)
{
	int err;

	err = fesh_compat_init();
	if (err)
		return err;
	fesh_fetch_init();
	fesh_returns_init();
	err = fesh_attach_init();
	if (err)
		return err;
	err = fesh_device_register();
	if (err)
		goto err_attach;
	/* Without it /dev/fesh is all there is. */
	fesh_tracefs_init();
	return 0;

err_attach:
	fesh_attach_exit();
	return err;
}

static void __exit fesh_exit(void)
{
	fesh_tracefs_exit();
	fesh_device_unregister();
	fesh_fuse_exit();
	fesh_attach_exit();
}

module_init(fesh_init);
module_exit(fesh_exit);

MODULE_LICENSE("GPL");
MODULE_DESCRIPTION("Function events: name a kernel function, see its calls");
