/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "script/quotes/dash_book.h"

#include "base/mem.h"
#include "script/quotes/quotes.h"
#include "script/vocabulary/gender.h"
#include "script/vocabulary/vocabulary.h"

#include <stdlib.h>

/*
 * The book has a habit when one in so many blocks shows it. Chosen: where dashes set off tags, many
 * blocks that begin with a dash have another one inside, and 1 in 8 allows for short remarks; tags
 * in fewer than 1 in 25 blocks without a dash are accidents.
 */
enum { PAIRS_ONE_IN = 8, PLAIN_SPEECH_ONE_IN = 25 };
/* The votes of a block on whether dashes without punctuation set off tags. Chosen: two dashes that
 * agree are a pair, one alone may be a dash in the middle of a remark. */
enum { BARE_ALONE = 1, BARE_TWICE = 2 };

struct counts {
    size_t first_person, third_person; /* pronouns in blocks without a dash: "I"; "he" and "she" */
    size_t dashed, paired;             /* blocks that begin with a dash; with another one inside */
    int bare;                          /* > 0: a dash without punctuation sets off tags too */
    size_t plain, tagged; /* blocks without a dash; those of them with a tag after speech */
};

static bool begins_with_dash(const struct book *book, size_t i)
{
    return i < book->block_count && block_holds_speech(&book->blocks[i]) &&
           starts_with_dash(book_view(book, book->blocks[i].start, book->blocks[i].end));
}

/* Is there a tag that continues the sentence before it? Of a block without a dash. */
static bool has_tag(const struct dash_words *words)
{
    for (size_t i = 1; i < words->count; i++)
        if ((words->items[i].gap & (DASH_COMMA | DASH_QUESTION | DASH_EXCLAMATION)) != 0 &&
            !words->items[i].capital && dash_pass_tag(words, i) > i)
            return true;
    return false;
}

static void count_plain(const struct dash_words *words, struct counts *counts)
{
    counts->plain++;
    counts->tagged += has_tag(words);
    for (size_t i = 0; i < words->count; i++) {
        const struct dash_word *word = &words->items[i];
        if ((word->classes & WORD_PRONOUN) == 0 || (word->classes & WORD_SPEAKING) != 0)
            continue;
        if ((word->classes & WORD_FIRST_PERSON) != 0)
            counts->first_person++;
        else if (words->vocabulary->words[word->number].gender != GENDER_UNKNOWN)
            counts->third_person++;
    }
}

/* Do the first two dashes inside a block show that bare ones set off tags? > 0: yes. */
static int bare_evidence(const struct dash_word *first, const struct dash_word *second)
{
    bool bare = first != NULL && (first->gap & DASH_BARE) != 0;
    if (second == NULL)
        return bare ? BARE_ALONE : 0;
    if ((second->gap & DASH_BARE) != 0)
        return BARE_TWICE; /* — No, — disse Anna — ma */
    if (bare) /* — Nie — powiedział Jan. — Ale; but: — Это — дом, — сказал он */
        return (second->gap & DASH_STOP) != 0 && second->capital ? BARE_TWICE : -BARE_TWICE;
    return (first->gap & DASH_COMMA) != 0 ? -BARE_TWICE : 0; /* — Нет, — сказал он. — Но */
}

static void count_dashed(const struct dash_words *words, struct counts *counts)
{
    const struct dash_word *found[2] = {NULL, NULL};
    size_t count = 0;
    bool paired = false;
    for (size_t i = 1; i < words->count; i++) {
        const struct dash_word *word = &words->items[i];
        bool pair = (word->gap & DASH_PAIR) != 0 && (word->gap & DASH_BLANK_FIRST) != 0;
        bool bare = (word->gap & DASH_BARE) != 0 && !word->capital;
        if ((pair || bare) && count < 2)
            found[count++] = word;
        paired |= pair;
    }
    counts->dashed++;
    counts->paired += paired;
    counts->bare += bare_evidence(found[0], found[1]);
}

/* Assumes nothing but a loaded vocabulary; the next pass, over each block, uses its result. */
struct dash_book dash_book_read(const struct book *book, struct vocabulary *vocabulary)
{
    struct dash_words words = {.vocabulary = vocabulary};
    struct dash_book dashes = {0};
    struct counts counts = {0};
    size_t capacity = 0;
    for (size_t i = 0; i < book->block_count; i++) {
        if (!block_holds_speech(&book->blocks[i]))
            continue;
        words.text = book_view(book, book->blocks[i].start, book->blocks[i].end);
        dash_words_read(&words);
        while (dashes.small.count < words.vocabulary->count) {
            dashes.small.items = mem_grow(dashes.small.items, dashes.small.count, &capacity,
                                          sizeof *dashes.small.items);
            dashes.small.items[dashes.small.count++] = false;
        }
        for (size_t k = 0; k < words.count; k++)
            if (!words.items[k].capital && words.items[k].number < dashes.small.count)
                dashes.small.items[words.items[k].number] = true;
        (starts_with_dash(words.text) ? count_dashed : count_plain)(&words, &counts);
    }
    free(words.items);
    uint32_t flags = 0;
    if (counts.first_person * 2 > counts.third_person)
        flags |= DASH_FIRST_PERSON;
    if (counts.paired > 0 && counts.paired * PAIRS_ONE_IN >= counts.dashed)
        flags |= DASH_PAIRS | (counts.bare > 0 ? DASH_BARE_PAIRS : 0);
    if ((flags & DASH_PAIRS) != 0 || counts.tagged * PLAIN_SPEECH_ONE_IN < counts.plain)
        flags |= DASH_TOLD_PLAIN;
    dashes.flags = flags;
    return dashes;
}

void dash_book_release(struct dash_book *dashes)
{
    free(dashes->small.items);
    *dashes = (struct dash_book){0};
}

uint32_t dash_book_block(const struct dash_book *dashes, const struct book *book, size_t i)
{
    return (begins_with_dash(book, i) ? DASH_BLOCK : 0) |
           (i > 0 && begins_with_dash(book, i - 1) ? DASH_BEFORE : 0) |
           (begins_with_dash(book, i + 1) ? DASH_AFTER : 0) | dashes->flags;
}
