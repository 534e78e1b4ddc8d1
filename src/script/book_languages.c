/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "script/book_languages.h"

#include "base/mem.h"
#include "base/search.h"
#include "book/book.h"
#include "data/language.h"
#include "script/normaliser/normaliser.h"

#include <stdlib.h>
#include <string.h>

bool book_languages_open(struct book_languages *languages, struct script *script,
                         struct lexicon *lexicon, bool foreign, struct err *err)
{
    languages->foreign = foreign;
    if (foreign) {
        /* Lists the spans that have a language, each with the one around it. */
        size_t capacity = 0;
        for (size_t i = 0; i < script->book->span_count; i++) {
            if (script->book->spans[i].kind != SPAN_LANGUAGE)
                continue;
            size_t outer = languages->span_count;
            while (outer > 0 && script->book->spans[languages->spans[outer - 1].span].end <=
                                    script->book->spans[i].start)
                outer = languages->spans[outer - 1].outer;
            languages->spans = mem_grow(languages->spans, languages->span_count, &capacity,
                                        sizeof *languages->spans);
            languages->spans[languages->span_count++] =
                (struct language_span){i, script->book->spans[i].start, outer};
        }
    }
    script->languages[0] = script->book->metadata.language;
    script->language_count = 1;
    languages->rules[0] =
        norm_rules_load(script->book->languages, script->book->metadata.language, err);
    if (languages->rules[0] != NULL)
        norm_rules_use(languages->rules[0], lexicon);
    return languages->rules[0] != NULL;
}

bool book_languages_good(const struct book_languages *languages, struct err *err)
{
    if (languages->failed.kind != ERR_NONE)
        *err = languages->failed;
    return languages->failed.kind == ERR_NONE;
}

void book_languages_release(struct book_languages *languages)
{
    for (size_t i = 0; i < SCRIPT_LANGUAGES_MOST; i++)
        norm_rules_free(languages->rules[i]);
    free(languages->spans);
}

/* The language, or language_count. */
static size_t find(const struct script *script, const char *language)
{
    size_t i = 0;
    while (i < script->language_count && !language_same(script->languages[i], language))
        i++;
    return i;
}

static size_t add(struct book_languages *languages, struct script *script, const char *language)
{
    if (script->language_count == SCRIPT_LANGUAGES_MOST)
        return 0;
    struct norm_rules *rules =
        languages->failed.kind == ERR_NONE
            ? norm_rules_load(script->book->languages, language, &languages->failed)
            : NULL;
    if (rules == NULL)
        return 0;
    languages->rules[script->language_count] = rules;
    script->languages[script->language_count] = language;
    return script->language_count++;
}

size_t book_languages_add(struct book_languages *languages, struct script *script,
                          const char *language)
{
    size_t found = find(script, language);
    return found < script->language_count
               ? found
               : add(languages, script,
                     arena_copy_text(script->book->arena, language, strlen(language)));
}

size_t book_languages_at(struct book_languages *languages, struct script *script,
                         const struct block *block, size_t at)
{
    const struct book *book = script->book;
    const char *language = block->language;
    if (!languages->foreign)
        return 0;
    /* The innermost span with a language around an offset, or NULL. */
    size_t i = lower_bound_size(languages->spans, offsetof(struct language_span, start),
                                languages->span_count, sizeof *languages->spans, at + 1);
    while (i > 0 && book->spans[languages->spans[i - 1].span].end <= at)
        i = languages->spans[i - 1].outer;
    const struct span *span = i > 0 ? &book->spans[languages->spans[i - 1].span] : NULL;
    if (span != NULL && span->start >= block->start)
        language = span->value;
    size_t found = language == NULL ? 0 : find(script, language);
    return found < script->language_count ? found : add(languages, script, language);
}
