// SPDX-License-Identifier: Apache-2.0
/*
 * What /dev/fesh promises, tried inside the guest: refusals with their column,
 * values of every kind, accounts that add up, mappings that cannot be misused,
 * and nothing left behind.  Needs fesh.ko and fesh_target.ko loaded, and root.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "session.h"
#include "target.h"

#define ENABLED_FUNCTIONS "/sys/kernel/tracing/enabled_functions"

static void refusals(void)
{
	struct session s;
	struct fesh_line answer;
	char *huge = malloc(100000);

	session_open(&s, 0, 0);
	check_refused(&s, "^no_such_function(int a)", "does not exist");
	check_refused(&s, "^SyS_no_such_call(int a)", "does not exist");
	check_refused(&s, "^no_module:vfs_read(int a)", "module has no such function");
	check_refused(&s, "^fesh_target_notrace(int a)", "cannot be traced");
	check_refused(&s, "^fesh_parse(int a)", "belongs to fesh");
	check_refused(&s, "vfs_read(int a, int b=$^no_such_symbol)", "symbol does not exist");
	check_refused(&s, "enable ^nobody", "event does not exist");
	check_refused(&s, "-^nobody", "event does not exist");
	check_refused(&s, "vfs_read(int ^\x1b[31m)", "not printable");
	check_refused(&s, "vfs_read(int a,^", "too early");
	session_must(&s, "vfs_read(int a)");
	check_refused(&s, "^vfs_read(int a)", "exists");
	check_refused(&s, " ^vfs_read: vfs_write(int a)", "exists");
	memset(huge, 'a', 100000);
	answer = (struct fesh_line){ .text = (uintptr_t)huge, .len = 100000 };
	check(!ioctl(s.fd, FESH_IOC_LINE, &answer) && strstr(answer.message, "longer than"), "a line of 100 kB",
	      "%s", answer.message);
	free(huge);
	session_close(&s);
}

static void lines_by_write_and_read(void)
{
	int fd = open(FESH_DEVICE, O_RDWR);
	const char *good = "vfs_read(x64 file, NULL, size_t count)\n\n# a remark\nw: vfs_write(int a)\n";
	const char *bad = "vfs_open(int a)\nvfs_open(foo a)\n";
	char text[1024];
	ssize_t n;

	n = write(fd, good, strlen(good));
	check(n == (ssize_t)strlen(good), "several lines in one write", "%zd", n);
	n = write(fd, bad, strlen(bad));
	check(n < 0 && errno == EINVAL, "a write fails with the line that is refused", "%zd", n);
	n = pread(fd, text, sizeof(text) - 1, 0);
	text[n < 0 ? 0 : n] = '\0';
	check(!strcmp(text, "vfs_read(x64 file, NULL, size_t count)\nw: vfs_write(int a)\nvfs_open(int a)\n"
			    "# vfs_open(foo a)\n#          ^\n"
			    "# type expected, such as int, x64, char[16], string, symbol or NULL\n"),
	      "read lists what was made and shows the error with its caret", "%s", text);
	close(fd);
}

/* One call of a target function recorded with line; ends the program if there is no record. */
static const struct fesh_record *one(struct session *s, const char *line, enum fesh_target_function f,
				     const uint64_t args[6])
{
	char named[512];
	const struct fesh_record *r;

	session_open(s, 0, FESH_SETUP_SELF);
	snprintf(named, sizeof(named), "one: %s", line);
	session_must(s, named);
	session_must(s, "enable one");
	target_call(f, 1, args);
	session_must(s, "disable one");
	r = session_next(s, NULL);
	errno = ENODATA;
	if (!r)
		die("%s", line);
	return r;
}

