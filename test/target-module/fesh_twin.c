// SPDX-License-Identifier: GPL-2.0-only
/*
 * A module that comes and goes, with a function whose name fesh_target.ko has too.
 * It calls it once when it is loaded, and for each write to its parameter "call".
 */
#include <linux/kernel.h>
#include <linux/module.h>

static int sink;

static noinline __attribute__((__noipa__)) __used void fesh_target_twin(int a)
{
	sink += a;
}

static int call_set(const char *value, const struct kernel_param *param)
{
	int a;
	int err = kstrtoint(value, 0, &a);

	if (!err)
		fesh_target_twin(a);
	return err;
}

static const struct kernel_param_ops call_ops = {
	.set = call_set,
};
module_param_cb(call, &call_ops, NULL, 0200);

static int __init twin_init(void)
{
	fesh_target_twin(1);
	return 0;
}

static void __exit twin_exit(void)
{
}

module_init(twin_init);
module_exit(twin_exit);

MODULE_LICENSE("GPL");
MODULE_DESCRIPTION("A second function of one name, for tests of fesh");
