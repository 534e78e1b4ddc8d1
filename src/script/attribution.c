#include "script/attribution.h"

#include "base/mem.h"
#include "script/attribution_tokens.h"

#include <stdlib.h>
#include <string.h>

const struct attribution_options attribution_defaults = {.margin = 40};

struct maker {
    const struct book *book;
    struct vocabulary *vocabulary;
    struct quotes quotes;
    struct tokens tokens;
    struct attribution *result;
};

static uint32_t speaker_named(struct attribution *a, struct view name) {
    for (size_t i = SPEAKER_RESERVED; i < a->speaker_count; i++)
        if (view_is(name, a->speakers[i].name))
            return (uint32_t)i;
    if (a->speaker_count > 5000)
        return SPEAKER_UNKNOWN;
    a->speakers = mem_resize(a->speakers, (a->speaker_count + 1) * sizeof *a->speakers);
    a->speakers[a->speaker_count] =
        (struct speaker){.name = arena_copy_text(a->arena, name.at, name.bytes)};
    return (uint32_t)a->speaker_count++;
}

static uint32_t classes_at(const struct maker *m, size_t i) {
    return m->vocabulary->words[m->tokens.items[i].word].classes;
}

static size_t name_at(const struct maker *m, size_t i) {
    size_t end = i;
    while (end < m->tokens.count && (m->tokens.items[end].flags & TOKEN_CAPITAL) != 0 &&
           (end == i || (m->tokens.items[end].gap & ~(unsigned)GAP_POINT) == 0) &&
           (classes_at(m, end) & WORD_NOT_NAME) == 0)
        end++;
    return end;
}

static uint32_t name_speaker(struct maker *m, size_t i, size_t end) {
    const struct token *last = &m->tokens.items[end - 1];
    size_t start = m->tokens.items[i].start;
    return speaker_named(m->result, book_view(m->book, start, last->start + last->bytes));
}

/* "said Anna", "Anna said" in the narration behind token `i`. */
static uint32_t tag_behind(struct maker *m, size_t i) {
    size_t end;
    if (i >= m->tokens.count || m->tokens.items[i].quote != 0)
        return SPEAKER_UNKNOWN;
    if ((classes_at(m, i) & WORD_SAY) != 0 && (end = name_at(m, i + 1)) > i + 1)
        return name_speaker(m, i + 1, end);
    if ((end = name_at(m, i)) > i && (classes_at(m, end) & WORD_SAY) != 0)
        return name_speaker(m, i, end);
    return SPEAKER_UNKNOWN;
}

static void give_speaker(struct maker *m, struct quotation *q) {
    size_t low = m->tokens.block_first[q->block], high = m->tokens.block_first[q->block + 1];
    while (low < high && m->tokens.items[low].start < q->end)
        low++;
    q->speaker = low < high ? tag_behind(m, low) : SPEAKER_UNKNOWN;
}

static void add_reserved(struct attribution *a) {
    static const char *const names[] = {"narrator", "unknown", "I"};
    a->speakers = mem_zero(SPEAKER_RESERVED, sizeof *a->speakers);
    for (int i = 0; i < SPEAKER_RESERVED; i++)
        a->speakers[i].name = names[i];
    a->speaker_count = SPEAKER_RESERVED;
}

struct attribution *attribution_make(const struct book *book,
                                     const struct attribution_options *options, struct err *err) {
    struct maker m = {.book = book, .vocabulary = vocabulary_load(book->language, err)};
    (void)options;
    if (m.vocabulary == NULL)
        return NULL;
    m.quotes = quotes_find(book, m.vocabulary);
    m.tokens = tokens_make(book, &m.quotes, m.vocabulary);
    struct attribution *a = m.result = mem_zero(1, sizeof *a);
    a->arena = arena_new();
    add_reserved(a);
    a->quotations = mem_zero(m.quotes.count, sizeof *a->quotations);
    a->quotation_count = m.quotes.count;
    for (size_t i = 0; i < m.quotes.count; i++) {
        const struct quote *quote = &m.quotes.items[i];
        a->quotations[i] = (struct quotation){
            quote->start,     quote->end, quote->block, (uint32_t)i, SPEAKER_UNKNOWN,
            QUOTATION_SPEECH, 0};
        if ((quote->flags & QUOTE_MINOR) != 0)
            a->quotations[i].kind = QUOTATION_MENTION;
        give_speaker(&m, &a->quotations[i]);
    }
    tokens_release(&m.tokens);
    quotes_release(&m.quotes);
    vocabulary_free(m.vocabulary);
    return a;
}

void attribution_free(struct attribution *a) {
    if (a == NULL)
        return;
    arena_free(a->arena);
    free(a->speakers);
    free(a->quotations);
    free(a);
}
