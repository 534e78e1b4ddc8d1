/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "script/attribution/steps.h"

#include "base/mem.h"
#include "book/book.h"
#include "script/attribution/attribution.h"
#include "script/people/answers.h"
#include "script/people/dialogue_tags.h"
#include "script/people/people.h"
#include "script/quotes/quotes.h"
#include "script/vocabulary/vocabulary.h"

#include <stdlib.h>

/* Chosen. Quoted words that nobody speaks are few: the so-called "wonder". A narrator who is "I"
 * speaks at least twice, because a single "I said" may belong to a longer announced speech. */
enum { SCARE_MAX_WORDS = 4, NARRATOR_MIN_TAGS = 2 };

static bool ends_clause(const struct attribution_work *work, const struct quote *quote)
{
    struct view text = {work->book->text, work->book->text_bytes};
    size_t at = quote->end;
    rune_before(text, &at);
    uint32_t last = rune_ending(text, at);
    return last == ',' || last == '.' || last == '!' || last == '?' || last == 0x2026 ||
           last == '-' || last == 0x2014 || last == 0x2013 || last == ';';
}

/* Does the sentence run into the quotation, without a comma or a verb of speaking before it? */
static bool runs_into(const struct attribution_work *work, const struct quote_context *context)
{
    const struct token *first = &work->tokens.items[context->first];
    if ((first->gap & ~(unsigned)GAP_QUOTE) != 0 || context->first == 0)
        return false;
    uint64_t before = work->vocabulary->words[first[-1].word].classes;
    if ((before & (WORD_SPEAKING | WORD_WRITE)) != 0)
        return false;
    return (first->flags & TOKEN_CAPITAL) == 0 ||
           (context->end - context->first <= SCARE_MAX_WORDS &&
            (before & (WORD_ARTICLE | WORD_OWNER | WORD_PLACE)) != 0);
}

/* Speech, or a mention: scare quotes, titles, words. Those are short, inside a sentence, and do not
 * end like a clause. */
static enum quotation_kind kind_of(const struct attribution_work *work, size_t q)
{
    const struct quote *quote = &work->quotes.items[q];
    const struct quote_context *context = &work->contexts[q];
    size_t words = context->end - context->first;
    if (words == 0)
        return QUOTATION_MENTION;
    if ((quote->flags & QUOTE_MINOR) != 0)
        return QUOTATION_MENTION;
    if ((quote->flags & (QUOTE_BLOCK | QUOTE_LABELLED | QUOTE_BY_DASH)) != 0)
        return QUOTATION_SPEECH;
    unsigned gap = work->tokens.items[context->first].gap;
    if (runs_into(work, context) && context->after.form != TAG_SPEAKING &&
        (context->before.form != TAG_SPEAKING || words <= SCARE_MAX_WORDS))
        return QUOTATION_MENTION;
    if ((gap & (GAP_BLOCK | GAP_COMMA | GAP_COLON | GAP_STOP | GAP_DASH)) != 0 ||
        ends_clause(work, quote))
        return QUOTATION_SPEECH;
    if (context->after.form == TAG_SPEAKING ||
        (context->before.form == TAG_SPEAKING && words > SCARE_MAX_WORDS))
        return QUOTATION_SPEECH;
    return words <= SCARE_MAX_WORDS ||
                   (work->tokens.items[context->first].flags & TOKEN_CAPITAL) == 0
               ? QUOTATION_MENTION
               : QUOTATION_SPEECH;
}

/* "I said": does it have a verb of speaking, and "I" as the speaker? */
static bool is_first_person_tag(const struct attribution_work *work, struct dialogue_tag tag)
{
    return tag.form == TAG_SPEAKING &&
           (work->people.mentions[tag.mention].flags & MENTION_FIRST) != 0;
}

/* Is there a first-person narrator who speaks, in more than one of 50 quotations? The share is
 * chosen: less may be in letters and stories inside the book. */
static bool told_in_first_person(const struct attribution_work *work)
{
    size_t tags = 0, announced = 0;
    for (size_t q = 0; q < work->quotes.count; q++) {
        const struct dialogue_tag tags_of[2] = {work->contexts[q].after, work->contexts[q].before};
        announced += (work->quotes.items[q].flags & QUOTE_BLOCK) != 0 &&
                     is_first_person_tag(work, tags_of[1]);
        tags += is_first_person_tag(work, tags_of[0]) + is_first_person_tag(work, tags_of[1]);
    }
    return announced > 0 || (tags >= NARRATOR_MIN_TAGS && tags * 50 > work->quotes.count);
}

