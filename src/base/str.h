/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Text: a view for looking, a buffer for building, never one for the other; and UTF-8 by code
 * point.
 *
 * A `struct view` never owns what it points to and need not be NUL-terminated. A `struct text` owns
 * its bytes, is always NUL-terminated once anything was added, and starts as all zero ({0}). The
 * bytes of a large one are spillable memory (paged.h): whoever takes them over frees them with
 * spill_free.
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
struct view view_part(struct view v, size_t start, size_t end);
struct view view_trim(struct view v); /* without ASCII blanks at both ends */
bool view_equal(struct view a, struct view b);
bool view_is(struct view v, const char *text);        /* equal to a NUL-terminated string */
bool view_is_nocase(struct view v, const char *text); /* the same, ASCII letters folded */
bool view_starts(struct view v, const char *prefix);
bool view_ends(struct view v, const char *suffix);
/* Offset of the first `needle` at or after `from`, or v.bytes when there is none. */
size_t view_find(struct view v, const char *needle, size_t from);
/*
 * Cuts some thousands of bytes off `rest`, for looking at a large text (which may be spillable
 * memory) byte by byte; false when it is empty.
 */
bool view_next_piece(struct view *rest, struct view *piece);
/* Offset of the first byte at or after `from` that is one of these two, or v.bytes. */
size_t view_find_either(struct view v, char one, char other, size_t from);
/* Behind the ASCII bytes from `from` on, or behind the first few thousand of them. */
size_t view_skip_ascii(struct view v, size_t from);
/* True when the whole view is a decimal number ("5", "-1.5", "2e3") from least to most. */
bool view_number(struct view v, double least, double most, double *number);
/* Cuts the first line off `rest` (without its \n, and \r before it); false when `rest` is empty. */
bool view_next_line(struct view *rest, struct view *line);

struct text {
    char *at; /* NULL until something is added */
    size_t bytes, capacity_bytes;
    bool stays; /* in memory, however large: what is soon released. Set before anything is added */
};

/* Room for so many more bytes at once, where it is known that much is to come. */
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

enum { RUNE_BAD = 0xFFFD };

/*
 * Reads the code point at offset *at of `v` and moves *at behind it. Bytes that are no UTF-8 (RFC
 * 3629: overlong forms, surrogates and values beyond U+10FFFF included) give RUNE_BAD and move by
 * one byte. At the end of the view it gives 0 and does not move.
 */
uint32_t rune_next(struct view v, size_t *at);
/* The code point that ends just before *at; moves *at to its first byte. 0 at the start. */
uint32_t rune_before(struct view v, size_t *at);
/* The code points at, and just before, an offset, without moving. 0 outside. */
uint32_t rune_at(struct view v, size_t at);
uint32_t rune_ending(struct view v, size_t at);
/* Writes 1 to 4 bytes, returns how many. */
size_t rune_encode(uint32_t rune, char out[4]);

/* Unicode properties, by ICU. `rune_is_space` holds also for U+00A0, U+2028, U+3000 and the like.
 */
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
