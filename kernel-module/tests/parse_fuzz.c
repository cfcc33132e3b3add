// SPDX-License-Identifier: GPL-2.0-only
/*
 * Mutated lines: none may crash the parser; each that is accepted must print to a
 * line that parses to an equal event, and its fetch program must stay inside the
 * record whatever the registers hold.  Deterministic.
 *
 *   parse_fuzz [LINES [SEED]]
 */
#include "describe.h"
#include "fetch.h"
#include "mutate.h"
#include "peek.h"
#include "spec_equal.h"
#include "test.h"

static struct fesh_spec spec, again;
static struct fesh_program program;
static u8 memory[4096];

/* Reads what is uninitialised or beyond the record only if the sanitizers find it; ends. */
static void filter_stays_inside(const u64 *regs, u8 *record, u64 state)
{
	static const u16 reg_offset[FESH_PARAMS_MAX] = { 0, 8, 16, 24, 32, 40 };
	size_t bytes = fesh_filter_bytes(&spec.filter);
	struct fesh_filter *filter = memcpy(malloc(bytes), &spec.filter, bytes);
	u32 term;

	fesh_filter_bind(filter, reg_offset);
	((struct fesh_record *)record)->state = state;
	term = fesh_filter_early(filter, regs, current, 1);
	if (term < FESH_FILTER_REJECT)
		fesh_peek(filter, term, &program, regs, current, 1, true);
	if (term < FESH_FILTER_REJECT)
		fesh_filter_late(filter, term, (struct fesh_record *)record, regs, current, 1);
	free(filter);
}

/* ASan guards the record's ends, which are exactly where the parser said. */
static bool fetch_stays_inside(void)
{
	static const u16 reg_offset[FESH_PARAMS_MAX] = { 0, 8, 16, 24, 32, 40 };
	static const u64 bases[] = { 0, 0x7f0000001000ull, 0xffff888000001000ull, 0x8000000000000000ull };
	u32 room = (spec.longest + 7) & ~7u, len = spec.fixed;
	u8 *record = malloc(room);
	u64 regs[FESH_PARAMS_MAX], state = 0;

	for (int i = 0; i < FESH_PARAMS_MAX; i++)
		regs[i] = bases[mutate_random() % ARRAY_SIZE(bases)] + mutate_random() % 5000;
	fesh_program_build(&program, &spec, reg_offset);
	fesh_fetch_regs(&program, regs, record);
	if (program.nwalks)
		len = fesh_fetch_walks(&program, regs, record, &state, mutate_random() & 1);
	if (spec.filter.nterms)
		filter_stays_inside(regs, record, state);
	free(record);
	return len >= spec.fixed && len <= room && !(len & 7);
}

static bool prints_back(void)
{
	static char text[3 * FESH_LINE_MAX];
	struct fesh_text_out out = { .buf = text, .cap = sizeof(text) };
	struct fesh_parse p;

	fesh_print_line(&out, &spec);
	/* Blanks between tokens may make the listed line longer than a line may be. */
	if (out.len >= FESH_LINE_MAX)
		return true;
	return !fesh_parse(text, out.len, &p, &again) && spec_equal(&spec, &again);
}

int main(int argc, char **argv)
{
	unsigned long lines = argc > 1 ? strtoul(argv[1], NULL, 0) : 200000, accepted = 0, bad = 0, outside = 0;
	unsigned long columns = 0;
	char name[128];

	if (argc > 2)
		mutate_seed = strtoull(argv[2], NULL, 0) | 1;
	fesh_fetch_init();
	for (size_t i = 0; i < sizeof(memory); i++)
		memory[i] = mutate_random() % 3 ? mutate_random() : 0;
	shim_map(0x7f0000001000ull, memory, sizeof(memory));
	shim_map(0xffff888000001000ull, memory, sizeof(memory));

	for (unsigned long i = 0; i < lines; i++) {
		static char line[MUTATE_ROOM];
		size_t len = mutate_line(line);
		struct fesh_parse p;
		char *exact;

		/* Its own allocation: the parser may read not one byte beyond it. */
		exact = malloc(len ?: 1);
		memcpy(exact, line, len);
		if (fesh_parse(exact, len, &p, &spec)) {
			columns += p.column > len || !p.error || p.error >= FESH_ERROR_COUNT;
		} else if (p.verb == FESH_VERB_CREATE) {
			accepted++;
			bad += !prints_back();
			outside += !fetch_stays_inside();
		}
		free(exact);
	}
	snprintf(name, sizeof(name), "%lu mutated lines, %lu accepted", lines, accepted);
	check(accepted > lines / 50, name, "too few are accepted to mean anything");
	check(!bad, "every accepted line prints back to an equal one", "%lu do not", bad);
	check(!outside, "no fetch leaves its record", "%lu do", outside);
	check(!columns, "every refusal has a code and a column in the line", "%lu have not", columns);
	return test_failed;
}
