// SPDX-License-Identifier: GPL-2.0-only
/* Filters (filter.h). */
#ifdef __KERNEL__
#include <linux/errno.h>
#include <linux/string.h>
#endif

#include "parse.h"

int fesh_filter_parse(struct fesh_filter *filter, const char *line, struct fesh_word word,
		      const struct fesh_spec *spec, struct fesh_parse *p)
{
	if (word.len >= sizeof(filter->text)) {
		p->error = FESH_ERROR_FILTER_TOO_LONG;
		p->column = word.at + sizeof(filter->text) - 1;
		return -EINVAL;
	}
	memcpy(filter->text, line + word.at, word.len);
	filter->text[word.len] = '\0';
	filter->len = word.len;
	return 0;
}
