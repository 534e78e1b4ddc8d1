#include "script/quote_dash_book.h"

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

struct dash_book dash_book_read(const struct book *book, struct vocabulary *vocabulary)
{
    struct dash_words words = {.vocabulary = vocabulary};
    struct pronouns pronouns = {0};
    for (size_t i = 0; i < book->block_count; i++) {
        if (!block_holds_speech(&book->blocks[i]) || begins_with_dash(book, i))
            continue;
        words.text = book_view(book, book->blocks[i].start, book->blocks[i].end);
        dash_words_read(&words);
        count_pronouns(&words, &pronouns);
    }
    free(words.items);
    return (struct dash_book){.first_person = pronouns.first_person * 2 > pronouns.third_person};
}

uint32_t dash_book_block(const struct dash_book *dashes, const struct book *book, size_t i)
{
    return (begins_with_dash(book, i) ? DASH_BLOCK : 0) |
           (i > 0 && begins_with_dash(book, i - 1) ? DASH_BEFORE : 0) |
           (begins_with_dash(book, i + 1) ? DASH_BEHIND : 0) |
           (dashes->first_person ? DASH_FIRST_PERSON : 0);
}
