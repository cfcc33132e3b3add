// SPDX-License-Identifier: Apache-2.0
/*
 * What compilers make of C, as BTF: the source of shapes.btf, whose bytes the tests mutate. Made by
 *   gcc -c -g -O0 -o shapes.o shapes.c && \
 *     pahole --btf_gen_floats --btf_encode_detached=shapes.btf shapes.o
 * and shapes.txt by
 *   bpftool btf dump file shapes.btf
 */
typedef unsigned long size_t;
typedef int (*compare_t)(const void *, const void *);

enum colour { RED, GREEN = 5, BLUE };
enum sign { MINUS = -1, PLUS = 1 };
enum wide { NARROW = 1, WIDE = 0x123456789abcdef0 };

struct flags {
	unsigned int low : 3;
	unsigned int mid : 7;
	int below : 5;
	_Bool on : 1;
	unsigned long long high : 40;
};

struct node;
struct opaque;

struct list {
	struct node *first;
	struct node **last;
	struct opaque *hidden;
};

union value {
	long number;
	double real;
	char text[16];
	struct {
		short x;
		int y;
	} point;
};

struct node {
	struct node *next;
	union {
		union value value;
		struct {
			void *key;
			const char *name;
		};
	};
	char gap;
	long long stamp;
	compare_t compare;
	int (*table[4])(struct node *, ...);
	enum colour colour;
	enum sign sign;
	enum wide wide;
	struct flags flags;
	const volatile int *const register_map;
	unsigned char tail;
	int matrix[2][3];
	short rest[];
};

struct list nodes;
static const char *volatile label = "label";

int node_compare(const struct node *a, const struct node *b)
{
	return a->stamp < b->stamp ? -1 : a->stamp > b->stamp;
}

struct node *node_find(struct list *in, compare_t compare, size_t most, ...)
{
	struct node *n = in->first;

	while (most-- && n && compare(n, label))
		n = n->next;
	return n;
}

void *(*node_hook(int which))(struct node *)
{
	return (void *)(long)which;
}
