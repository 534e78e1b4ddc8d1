/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Text: a view to look at, a buffer to build, and UTF-8 by code point.
 *
 * A `struct view` never owns what it points to and need not be NUL-terminated. A `struct text` owns
 * its bytes, is NUL-terminated as soon as anything was added, and starts as all zero ({0}). A large
 * one may be in a spill file (spill.h): code that takes over its bytes frees them with spill_free.
 */
#ifndef BASE_STR_H
#define BASE_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct view {
    const char *at;
    size_t bytes;
};

/* For printf("%.*s"): VIEW_ARGS(v) gives the length and the pointer. */
#define VIEW_ARGS(v) (int)(v).bytes, (v).at

struct view view_of(const char *text); /* of a NUL-terminated string */
/* The bytes from `start` to `end`; both are reduced to what `v` has. */
struct view view_part(struct view v, size_t start, size_t end);
struct view view_trim(struct view v); /* without ASCII blanks at both ends */
bool view_equal(struct view a, struct view b);
bool view_is(struct view v, const char *text);        /* equal to a NUL-terminated string */
bool view_is_nocase(struct view v, const char *text); /* the same without regard to ASCII case */
bool view_starts(struct view v, const char *prefix);
bool view_ends(struct view v, const char *suffix);
bool view_ends_nocase(struct view v, const char *suffix); /* without regard to ASCII case */
/* Offset of the first `needle` at or after `from`; v.bytes when there is none or it is empty. */
size_t view_find(struct view v, const char *needle, size_t from);
/*
 * Cuts some thousands of bytes off `rest`, to look at a large text byte by byte; it may be in a
 * spill file. False when `rest` is empty.
 */
bool view_next_piece(struct view *rest, struct view *piece);
/* Offset of the first byte at or after `from` that is one of these two; else v.bytes. */
size_t view_find_either(struct view v, char one, char other, size_t from);
/* Offset after the ASCII bytes that begin at `from`, or after the first few thousand of them. */
size_t view_skip_ascii(struct view v, size_t from);
/* Reads a decimal number ("5", "-1.5", "2e3"); false unless it is all of the view and from `least`
 * to `most`. */
bool view_number(struct view v, double least, double most, double *number);
/* Cuts the first line off `rest` (without its \n, and \r before it); false when `rest` is empty. */
bool view_next_line(struct view *rest, struct view *line);

struct text {
    char *at; /* NULL until something is added */
    size_t bytes, capacity_bytes;
    bool apart; /* in memory apart (mem.h), never in a spill file: for what is large, and released
                   soon or used again; set before anything is added */
};

/* Makes room for so many more bytes in one step. */
void text_reserve(struct text *text, size_t more_bytes);
void text_add(struct text *text, const char *bytes, size_t count);
void text_add_view(struct text *text, struct view v);
void text_add_str(struct text *text, const char *string);
void text_add_char(struct text *text, char c);
void text_add_rune(struct text *text, uint32_t rune); /* as UTF-8 */
void text_addf(struct text *text, const char *format, ...) __attribute__((format(printf, 2, 3)));
struct view text_view(const struct text *text);
void text_cut(struct text *text, size_t bytes); /* keep only the first `bytes` */
void text_clear(struct text *text);             /* empty, reusable */
void text_release(struct text *text);           /* free the bytes; reusable as {0} */

/* U+FFFD, the replacement character. */
enum { RUNE_BAD = 0xFFFD };

/*
 * Reads the code point at offset *at of `v` and moves *at past it. Bytes that are not UTF-8 (RFC
 * 3629, which excludes overlong forms, surrogates and values above U+10FFFF) give RUNE_BAD, and *at
 * moves by one. At the end of the view the result is 0 and *at does not move.
 */
uint32_t rune_next(struct view v, size_t *at);
/* The code point that ends just before *at; moves *at to its first byte. 0 at the start. */
uint32_t rune_before(struct view v, size_t *at);
/* The code points at, and just before, an offset, without moving. 0 outside. */
uint32_t rune_at(struct view v, size_t at);
uint32_t rune_ending(struct view v, size_t at);
/* Writes 1 to 4 bytes, returns how many. */
size_t rune_encode(uint32_t rune, char out[4]);

/* Unicode properties, by ICU. `rune_is_space` includes U+00A0, U+2028, U+3000 and the like. */
bool rune_is_letter(uint32_t rune);
bool rune_is_upper(uint32_t rune); /* upper or title case */
bool rune_is_lower(uint32_t rune);
bool rune_is_digit(uint32_t rune); /* decimal digit of any script */
bool rune_is_alnum(uint32_t rune);
bool rune_is_space(uint32_t rune);
uint32_t rune_to_lower(uint32_t rune);
uint32_t rune_to_upper(uint32_t rune);

/* Appends `v` in lower or upper case by Unicode's simple mappings (one code point to one). */
void text_add_lower(struct text *text, struct view v);
void text_add_upper(struct text *text, struct view v);

#endif
