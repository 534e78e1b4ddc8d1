#include "script/quote_dash_book.h"

#include "base/mem.h"
#include "script/attribution.h"
#include "script/quote.h"

#include <stdlib.h>

/* Pronouns in the blocks without a dash: "I"; "he" and "she". */
struct pronouns {
    size_t first_person, third_person;
};

static bool begins_with_dash(const struct book *book, size_t i)
{
    return i < book->block_count && block_holds_speech(&book->blocks[i]) &&
           starts_with_dash(book_view(book, book->blocks[i].start, book->blocks[i].end));
}

static void count_pronouns(const struct dash_words *words, struct pronouns *pronouns)
{
    for (size_t i = 0; i < words->count; i++) {
        const struct dash_word *word = &words->items[i];
        if ((word->classes & WORD_PRONOUN) == 0 || (word->classes & WORD_SAY) != 0)
            continue;
        if ((word->classes & WORD_FIRST_PERSON) != 0)
            pronouns->first_person++;
        else if (words->vocabulary->words[word->number].gender != GENDER_UNKNOWN)
            pronouns->third_person++;
    }
}

static void note_small(const struct dash_words *words, struct dash_small *small, size_t *capacity)
{
    while (small->count < words->vocabulary->count) {
        small->items = mem_grow(small->items, small->count, capacity, sizeof *small->items);
        small->items[small->count++] = false;
    }
    for (size_t i = 0; i < words->count; i++)
        if (!words->items[i].capital)
            small->items[words->items[i].number] = true;
}

struct dash_book dash_book_read(const struct book *book, struct vocabulary *vocabulary)
{
    struct dash_words words = {.vocabulary = vocabulary};
    struct dash_book dashes = {0};
    struct pronouns pronouns = {0};
    size_t capacity = 0;
    for (size_t i = 0; i < book->block_count; i++) {
        if (!block_holds_speech(&book->blocks[i]))
            continue;
        words.text = book_view(book, book->blocks[i].start, book->blocks[i].end);
        dash_words_read(&words);
        note_small(&words, &dashes.small, &capacity);
        if (!starts_with_dash(words.text))
            count_pronouns(&words, &pronouns);
    }
    free(words.items);
    dashes.first_person = pronouns.first_person * 2 > pronouns.third_person;
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
           (begins_with_dash(book, i + 1) ? DASH_BEHIND : 0) |
           (dashes->first_person ? DASH_FIRST_PERSON : 0);
}