static void values(void)
{
	struct session s;
	const struct fesh_record *r;
	char text[600];

	r = one(&s, "fesh_target_ints(s8 a, u8 b, s16 c, u16 d, s32 e, u32 f)", FESH_TARGET_INTS, NULL);
	check((int8_t)record_value(r, 56, 1) == -1 && record_value(r, 57, 1) == 255 &&
	      (int16_t)record_value(r, 58, 2) == -2 && record_value(r, 60, 2) == 65534 &&
	      (int32_t)record_value(r, 64, 4) == -3 && record_value(r, 68, 4) == 4294967293u && !r->state,
	      "integers of every width and sign", "state %llx", (unsigned long long)r->state);
	check(r->tgid == (uint32_t)getpid() && !strcmp(r->comm, "module_test") && r->caller, "the record says who",
	      "tgid %u comm %s", r->tgid, r->comm);
	session_close(&s);

	r = one(&s, "fesh_target_chain(string a+16[0]+16[0]+24[0] | char[12] n+16[0]+4 | symbol f[4] | int bad+16[0]+16[0]+16[0]+0[0])",
		FESH_TARGET_CHAIN, NULL);
	check(!strcmp(record_string(r, 56), "text of third"), "a string behind three pointers", "%s",
	      record_string(r, 56));
	check(!memcmp((const char *)r + 60, "second\0\0\0\0\0", 12), "a char array inside a struct", "differs");
	check(record_state(r, 3) == FESH_STATE_FAULT && !record_value(r, 80, 4) && !record_state(r, 0),
	      "a chain through NULL is a fault and not a 0", "state %llx", (unsigned long long)r->state);
	session_close(&s);

	strcpy(text, "of this process");
	r = one(&s, "fesh_target_text(string k, string u)", FESH_TARGET_TEXT, (uint64_t[6]){ (uintptr_t)text });
	check(!strcmp(record_string(r, 56), "text of the kernel"), "a kernel string", "%s", record_string(r, 56));
	check(!strcmp(record_string(r, 60), "of this process"), "a user string", "%s", record_string(r, 60));
	session_close(&s);

	r = one(&s, "fesh_target_text(string k, string u)", FESH_TARGET_EDGE, NULL);
	check(record_state(r, 0) == FESH_STATE_FAULT, "a kernel string that runs into an unmapped page", "state %d",
	      record_state(r, 0));
	check(record_state(r, 1) == FESH_STATE_OK && !strcmp(record_string(r, 60), "yyy"),
	      "one that ends just before it", "%s", record_string(r, 60));
	session_close(&s);

	r = one(&s, "fesh_target_text(string k, string u)", FESH_TARGET_LONG_TEXT, NULL);
	check(record_state(r, 0) == FESH_STATE_CUT && strlen(record_string(r, 56)) == 1023,
	      "a long string is cut and says so", "state %d", record_state(r, 0));
	check(record_state(r, 1) == FESH_STATE_OK && strlen(record_string(r, 60)) == 1023,
	      "the longest string is whole", "state %d", record_state(r, 1));
	session_close(&s);

	r = one(&s, "fesh_target_args(ustring n, ustring k, string odd, x8[8] bad, int x[0])", FESH_TARGET_ARGS,
		(uint64_t[6]){ 0, 0xffffffff81000000, 0x8000000000000000, 0x10, 0xffffffffffffffff });
	check(r->state == (1 | 1 << 2 | 1 << 4 | 1 << 6 | 1 << 8), "pointers that cannot be read", "state %llx",
	      (unsigned long long)r->state);
	session_close(&s);

	r = one(&s, "fesh_target:fesh_target_clone.isra.0(int a, string banner=$linux_banner)", FESH_TARGET_CLONE, NULL);
	check(record_value(r, 56, 4) == 7 && strstr(session_describe(&s, 0), "symbol=fesh_target:fesh_target_clone.isra.0"),
	      "a function with dots in a module", "%s", session_describe(&s, 0));
	check(!strncmp(record_string(r, 60), "Linux version ", 14), "a string at a fixed address", "%s",
	      record_string(r, 60));
	session_close(&s);
}

static void leaving_leaves_nothing(void)
{
	struct session s;
	pid_t pid;
	int status;

	session_open(&s, 0, 0);
	session_must(&s, "vfs_read(x64 file)");
	session_must(&s, "SyS_openat(int dfd, string path)");
	session_must(&s, "enable *");
	check(strstr(file_text(ENABLED_FUNCTIONS), "vfs_read") != NULL, "an enabled event is hooked", "it is not");
	session_close(&s);
	check(!*file_text(ENABLED_FUNCTIONS), "close removes every hook", "%s", file_text(ENABLED_FUNCTIONS));

	int ready[2];
	char byte;

	if (pipe(ready))
		die("pipe");
	pid = fork();
	if (!pid) {
		session_open(&s, 0, 0);
		session_must(&s, "fesh_target_args(x64 a, string b)");
		session_must(&s, "enable *");
		if (write(ready[1], "", 1) != 1)
			_exit(1);
		for (;;)
			target_call(FESH_TARGET_ARGS, 1000, NULL);
	}
	if (read(ready[0], &byte, 1) != 1)
		die("child");
	check(strstr(file_text(ENABLED_FUNCTIONS), "fesh_target_args") != NULL, "so does a session at full rate", "%s",
	      file_text(ENABLED_FUNCTIONS));
	kill(pid, SIGKILL);
	waitpid(pid, &status, 0);
	check(!*file_text(ENABLED_FUNCTIONS), "kill -9 at full rate leaves nothing", "%s",
	      file_text(ENABLED_FUNCTIONS));
	close(ready[0]);
	close(ready[1]);
}

