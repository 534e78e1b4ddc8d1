/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "script/normaliser/core/state.h"

#include "base/str.h"

#include <unicode/uchar.h>

/* Chosen: more than any row of dashes that replaces letters. */
enum { DASHES_MAX = 8 };

static bool is_mark_of_letter(uint32_t rune)
{
    return rune >= 0x300 && (U_GET_GC_MASK((UChar32)rune) & (U_GC_MN_MASK | U_GC_MC_MASK)) != 0;
}

static bool is_apostrophe(uint32_t rune)
{
    return rune == '\'' || rune == '`' || rune == 0x2019 || rune == 0x2BC;
}

char byte_at(struct view text, size_t at)
{
    return at < text.bytes ? text.at[at] : '\0';
}

struct view token_view(struct view text, struct norm_token token)
{
    return view_part(text, token.start, token.end);
}

bool token_is(struct view text, struct norm_token token, char mark)
{
    return token.kind == TOKEN_MARK && byte_at(text, token.start) == mark;
}

/* ASCII letters are the common case; they do not need Unicode's tables. */
static void read_word(struct view text, struct norm_token *token)
{
    int upper = 0;
    size_t at = token->start;
    while (at < text.bytes && at - token->start < TOKEN_MAX_BYTES) {
        unsigned char c = (unsigned char)text.at[at];
        size_t next = at;
        if ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') {
            upper += c < 'a';
            token->letters++;
            at++;
            continue;
        }
        uint32_t rune = rune_next(text, &next);
        if (is_apostrophe(rune) && at > token->start && rune_is_letter(rune_at(text, next))) {
            at = next;
            continue;
        }
        if (c < 0x80 || !(rune_is_letter(rune) || is_mark_of_letter(rune)))
            break;
        upper += rune_is_upper(rune);
        token->letters += !is_mark_of_letter(rune);
        at = next;
    }
    token->end = at;
    token->upper_first = rune_is_upper(token->rune);
    token->upper_any = upper > 0;
    token->upper_all = upper == token->letters;
}

struct norm_token token_at(struct view text, size_t at)
{
    struct norm_token token = {.start = at, .end = at};
    if (at >= text.bytes)
        return token;
    token.rune = rune_next(text, &token.end);
    if (rune_is_letter(token.rune)) {
        token.kind = TOKEN_WORD;
        read_word(text, &token);
    } else if (token.rune >= '0' && token.rune <= '9') {
        token.kind = TOKEN_DIGITS;
        while (token.end < text.bytes && token.end - at < TOKEN_MAX_BYTES &&
               text.at[token.end] >= '0' && text.at[token.end] <= '9')
            token.end++;
    } else if (rune_is_space(token.rune)) {
        token.kind = TOKEN_BLANK;
        while (rune_is_space(rune_at(text, token.end)) && token.end < text.bytes &&
               token.end - at < TOKEN_MAX_BYTES)
            rune_next(text, &token.end);
    } else {
        token.kind = TOKEN_MARK;
    }
    return token;
}

struct norm_token token_after(struct view text, struct norm_token token)
{
    struct norm_token next = token_at(text, token.end);
    return next.kind == TOKEN_BLANK ? token_at(text, next.end) : next;
}

static bool continues_word(uint32_t rune)
{
    return rune_is_letter(rune) || is_mark_of_letter(rune);
}

struct norm_token token_before(struct view text, size_t at)
{
    size_t floor = at > TOKEN_MAX_BYTES ? at - TOKEN_MAX_BYTES : 0;
    while (at > floor && rune_is_space(rune_ending(text, at)))
        rune_before(text, &at);
    if (at <= floor)
        return (struct norm_token){.start = at, .end = at};
    size_t start = at;
    uint32_t rune = rune_before(text, &start);
    if (rune_is_letter(rune) || is_mark_of_letter(rune)) {
        while (start > floor) {
            size_t before = start;
            rune = rune_before(text, &before);
            if (is_apostrophe(rune) && continues_word(rune_ending(text, before)))
                rune_before(text, &before);
            else if (!continues_word(rune))
                break;
            start = before;
        }
    } else if (rune >= '0' && rune <= '9') {
        while (start > floor && text.at[start - 1] >= '0' && text.at[start - 1] <= '9')
            start--;
    }
    return token_at(view_part(text, 0, at), start);
}

bool is_dash(uint32_t rune)
{
    return rune == '-' || (rune >= 0x2010 && rune <= 0x2015) || rune == 0x2212 || rune == 0x2E3A ||
           rune == 0x2E3B;
}

bool is_single_quote(uint32_t rune)
{
    return rune == '\'' || (rune >= 0x2018 && rune <= 0x201B) || rune == 0x2039 || rune == 0x203A;
}

bool is_double_quote(uint32_t rune)
{
    return rune == '"' || (rune >= 0x201C && rune <= 0x201F) || rune == 0xAB || rune == 0xBB ||
           rune == 0x301D || rune == 0x301E;
}

size_t dashes_end(struct view text, size_t at, bool *omits)
{
    size_t end = at, count = 0;
    for (uint32_t rune = 0; count < DASHES_MAX; count++) {
        size_t next = end;
        rune = rune_next(text, &next);
        if (!is_dash(rune))
            break;
        *omits = count > 0 || rune >= 0x2013;
        end = next;
    }
    return end;
}
