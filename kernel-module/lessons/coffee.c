// SPDX-License-Identifier: GPL-2.0-only
/*
 * /dev/coffee: a driver to practise on, for the lessons of the lab.  It is loaded
 * by nobody but a lesson, and it has faults that are there to be found:
 *
 *	echo espresso 2 > /dev/coffee	orders two cups; fails with the reason
 *	cat /dev/coffee			says how many orders were served
 *
 * Do not look for the faults here: look for them at the prompt.
 */
#include <linux/delay.h>
#include <linux/fs.h>
#include <linux/miscdevice.h>
#include <linux/module.h>
#include <linux/slab.h>
#include <linux/uaccess.h>

/* Neither inlined nor cloned, so that every step of an order can be traced. */
#define STEP noinline __attribute__((__noipa__)) __used

__diag_ignore_all("-Wmissing-prototypes", "nobody calls them but this file; kernels from 6.8 on ask");

#define MOST_CUPS	40
#define LINE_MAX	32
#define TANK_CUPS	12	/* until the machine wants water */
#define DESCALE_MS	30

struct coffee_order {
	char kind[16];
	int cups;
	u8 grams;
	u64 number;
};

struct coffee_recipe {
	const char *kind;
	int grams;		/* of beans, a cup */
};

static const struct coffee_recipe recipes[] = {
	{ "espresso", 9 },
	{ "lungo", 11 },
	{ "ristretto", 7 },
};

static DEFINE_MUTEX(machine);
static int tank = TANK_CUPS;
static u64 orders, served;

STEP struct coffee_order *coffee_order_new(void)
{
	struct coffee_order *order = kzalloc(sizeof(*order), GFP_KERNEL);

	if (order)
		order->number = ++orders;
	return order;
}

STEP void coffee_order_free(struct coffee_order *order)
{
	kfree(order);
}

STEP const struct coffee_recipe *coffee_recipe(const char *kind)
{
	int i;

	for (i = 0; i < ARRAY_SIZE(recipes); i++)
		if (!strcmp(recipes[i].kind, kind))
			return &recipes[i];
	return NULL;
}

STEP int coffee_parse(const char *line, struct coffee_order *order)
{
	if (sscanf(line, "%15s %d", order->kind, &order->cups) != 2)
		return -EINVAL;
	return order->cups > 0 && order->cups <= MOST_CUPS ? 0 : -ERANGE;
}

STEP int coffee_grind(struct coffee_order *order)
{
	const struct coffee_recipe *recipe = coffee_recipe(order->kind);

	if (!recipe)
		return -ENOENT;
	order->grams = recipe->grams * order->cups;
	return order->grams;
}

STEP void coffee_descale(int cups)
{
	msleep(DESCALE_MS);
	tank = TANK_CUPS;
}

STEP int coffee_brew(struct coffee_order *order, int grams)
{
	tank -= order->cups;
	if (tank < 0)
		coffee_descale(order->cups);
	return grams / order->cups >= 5 ? 0 : -EIO;	/* that would be water */
}

STEP int coffee_make(struct coffee_order *order)
{
	int grams = coffee_grind(order);

	if (grams < 0)
		return grams;
	return coffee_brew(order, grams);
}

STEP int coffee_take(const char *line)
{
	struct coffee_order *order = coffee_order_new();
	int status;

	if (!order)
		return -ENOMEM;
	status = coffee_parse(line, order);
	if (status)
		return status;
	status = coffee_make(order);
	if (!status)
		served++;
	coffee_order_free(order);
	return status;
}

static ssize_t coffee_write(struct file *file, const char __user *text, size_t len, loff_t *pos)
{
	char line[LINE_MAX];
	int status;

	if (len >= sizeof(line))
		return -EMSGSIZE;
	if (copy_from_user(line, text, len))
		return -EFAULT;
	line[len] = '\0';
	mutex_lock(&machine);
	status = coffee_take(line);
	mutex_unlock(&machine);
	return status ? status : len;
}

static ssize_t coffee_read(struct file *file, char __user *text, size_t len, loff_t *pos)
{
	char line[64];
	int size;

	mutex_lock(&machine);
	size = scnprintf(line, sizeof(line), "%llu of %llu orders served\n", served, orders);
	mutex_unlock(&machine);
	return simple_read_from_buffer(text, len, pos, line, size);
}

static const struct file_operations coffee_operations = {
	.owner = THIS_MODULE,
	.read = coffee_read,
	.write = coffee_write,
};

static struct miscdevice coffee = {
	.minor = MISC_DYNAMIC_MINOR,
	.name = "coffee",
	.mode = 0600,
	.fops = &coffee_operations,
};

module_misc_device(coffee);

MODULE_DESCRIPTION("A driver to practise on");
MODULE_LICENSE("GPL");
