// SPDX-License-Identifier: GPL-2.0-only
/* What the grammar accepts, refuses and prints back. */
#include "describe.h"
#include "spec_equal.h"
#include "test.h"

static struct fesh_spec spec, again;
static struct fesh_parse result;

/* '^' stands before the byte that the caret must point at. */
static const struct refusal {
	enum fesh_error error;
	const char *line;
} refusals[] = {
	{ FESH_ERROR_EMPTY, "^" },
	{ FESH_ERROR_EMPTY, "^ \t " },
	{ FESH_ERROR_BAD_BYTE, "f(int ^\x01)" },
	{ FESH_ERROR_BAD_BYTE, "f(int ^\x1b[2J)" },
	{ FESH_ERROR_BAD_BYTE, "f(int ^\xff)" },
	{ FESH_ERROR_BAD_BYTE, "f(int a)^\n" },
	{ FESH_ERROR_BAD_BYTE, "f(int a)^\x7f" },
	{ FESH_ERROR_NO_FUNCTION, "^(int a)" },
	{ FESH_ERROR_NO_FUNCTION, "^$x(int a)" },
	{ FESH_ERROR_NO_FUNCTION, "foo.^(int a)" },
	{ FESH_ERROR_NO_FUNCTION, "foo.^ isra(int a)" },
	{ FESH_ERROR_NO_FUNCTION, "name: ^(int a)" },
	{ FESH_ERROR_BAD_NAME, "^9f(int a)" },
	{ FESH_ERROR_BAD_NAME, "f(int ^9a)" },
	{ FESH_ERROR_BAD_NAME, "^a.b: f(int a)" },
	{ FESH_ERROR_NAME_TOO_LONG, "f(int ^a123456789012345678901234567890123456789012345678901234567890123)" },
	{ FESH_ERROR_NAME_TOO_LONG, "^a123456789012345678901234567890123456789012345678901234567890123()" },
	{ FESH_ERROR_NAME_TOO_LONG, "enable ^a123456789012345678901234567890123456789012345678901234567890123" },
	{ FESH_ERROR_NO_OPEN, "f ^g(int a)" },
	{ FESH_ERROR_NO_OPEN, "f^)" },
	{ FESH_ERROR_NO_OPEN, "a: b:c^:d(int a)" },
	{ FESH_ERROR_UNFINISHED, "f^" },
	{ FESH_ERROR_UNFINISHED, "f(^" },
	{ FESH_ERROR_UNFINISHED, "f(int^" },
	{ FESH_ERROR_UNFINISHED, "f(int a^" },
	{ FESH_ERROR_UNFINISHED, "f(int a,^" },
	{ FESH_ERROR_UNFINISHED, "f(int a+^" },
	{ FESH_ERROR_UNFINISHED, "f(int a[3^" },
	{ FESH_ERROR_UNFINISHED, "f(int[^" },
	{ FESH_ERROR_UNFINISHED, "f(int a=^" },
	{ FESH_ERROR_UNFINISHED, "f(int $^" },
	{ FESH_ERROR_NO_TYPE, "f(^foo a)" },
	{ FESH_ERROR_NO_TYPE, "f(^, int a)" },
	{ FESH_ERROR_NO_TYPE, "f(int a, ^)" },
	{ FESH_ERROR_NO_TYPE, "f(unsigned ^a)" },
	{ FESH_ERROR_NO_TYPE, "f(^int7 a)" },
	{ FESH_ERROR_NO_FIELD_NAME, "f(int^)" },
	{ FESH_ERROR_NO_FIELD_NAME, "f(int ^*a)" },
	{ FESH_ERROR_STRING_ARRAY, "f(string^[4] a)" },
	{ FESH_ERROR_STRING_ARRAY, "f(ustring^[4] a)" },
	{ FESH_ERROR_BAD_COUNT, "f(int[^0] a)" },
	{ FESH_ERROR_BAD_COUNT, "f(int[^] a)" },
	{ FESH_ERROR_BAD_COUNT, "f(int[^x] a)" },
	{ FESH_ERROR_BAD_COUNT, "f(int[^-1] a)" },
	{ FESH_ERROR_NO_CLOSE_BRACKET, "f(int[4 ^a)" },
	{ FESH_ERROR_NO_CLOSE_BRACKET, "f(int a[4^, int b)" },
	{ FESH_ERROR_BAD_NUMBER, "f(int a+^b)" },
	{ FESH_ERROR_BAD_NUMBER, "f(int a[^-1])" },
	{ FESH_ERROR_BAD_NUMBER, "f(int a+^0x)" },
	{ FESH_ERROR_BAD_NUMBER, "f(int a+^12z)" },
	{ FESH_ERROR_NUMBER_TOO_LARGE, "f(int a+^0x10000000)" },
	{ FESH_ERROR_NUMBER_TOO_LARGE, "f(int a[^99999999999999999999])" },
	{ FESH_ERROR_BAD_ADDRESS, "f(int a=^1234)" },
	{ FESH_ERROR_BAD_ADDRESS, "f(int a=^0x)" },
	{ FESH_ERROR_BAD_ADDRESS, "f(int a=^0x11112222333344445)" },
	{ FESH_ERROR_BAD_ADDRESS, "f(int a=^b)" },
	{ FESH_ERROR_BAD_ADDRESS, "f(int $^5)" },
	{ FESH_ERROR_BAD_ADDRESS, "f(int ^0xzz)" },
	{ FESH_ERROR_BAD_BITS, "f(b3 ^a)" },
	{ FESH_ERROR_BAD_BITS, "f(^b0@0/8 a)" },
	{ FESH_ERROR_BAD_BITS, "f(^b4@5/8 a)" },
	{ FESH_ERROR_BAD_BITS, "f(^b1@0/24 a)" },
	{ FESH_ERROR_BAD_BITS, "f(^sb4@5/8 a)" },
	{ FESH_ERROR_NO_TYPE, "f(^sb a)" },
	{ FESH_ERROR_NO_TYPE, "f(^sb123@0/8 a)" },
	{ FESH_ERROR_BAD_BITS, "f(b1@^x/8 a)" },
	{ FESH_ERROR_BAD_BITS, "f(b1@0/^65 a)" },
	{ FESH_ERROR_NO_FIELD_NAME, "f(b1@0/8^[2] a)" },
	{ FESH_ERROR_BAD_NUMBER, "f(int a-^b)" },
	{ FESH_ERROR_NUMBER_TOO_LARGE, "f(int a=$jiffies-^0x10000000)" },
	{ FESH_ERROR_NO_CLOSE_BRACKET, "f(int a=$current[0^)" },
	{ FESH_ERROR_TOO_MANY_STEPS,
	  "f(int a[0][1][2][3][4][5][6][7]+8+9+10+11+12+13+14+15^[16])" },
	{ FESH_ERROR_NULL_ALTERNATIVE, "f(NULL ^| int a)" },
	{ FESH_ERROR_NULL_ALTERNATIVE, "f(int a | ^NULL)" },
	{ FESH_ERROR_NO_SEPARATOR, "f(int a ^int b)" },
	{ FESH_ERROR_NO_SEPARATOR, "f(int a^; int b)" },
	{ FESH_ERROR_TOO_MANY_PARAMETERS, "f(int a, int b, int c, int d, int e, int g, ^int h)" },
	{ FESH_ERROR_TOO_MANY_PARAMETERS, "f(NULL, NULL, NULL, NULL, NULL, NULL, ^NULL)" },
	{ FESH_ERROR_TOO_MANY_FIELDS,
	  "f(u8 a|u8 a|u8 a|u8 a|u8 a|u8 a|u8 a|u8 a|u8 a|u8 a|u8 a|u8 a|u8 a|u8 a|u8 a|u8 a|"
	  "u8 a|u8 a|u8 a|u8 a|u8 a|u8 a|u8 a|u8 a|u8 a|u8 a|u8 a|u8 a|u8 a|u8 a|u8 a|u8 a|^u8 a)" },
	{ FESH_ERROR_RECORD_TOO_LARGE, "f(int a, ^char[16384] b)" },
	{ FESH_ERROR_RECORD_TOO_LARGE, "f(int a, x8[^16385] b)" },
	{ FESH_ERROR_RECORD_TOO_LARGE, "f(int a, x8[^99999999999] b)" },
	{ FESH_ERROR_RECORD_TOO_LARGE,
	  "f(string a|string a|string a|string a|string a|string a|string a|string a|"
	  "string a|string a|string a|string a|string a|string a|string a|^string a)" },
	{ FESH_ERROR_EXTRA_TEXT, "f(int a) ^x" },
	{ FESH_ERROR_EXTRA_TEXT, "f(int a)^;" },
	{ FESH_ERROR_EXTRA_TEXT, "enable f ^g" },
	{ FESH_ERROR_EXTRA_TEXT, "-f^(int a)" },
	{ FESH_ERROR_EXTRA_TEXT, "f(int a) stack ^if a == 1" },
	{ FESH_ERROR_EXTRA_TEXT, "f(int a) ^= > int ret" },
	{ FESH_ERROR_EXTRA_TEXT, "f(int a) => int ret^, int other" },
	{ FESH_ERROR_EXTRA_TEXT, "disable f ^if a == 1" },
	{ FESH_ERROR_EXTRA_TEXT, "fuse f 10 ^20" },
	{ FESH_ERROR_NO_RETURN_TYPE, "f(int a) =>^" },
	{ FESH_ERROR_NO_RETURN_TYPE, "f(int a) => ^foo ret" },
	{ FESH_ERROR_NO_RETURN_TYPE, "f(int a) => unsigned ^ret" },
	{ FESH_ERROR_NO_RETURN_NAME, "f(int a) => int^" },
	{ FESH_ERROR_NO_RETURN_NAME, "f(int a) => int ^0x10" },
	{ FESH_ERROR_NO_RETURN_NAME, "f(int a) => int ^$jiffies" },
	{ FESH_ERROR_STRING_ARRAY, "f(int a) => string^[4] ret" },
	{ FESH_ERROR_TOO_MANY_FIELDS,
	  "f(u8 a|u8 a|u8 a|u8 a|u8 a|u8 a|u8 a|u8 a|u8 a|u8 a|u8 a|u8 a|u8 a|u8 a|u8 a|u8 a|"
	  "u8 a|u8 a|u8 a|u8 a|u8 a|u8 a|u8 a|u8 a|u8 a|u8 a|u8 a|u8 a|u8 a|u8 a|u8 a) ^=> int ret" },
	{ FESH_ERROR_BAD_FUNCTION_ADDRESS, "f@^x(int a)" },
	{ FESH_ERROR_BAD_FUNCTION_ADDRESS, "f@^0(int a)" },
	{ FESH_ERROR_BAD_FUNCTION_ADDRESS, "f@^0x0(int a)" },
	{ FESH_ERROR_BAD_FUNCTION_ADDRESS, "f^@" },
	{ FESH_ERROR_NO_LIMIT, "fuse f^" },
	{ FESH_ERROR_BAD_NUMBER, "fuse f ^-1" },
	{ FESH_ERROR_NUMBER_TOO_LARGE, "fuse f ^0x10000000" },
	{ FESH_ERROR_NO_FILTER, "f(int a) if^" },
	{ FESH_ERROR_NO_FILTER, "f(int a) if ^stack" },
	{ FESH_ERROR_NO_FILTER_FIELD, "f(int a) if ^== 1" },
	{ FESH_ERROR_NO_FILTER_FIELD, "f(int a) if a == 1 &&^" },
	{ FESH_ERROR_NO_FILTER_FIELD, "f(int a) if (^)" },
	{ FESH_ERROR_NO_FILTER_FIELD, "f(int a) if ^1 == a" },
	{ FESH_ERROR_NO_SUCH_FIELD, "f(int a) if ^b == 1" },
	{ FESH_ERROR_NO_SUCH_FIELD, "f(int a) if a == 1 || ^aa == 1" },
	{ FESH_ERROR_NO_SUCH_FIELD, "f(int a) if ^duration > 1" },
	{ FESH_ERROR_FILTER_ARRAY, "f(x8[6] a) if ^a == 1" },
	{ FESH_ERROR_NO_OPERATOR, "f(int a) if a^" },
	{ FESH_ERROR_NO_OPERATOR, "f(int a) if a ^= 1" },
	{ FESH_ERROR_NO_OPERATOR, "f(int a) if a ^&& a" },
	{ FESH_ERROR_NUMBER_OPERATOR, "f(string a) if a ^< 1" },
	{ FESH_ERROR_NUMBER_OPERATOR, "f(int a) if comm ^& 1" },
	{ FESH_ERROR_STRING_OPERATOR, "f(int a) if a ^~ \"x\"" },
	{ FESH_ERROR_NO_NUMBER, "f(int a) if a ==^" },
	{ FESH_ERROR_NO_NUMBER, "f(int a) if a == ^\"x\"" },
	{ FESH_ERROR_NO_NUMBER, "f(int a) if a == ^1z" },
	{ FESH_ERROR_NO_NUMBER, "f(int a) if a == ^- 1" },
	{ FESH_ERROR_NO_NUMBER, "f(int a) if a == ^0x" },
	{ FESH_ERROR_NO_NUMBER, "f(int a) if a == ^08" },
	{ FESH_ERROR_FILTER_RANGE, "f(int a) if a == ^2147483648" },
	{ FESH_ERROR_FILTER_RANGE, "f(int a) if a == ^-2147483649" },
	{ FESH_ERROR_FILTER_RANGE, "f(int a) if a == ^0x100000000" },
	{ FESH_ERROR_FILTER_RANGE, "f(u8 a) if a == ^256" },
	{ FESH_ERROR_FILTER_RANGE, "f(b3@5/8 a) if a == ^8" },
	{ FESH_ERROR_FILTER_RANGE, "f(sb3@5/8 a) if a == ^4" },
	{ FESH_ERROR_FILTER_RANGE, "f(sb3@5/8 a) if a == ^-5" },
	{ FESH_ERROR_FILTER_RANGE, "f(x64 a) if a == ^-1" },
	{ FESH_ERROR_FILTER_RANGE, "f(u64 a) if a == ^18446744073709551616" },
	{ FESH_ERROR_FILTER_RANGE, "f(u64 a) if a == ^99999999999999999999999999999999" },
	{ FESH_ERROR_FILTER_RANGE, "f(char a) if a == ^'xy'" },
	{ FESH_ERROR_NO_STRING, "f(string a) if a == ^x" },
	{ FESH_ERROR_NO_STRING, "f(string a) if a ~^" },
	{ FESH_ERROR_UNTERMINATED, "f(string a) if a == ^\"x" },
	{ FESH_ERROR_UNTERMINATED, "f(string a) if a == ^\"x'" },
	{ FESH_ERROR_FILTER_NO_CLOSE, "f(int a) if (a == 1^" },
	{ FESH_ERROR_FILTER_NO_CLOSE, "f(int a) if (a == 1 ^a" },
	{ FESH_ERROR_FILTER_EXTRA, "f(int a) if a == 1^)" },
	{ FESH_ERROR_FILTER_EXTRA, "f(int a) if a == 1 ^stack b" },
	{ FESH_ERROR_FILTER_TOO_DEEP, "f(int a) if ((((((((((((((((^(a == 1" },
	{ FESH_ERROR_FILTER_TOO_DEEP, "f(int a) if !(!(!(!(!(!(!(!(^!(a == 1" },
	{ FESH_ERROR_TOO_MANY_TERMS,
	  "f(u8 a) if a==1||a==2||a==3||a==4||a==5||a==6||a==7||a==8||a==9||a==1||a==2||a==3||a==4||a==5||a==6||"
	  "a==7||a==8||a==9||a==1||a==2||a==3||a==4||a==5||a==6||a==7||a==8||a==9||a==1||a==2||a==3||a==4||a==5||^a==6" },
	{ FESH_ERROR_NO_EVENT_NAME, "enable^" },
	{ FESH_ERROR_NO_EVENT_NAME, "disable ^9" },
	{ FESH_ERROR_NO_EVENT_NAME, "-^" },
};