static bool map_fails(int fd, size_t len, int prot, int flags, uint64_t offset)
{
	void *p = mmap(NULL, len, prot, flags, fd, offset);

	if (p != MAP_FAILED)
		munmap(p, len);
	return p == MAP_FAILED;
}

static void mappings(void)
{
	struct session s;
	int fd = open(FESH_DEVICE, O_RDWR);
	const int rw = PROT_READ | PROT_WRITE;

	check(map_fails(fd, 4096, PROT_READ, MAP_SHARED, 0), "nothing to map before the set-up", "it was mapped");
	close(fd);
	session_open(&s, 65536, 0);
	check(map_fails(s.fd, 4096, rw, MAP_SHARED, FESH_MMAP_OFFSET(0, FESH_PART_CTRL)), "ctrl is read-only",
	      "it was mapped");
	check(map_fails(s.fd, 65536, rw, MAP_SHARED, FESH_MMAP_OFFSET(0, FESH_PART_DATA)), "data is read-only",
	      "it was mapped");
	check(map_fails(s.fd, 65536, PROT_READ | PROT_EXEC, MAP_SHARED, FESH_MMAP_OFFSET(0, FESH_PART_DATA)),
	      "data cannot be executed", "it was mapped");
	check(mprotect((void *)s.data[0], 4096, rw) && errno == EACCES, "mprotect does not make it writable", "it did");
	check(mprotect((void *)s.ctrl[0], 4096, PROT_READ | PROT_EXEC), "nor executable", "it did");
	check(map_fails(s.fd, 3 * 65536, PROT_READ, MAP_SHARED, FESH_MMAP_OFFSET(0, FESH_PART_DATA)),
	      "three times the ring", "it was mapped");
	check(map_fails(s.fd, 4096, PROT_READ, MAP_SHARED, FESH_MMAP_OFFSET(0, FESH_PART_DATA) + 4096),
	      "a part from its middle", "it was mapped");
	check(map_fails(s.fd, 4096, PROT_READ, MAP_SHARED, FESH_MMAP_OFFSET(0, 3)), "a part that is none",
	      "it was mapped");
	check(map_fails(s.fd, 4096, PROT_READ, MAP_SHARED, FESH_MMAP_OFFSET(4000, FESH_PART_CTRL)),
	      "a CPU that is none", "it was mapped");
	check(map_fails(s.fd, 4096, rw, MAP_PRIVATE, FESH_MMAP_OFFSET(0, FESH_PART_CONS)),
	      "a private copy of cons", "it was mapped");
	struct fesh_setup again = { .abi_version = FESH_ABI_VERSION };

	check(ioctl(s.fd, FESH_IOC_SETUP, &again) && errno == EBUSY, "a second set-up", "%d", errno);
	session_close(&s);

	fd = open(FESH_DEVICE, O_RDWR);
	struct fesh_setup other = { .abi_version = 99 };

	check(ioctl(fd, FESH_IOC_SETUP, &other) && errno == EPROTO && other.abi_version == FESH_ABI_VERSION,
	      "another ABI version is refused and told ours", "%d, version %u", errno, other.abi_version);
	close(fd);
}

