// SPDX-License-Identifier: GPL-2.0-only
/* A session as a text file (lines.h). */
#include <linux/errno.h>
#include <linux/fs.h>
#include <linux/slab.h>
#include <linux/uaccess.h>

#include "event.h"
#include "lines.h"

#define WRITE_MAX	(1u << 20)

/* A line that says nothing: those that reading adds to tell of an error, too. */
static bool is_remark(const char *line, size_t len)
{
	size_t i = 0;

	while (i < len && (line[i] == ' ' || line[i] == '\t'))
		i++;
	return i == len || line[i] == '#';
}

static void keep_refused(struct fesh_session *s, const char *line, size_t len)
{
	kvfree(s->refused_text);
	s->refused_text = kvmalloc(len + 1, GFP_KERNEL);
	if (!s->refused_text)
		return;
	memcpy(s->refused_text, line, len);
	s->refused_text[len] = '\0';
	for (size_t i = 0; i < len; i++)
		if (line[i] < 0x20 || line[i] > 0x7e)
			s->refused_text[i] = line[i] == '\t' ? ' ' : '?';
}

static int errno_of(enum fesh_error error)
{
	switch (error) {
	case FESH_ERROR_NO_MEMORY:
		return -ENOMEM;
	case FESH_ERROR_EVENT_EXISTS:
		return -EEXIST;
	case FESH_ERROR_NO_SUCH_EVENT:
	case FESH_ERROR_NO_SUCH_FUNCTION:
	case FESH_ERROR_NO_SUCH_MODULE_FUNCTION:
	case FESH_ERROR_NO_SUCH_SYMBOL:
		return -ENOENT;
	case FESH_ERROR_EVENT_BUSY:
		return -EBUSY;
	case FESH_ERROR_LOCKED_DOWN:
		return -EPERM;
	case FESH_ERROR_TOO_MANY_EVENTS:
		return -ENOSPC;
	default:
		return -EINVAL;
	}
}

static ssize_t carry_out(struct fesh_session *s, const char *text, size_t len)
{
	const char *line, *end;

	s->refused.error = FESH_ERROR_NONE;
	for (line = text; line < text + len; line = end + 1) {
		end = memchr(line, '\n', text + len - line) ?: text + len;
		if (is_remark(line, end - line))
			continue;
		fesh_session_line(s, line, end - line, &s->refused);
		if (s->refused.error) {
			keep_refused(s, line, min_t(size_t, end - line, FESH_LINE_MAX));
			return errno_of(s->refused.error);
		}
	}
	return len;
}

ssize_t fesh_lines_write(struct fesh_session *s, const char __user *buf, size_t count)
{
	size_t len = min_t(size_t, count, WRITE_MAX);
	char *text = kvmalloc(len + 1, GFP_KERNEL);
	ssize_t ret;

	if (!text)
		return -ENOMEM;
	if (copy_from_user(text, buf, len)) {
		kvfree(text);
		return -EFAULT;
	}
	/* What is left for the next write begins with a line, unless none can be so long. */
	if (len < count) {
		while (len && text[len - 1] != '\n')
			len--;
		len = len ?: WRITE_MAX;
	}
	mutex_lock(&s->lock);
	ret = carry_out(s, text, len);
	mutex_unlock(&s->lock);
	kvfree(text);
	return ret;
}

/* What ftrace does not know of: hits that could not be given to it. */
static void list_misses(struct fesh_session *s, struct fesh_text_out *out)
{
	struct fesh_event *ev;

	list_for_each_entry(ev, &s->events, of_session) {
		u64 missed = 0;
		int cpu;

		for_each_possible_cpu(cpu)
			missed += READ_ONCE(per_cpu_ptr(ev->counts, cpu)->lost[FESH_LOSS_NEST]);
		if (missed)
			fesh_emit(out, "# %s missed %llu hits: inside another hit, or where RCU does not watch\n",
				  ev->spec->name, missed);
	}
}

static void session_text(struct fesh_session *s, struct fesh_text_out *out)
{
	fesh_session_list(s, out);
	if (s->traced)
		list_misses(s, out);
	if (!s->refused.error || !s->refused_text)
		return;
	fesh_emit(out, "# %s\n", s->refused_text);
	fesh_emit(out, "# %*s^\n", (int)s->refused.column, "");
	fesh_emit(out, "# %s\n", s->refused.message);
}

ssize_t fesh_lines_read(struct fesh_session *s, char __user *buf, size_t count, loff_t *ppos)
{
	struct fesh_text_out out = {};
	ssize_t ret;

	mutex_lock(&s->lock);
	session_text(s, &out);
	out.cap = out.len + 1;
	out.len = 0;
	out.buf = kvmalloc(out.cap, GFP_KERNEL);
	if (out.buf)
		session_text(s, &out);
	mutex_unlock(&s->lock);
	if (!out.buf)
		return -ENOMEM;
	ret = simple_read_from_buffer(buf, count, ppos, out.buf, out.len);
	kvfree(out.buf);
	return ret;
}