/* The other codes are event.c's, and tested in the guest. */
static bool is_parsers(enum fesh_error error)
{
	switch (error) {
	case FESH_ERROR_RETURN_UNSUPPORTED:
	case FESH_ERROR_STACK_UNSUPPORTED:
	case FESH_ERROR_NO_FUNCTION_AT:
	case FESH_ERROR_HANDLERS_OWN:
	case FESH_ERROR_EVENT_BUSY:
	case FESH_ERROR_NOT_ENABLED_HERE:
	case FESH_ERROR_TRACE_RECORD_TOO_LARGE:
	case FESH_ERROR_TRACE_EVENT_FAILED:
		return false;
	default:
		return error < FESH_ERROR_NO_SUCH_FUNCTION || error > FESH_ERROR_ATTACH_FAILED;
	}
}

static void each_refusal_has_its_code_and_column(void)
{
	/* Those too long for the table are below. */
	bool seen[FESH_ERROR_COUNT] = {
		[FESH_ERROR_LINE_TOO_LONG] = true, [FESH_ERROR_FILTER_TOO_LONG] = true,
		[FESH_ERROR_STRING_TOO_LONG] = true,
	};

	for (size_t i = 0; i < ARRAY_SIZE(refusals); i++) {
		const char *marked = refusals[i].line, *caret = strchr(marked, '^');
		char line[512];
		size_t column = caret - marked;

		snprintf(line, sizeof(line), "%.*s%s", (int)column, marked, caret + 1);
		int err = fesh_parse(line, strlen(line), &result, &spec);

		check(err == -EINVAL && result.error == refusals[i].error && result.column == column,
		      marked, "%s at %u, not %s at %zu", fesh_error_name(result.error), result.column,
		      fesh_error_name(refusals[i].error), column);
		seen[refusals[i].error] = true;
	}
	for (int i = 1; i < FESH_ERROR_COUNT; i++)
		if (is_parsers(i))
			check(seen[i], fesh_error_name(i), "no case above is refused with it");
}

