/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "script/lexicon/parts.h"

#include "base/mem.h"

#include <stdio.h>
#include <stdlib.h>
#include <unicode/uregex.h>
#include <unicode/utext.h>

/*
 * Limits of a pattern. ICU calls back after each 10,000 steps of a match (TIMER_INITIAL_VALUE in
 * its rematch.cpp); 500 of these rounds are about a tenth of a second. A match may have as many,
 * and all of them together no more than a start and one for so many bytes of text. Chosen: useful
 * patterns, with some ten steps a byte, are far from all limits, and a runaway one does not hold up
 * the book, not even by staying below the limit in each of its paragraphs.
 */
enum { MATCH_MOST_ROUNDS = 500, START_ROUNDS = 500, ROUND_BYTES = 100, STACK_MAX_BYTES = 4 << 20 };

struct pattern {
    URegularExpression *regex;
    uint64_t bytes, rounds; /* of all text so far */
};

/* ICU's callback: false ends the match. */
static UBool go_on(const void *context, int32_t rounds)
{
    struct pattern *pattern = (struct pattern *)(uintptr_t)context;
    pattern->rounds++;
    return rounds <= MATCH_MOST_ROUNDS &&
           pattern->rounds <= START_ROUNDS + pattern->bytes / ROUND_BYTES;
}

struct pattern *pattern_open(const char *expression, bool ignore_case, char *problem, size_t size)
{
    UErrorCode status = U_ZERO_ERROR;
    UParseError where = {0};
    UText *text = utext_openUTF8(NULL, expression, -1, &status);
    URegularExpression *regex =
        uregex_openUText(text, ignore_case ? UREGEX_CASE_INSENSITIVE : 0, &where, &status);
    utext_close(text);
    if (U_FAILURE(status)) {
        snprintf(problem, size, "%s near character %d", u_errorName(status), where.offset);
        return NULL;
    }
    struct pattern *pattern = mem_zero(1, sizeof *pattern);
    pattern->regex = regex;
    uregex_setMatchCallback(regex, go_on, pattern, &status);
    uregex_setStackLimit(regex, STACK_MAX_BYTES, &status);
    return pattern;
}

void pattern_close(struct pattern *pattern)
{
    if (pattern == NULL)
        return;
    uregex_close(pattern->regex);
    free(pattern);
}

/* Lets the pattern look at text[start, end), with the rest of the text as context. */
static bool set_text(struct pattern *pattern, struct view text, size_t start, size_t end)
{
    UErrorCode status = U_ZERO_ERROR;
    UText source = UTEXT_INITIALIZER;
    utext_openUTF8(&source, text.at, (int64_t)text.bytes, &status);
    uregex_setUText(pattern->regex, &source, &status); /* keeps a clone */
    utext_close(&source);
    uregex_useTransparentBounds(pattern->regex, true, &status);
    uregex_setRegion64(pattern->regex, (int64_t)start, (int64_t)end, &status);
    return U_SUCCESS(status);
}

bool pattern_find(struct pattern *pattern, struct view text, size_t start, size_t end, size_t item,
                  struct lexicon *lexicon)
{
    UErrorCode status = U_ZERO_ERROR;
    if (!set_text(pattern, text, start, end))
        return true;
    pattern->bytes += end - start;
    while (uregex_findNext(pattern->regex, &status) && U_SUCCESS(status)) {
        int64_t from = uregex_start64(pattern->regex, 0, &status);
        int64_t to = uregex_end64(pattern->regex, 0, &status);
        if (to > from) {
            lexicon->matches = mem_grow(lexicon->matches, lexicon->match_count,
                                        &lexicon->match_capacity, sizeof *lexicon->matches);
            lexicon->matches[lexicon->match_count++] =
                (struct pattern_match){(size_t)from, (size_t)to, item};
        }
    }
    return U_SUCCESS(status);
}

static void add_group(struct pattern *pattern, struct view text, int group, struct text *out)
{
    UErrorCode status = U_ZERO_ERROR;
    int64_t from = uregex_start64(pattern->regex, group, &status);
    int64_t to = uregex_end64(pattern->regex, group, &status);
    if (U_FAILURE(status) || from < 0)
        return;
    for (size_t i = (size_t)from; i < (size_t)to;
         i++) /* a [[ of the book must not get into the spoken form */
        if ((unsigned char)text.at[i] <= ' ')
            text_add_char(out, ' ');
        else if (text.at[i] != '[' || out->bytes == 0 || out->at[out->bytes - 1] != '[')
            text_add_char(out, text.at[i]);
}

void pattern_fill(struct pattern *pattern, struct view text, const struct pattern_match *match,
                  const char *spoken, struct text *out)
{
    UErrorCode status = U_ZERO_ERROR;
    bool groups = view_find(view_of(spoken), "$", 0) < view_of(spoken).bytes &&
                  set_text(pattern, text, match->start, match->end) &&
                  uregex_find64(pattern->regex, -1, &status) && U_SUCCESS(status);
    for (const char *p = spoken; *p != '\0'; p++)
        if (groups && *p == '$' && p[1] >= '1' && p[1] <= '9')
            add_group(pattern, text, *++p - '0', out);
        else
            text_add_char(out, *p);
}
