// SPDX-License-Identifier: GPL-2.0-only
/* The simulated machine (kernel_shim.h). */
#include "kernel_shim.h"

struct shim_cpu shim_cpu = { .x86_virt_bits = 48 };
struct task_struct shim_current = { .mm = &shim_current };
void (*shim_hook)(void);
u64 shim_tsc;

static struct range {
	u64 addr;
	const u8 *host;
	size_t len;
} ranges[64];
static unsigned int nranges;

void shim_map(u64 addr, const void *host, size_t len)
{
	if (nranges == ARRAY_SIZE(ranges))
		abort();
	ranges[nranges++] = (struct range){ addr, host, len };
}

void shim_unmap_all(void)
{
	nranges = 0;
}

static const u8 *host_byte(u64 addr)
{
	for (unsigned int i = 0; i < nranges; i++)
		if (addr >= ranges[i].addr && addr - ranges[i].addr < ranges[i].len)
			return ranges[i].host + (addr - ranges[i].addr);
	return NULL;
}

/* All or nothing, as one load instruction is. */
bool shim_copy(void *dst, u64 addr, size_t len)
{
	u8 bytes[8];

	for (size_t i = 0; i < len; i++) {
		const u8 *byte = host_byte(addr + i);

		if (!byte)
			return false;
		bytes[i] = *byte;
	}
	memcpy(dst, bytes, len);
	return true;
}

long copy_from_user_nofault(void *dst, const void *src, size_t len)
{
	u64 addr = (uintptr_t)src;

	if (addr > TASK_SIZE_MAX || addr + len > TASK_SIZE_MAX)
		return -EFAULT;
	for (size_t i = 0; i < len; i++)
		if (!shim_copy((u8 *)dst + i, addr + i, 1))
			return -EFAULT;
	return 0;
}

void shim_point(void)
{
	if (shim_hook)
		shim_hook();
}

int kstrtou64(const char *text, unsigned int base, u64 *value)
{
	char *end;

	if (!isdigit((unsigned char)text[0]))
		return -EINVAL;
	errno = 0;
	*value = strtoull(text, &end, base);
	return errno ? -errno : *end || end == text ? -EINVAL : 0;
}

char *strreplace(char *s, char from, char to)
{
	for (; *s; s++)
		if (*s == from)
			*s = to;
	return s;
}