/* ---- the narrator's name ---- */

/* Chosen: quotations on each side of one by "I"; vocatives that show the narrator's name. */
enum { ADDRESS_QUOTES = 2, ADDRESS_MIN = 2 };

/* Does narration hardly ever name the person? That is so for a narrator who is "I". The quarter is
 * chosen: a narrator's name is mostly spoken by others. */
static bool is_never_told(const struct people *people, uint32_t person)
{
    uint32_t narrated = people->told_first[person + 1] - people->told_first[person];
    return people->persons[person].tags == 0 && narrated * 4 <= people->persons[person].vocatives;
}

/* The person whom others address by name when "I" speaks beside them; or NO_NAME. Assumes
 * people_join. */
static uint32_t narrators_person(const struct attribution_work *work)
{
    uint32_t *addressed = mem_zero(work->people.person_count, sizeof *addressed), best = NO_NAME;
    size_t counted = 0;
    for (size_t q = 0; q < work->quotes.count; q++) {
        if (!is_first_person_tag(work, work->contexts[q].after) &&
            !is_first_person_tag(work, work->contexts[q].before))
            continue;
        size_t from = q > ADDRESS_QUOTES ? q - ADDRESS_QUOTES : 0;
        for (size_t k = from < counted ? counted : from;
             k <= q + ADDRESS_QUOTES && k < work->quotes.count; k++, counted = k)
            if (!is_first_person_tag(work, work->contexts[k].after) &&
                !is_first_person_tag(work, work->contexts[k].before)) {
                const struct people *people = &work->people;
                for (size_t i = work->contexts[k].first; i < work->contexts[k].end; i++) {
                    const struct mention *mention =
                        people->mention_of[i] == 0 ? NULL
                                                   : &people->mentions[people->mention_of[i] - 1];
                    if (mention != NULL && mention->first == i && mention->kind == MENTION_NAME &&
                        (mention->flags & MENTION_VOCATIVE) != 0)
                        addressed[people->names[mention->name].person]++;
                }
            }
    }
    for (uint32_t p = 0; p < work->people.person_count; p++)
        if (addressed[p] >= ADDRESS_MIN && is_never_told(&work->people, p) &&
            (best == NO_NAME || addressed[p] > addressed[best]))
            best = p;
    free(addressed);
    return best;
}

bool attribution_prepare(struct attribution_work *work, const struct book *book, struct err *err)
{
    *work = (struct attribution_work){.book = book};
    work->vocabulary = vocabulary_load(book->languages, book->metadata.language, err);
    if (work->vocabulary == NULL)
        return false;
    work->quotes = quotes_find(book, work->vocabulary);
    work->tokens = tokens_make(book, &work->quotes, work->vocabulary);
    work->people = people_collect(&work->tokens, work->vocabulary);
    work->contexts =
        dialogue_tags_find(book, &work->quotes, &work->tokens, work->vocabulary, &work->people);
    work->people.first_person = told_in_first_person(work);
    answers_find(&work->quotes, work->contexts, &work->people);
    people_join(&work->people, work->vocabulary);
    work->kinds = mem_zero(work->quotes.count, sizeof *work->kinds);
    for (size_t q = 0; q < work->quotes.count; q++)
        work->kinds[q] = (uint8_t)kind_of(work, q);
    for (size_t q = 0; q < work->quotes.count; q++)
        if (work->kinds[q] == QUOTATION_SPEECH && work->contexts[q].thinks)
            work->kinds[q] = QUOTATION_THOUGHT;
    if (work->people.first_person)
        work->people.narrator = narrators_person(work);
    work->input =
        (struct turn_input){book,          &work->quotes,  &work->tokens, work->vocabulary,
                            &work->people, work->contexts, work->kinds};
    work->turns = turns_make(&work->input);
    return true;
}

void attribution_work_release(struct attribution_work *work)
{
    free(work->turns.items);
    free(work->kinds);
    free(work->contexts);
    people_release(&work->people);
    tokens_release(&work->tokens);
    quotes_release(&work->quotes);
    vocabulary_free(work->vocabulary);
}
