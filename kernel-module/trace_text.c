// SPDX-License-Identifier: GPL-2.0-only
/*
 * The line of a trace event in "trace" and "trace_pipe":
 *
 *   NAME: caller->func(a=1, path="/etc/hostname", flags=0x8000)
 *
 * Strings of traced programs are quoted, so that none of their bytes reaches a
 * terminal as such.  Offsets are checked against the record: after an event was
 * removed, ftrace may give its number to another while records of it are left.
 */
#include <linux/trace_events.h>
#include <linux/trace_seq.h>

#include "trace_call.h"

/* A line that does not fit into a trace_seq, one page on 6.1, is not printed at all: long values end earlier. */
#define LINE_MAX	3300

struct line {
	struct trace_seq *seq;
	size_t start;
	const u8 *entry;
	u32 size;
};

static bool is_full(const struct line *line)
{
	return line->seq->seq.len - line->start > LINE_MAX;
}

static void print_quoted(struct line *line, const u8 *text, u32 len, char quote)
{
	char piece[FESH_QUOTED_MAX];

	trace_seq_putc(line->seq, quote);
	for (u32 i = 0; i < len && !is_full(line); i++)
		trace_seq_putmem(line->seq, piece, fesh_quote_byte(piece, text[i], quote));
	trace_seq_putc(line->seq, quote);
	if (is_full(line))
		trace_seq_puts(line->seq, "...");
}

static u64 read_element(const u8 *at, u32 size, bool is_signed)
{
	switch (size) {
	case 8:
		return *(const u64 *)at;
	case 4:
		return is_signed ? (s64)*(const s32 *)at : *(const u32 *)at;
	case 2:
		return is_signed ? (s64)*(const s16 *)at : *(const u16 *)at;
	default:
		return is_signed ? (s64)*(const s8 *)at : *at;
	}
}

static void print_element(struct line *line, const struct fesh_field *f, const u8 *at, bool is_signed)
{
	u64 value = read_element(at, f->type->size, is_signed);

	switch (f->type->base) {
	case 'x':
		if (f->count)
			trace_seq_printf(line->seq, "0x%0*llx", 2 * f->type->size, value);
		else
			trace_seq_printf(line->seq, "0x%llx", value);
		break;
	case 'p':
		trace_seq_printf(line->seq, "%pS", (void *)value);
		break;
	case 'c':
		print_quoted(line, at, 1, '\'');
		break;
	default:
		trace_seq_printf(line->seq, is_signed ? "%lld" : "%llu", value);
	}
}

static void print_array(struct line *line, const struct fesh_field *f, const u8 *at, bool is_signed)
{
	if (f->type->base == 'c') {
		print_quoted(line, at, strnlen(at, f->count), '"');
		return;
	}
	trace_seq_putc(line->seq, '{');
	for (u32 i = 0; i < f->count; i++) {
		if (i)
			trace_seq_putc(line->seq, ',');
		if (is_full(line)) {
			trace_seq_puts(line->seq, "...");
			break;
		}
		print_element(line, f, at + i * f->type->size, is_signed);
	}
	trace_seq_putc(line->seq, '}');
}

static void print_string(struct line *line, const u8 *at, bool cut)
{
	u32 loc = *(const u32 *)at;
	u32 offset = loc & 0xffff, len = loc >> 16;

	if (!len || offset + len > line->size) {
		trace_seq_puts(line->seq, FESH_FAULT_TEXT);
		return;
	}
	print_quoted(line, line->entry + offset, strnlen(line->entry + offset, len), '"');
	if (cut && !is_full(line))
		trace_seq_puts(line->seq, "...");
}

static void print_field(struct line *line, const struct fesh_trace_event *te, int i)
{
	const struct fesh_trace_entry *entry = (const void *)line->entry;
	const struct fesh_trace_field *field = &te->layout.fields[i];
	const struct fesh_field *f = &te->ev->spec->fields[i];
	const u8 *at = line->entry + field->offset;

	trace_seq_printf(line->seq, "%s=", field->name);
	if (entry->fault & 1u << i)
		trace_seq_puts(line->seq, FESH_FAULT_TEXT);
	else if (fesh_field_is_string(f))
		print_string(line, at, entry->cut & 1u << i);
	else if (f->count)
		print_array(line, f, at, field->is_signed);
	else
		print_element(line, f, at, field->is_signed);
}

static enum print_line_t print_line(struct trace_iterator *iter, int flags, struct trace_event *event)
{
	const struct fesh_trace_event *te = container_of(event, struct fesh_trace_event, call.event);
	const struct fesh_trace_entry *entry = (const void *)iter->ent;
	struct trace_seq *s = &iter->seq;
	struct line line = { .seq = s, .start = s->seq.len, .entry = (const u8 *)entry, .size = iter->ent_size };

	trace_seq_printf(s, "%s: ", te->call.name);
	if (line.size < te->layout.fixed) {
		trace_seq_puts(s, "(a record of an event that was removed)\n");
		return trace_handle_return(s);
	}
	trace_seq_printf(s, "%ps->%ps(", (void *)entry->parent_ip, (void *)entry->ip);
	for (int i = 0; i < te->layout.nfields; i++) {
		if (i)
			trace_seq_puts(s, ", ");
		if (is_full(&line)) {
			trace_seq_puts(s, "...");
			break;
		}
		print_field(&line, te, i);
	}
	trace_seq_puts(s, ")\n");
	return trace_handle_return(s);
}

struct trace_event_functions fesh_trace_functions = {
	.trace = print_line,
};