static void the_module_stays_while_it_is_used(void)
{
	struct session s;
	int status;

	session_open(&s, 65536, 0);
	pid_t pid = fork();

	if (!pid) {
		pause();
		_exit(0);
	}
	close(s.fd);	/* the child has descriptor and mappings */
	munmap((void *)s.data[0], 2 * 65536);
	check(syscall(SYS_delete_module, "fesh", O_NONBLOCK) && errno == EWOULDBLOCK,
	      "rmmod is refused while a child has the mappings", "%d", errno);
	check(s.ctrl[0]->ring_bytes == 65536, "which stay readable", "%u", s.ctrl[0]->ring_bytes);
	kill(pid, SIGKILL);
	waitpid(pid, &status, 0);
	check(syscall(SYS_delete_module, "fesh", O_NONBLOCK) && errno == EWOULDBLOCK,
	      "and while a mapping alone is left", "%d", errno);
	s.fd = -1;
	session_close(&s);
}

static void only_the_privileged(void)
{
	int status;
	pid_t pid = fork();

	if (!pid) {
		/* The node's mode is one lock, the capability another. */
		if (chmod(FESH_DEVICE, 0666) || chdir("/dev") || setuid(1000))
			_exit(2);
		_exit(open("fesh", O_RDWR) < 0 && errno == EPERM ? 0 : 1);
	}
	waitpid(pid, &status, 0);
	chmod(FESH_DEVICE, 0600);
	check(!status, "a user without capability cannot open it", "status %x", status);
}

static void two_sessions_on_one_function(void)
{
	struct session a, b;
	const struct fesh_record *r;
	unsigned int from_a = 0, from_b = 0;

	session_open(&a, 0, FESH_SETUP_SELF);
	session_open(&b, 0, FESH_SETUP_SELF);
	session_must(&a, "fesh_target_args(x64 a)");
	session_must(&b, "one: fesh_target_args(NULL, x32 b)");
	session_must(&b, "two: fesh_target_args(x8 a, x8 b, x8 c)");
	session_must(&a, "enable *");
	target_call(FESH_TARGET_ARGS, 3, (uint64_t[6]){ 1, 2, 3 });
	session_must(&b, "enable *");
	target_call(FESH_TARGET_ARGS, 5, (uint64_t[6]){ 1, 2, 3 });
	session_close(&a);	/* its event was neither first nor last at the function */
	target_call(FESH_TARGET_ARGS, 7, (uint64_t[6]){ 1, 2, 3 });
	session_must(&b, "-one");
	target_call(FESH_TARGET_ARGS, 11, (uint64_t[6]){ 1, 2, 3 });
	while ((r = session_next(&b, NULL))) {
		if (r->event == 1)
			from_a += record_value(r, 56, 4) == 2;
		else
			from_b += record_value(r, 58, 1) == 3;
	}
	check(from_a == 5 + 7 && from_b == 5 + 7 + 11, "events of two sessions on one function come and go",
	      "%u and %u", from_a, from_b);
	session_close(&b);
	check(!*file_text(ENABLED_FUNCTIONS), "and the hook goes with the last", "%s", file_text(ENABLED_FUNCTIONS));
}

static void identity(struct session *s, uint32_t id, const char *name)
{
	uint64_t hits = session_count(s, id, "hits"), filtered = session_count(s, id, "filtered");
	uint64_t recorded = session_count(s, id, "recorded"), lost = session_count(s, id, "lost_full") +
		session_count(s, id, "lost_nest") + session_count(s, id, "lost_big");

	check(hits && hits == filtered + recorded + lost, name, "hits %llu filtered %llu recorded %llu lost %llu",
	      (unsigned long long)hits, (unsigned long long)filtered, (unsigned long long)recorded,
	      (unsigned long long)lost);
}

#define LOAD_CALLS	50000

static void *load(void *cpu)
{
	cpu_set_t set;

	CPU_ZERO(&set);
	CPU_SET((long)cpu, &set);
	sched_setaffinity(0, sizeof(set), &set);
	for (int i = 0; i < LOAD_CALLS / 50; i++)
		target_call(FESH_TARGET_ARGS, 50, (uint64_t[6]){ i });
	return NULL;
}

