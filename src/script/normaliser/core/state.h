/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * DOOR of script/normaliser/core, for script/normaliser and script/normaliser/numbers only: the
 * rules of a language, the walk over a piece of text, its tokens and its output.
 *
 * normalise() walks over the piece, one token at a time, and offers each to the handlers in turn
 * (normaliser/handlers.h, numbers/handlers.h). A handler either accepts the token (and perhaps more
 * of the text after it), writes its spoken form with norm_keep, norm_put, norm_drop or norm_pause,
 * and returns true; or it leaves everything unchanged and returns false. A handler that looks ahead
 * sees the text up to the end of the piece; one that looks back sees the whole block. Both look
 * only a few tokens far, so that the time is linear.
 */
#ifndef SCRIPT_NORMALISER_CORE_STATE_H
#define SCRIPT_NORMALISER_CORE_STATE_H

#include "base/str.h"
#include "data/language.h"
#include "script/normaliser/core/input.h"
#include "script/normaliser/core/rules.h"

#include <stdint.h>

struct spellout;

struct norm_rules {
    char *language; /* its tag, for the names that ICU has */
    struct language_files files; /* the most special first: en-GB, en, its homographs, mul */
    struct spellout *spellout;
    struct lexicon *lexicon; /* borrowed; NULL when there is none */
};

/* The value of `key` in the first file that has it, or NULL. norm_find_folded also tries the key in
 * lower case. */
const char *norm_find(const struct norm_rules *rules, const char *section, struct view key);
const char *norm_find_folded(const struct norm_rules *rules, const char *section, struct view key);
/* The value of an entry of [options], or "". */
const char *norm_option(const struct norm_rules *rules, const char *key);
bool norm_option_is(const struct norm_rules *rules, const char *key, const char *value);

struct normaliser {
    const struct norm_rules *rules;
    const struct norm_input *input;
    struct view text; /* the block up to the end of the piece; offsets are those of the block */
    size_t at;        /* the next byte to be said */
    struct text *out;
    size_t base;                   /* where this piece begins in `out` */
    struct norm_map *map;          /* may be NULL */
    size_t blank_start, blank_end; /* white space read but not yet written; empty when equal */
    bool gap;                      /* a blank comes next although none was written */
    bool quote_open;    /* an opening single quotation mark was dropped and has no partner yet */
    size_t span, hint;  /* index of the first span and hint of the input that may end after `at` */
    struct text spoken; /* scratch for the handlers: empty when one is called */
};

/*
 * Output. Each function below moves s->at to `end`.
 */

/* Says what is written from s->at to `end` unchanged. */
void norm_keep(struct normaliser *s, size_t end);
/* Says `spoken` for what is written from s->at to `end`. */
void norm_put(struct normaliser *s, size_t end, struct view spoken);
void norm_put_str(struct normaliser *s, size_t end, const char *spoken);
/* The same with s->spoken, which is emptied. */
void norm_put_scratch(struct normaliser *s, size_t end);
/* Says nothing for it. What comes next follows without a blank, unless there was one before. */
void norm_drop(struct normaliser *s, size_t end);
/* Reads it as white space. */
void norm_blank(struct normaliser *s, size_t end);
/* Separates what was said from what is said next by a blank. Does not move s->at. */
void norm_gap(struct normaliser *s);
/* Adds a pause (one of , ; : .) after the last word, unless it has one or nothing was said, and
 * reads the text up to `end` as white space. */
void norm_pause(struct normaliser *s, size_t end, char mark);
/* The last byte said in this piece, or 0. */
char norm_last(const struct normaliser *s);

enum norm_token_kind { TOKEN_END, TOKEN_WORD, TOKEN_DIGITS, TOKEN_BLANK, TOKEN_MARK };

/* Longer words and runs are cut, which bounds what a handler looks at. Chosen: no word of a
 * language comes near it. */
enum { TOKEN_MAX_BYTES = 256 };

/* Letters with the apostrophes inside, ASCII digits, white space, or one other character. */
struct norm_token {
    enum norm_token_kind kind;
    size_t start, end;
    uint32_t rune;  /* the first */
    int letters;    /* words only */
    bool upper_all; /* every letter is a capital */
    bool upper_first;
    bool upper_any;
};

/* The token that begins at `at`; TOKEN_END at the end of `text`. */
struct norm_token token_at(struct view text, size_t at);
/* The token after `token`, blanks skipped. */
struct norm_token token_after(struct view text, struct norm_token token);
/* The token that ends at or before `at`, blanks skipped; TOKEN_END at the start. */
struct norm_token token_before(struct view text, size_t at);
struct view token_view(struct view text, struct norm_token token);
bool token_is(struct view text, struct norm_token token, char mark);
/* The byte at an offset, 0 past the end. */
char byte_at(struct view text, size_t at);

bool is_dash(uint32_t rune);
bool is_single_quote(uint32_t rune);
bool is_double_quote(uint32_t rune);
/* The end of the dashes at `at`; *omits: they are more than a hyphen, and so may replace letters
 * that were not to be printed. */
size_t dashes_end(struct view text, size_t at, bool *omits);

/* True when the dot of an abbreviation ends the sentence too. */
bool dot_ends_sentence(const struct normaliser *s, struct norm_token dot);
/* Says `spoken` for what ends at `dot`. If there is a full stop at `dot`, it is kept when it ends
 * the sentence, and dropped otherwise. */
void norm_put_abbreviation(struct normaliser *s, size_t dot, const char *spoken);
void norm_put_abbreviation_scratch(struct normaliser *s, size_t dot); /* the same with s->spoken */
/* Adds the name of a capital letter to s->spoken, as the synthesiser says it. */
void add_letter(struct normaliser *s, struct view letter);

#endif
