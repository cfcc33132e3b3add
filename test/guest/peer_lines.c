// SPDX-License-Identifier: Apache-2.0
/* Calls with known arguments, and the lines that record them (peer_lines.h). */
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

#include "peer_lines.h"
#include "target.h"

#define PAGE	4096

static char *user;	/* two pages, then one that cannot be read, then one that was never touched */

static int null_fd(void)
{
	static int fd = -1;

	if (fd < 0)
		fd = open("/dev/null", O_WRONLY | O_CLOEXEC);
	return fd;
}

/* Also opens what must not be opened while openat() and write() are recorded. */
void peer_lines_prepare(void)
{
	user = mmap(NULL, 4 * PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	if (user == MAP_FAILED || mprotect(user + 2 * PAGE, PAGE, PROT_NONE))
		die("mmap");
	memset(user, 0, 2 * PAGE);
	null_fd();
	target_call(FESH_TARGET_VOID, 1, NULL);
}

static void call_text_at(const char *at)
{
	target_call(FESH_TARGET_TEXT, 1, (uint64_t[6]){ (uintptr_t)at });
}

static void call_text_of(const char *text, size_t at)
{
	call_text_at(strcpy(user + at, text));
}

static void call_text(void) { call_text_of("text of this process", 0); }
static void call_text_at_edge(void) { call_text_of("edge!", 2 * PAGE - 6); }
static void call_text_over_pages(void) { call_text_of("from one page into the next", PAGE - 9); }
static void call_text_fault(void) { call_text_at(user + 2 * PAGE); }
static void call_text_untouched(void) { call_text_at(user + 3 * PAGE); }
static void call_text_null(void) { call_text_at(NULL); }
static void call_text_empty(void) { call_text_of("", 0); }
static void call_text_escape(void) { call_text_of("a \x1b[31m\\b\tc\x07\x7f", 0); }
static void call_text_newline(void) { call_text_of("one\ntwo\r\n\"three\" 'four'", 0); }
static void call_text_bytes(void) { call_text_of("\xc3\xa9 \xe2\x80\xae \xff\xfe\x80\xc2\x9b", 0); }

static void call_text_without_end(void)
{
	memcpy(user + 2 * PAGE - 4, "endl", 4);
	call_text_at(user + 2 * PAGE - 4);
	user[2 * PAGE - 1] = '\0';
}

static void call_text_long(void)
{
	for (int i = 0; i < 1022; i++)
		user[i] = 'a' + i % 26;
	user[1022] = '\0';
	call_text_at(user);
}

static void call_text_pointer(void)
{
	const char *pointers[3] = { strcpy(user + 100, "behind a pointer"), strcpy(user + 200, "behind the next"),
				    (char *)0x123456789abcdef };

	memcpy(user, pointers, sizeof(pointers));
	call_text_at(user);
}

static void call_args(void)
{
	target_call(FESH_TARGET_ARGS, 1, (uint64_t[6]){ 0x8877665544332211, -1ull, 0, 0x7fffffff, 0x80000000, 42 });
}

static void call_ints(void) { target_call(FESH_TARGET_INTS, 1, NULL); }
static void call_longs(void) { target_call(FESH_TARGET_LONGS, 1, NULL); }
static void call_many(void) { target_call(FESH_TARGET_MANY, 1, NULL); }
static void call_chain(void) { target_call(FESH_TARGET_CHAIN, 1, NULL); }
static void call_clone(void) { target_call(FESH_TARGET_CLONE, 1, NULL); }
static void call_edge(void) { target_call(FESH_TARGET_EDGE, 1, NULL); }
static void call_long_text(void) { target_call(FESH_TARGET_LONG_TEXT, 1, NULL); }

static void call_openat(void) { syscall(SYS_openat, -100, strcpy(user, "/no/such/file"), 0x8000, 0x1a4); }
static void call_openat_null(void) { syscall(SYS_openat, 7, NULL, 0, 0); }
static void call_access(void) { syscall(SYS_faccessat, -100, strcpy(user, "/no/such/file"), 4); }

static void call_openat_forged(void)
{
	syscall(SYS_openat, -1, strcpy(user, "/etc/\x1b[1A/x\x1b]0;PWN\x07\nFORGED line"), 0x8000, 0);
}

static void call_write(void) { syscall(SYS_write, null_fd(), strcpy(user, "12345"), 6); }
static void call_lseek(void) { syscall(SYS_lseek, 1000, -4096l, 1); }
static void call_mmap(void) { syscall(SYS_mmap, 0x10000, 8192, 1, 0x22, -1, 0x3000); }

static void call_writev(void)
{
	struct iovec pieces[] = { { strcpy(user, "first piece"), 12 }, { strcpy(user + 100, "second"), 7 } };

	syscall(SYS_writev, null_fd(), pieces, 2);
}

const struct peer_line peer_lines[] = {
	{ "small integers", call_ints,
	  "fesh_target_ints(s8 a, u8 b, s16 c, u16 d, s32 e, u32 f)",
	  "fesh_target_ints a=%di:s8 b=%si:u8 c=%dx:s16 d=%cx:u16 e=%r8:s32 f=%r9:u32", NULL },
	{ "small integers", call_ints,
	  "fesh_target_ints(x8 a, x16 b, x32 c, x64 d, int e, unsigned int f)",
	  "fesh_target_ints a=%di:x8 b=%si:x16 c=%dx:x32 d=%cx:x64 e=%r8:s32 f=%r9:u32", NULL },
	{ "small integers", call_ints,
	  "fesh_target_ints(short a, unsigned short b, unsigned long c, long d, unsigned char e, size_t f)",
	  "fesh_target_ints a=%di:s16 b=%si:u16 c=%dx:u64 d=%cx:s64 e=%r8:x8 f=%r9:u64", NULL },
	{ "small integers", call_ints,
	  "fesh_target_ints(NULL, NULL, NULL, NULL, NULL, s8 f | u8 g | s16 h | x64 i)",
	  "fesh_target_ints f=%r9:s8 g=%r9:u8 h=%r9:s16 i=%r9:x64", NULL },
	{ "two long ones", call_longs,
	  "fesh_target_longs(long a | unsigned long b, s64 c | size_t d)",
	  "fesh_target_longs a=%di:s64 b=%di:u64 c=%si:s64 d=%si:u64", NULL },
	{ "limits", call_args,
	  "fesh_target_args(x64 a | x32 b | x16 c | x8 d, int e, NULL, int f, int g, short h)",
	  "fesh_target_args a=%di:x64 b=%di:x32 c=%di:x16 d=%di:x8 e=%si:s32 f=%cx:s32 g=%r8:s32 h=%r9:s16", NULL },
	{ "limits", call_args,
	  "fesh_target_args(s64 a | u32 b | s8 c, unsigned long d, u8 e, s64 f | u16 g, s64 h, u64 i)",
	  "fesh_target_args a=%di:s64 b=%di:u32 c=%di:s8 d=%si:u64 e=%dx:u8 f=%cx:s64 g=%cx:u16 h=%r8:s64 i=%r9:u64", NULL },
	{ "eight arguments", call_many,
	  "fesh_target_many(u64 a, u64 b, u64 c, u64 d, u64 e, u64 f)",
	  "fesh_target_many a=%di:u64 b=%si:u64 c=%dx:u64 d=%cx:u64 e=%r8:u64 f=%r9:u64", NULL },
	{ "eight arguments", call_many,
	  "fesh_target_many(NULL, x8 b, NULL, NULL, s16 e)",
	  "fesh_target_many b=%si:x8 e=%r8:s16", NULL },
	{ "a list", call_chain,
	  "fesh_target_chain(x32 m[0] | x64 next+16[0] | x64 text+24[0] | x64 f+32[0] | s16 d+46[0])",
	  "fesh_target_chain m=+0(%di):x32 next=+16(%di):x64 text=+24(%di):x64 f=+32(%di):x64 d=+46(%di):s16", NULL },
	{ "a list", call_chain,
	  "fesh_target_chain(x32 m+16[0]+0[0] | x32 n+16[0]+16[0]+0[0] | u64 o+16[0]+16[0]+56[0])",
	  "fesh_target_chain m=+0(+16(%di)):x32 n=+0(+16(+16(%di))):x32 o=+56(+16(+16(%di))):u64", NULL },
	{ "a list", call_chain,
	  "fesh_target_chain(string a+24[0] | string b+16[0]+24[0] | string c+16[0]+16[0]+24[0])",
	  "fesh_target_chain a=+0(+24(%di)):string b=+0(+24(+16(%di))):string c=+0(+24(+16(+16(%di)))):string", NULL },
	{ "a list", call_chain,
	  "fesh_target_chain(x8[6] a+40 | x8[6] b+16[0]+40 | u32[3] c+4)",
	  "fesh_target_chain a=+40(%di):x8[6] b=+40(+16(%di)):x8[6] c=+4(%di):u32[3]", NULL },
	{ "a list", call_chain,
	  "fesh_target_chain(string s+4 | u64 low+48[0] | u64 high+8[6])",
	  "fesh_target_chain s=+4(%di):string low=+48(%di):u64 high=+56(%di):u64", NULL },
	{ "a list", call_chain,
	  "fesh_target_chain(char[12] name+4 | char[12] second+16[0]+4 | s16[1] d+46)",
	  "fesh_target_chain name=+4(%di):string second=+4(+16(%di)):string d=+46(%di):s16[1]", NULL },
	{ "a list", call_chain,
	  "fesh_target_chain(symbol f+32[0] | symbol g+16[0]+32[0])",
	  "fesh_target_chain f=+32(%di):symbol g=+32(+16(%di)):symbol", NULL },
	{ "a list", call_chain,
	  "fesh_target_chain(s8 a[46] | u16 b[23] | x32 c[0] | s64 d[6])",
	  "fesh_target_chain a=+46(%di):s8 b=+46(%di):u16 c=+0(%di):x32 d=+48(%di):s64", NULL },
	{ "a list", call_chain,
	  "fesh_target_chain(u64[2] both+48 | x16[3] mac+40 | s8[2] delta+46)",
	  "fesh_target_chain both=+48(%di):u64[2] mac=+40(%di):x16[3] delta=+46(%di):s8[2]", NULL },
	{ "the end of a list", call_chain,
	  "fesh_target_chain(string gone+16[0]+16[0]+16[0]+24[0] | x32 there[0])",
	  "fesh_target_chain gone=+0(+24(+16(+16(+16(%di))))):string there=+0(%di):x32", NULL },
	{ "the end of a list", call_chain,
	  "fesh_target_chain(int gone+16[0]+16[0]+16[0]+0[0] | x32 there[0])",
	  "fesh_target_chain gone=+0(+16(+16(+16(%di)))):s32 there=+0(%di):x32",
	  " gone=(fault) there=0xfe5f0001" /* it has left-over bytes */ },
	{ "a user's text", call_text,
	  "fesh_target_text(string k, string u)",
	  "fesh_target_text k=+0(%di):string u=+0(%si):ustring", NULL },
	{ "a user's text", call_text,
	  "fesh_target_text(string k+5, ustring u+8)",
	  "fesh_target_text k=+5(%di):string u=+8(%si):ustring", NULL },
	{ "a user's text", call_text,
	  "fesh_target_text(NULL, x8 u[0] | x32 w[1])",
	  "fesh_target_text u=+u0(%si):x8 w=+u4(%si):x32", NULL },
	{ "a user's text", call_text,
	  "fesh_target_text(x8[18] k, x32 u[0] | x64 v+4[1])",
	  "fesh_target_text k=+0(%di):x8[18] u=+u0(%si):x32 v=+u12(%si):x64", NULL },
	{ "a text that ends with its page", call_text_at_edge,
	  "fesh_target_text(string k, ustring u)",
	  "fesh_target_text k=+0(%di):string u=+0(%si):ustring", NULL },
	{ "a text over two pages", call_text_over_pages,
	  "fesh_target_text(string k, ustring u)",
	  "fesh_target_text k=+0(%di):string u=+0(%si):ustring", NULL },
	{ "a text that runs into a page that cannot be read", call_text_without_end,
	  "fesh_target_text(string k, ustring u)",
	  "fesh_target_text k=+0(%di):string u=+0(%si):ustring", NULL },
	{ "a page that cannot be read", call_text_fault,
	  "fesh_target_text(string k, ustring u)",
	  "fesh_target_text k=+0(%di):string u=+0(%si):ustring", NULL },
	{ "a page never touched", call_text_untouched,
	  "fesh_target_text(string k, ustring u)",
	  "fesh_target_text k=+0(%di):string u=+0(%si):ustring", NULL },
	{ "NULL", call_text_null,
	  "fesh_target_text(string k, ustring u)",
	  "fesh_target_text k=+0(%di):string u=+0(%si):ustring", NULL },
	{ "NULL", call_text_null,
	  "fesh_target_text(x8 k[0], x64 u[0])",
	  "fesh_target_text k=+0(%di):x8 u=+u0(%si):x64",
	  " k=0x74 u=(fault)" /* the same */ },
	{ "an empty text", call_text_empty,
	  "fesh_target_text(string k, ustring u)",
	  "fesh_target_text k=+0(%di):string u=+0(%si):ustring",
	  " k=\"text of the kernel\" u=\"\"" /* it takes no bytes for a fault */ },
	{ "escapes", call_text_escape,
	  "fesh_target_text(NULL, ustring u)",
	  "fesh_target_text u=+0(%si):ustring", NULL },
	{ "newlines and quotes", call_text_newline,
	  "fesh_target_text(NULL, string u)",
	  "fesh_target_text u=+0(%si):ustring", NULL },
	{ "bytes above 127", call_text_bytes,
	  "fesh_target_text(NULL, ustring u)",
	  "fesh_target_text u=+0(%si):ustring", NULL },
	{ "1,022 bytes", call_text_long,
	  "fesh_target_text(NULL, ustring u)",
	  "fesh_target_text u=+0(%si):ustring", NULL },
	{ "a kernel address given as a user's", call_text,
	  "fesh_target_text(ustring k, NULL)",
	  "fesh_target_text k=+0(%di):ustring", NULL },
	{ "a pointer to a pointer", call_text_pointer,
	  "fesh_target_text(NULL, ustring p[0] | ustring q[1] | x64 r[2])",
	  "fesh_target_text p=+0(+u0(%si)):ustring q=+0(+u8(%si)):ustring r=+u16(%si):x64", NULL },
	{ "texts before unmapped pages", call_edge,
	  "fesh_target_text(string k, string u)",
	  "fesh_target_text k=+0(%di):string u=+0(%si):string",
	  " k=(fault) u=\"yyy\"" /* it gives the first the room of the second */ },
	{ "a text of 1,023 bytes", call_long_text,
	  "fesh_target_text(NULL, string u)",
	  "fesh_target_text u=+0(%si):string", NULL },
	{ "a clone", call_clone,
	  "fesh_target_clone.isra.0(int a)",
	  "fesh_target_clone.isra.0 a=%di:s32", NULL },
	{ "open", call_openat,
	  "SyS_openat(int dfd, string path, x32 flags, x16 mode)",
	  "__x64_sys_openat dfd=+112(%di):s32 path=+0(+104(%di)):ustring flags=+96(%di):x32 mode=+56(%di):x16", NULL },
	{ "open of NULL", call_openat_null,
	  "SyS_openat(int dfd, string path, x32 flags, x16 mode)",
	  "__x64_sys_openat dfd=+112(%di):s32 path=+0(+104(%di)):ustring flags=+96(%di):x32 mode=+56(%di):x16", NULL },
	{ "open of a forged line", call_openat_forged,
	  "SyS_openat(int dfd, ustring path, x32 flags, x16 mode)",
	  "__x64_sys_openat dfd=+112(%di):s32 path=+0(+104(%di)):ustring flags=+96(%di):x32 mode=+56(%di):x16", NULL },
	{ "access", call_access,
	  "sys_faccessat(int dfd, ustring path, int mode)",
	  "__x64_sys_faccessat dfd=+112(%di):s32 path=+0(+104(%di)):ustring mode=+96(%di):s32", NULL },
	{ "access", call_access,
	  "do_faccessat(int dfd, string path, x32 mode, int flags)",
	  "do_faccessat dfd=%di:s32 path=+0(%si):ustring mode=%dx:x32 flags=%cx:s32", NULL },
	{ "write", call_write,
	  "SyS_write(unsigned int fd, x8 first[0] | x32 rest+1[0], size_t count)",
	  "__x64_sys_write fd=+112(%di):u32 first=+u0(+104(%di)):x8 rest=+u1(+104(%di)):x32 count=+96(%di):u64", NULL },
	{ "write", call_write,
	  "vfs_write(NULL, ustring buf, size_t count)",
	  "vfs_write buf=+0(%si):ustring count=%dx:u64", NULL },
	{ "writev", call_writev,
	  "__x64_sys_writev(int fd, ustring first[0] | u64 len+8[0] | ustring second[2] | u64 len2[3], int n)",
	  "__x64_sys_writev fd=+112(%di):s32 first=+0(+u0(+104(%di))):ustring len=+u8(+104(%di)):u64 second=+0(+u16(+104(%di))):ustring len2=+u24(+104(%di)):u64 n=+96(%di):s32", NULL },
	{ "lseek", call_lseek,
	  "SyS_lseek(unsigned int fd, long offset, unsigned int whence)",
	  "__x64_sys_lseek fd=+112(%di):u32 offset=+104(%di):s64 whence=+96(%di):u32", NULL },
	{ "mmap", call_mmap,
	  "SyS_mmap(x64 addr, size_t len, x32 prot, x32 flags, int fd, u64 offset)",
	  "__x64_sys_mmap addr=+112(%di):x64 len=+104(%di):u64 prot=+96(%di):x32 flags=+56(%di):x32 fd=+72(%di):s32 offset=+64(%di):u64", NULL },
	{ "globals", call_ints,
	  "fesh_target_ints(x64 v=$high_memory, u32 n=$nr_cpu_ids, x32 b=$linux_banner)",
	  "fesh_target_ints v=@high_memory:x64 n=@nr_cpu_ids:u32 b=@linux_banner:x32", NULL },
	{ "globals", call_ints,
	  "fesh_target_ints(int $nr_cpu_ids | x8[8] b=$linux_banner, s8 a)",
	  "fesh_target_ints nr_cpu_ids=@nr_cpu_ids:s32 b=@linux_banner:x8[8] a=%si:s8", NULL },
	{ "globals", call_ints,
	  "fesh_target_ints(string banner=$linux_banner)",
	  "fesh_target_ints banner=@linux_banner:string", NULL },
	{ "what it returns", call_access,
	  "do_faccessat() => int ret", "do_faccessat ret=$retval:s32", NULL },
	{ "what it returns", call_access,
	  "SyS_faccessat(int dfd) => s8 ret", "__x64_sys_faccessat ret=$retval:s8", " dfd=-100 ret=-2" },
	{ "what it returns", call_write,
	  "vfs_write() => x64 written", "vfs_write written=$retval:x64", NULL },
	{ "what it returns", call_mmap,
	  "SyS_mmap() => x64 address", "__x64_sys_mmap address=$retval:x64", NULL },
	{ "what it returns", call_lseek,
	  "SyS_lseek() => unsigned int error", "__x64_sys_lseek error=$retval:u32", NULL },
};

const size_t peer_lines_count = sizeof(peer_lines) / sizeof(peer_lines[0]);