static void refused_in_filter(const char *filter, enum fesh_error error, size_t column, const char *name)
{
	static const char head[] = "f(string s) if ";
	char line[2000];
	int err, len = snprintf(line, sizeof(line), "%s%s", head, filter);

	err = fesh_parse(line, len, &result, &spec);
	check(err && result.error == error && result.column == sizeof(head) - 1 + column, name, "%s at %u",
	      fesh_error_name(result.error), result.column);
}

static void filters_have_bounds(void)
{
	char filter[1500];

	memset(filter, ' ', sizeof(filter));
	memcpy(filter, "s ~ 'a'", 7);
	memcpy(filter + 1018, "|| s~'b'", 9);
	refused_in_filter(filter, FESH_ERROR_FILTER_TOO_LONG, 1023, "a filter of 1026 bytes");
	memset(filter, 'x', sizeof(filter));
	memcpy(filter, "s == '", 6);
	memcpy(filter + 6 + 256, "'", 2);
	refused_in_filter(filter, FESH_ERROR_STRING_TOO_LONG, 5, "a string of 256 bytes in a filter");
}

static void a_line_may_have_4095_bytes_and_no_more(void)
{
	static char line[100000];

	memset(line, ' ', sizeof(line));
	memcpy(line, "f(int a)", 8);
	check(!fesh_parse(line, 4095, &result, &spec), "4095 bytes are a line", "%s", fesh_error_name(result.error));
	check(fesh_parse(line, 4096, &result, &spec) && result.error == FESH_ERROR_LINE_TOO_LONG &&
	      result.column == 4095, "4096 bytes are not", "%s", fesh_error_name(result.error));
	check(fesh_parse(line, sizeof(line), &result, &spec) && result.error == FESH_ERROR_LINE_TOO_LONG,
	      "nor are 100,000", "%s", fesh_error_name(result.error));
}

