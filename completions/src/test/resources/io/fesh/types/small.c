// SPDX-License-Identifier: Apache-2.0
/*
 * Types and functions of a very small kernel, for BtfTypesTest.
 *   gcc -g -O0 -c small.c && pahole -J --btf_gen_floats small.o
 *   objcopy --dump-section .BTF=small.btf small.o
 */
typedef unsigned char u8;
typedef unsigned short umode_t;
typedef unsigned long size_t;
typedef long long loff_t;
enum colour { RED, GREEN };
struct qstr {
	unsigned int len;
	const unsigned char *name;
};
struct dentry {
	long count;
	struct qstr d_name;
	unsigned char d_iname[32];
};
struct path {
	void *mnt;
	struct dentry *dentry;
};
struct file {
	struct path f_path;
	unsigned int f_flags;
	unsigned int open : 1;
	union {
		loff_t f_pos;
		void *f_cookie;
	};
	u8 address[6];
	int (*release)(struct file *file);
	enum colour colour;
	struct file *next[4];
};
struct pair {
	long a, b;
};
typedef struct file file_t;

long vfs_read(struct file *file, char *buf, size_t count, loff_t *pos) { return 0; }
void many(int a, struct pair pair, double real, int b, int c, int d, int e) { }
umode_t mode_of(file_t *file) { return 0; }
