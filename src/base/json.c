/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/json.h"

void json_open(struct json *json)
{
    text_clear(&json->line);
    text_add_char(&json->line, '{');
}

void json_close(struct json *json)
{
    text_add_str(&json->line, "}\n");
    fwrite(json->line.at, 1, json->line.bytes, json->out);
}

/* What needs no escape is copied in one go. All control characters have one, because the lines may
 * be read on a terminal. */
void json_add_string(struct text *line, struct view value)
{
    size_t copied = 0;
    text_add_char(line, '"');
    for (size_t i = 0; i < value.bytes; i++) {
        unsigned char c = (unsigned char)value.at[i];
        size_t next = i;
        uint32_t rune = c < 0x80 ? c : rune_next(value, &next);
        bool bad = rune == RUNE_BAD && next == i + 1;
        size_t start = i;
        if (c >= 0x80 && !bad)
            i = next - 1;
        bool control = rune >= 0x7F && rune < 0xA0;
        if (c >= 0x20 && c != '"' && c != '\\' && !bad && !control)
            continue;
        text_add(line, value.at + copied, start - copied);
        copied = i + 1;
        if (bad)
            text_add_rune(line, RUNE_BAD);
        else if (c == '\n')
            text_add_str(line, "\\n");
        else if (c >= 0x20 && !control)
            text_addf(line, "\\%c", c);
        else
            text_addf(line, "\\u%04x", rune);
    }
    text_add(line, value.at + copied, value.bytes - copied);
    text_add_char(line, '"');
}

static void add_key(struct json *json, const char *key)
{
    if (json->line.bytes > 1)
        text_add_char(&json->line, ',');
    json_add_string(&json->line, view_of(key));
    text_add_char(&json->line, ':');
}

void json_string(struct json *json, const char *key, struct view value)
{
    add_key(json, key);
    json_add_string(&json->line, value);
}

void json_number(struct json *json, const char *key, long long value)
{
    add_key(json, key);
    text_addf(&json->line, "%lld", value);
}

void json_bool(struct json *json, const char *key, bool value)
{
    add_key(json, key);
    text_add_str(&json->line, value ? "true" : "false");
}

void json_release(struct json *json)
{
    text_release(&json->line);
}