static void texts_fit_and_read_alike(void)
{
	for (int i = 1; i < FESH_ERROR_COUNT; i++) {
		const char *text = fesh_error_text(i);
		size_t len = strlen(text);

		check(len < sizeof(((struct fesh_line *)0)->message) && len && text[len - 1] != '.' &&
		      !(isupper(text[0]) && islower(text[1])), text, "too long, or begins or ends as a sentence");
	}
}

/* A line, and how it is listed (NULL: as it is). */
static const struct listing {
	const char *line;
	const char *listed;
} listings[] = {
	{ "SyS_openat(int dfd, string path, x32 flags, x16 mode)" },
	{ "f()" },
	{ "f ( )", "f()" },
	{ "  f\t(int a ,int  b )", "f(int a, int b)" },
	{ "ip_rcv(x64 skb | int skb[32], NULL, x64 pt)" },
	{ "ip_rcv(NULL, x8[6] perm_addr+558)" },
	{ "ip_rcv(x8[6] perm_addr+16[0]+558)" },
	{ "__queue_work(int cpu, x64 wq, symbol func[3])" },
	{ "link_path_walk(char[64] name)" },
	{ "do_IRQ(int total_forks=0xffffffff82354c18, symbol regs[16])" },
	{ "do_IRQ(int total_forks=0xffffffff82354c18 | symbol regs[16])",
	  "do_IRQ(int total_forks=0xffffffff82354c18, symbol regs[16])" },
	{ "f(int $total_forks, int n=$total_forks)" },
	{ "f(int 0xffffffff82354c18, int a)" },
	{ "f(int 0xFFFF, int a)", "f(int 0xffff, int a)" },
	{ "f(int a | int x=0x10 | int b)" },
	{ "f(int a | int x=0x10, int b)", "f(int a, int x=0x10, int b)" },
	{ "f(int x=0x10 | int a | int b)", "f(int x=0x10, int a | int b)" },
	{ "f(NULL, NULL)" },
	{ "f(NULL, int x=0x10, int b)", "f(int x=0x10, NULL, int b)" },
	{ "f(int a, NULL, NULL)" },
	{ "f(unsigned long a, unsigned int b, unsigned short c, unsigned char d)" },
	{ "f(unsigned x32 a, unsigned s8 b, unsigned symbol c)" },
	{ "f(unsigned char[16] a)" },
	{ "f(string name+32[0]+40[0]+40[0][0])" },
	{ "f(ustring path, size_t n) => ssize_t ret" },
	{ "f(int a+0x10, int b[010])", "f(int a+16, int b[8])" },
	{ "f(int a-0x10[0]+8, string b - 8 [0])", "f(int a-16[0]+8, string b-8[0])" },
	{ "f(sb3@5/8 a+128[0], sb64@0/64 b) => sb2@1/32 r" },
	{ "f(b3@5/8 a+128[0], b01@63/64 b)", "f(b3@5/8 a+128[0], b1@63/64 b)" },
	{ "f(char[16] comm=$current+2984, int $current, x64 v=$init_task+8[0], u8 w=0x10-1[0])" },
	{ "f(char[16] $current+2984)" },
	{ "f(string banner=$linux_banner, u32[4] v=0xffffffff82000000)" },
	{ "name: f(int a)" },
	{ "name :f(int a)", "name: f(int a)" },
	{ "ext4:ext4_sync_file(int a)" },
	{ "name:ext4:ext4_sync_file(int a)", "name: ext4:ext4_sync_file(int a)" },
	{ "foo.isra.0(int a)" },
	{ "foo.isra.0.cold(int a)" },
	{ "enable(int a)" },
	{ "disable: f(int a)" },
	{ "if(int if, int stack)" },
	{ "f(int a) => int ret" },
	{ "f(int a)=>void", "f(int a) => void" },
	{ "f() => string name[0]+8 if duration > 1000 stack" },
	{ "f(int a, NULL) => unsigned long ret stack" },
	{ "f(int a)  if  a == 1  ", "f(int a) if a == 1" },
	{ "f(string a) if a == \"x stack\" && pid!=1 stack" },
	{ "f@0xFFFFFFFF81000000(int a)", "f@0xffffffff81000000(int a)" },
	{ "n: m:f@0x10(int a)" },
	{ "fuse(int a)" },
	{ "f(u8 a, u16 b, u32 c, u64 d, s16 e, char g)" },
};

