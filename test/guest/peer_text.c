// SPDX-License-Identifier: Apache-2.0
/* Values as kprobe_events prints them (peer_text.h). */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "peer_text.h"

/* Where a symbol of this kernel is, 0 if there is none. */
static uint64_t symbol_address(const char *name)
{
	static char *symbols;
	char want[200], *at;

	if (!symbols) {
		size_t room = 16 << 20;
		FILE *f = fopen("/proc/kallsyms", "r");

		symbols = malloc(room);
		if (!f || !symbols)
			die("/proc/kallsyms");
		symbols[fread(symbols, 1, room - 1, f)] = '\0';
		fclose(f);
	}
	for (const char *end = "\n\t"; *end; end++) {
		snprintf(want, sizeof(want), " %s%c", name, *end);
		at = strstr(symbols, want);
		if (at)
			return strtoull(at - 18, NULL, 16);
	}
	return 0;
}

/* Where the peer's text of a field begins, an empty one if it has no such field. */
static const char *peer_field(const char *peer, const char *field, int length)
{
	char want[160];

	snprintf(want, sizeof(want), " %.*s=", length, field);
	peer = strstr(peer, want);
	return peer ? peer + strlen(want) : "";
}

/* The peer's text of a field, "NAME+0xOFFSET/0xSIZE [MODULE]", if it means this address. */
static void symbol_text(char *text, uint64_t value, const char *field, const char *peer)
{
	char name[128];
	unsigned int offset, size;
	int length = 0;

	peer = peer_field(peer, field, strlen(field));
	if (sscanf(peer, "%127[^+]+0x%x/0x%x%n", name, &offset, &size, &length) == 3 && length &&
	    symbol_address(name) + offset == value) {
		if (!strncmp(peer + length, " [", 2))
			length += strcspn(peer + length, "]") + 1;
		sprintf(text, "%.*s", length, peer);
	} else {
		sprintf(text, "0x%llx", (unsigned long long)value);
	}
}

static void scalar_text(char *text, char base, uint64_t v, uint32_t size)
{
	int64_t s = (int64_t)(v << (64 - 8 * size)) >> (64 - 8 * size);

	if (base == 'd')
		sprintf(text, "%lld", (long long)s);
	else if (base == 'u')
		sprintf(text, "%llu", (unsigned long long)v);
	else
		sprintf(text, "0x%llx", (unsigned long long)v);
}

const char *record_text(struct session *s, uint32_t id, const struct fesh_record *record, const char *peer)
{
	static char text[8192];
	const char *line = session_describe(s, id);
	char name[128], *out = text;
	unsigned int offset, size, count, field = 0;
	char base;

	*out = '\0';
	for (; (line = strstr(line, "field name=")); line++, field++) {
		if (sscanf(line, "field name=%127s offset=%u size=%u count=%u base=%c", name, &offset, &size, &count,
			   &base) != 5)
			die("description of %u", id);
		if (!strcmp(name, "duration"))	/* which the peer has not */
			continue;
		out += sprintf(out, " %s=", name);
		if (record_state(record, field) == FESH_STATE_FAULT) {
			out += sprintf(out, "(fault)");
		} else if (base == 's') {
			out += sprintf(out, "\"%s\"", record_string(record, offset));
		} else if (base == 'c' && count) {
			out += sprintf(out, "\"%.*s\"", count, (const char *)record + offset);
		} else if (base == 'p') {
			symbol_text(out, record_value(record, offset, size), name, peer);
			out += strlen(out);
		} else if (!count) {
			scalar_text(out, base, record_value(record, offset, size), size);
			out += strlen(out);
		} else {
			for (unsigned int i = 0; i < count; i++) {
				*out++ = i ? ',' : '{';
				scalar_text(out, base, record_value(record, offset + i * size, size), size);
				out += strlen(out);
			}
			out += sprintf(out, "}");
		}
	}
	return text;
}

/* One byte of a quoted text, *at moved past it. */
static char unquoted(const char **at)
{
	static const char letters[] = "n\nt\tr\ra\ab\bf\fv\ve\x1b";
	const char *from = *at, *letter;
	unsigned int byte;
	int length;

	if (*from != '\\') {
		++*at;
		return *from;
	}
	if (sscanf(from, "\\x%2x%n", &byte, &length) == 1 || sscanf(from, "\\%3o%n", &byte, &length) == 1) {
		*at += length;
		return byte;
	}
	*at += 2;
	letter = from[1] ? strchr(letters, from[1]) : NULL;
	return letter && !((letter - letters) & 1) ? letter[1] : from[1];
}

const char *traced_text(const char *traced)
{
	static char text[8192];
	const char *at = strchr(traced, '(');
	char *out = text;

	*out = '\0';
	if (!at++)
		return "(no trace event)";
	if (*at != ')')
		*out++ = ' ';
	for (; *at && *at != '\n' && strcmp(at, ")"); ) {
		if (!strncmp(at, ", duration=", 11) || !strncmp(at, "duration=", 9)) {
			at += strcspn(at, ")");	/* the last one, which the peer has not */
		} else if (!strncmp(at, ", ", 2)) {
			*out++ = ' ';
			at += 2;
		} else if (*at == '"') {
			*out++ = *at++;
			while (*at && *at != '"')
				*out++ = unquoted(&at);
			*out++ = *at++;
		} else if (*at == '\'') {
			at++;
			out += sprintf(out, "0x%x", (unsigned char)unquoted(&at));
			at++;
		} else if (!strncmp(at, "0x", 2)) {
			out += sprintf(out, "0x%llx", strtoull(at, (char **)&at, 16));
		} else {
			*out++ = *at++;
		}
	}
	*out = '\0';
	return text;
}
