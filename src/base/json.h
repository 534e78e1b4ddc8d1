/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Writes JSON Lines: one object on each line (RFC 8259; https://jsonlines.org). Keys are in the
 * order of the calls. Start with a struct json that is all zero but for `out`.
 *
 *     json_open(&json); json_string(&json, "type", ...); json_number(...); json_close(&json);
 */
#ifndef BASE_JSON_H
#define BASE_JSON_H

#include "base/str.h"

#include <stdbool.h>
#include <stdio.h>

struct json {
    FILE *out;        /* write errors are left to the caller's ferror() */
    struct text line; /* the object being written */
};

void json_open(struct json *json);
void json_close(struct json *json);                                      /* writes the line */
void json_string(struct json *json, const char *key, struct view value); /* bad UTF-8: U+FFFD */
void json_number(struct json *json, const char *key, long long value);
void json_bool(struct json *json, const char *key, bool value);
void json_release(struct json *json);

/* Appends a string in quotation marks to JSON that is written by hand. */
void json_add_string(struct text *out, struct view value);

#endif
