// SPDX-License-Identifier: GPL-2.0-only
/* Memory of the rings, their mappings into user space, and waking the reader. */
#include <linux/errno.h>
#include <linux/fs.h>
#include <linux/log2.h>
#include <linux/mm.h>
#include <linux/poll.h>
#include <linux/slab.h>
#include <linux/vmalloc.h>
#include <linux/wait.h>

#include "compat.h"
#include "ring.h"

#define RING_DEFAULT	(4u << 20)
#define RING_MIN	((u32)PAGE_SIZE)
#define RING_DEFAULT_MIN (64u << 10)
#define RING_MAX	(256u << 20)
#define RINGS_TOTAL	(256u << 20)	/* default of all CPUs together */

struct fesh_wait {
	wait_queue_head_t queue;
};

static void wake_reader(struct irq_work *work)
{
	struct fesh_ring *r = container_of(work, struct fesh_ring, wake);

	wake_up_interruptible(&r->wait->queue);
}

/* From any context, NMI and the scheduler's own included. */
void fesh_ring_raise(struct fesh_ring *r)
{
	irq_work_queue(&r->wake);
}

static u32 ring_bytes(u32 wanted)
{
	if (!wanted) {
		u32 share = rounddown_pow_of_two(RINGS_TOTAL / num_possible_cpus());

		return clamp(share, RING_DEFAULT_MIN, RING_DEFAULT);
	}
	return roundup_pow_of_two(clamp(wanted, RING_MIN, RING_MAX));
}

static void ring_free(struct fesh_ring *r)
{
	u32 n = r->bytes / PAGE_SIZE;

	vunmap(r->data);
	if (r->pages)
		for (u32 i = 0; i < n && r->pages[i]; i++)
			__free_page(r->pages[i]);
	kvfree(r->pages);
	kfree(r->told);
	free_page((unsigned long)r->cons);
	free_page((unsigned long)r->ctrl);
}

static int ring_alloc(struct fesh_ring *r, int cpu, u32 bytes, struct fesh_wait *wait)
{
	gfp_t gfp = GFP_KERNEL_ACCOUNT | __GFP_ZERO | __GFP_NOWARN | __GFP_RETRY_MAYFAIL;
	u32 n = bytes / PAGE_SIZE;
	struct page *page;

	r->bytes = bytes;
	r->mask = bytes - 1;
	r->limit = bytes;
	r->cpu_word = (u64)cpu << 32;
	r->wait = wait;
	init_irq_work(&r->wake, wake_reader);
	r->ctrl = (void *)__get_free_page(gfp);
	r->cons = (void *)__get_free_page(gfp);
	/* Twice the pointers: vmap() is given the pages one after the other, two times. */
	r->pages = kvcalloc(2 * n, sizeof(*r->pages), GFP_KERNEL_ACCOUNT);
	r->told = kcalloc(FESH_STACKS_TOLD, sizeof(*r->told), GFP_KERNEL_ACCOUNT);
	if (!r->ctrl || !r->cons || !r->pages || !r->told)
		return -ENOMEM;
	for (u32 i = 0; i < n; i++) {
		page = alloc_pages_node(cpu_to_node(cpu), gfp, 0);
		if (!page)
			return -ENOMEM;
		r->pages[i] = page;
		r->pages[n + i] = page;
	}
	r->data = vmap(r->pages, 2 * n, VM_MAP, PAGE_KERNEL);
	if (!r->data)
		return -ENOMEM;
	r->ctrl->ring_bytes = bytes;
	r->ctrl->cpu = cpu;
	return 0;
}