/* Reads all that two CPUs produce; every call must be delivered or counted as lost. */
static void run_load(struct session *s, const char *name, bool may_lose)
{
	uint64_t delivered = 0, told = 0, lost = 0, last[SESSION_CPUS] = {};
	const struct fesh_record *r;
	bool in_order = true;
	pthread_t t[2];

	uint32_t id = session_must(s, "load: fesh_target_args(u64 a, u64 b, u64 c)");

	session_must(s, "enable load");
	for (long i = 0; i < 2; i++)
		pthread_create(&t[i], NULL, load, (void *)i);
	while (session_count(s, id, "hits") < 2 * LOAD_CALLS)
		while ((r = session_next(s, &told))) {
			delivered++;
			in_order &= r->ts >= last[r->cpu];
			last[r->cpu] = r->ts;
		}
	for (int i = 0; i < 2; i++)
		pthread_join(t[i], NULL);
	session_must(s, "disable load");
	while ((r = session_next(s, &told)))
		delivered++;
	for (uint32_t i = 0; i < s->cpus; i++)
		for (int k = 0; k < FESH_LOSS_CAUSES; k++)
			lost += s->ctrl[i]->lost[k];
	check(delivered + lost == 2 * LOAD_CALLS && told <= lost && in_order && (may_lose || !lost), name,
	      "delivered %llu lost %llu told %llu in order %d", (unsigned long long)delivered,
	      (unsigned long long)lost, (unsigned long long)told, in_order);
	identity(s, id, "and the event's own accounts add up");
}

static void accounts(void)
{
	struct session s;

	session_open(&s, 0, FESH_SETUP_SELF);
	run_load(&s, "100,000 calls on two CPUs are delivered to the last", false);
	session_close(&s);
	session_open(&s, 4096, FESH_SETUP_SELF);
	run_load(&s, "with rings of one page each is delivered or counted", true);
	session_close(&s);

	session_open(&s, 0, 0);
	uint32_t id = session_must(&s, "fesh_target_args(u64 a)");

	session_must(&s, "enable *");
	target_call(FESH_TARGET_ARGS, 100, NULL);
	check(session_count(&s, id, "filtered") == 100 && !session_count(&s, id, "recorded"),
	      "our own calls are filtered unless asked for", "filtered %llu",
	      (unsigned long long)session_count(&s, id, "filtered"));
	session_close(&s);
}

/* A reader that writes nonsense to cons while both CPUs record. */
static void hostile_reader(void)
{
	struct session s;
	pthread_t t[2];
	uint64_t bad = 0, seed = 1, lost = 0;

	session_open(&s, 16384, FESH_SETUP_SELF);
	uint32_t id = session_must(&s, "load: fesh_target_args(u64 a, string b, ustring c)");

	session_must(&s, "enable load");
	for (long i = 0; i < 2; i++)
		pthread_create(&t[i], NULL, load, (void *)i);
	while (session_count(&s, id, "hits") < 2 * LOAD_CALLS)
		for (int i = 0; i < 1000; i++) {
			uint32_t cpu = i % s.cpus;

			seed = seed * 6364136223846793005ull + 1442695040888963407ull;
			s.cons[cpu]->cons = i % 3 ? seed : s.ctrl[cpu]->commit + (seed >> 52);
			s.cons[cpu]->waiting = seed;
		}
	for (int i = 0; i < 2; i++)
		pthread_join(t[i], NULL);
	for (uint32_t i = 0; i < s.cpus; i++) {
		bad += s.ctrl[i]->bad_cons;
		lost += s.ctrl[i]->lost[FESH_LOSS_FULL];
	}
	check(bad > 0 && bad <= lost, "a reader that lies is noticed", "bad_cons %llu lost %llu",
	      (unsigned long long)bad, (unsigned long long)lost);
	identity(&s, id, "and the accounts add up all the same");
	session_close(&s);
}

/* search_exception_tables() is called by our own handler when a string cannot be read. */
static void recursion(void)
{
	struct session s;

	session_open(&s, 0, FESH_SETUP_SELF);
	uint32_t own = session_must(&s, "search_exception_tables(x64 address)");
	uint32_t text = session_must(&s, "fesh_target_args(ustring a)");

	session_must(&s, "enable *");
	target_call(FESH_TARGET_ARGS, 200, (uint64_t[6]){ 0x10 });
	check(session_count(&s, own, "lost_nest") >= 200, "a hit inside our own handler is counted and not followed",
	      "%s", session_describe(&s, own));
	check(session_count(&s, text, "recorded") == 200, "and the hit around it is recorded", "%s",
	      session_describe(&s, text));
	identity(&s, own, "and the accounts add up");
	session_close(&s);
}

