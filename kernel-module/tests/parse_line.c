// SPDX-License-Identifier: GPL-2.0-only
/*
 * Reads lines and prints what the module makes of each without a kernel: the text
 * of FESH_IOC_DESCRIBE as far as it depends on the line alone, or the error.  For
 * tests elsewhere that must agree with the parser.
 */
#include "describe.h"

static const char * const verbs[] = {
	[FESH_VERB_ENABLE] = "enable", [FESH_VERB_DISABLE] = "disable", [FESH_VERB_REMOVE] = "remove",
	[FESH_VERB_FUSE] = "fuse",
};

static void print_event(const struct fesh_spec *spec, unsigned int id)
{
	static char text[1 << 16];
	struct fesh_text_out out = { .buf = text, .cap = sizeof(text) };

	fesh_describe_event(&out, spec, id, false);
	fesh_describe_fields(&out, spec);
	fwrite(text, 1, out.len, stdout);
}

int main(void)
{
	static struct fesh_spec spec;
	struct fesh_parse p;
	char *line = NULL;
	size_t room = 0;
	unsigned int n = 0;
	ssize_t len;

	while ((len = getline(&line, &room, stdin)) >= 0) {
		if (len && line[len - 1] == '\n')
			len--;
		if (fesh_parse(line, len, &p, &spec))
			printf("error code=%s column=%u message=%s\n", fesh_error_name(p.error), p.column,
			       fesh_error_text(p.error));
		else if (p.verb == FESH_VERB_CREATE)
			print_event(&spec, ++n);
		else
			printf("%s name=%s\n", verbs[p.verb], p.name);
		fflush(stdout);
	}
	free(line);
	return 0;
}
