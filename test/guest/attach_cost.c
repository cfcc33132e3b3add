// SPDX-License-Identifier: Apache-2.0
/*
 * Time from nothing to 1,000 functions recorded, and back, beside the same for
 * kprobe_events: wall time of the guest, so the ratio is what says something.
 * Fails if it is above the bar.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "session.h"
#include "tracing.h"

#define FUNCTIONS	1000
#define BAR		0.05

static char *names[FUNCTIONS];
static char functions[4 << 20];

static double now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec + t.tv_nsec / 1e9;
}

static void read_functions(void)
{
	FILE *f = fopen(TRACING "available_filter_functions", "r");

	if (!f)
		die("available_filter_functions");
	functions[fread(functions, 1, sizeof(functions) - 1, f)] = '\0';
	fclose(f);
}

/* Subsystems that nothing in the guest runs meanwhile: kprobes all over the kernel can take it down. */
static const char *const prefixes[] = {
	"tcp_", "udp", "ip_", "ip6_", "ipv6_", "inet", "sk_", "skb_", "sock_", "neigh_", "fib_", "rt_", "raw_",
	"crypto_", "acpi_", "pci_", "nfs", "bpf_", "blkcg_", "xfrm", "netlink_", "unix_", "genl_", "rtnl_",
};

static bool is_idle(const char *name)
{
	for (size_t i = 0; i < sizeof(prefixes) / sizeof(prefixes[0]); i++)
		if (!strncmp(name, prefixes[i], strlen(prefixes[i])))
			return true;
	return false;
}

/*
 * Makes kprobe events, with time for those alone that are not refused, and enables
 * them.
 */
static double attach_kprobes(double *definition)
{
	int fd = open(TRACING "kprobe_events", O_WRONLY | O_APPEND), n = 0;
	char line[200];

	*definition = 0;
	for (char *name = strtok(functions, "\n"); n < FUNCTIONS && name; name = strtok(NULL, "\n")) {
		if (!is_idle(name) || strchr(name, ' '))	/* not those of modules */
			continue;
		snprintf(line, sizeof(line), "p:b%d %s\n", n, name);
		double before = now();

		if (write(fd, line, strlen(line)) == (ssize_t)strlen(line)) {
			*definition += now() - before;
			names[n++] = name;
		}
	}
	close(fd);
	if (n < FUNCTIONS)
		die("%d functions instead of %d", n, FUNCTIONS);
	double before = now();

	file_write(TRACING "events/kprobes/enable", "1");
	return now() - before;
}

static double detach_kprobes(void)
{
	double before = now();

	file_write(TRACING "events/kprobes/enable", "0");
	write_errno(TRACING "kprobe_events", O_WRONLY | O_TRUNC, "");
	return now() - before;
}

int main(void)
{
	double definition, enabling, before, kprobe, fesh;
	struct fesh_line answer;
	struct session s;
	char line[200];
	int refused = 0;

	read_functions();
	enabling = attach_kprobes(&definition);
	kprobe = definition + enabling;
	printf("attach functions=%d kprobe_definition_s=%.3f kprobe_enable_s=%.3f\n", FUNCTIONS, definition, enabling);
	double kprobe_detach = detach_kprobes();

	session_open(&s, 0, 0);
	before = now();
	for (int i = 0; i < FUNCTIONS; i++) {
		snprintf(line, sizeof(line), "b%d: %s()", i, names[i]);
		refused += session_line(&s, line, &answer) != 0;
	}
	double defined = now() - before;

	session_must(&s, "enable *");
	fesh = now() - before;
	printf("attach functions=%d refused=%d fesh_definition_s=%.3f fesh_enable_s=%.3f\n", FUNCTIONS, refused, defined,
	       fesh - defined);
	before = now();
	session_close(&s);
	double detach = now() - before;

	printf("bar name=attach-1000 fesh=%.3fs peer=%.3fs ratio=%.3f bar=%.2f %s\n", fesh, kprobe, fesh / kprobe, BAR,
	       fesh / kprobe <= BAR ? "reached" : "missed");
	printf("bar name=detach-1000 fesh=%.3fs peer=%.3fs ratio=%.3f bar=%.2f %s\n", detach, kprobe_detach,
	       detach / kprobe_detach, BAR, detach / kprobe_detach <= BAR ? "reached" : "missed");
	return refused > FUNCTIONS / 50 || fesh / kprobe > BAR || detach / kprobe_detach > BAR;
}