static void interrupts(void)
{
	struct session s;
	const struct fesh_record *r;
	uint64_t in_irq = 0, in_task = 0, last[SESSION_CPUS] = {};
	bool in_order = true;

	session_open(&s, 0, FESH_SETUP_SELF);
	uint32_t irq = session_must(&s, "update_process_times(int user)");

	session_must(&s, "task: fesh_target_args(u64 a, string b=$linux_banner)");
	session_must(&s, "enable *");
	while (in_irq < 50) {
		target_call(FESH_TARGET_ARGS, 500, NULL);
		while ((r = session_next(&s, NULL))) {
			in_irq += r->event == irq && (r->flags & FESH_FLAG_IRQ);
			in_task += r->event != irq && !r->flags;
			in_order &= r->ts >= last[r->cpu];
			last[r->cpu] = r->ts;
		}
	}
	check(in_task > 0, "hits in the timer's interrupt are recorded and flagged beside those of tasks", "none in tasks");
	check(in_order, "and each CPU's records are in order of time", "they are not");
	identity(&s, irq, "and nothing is lost between them");
	session_close(&s);
}

static void sleeping_reader(void)
{
	struct session s;
	struct pollfd p;

	session_open(&s, 0, 0);
	session_must(&s, "fesh_target_args(u64 a)");
	session_must(&s, "enable *");
	for (uint32_t i = 0; i < s.cpus; i++)
		s.cons[i]->waiting = 1;
	p = (struct pollfd){ .fd = s.fd, .events = POLLIN };
	check(poll(&p, 1, 0) == 0, "poll waits while the rings are empty", "it did not");
	pid_t pid = fork();

	if (!pid) {
		target_call(FESH_TARGET_ARGS, 1, NULL);
		_exit(0);
	}
	check(poll(&p, 1, 10000) == 1 && p.revents & POLLIN, "and is woken by the first record", "it was not");
	waitpid(pid, NULL, 0);
	session_close(&s);
}

static volatile bool stop;

static void *background(void *unused)
{
	while (!stop)
		target_call(FESH_TARGET_TEXT, 200, (uint64_t[6]){ (uintptr_t)"background" });
	return unused;
}

static void torture(void)
{
	struct session s;
	pthread_t t;

	pthread_create(&t, NULL, background, NULL);
	for (int i = 0; i < 12; i++) {
		session_open(&s, 16384, FESH_SETUP_SELF);
		session_must(&s, "a: fesh_target_text(string k, ustring u)");
		session_must(&s, "b: fesh_target_text(x64 k)");
		session_must(&s, "enable *");
		session_must(&s, i & 1 ? "disable a" : "-b");
		session_close(&s);
	}
	stop = true;
	pthread_join(t, NULL);
	check(!*file_text(ENABLED_FUNCTIONS), "12 sessions come and go under load", "%s", file_text(ENABLED_FUNCTIONS));
}

static void a_module_that_goes(const char *ko)
{
	struct session s;

	session_open(&s, 0, FESH_SETUP_SELF);
	session_must(&s, "fesh_target_args(u64 a)");
	session_must(&s, "SyS_getppid()");
	session_must(&s, "enable *");
	target_call(FESH_TARGET_VOID, 0, NULL);	/* lets go of it */
	if (syscall(SYS_delete_module, "fesh_target", O_NONBLOCK))
		die("rmmod of fesh_target");
	check(!strstr(file_text(ENABLED_FUNCTIONS), "fesh_target"), "a module that goes takes its hooks", "%s",
	      file_text(ENABLED_FUNCTIONS));
	check_refused(&s, "enable ^fesh_target_args", "gone");
	session_must(&s, "-fesh_target_args");
	syscall(SYS_getppid);
	check(session_next(&s, NULL) != NULL, "other events go on", "they do not");
	session_close(&s);
	int fd = open(ko, O_RDONLY);

	if (fd < 0 || syscall(SYS_finit_module, fd, "", 0))
		die("insmod of %s", ko);
	close(fd);
}

int main(int argc, char **argv)
{
	refusals();
	lines_by_write_and_read();
	values();
	leaving_leaves_nothing();
	mappings();
	the_module_stays_while_it_is_used();
	only_the_privileged();
	two_sessions_on_one_function();
	sleeping_reader();
	accounts();
	hostile_reader();
	recursion();
	interrupts();
	torture();
	a_module_that_goes(argc > 1 ? argv[1] : "fesh_target.ko");
	return check_summary();
}
