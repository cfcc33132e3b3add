// SPDX-License-Identifier: Apache-2.0
/*
 * Events of function_events through perf_event_open(2): counted and sampled, the
 * raw record read with the offsets of the format file, the call chain.
 */
#include <errno.h>
#include <linux/perf_event.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "session.h"
#include "target.h"
#include "tracing.h"

#define PAGES	8

struct sample {
	uint64_t ip, nframes, frames[64];
	uint32_t size;
	uint8_t raw[4096];
};

static struct perf_event_mmap_page *ring;

static int perf_open(const char *name)
{
	struct perf_event_attr attr = {
		.type = PERF_TYPE_TRACEPOINT, .size = sizeof(attr), .config = atoi(event_file(name, "id")),
		.sample_period = 1, .sample_type = PERF_SAMPLE_IP | PERF_SAMPLE_CALLCHAIN | PERF_SAMPLE_RAW,
		.exclude_callchain_user = 1,
	};
	int fd = syscall(SYS_perf_event_open, &attr, 0, -1, -1, 0);

	if (fd < 0)
		die("perf_event_open of %s", name);
	ring = mmap(NULL, (1 + PAGES) * 4096, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	if (ring == MAP_FAILED)
		die("mmap of perf's ring");
	return fd;
}

static void perf_close(int fd)
{
	munmap(ring, (1 + PAGES) * 4096);
	close(fd);
}

static uint64_t perf_count(int fd)
{
	uint64_t n = 0;

	if (read(fd, &n, sizeof(n)) != sizeof(n))
		die("read of perf's count");
	return n;
}

/* The next sample, false if there is none.  The ring is never full here, so no record wraps. */
static bool next_sample(struct sample *s)
{
	const uint8_t *data = (const uint8_t *)ring + 4096;
	/* Pairs with the kernel's barrier before it moves data_head. */
	uint64_t head = __atomic_load_n(&ring->data_head, __ATOMIC_ACQUIRE);

	while (ring->data_tail < head) {
		const struct perf_event_header *h = (const void *)(data + ring->data_tail % (PAGES * 4096));
		const uint8_t *at = (const uint8_t *)(h + 1);

		ring->data_tail += h->size;
		if (h->type != PERF_RECORD_SAMPLE)
			continue;
		memcpy(&s->ip, at, 16);
		at += 16;
		if (s->nframes > 64)
			die("%llu frames", (unsigned long long)s->nframes);
		memcpy(s->frames, at, s->nframes * 8);
		at += s->nframes * 8;
		memcpy(&s->size, at, 4);
		memcpy(s->raw, at + 4, s->size < sizeof(s->raw) ? s->size : sizeof(s->raw));
		return true;
	}
	return false;
}

static uint64_t raw_value(const struct sample *s, const char *name, const char *field)
{
	int offset = format_number(name, field, "offset"), size = format_number(name, field, "size");
	uint64_t value = 0;

	if (offset < 0 || offset + size > (int)s->size)
		die("no field %s in %u bytes", field, s->size);
	memcpy(&value, s->raw + offset, size);
	return value;
}

static const char *raw_string(const struct sample *s, const char *name, const char *field)
{
	uint32_t loc = raw_value(s, name, field), offset = loc & 0xffff, len = loc >> 16;

	return len && offset + len <= s->size && !s->raw[offset + len - 1] ? (const char *)s->raw + offset : "(bad location)";
}

/* Address and end of a function of the target, which loads its symbols with the rest. */
static uint64_t address_of(const char *symbol)
{
	char want[96], *text;
	static char line[512];
	FILE *f = fopen("/proc/kallsyms", "r");
	uint64_t address = 0;

	snprintf(want, sizeof(want), " %s\t", symbol);
	while (f && !address && (text = fgets(line, sizeof(line), f)))
		if (strstr(text, want))
			address = strtoull(text, NULL, 16);
	if (f)
		fclose(f);
	return address;
}

int main(void)
{
	static struct sample s;
	char text[] = "text of this process";
	int fd;

	set_line("t: fesh_target_text(x64 p | string k, ustring u)\nn: fesh_target_ints(s8 a, NULL, s16 c)");
	fd = perf_open("t");
	check(set_line("") == EBUSY, "an event that perf has open is in use", "%s", file_text(FUNCTION_EVENTS));
	for (int i = 0; i < 5; i++)
		target_call(FESH_TARGET_TEXT, 1, (uint64_t[6]){ (uintptr_t)text });
	check(perf_count(fd) == 5, "perf counts every call", "%llu", (unsigned long long)perf_count(fd));
	check(next_sample(&s), "and samples them", "no sample");
	check(!strcmp(raw_string(&s, "t", "k"), "text of the kernel") && !strcmp(raw_string(&s, "t", "u"), text),
	      "strings are where the format says", "'%s' and '%s'", raw_string(&s, "t", "k"), raw_string(&s, "t", "u"));
	uint64_t function = address_of("fesh_target_text"), caller = raw_value(&s, "t", "__parent_ip");

	check(raw_value(&s, "t", "__ip") == function && s.ip == function, "__ip and the sample's ip are the function",
	      "%llx, %llx, %llx", (unsigned long long)raw_value(&s, "t", "__ip"), (unsigned long long)s.ip,
	      (unsigned long long)function);
	check(s.nframes > 3 && s.frames[1] == function && s.frames[2] == caller,
	      "the call chain begins with the function and its caller", "%llx %llx, caller %llx",
	      (unsigned long long)s.frames[1], (unsigned long long)s.frames[2], (unsigned long long)caller);
	event_write("t", "enable", "1");
	trace_clear();
	target_call(FESH_TARGET_TEXT, 1, (uint64_t[6]){ 0 });
	check(perf_count(fd) == 6 && count_traced("t") == 1, "perf and the trace have the same call", "%llu and %d",
	      (unsigned long long)perf_count(fd), count_traced("t"));
	while (next_sample(&s))
		;
	check(!strcmp(raw_string(&s, "t", "u"), "(fault)") && raw_value(&s, "t", "__fault") == 4,
	      "a fault is in the raw record, too", "'%s', %llx", raw_string(&s, "t", "u"),
	      (unsigned long long)raw_value(&s, "t", "__fault"));
	event_write("t", "enable", "0");
	perf_close(fd);

	fd = perf_open("n");
	target_call(FESH_TARGET_INTS, 1, NULL);
	check(next_sample(&s) && (int8_t)raw_value(&s, "n", "a") == -1 && (int16_t)raw_value(&s, "n", "c") == -2,
	      "numbers are where the format says", "%llx", (unsigned long long)raw_value(&s, "n", "a"));
	perf_close(fd);
	check(!set_line(""), "when perf has closed them, they can go", "%s", file_text(FUNCTION_EVENTS));
	return check_summary();
}