int fesh_rings_create(struct fesh_rings *rings, u32 bytes)
{
	struct fesh_ring __percpu *ring;
	int cpu, err;

	bytes = ring_bytes(bytes);
	rings->wait = kzalloc(sizeof(*rings->wait), GFP_KERNEL);
	if (!rings->wait)
		return -ENOMEM;
	init_waitqueue_head(&rings->wait->queue);
	/* Zeroed, so that ring_free() finds what ring_alloc() did not get to. */
	ring = alloc_percpu(struct fesh_ring);
	if (!ring) {
		err = -ENOMEM;
		goto err_wait;
	}
	for_each_possible_cpu(cpu) {
		err = ring_alloc(per_cpu_ptr(ring, cpu), cpu, bytes, rings->wait);
		if (err)
			goto err_rings;
	}
	rings->bytes = bytes;
	/* Pairs with the acquire in device_mmap() and device_poll(), which take no lock. */
	smp_store_release(&rings->ring, ring);
	return 0;

err_rings:
	for_each_possible_cpu(cpu)
		ring_free(per_cpu_ptr(ring, cpu));
	free_percpu(ring);
err_wait:
	kfree(rings->wait);
	return err;
}

void fesh_rings_destroy(struct fesh_rings *rings)
{
	int cpu;

	if (!rings->ring)
		return;
	for_each_possible_cpu(cpu) {
		irq_work_sync(&per_cpu_ptr(rings->ring, cpu)->wake);
		ring_free(per_cpu_ptr(rings->ring, cpu));
	}
	free_percpu(rings->ring);
	kfree(rings->wait);
}

static int map_data(struct fesh_ring *r, struct vm_area_struct *vma, unsigned long bytes)
{
	unsigned long n = bytes / PAGE_SIZE;

	/* r->pages holds every page twice, in the order of a double mapping. */
	return vm_insert_pages(vma, vma->vm_start, r->pages, &n);
}

/*
 * The mapping holds the file and with it the session, across fork too; the pages
 * go when the last of both is gone.
 */
int fesh_rings_mmap(struct fesh_rings *rings, struct vm_area_struct *vma)
{
	u64 offset = (u64)vma->vm_pgoff << PAGE_SHIFT;
	unsigned long bytes = vma->vm_end - vma->vm_start;
	u64 cpu = offset >> 36;
	u32 part = (offset >> 32) & 0xf;
	struct fesh_ring *r;

	if ((u32)offset || cpu >= nr_cpu_ids || !cpu_possible(cpu))
		return -EINVAL;
	r = per_cpu_ptr(rings->ring, cpu);

	if (part != FESH_PART_CONS) {
		if (vma->vm_flags & (VM_WRITE | VM_EXEC))
			return -EPERM;
		vm_flags_clear(vma, VM_MAYWRITE | VM_MAYEXEC);
	} else {
		if (vma->vm_flags & VM_EXEC)
			return -EPERM;
		/* A private copy of cons would never reach us. */
		if (!(vma->vm_flags & VM_SHARED))
			return -EINVAL;
		vm_flags_clear(vma, VM_MAYEXEC);
	}
	vm_flags_set(vma, VM_DONTEXPAND | VM_DONTDUMP);

	switch (part) {
	case FESH_PART_CTRL:
		return bytes == PAGE_SIZE ? vm_insert_page(vma, vma->vm_start, virt_to_page(r->ctrl)) : -EINVAL;
	case FESH_PART_CONS:
		return bytes == PAGE_SIZE ? vm_insert_page(vma, vma->vm_start, virt_to_page(r->cons)) : -EINVAL;
	case FESH_PART_DATA:
		if (bytes != rings->bytes && bytes != 2ul * rings->bytes)
			return -EINVAL;
		return map_data(r, vma, bytes);
	default:
		return -EINVAL;
	}
}

__poll_t fesh_rings_poll(struct fesh_rings *rings, struct file *file, struct poll_table_struct *table)
{
	int cpu;

	poll_wait(file, &rings->wait->queue, table);
	for_each_possible_cpu(cpu) {
		struct fesh_ring *r = per_cpu_ptr(rings->ring, cpu);

		/* Pairs with the release in fesh_ring_leave(). */
		if (smp_load_acquire(&r->ctrl->commit) != READ_ONCE(r->cons->cons))
			return EPOLLIN | EPOLLRDNORM;
	}
	return 0;
}