static void listed_lines_parse_to_equal_events(void)
{
	for (size_t i = 0; i < ARRAY_SIZE(listings); i++) {
		const char *line = listings[i].line, *want = listings[i].listed ?: line;
		char text[512];
		struct fesh_text_out out = { .buf = text, .cap = sizeof(text) };

		if (fesh_parse(line, strlen(line), &result, &spec)) {
			check(false, line, "%s at %u", fesh_error_name(result.error), result.column);
			continue;
		}
		fesh_print_line(&out, &spec);
		bool equal = !fesh_parse(text, out.len, &result, &again) && spec_equal(&spec, &again);

		check(!strcmp(text, want) && equal, line, "listed as '%s', which parses to %s event", text,
		      equal ? "an equal" : "no equal");
	}
}

static void description(const char *line, const char *want)
{
	char text[2048];
	struct fesh_text_out out = { .buf = text, .cap = sizeof(text) };

	fesh_parse(line, strlen(line), &result, &spec);
	fesh_describe_event(&out, &spec, 7, false);
	fesh_describe_fields(&out, &spec);
	check(!strcmp(text, want), line, "described as\n%s", text);
}

static void fields_are_aligned_in_the_order_of_the_line(void)
{
	description("SyS_openat(int dfd, string path, x32 flags, x16 mode)",
		    "event id=7 name=SyS_openat enabled=0 record=72 "
		    "line=SyS_openat(int dfd, string path, x32 flags, x16 mode)\n"
		    "field name=dfd offset=56 size=4 count=0 base=d type=int\n"
		    "field name=path offset=60 size=4 count=0 base=s type=string\n"
		    "field name=flags offset=64 size=4 count=0 base=x type=x32\n"
		    "field name=mode offset=68 size=2 count=0 base=x type=x16\n");
	description("e: g.isra.0(u8 a, s64 b, unsigned char[5] c, unsigned long d, symbol f, unsigned x16 h)",
		    "event id=7 name=e enabled=0 record=104 line=e: g.isra.0(u8 a, s64 b, unsigned char[5] c, "
		    "unsigned long d, symbol f, unsigned x16 h)\n"
		    "field name=a offset=56 size=1 count=0 base=u type=u8\n"
		    "field name=b offset=64 size=8 count=0 base=d type=s64\n"
		    "field name=c offset=72 size=1 count=5 base=c type=unsigned char[5]\n"
		    "field name=d offset=80 size=8 count=0 base=u type=unsigned long\n"
		    "field name=f offset=88 size=8 count=0 base=p type=symbol\n"
		    "field name=h offset=96 size=2 count=0 base=x type=unsigned x16\n");
	description("g.isra.0(int $jiffies, int 0x12)",
		    "event id=7 name=g_isra_0 enabled=0 record=64 line=g.isra.0(int $jiffies, int 0x12)\n"
		    "field name=jiffies offset=56 size=4 count=0 base=d type=int\n"
		    "field name=0x12 offset=60 size=4 count=0 base=d type=int\n");
}

