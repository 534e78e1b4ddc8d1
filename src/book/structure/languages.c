/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "book/structure/languages.h"

#include "base/mem.h"
#include "book/book.h"
#include "book/wording/recognition.h"
#include "data/language.h"

#include <stdlib.h>
#include <string.h>

enum {
    MOST_TAGS = 16,       /* as a script has; of further ones nothing is asked */
    SAMPLE_BYTES = 32000, /* chosen: some thousand words for each */
    SAMPLE_PIECE_BYTES = 4000,
    OWN_WORDS = 8, /* chosen: so many function words keep a block as it is marked */
};

/* What has the same tag. The first has none: it is the book's own. */
struct tagged {
    const char *tag;
    size_t bytes, seen;
    struct text sample;
    const char *really; /* the language that the text is in; NULL: that of the tag */
};

struct tags {
    struct tagged items[MOST_TAGS];
    size_t count;
};

/* The one of a tag, added when it is new; NULL when there are too many. */
static struct tagged *of_tag(struct tags *tags, const char *tag)
{
    for (size_t i = tag != NULL; i < tags->count; i++)
        if (tag == NULL || language_same(tags->items[i].tag, tag))
            return &tags->items[i];
    if (tags->count == MOST_TAGS)
        return NULL;
    tags->items[tags->count] = (struct tagged){.tag = tag};
    return &tags->items[tags->count++];
}

static void add_text(struct tagged *tagged, struct view text)
{
    size_t bytes = text.bytes < SAMPLE_PIECE_BYTES ? text.bytes : SAMPLE_PIECE_BYTES;
    tagged->seen += text.bytes;
    /* In proportion, so that the sample is from all over the book. */
    if (tagged->bytes > SAMPLE_BYTES &&
        (double)tagged->sample.bytes / SAMPLE_BYTES > (double)tagged->seen / (double)tagged->bytes)
        return;
    text_add_view(&tagged->sample, view_part(text, 0, bytes));
    text_add_char(&tagged->sample, '\n');
}

/* Calls for each piece of text that has a language, or none: adds it to the sample, or only counts
 * its bytes. A block is the book's own unless half of it is marked inside. */
static void collect(const struct book *book, struct tags *tags, bool sample)
{
    size_t next = 0;
    for (size_t i = 0; i < book->block_count; i++) {
        const struct block *block = &book->blocks[i];
        size_t marked = 0;
        for (; next < book->span_count && book->spans[next].start < block->end; next++) {
            const struct span *span = &book->spans[next];
            struct tagged *of = span->kind == SPAN_LANGUAGE && span->start >= block->start
                                    ? of_tag(tags, span->value)
                                    : NULL;
            if (of == NULL || block->kind == BLOCK_SKIP)
                continue;
            marked += span->end - span->start;
            if (sample)
                add_text(of, book_view(book, span->start, span->end));
            else
                of->bytes += span->end - span->start;
        }
        struct tagged *of = of_tag(tags, block->language);
        if (of == NULL || block->kind == BLOCK_SKIP || block->kind == BLOCK_BREAK ||
            marked * 2 > block->end - block->start)
            continue;
        if (sample)
            add_text(of, block_text(book, block));
        else
            of->bytes += block->end - block->start;
    }
}

/* Whether the text of a block speaks for the tag that it has, though the rest does not. */
static bool is_as_marked(const struct book *book, struct view text, const char *tag, bool *marked,
                         struct err *err)
{
    struct language_evidence evidence;
    *marked = false;
    if (!language_weigh(book->languages, text, tag, &evidence, err))
        return false;
    *marked = evidence.found >= OWN_WORDS && language_same(evidence.code, tag);
    return true;
}

/* Gives blocks and spans of a tag the language of their text. */
static bool retag(struct book *book, const struct tagged *tagged, struct err *err)
{
    bool own = language_same(tagged->really, book->metadata.language), marked;
    for (size_t i = 0; i < book->block_count; i++) {
        struct block *block = &book->blocks[i];
        if (block->language == NULL || !language_same(block->language, tagged->tag))
            continue;
        if (!is_as_marked(book, block_text(book, block), tagged->tag, &marked, err))
            return false;
        if (!marked)
            block->language = own ? NULL : tagged->really;
    }
    for (size_t i = 0; i < book->span_count; i++) {
        struct span *span = &book->spans[i];
        if (span->kind != SPAN_LANGUAGE || !language_same(span->value, tagged->tag))
            continue;
        if (!is_as_marked(book, book_view(book, span->start, span->end), tagged->tag, &marked, err))
            return false;
        if (!marked)
            span->value = tagged->really;
    }
    return true;
}

/* What is marked as of another language than the book's. */
static bool check_tag(struct book *book, struct tagged *tagged, struct err *err)
{
    char said[96], found[96];
    struct language_evidence evidence;
    if (!language_weigh(book->languages, text_view(&tagged->sample), tagged->tag, &evidence, err))
        return false;
    enum language_verdict verdict = language_judge(&evidence);
    /* That the text is like the rest of the book is a second witness. */
    bool like_book = language_same(evidence.code, book->metadata.language);
    if (verdict == LANGUAGE_AS_TOLD || (verdict == LANGUAGE_DOUBTED && !like_book))
        return true;
    tagged->really = like_book ? book->metadata.language
                               : arena_copy_text(book->arena, evidence.code, strlen(evidence.code));
    book_warn(book, "what is marked as %s is %s, and is read so",
              language_name(tagged->tag, said, sizeof said),
              language_name(tagged->really, found, sizeof found));
    return retag(book, tagged, err);
}

static bool settle_own(struct book *book, const struct tagged *own, struct err *err)
{
    struct view text = text_view(&own->sample);
    const char *told = book->metadata.language;
    if (told == NULL && text.bytes == 0)
        text = book_view(book, 0, book->text_bytes);
    return language_confirm(book, text, told, &book->metadata.language, err);
}

bool languages_settle(struct book *book, const struct book_options *options, struct err *err)
{
    struct tags tags = {.count = 1};
    collect(book, &tags, false);
    collect(book, &tags, true);
    bool good = true;
    if (options != NULL && options->language != NULL)
        book->metadata.language =
            arena_copy_text(book->arena, options->language, strlen(options->language));
    else
        good = settle_own(book, &tags.items[0], err);
    for (size_t i = 1; good && i < tags.count; i++)
        if (!language_same(tags.items[i].tag, book->metadata.language))
            good = check_tag(book, &tags.items[i], err);
    for (size_t i = 0; i < tags.count; i++)
        text_release(&tags.items[i].sample);
    return good;
}