static void return_fields_follow_the_arguments(void)
{
	description("f(u8 a) => int ret if ret < 0",
		    "event id=7 name=f enabled=0 record=72 line=f(u8 a) => int ret if ret < 0\n"
		    "field name=a offset=56 size=1 count=0 base=u type=u8\n"
		    "field name=ret offset=60 size=4 count=0 base=d type=int\n"
		    "field name=duration offset=64 size=8 count=0 base=u type=u64\n");
	description("f() => void stack",
		    "event id=7 name=f enabled=0 record=72 line=f() => void stack\n"
		    "field name=duration offset=56 size=8 count=0 base=u type=u64\n"
		    "field name=stack offset=64 size=8 count=0 base=k type=stack\n");
}

static void filter_of_command(const char *line, bool sets, const char *filter)
{
	fesh_parse(line, strlen(line), &result, &spec);
	check(!result.error && result.sets_filter == sets && result.filter.len == strlen(filter) &&
	      !memcmp(line + result.filter.at, filter, result.filter.len), line, "%s, filter of %u bytes at %u",
	      fesh_error_name(result.error), result.filter.len, result.filter.at);
}

static void command(const char *line, enum fesh_verb verb, const char *name, u32 column)
{
	int err = fesh_parse(line, strlen(line), &result, &spec);

	check(!err && result.verb == verb && !strcmp(result.name, name) && result.name_column == column, line,
	      "verb %d name '%s' at %u, error %s", result.verb, result.name, result.name_column,
	      fesh_error_name(result.error));
}

int main(void)
{
	each_refusal_has_its_code_and_column();
	a_line_may_have_4095_bytes_and_no_more();
	texts_fit_and_read_alike();
	listed_lines_parse_to_equal_events();
	filters_have_bounds();
	fields_are_aligned_in_the_order_of_the_line();
	return_fields_follow_the_arguments();
	filter_of_command("enable f", false, "");
	filter_of_command("enable f if ", true, "");
	filter_of_command("enable f if a == 1 && s ~ \"b stack\" ", true, "a == 1 && s ~ \"b stack\"");
	command("fuse foo 1000", FESH_VERB_FUSE, "foo", 5);
	command("fuse * 0", FESH_VERB_FUSE, "*", 5);
	command("enable foo", FESH_VERB_ENABLE, "foo", 7);
	command("enable *", FESH_VERB_ENABLE, "*", 7);
	command(" disable  foo ", FESH_VERB_DISABLE, "foo", 10);
	command("-foo", FESH_VERB_REMOVE, "foo", 1);
	command("- *", FESH_VERB_REMOVE, "*", 2);
	return test_failed;
}
