/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "book/builder/state.h"

#include "base/mem.h"
#include "book/structure/boilerplate.h"
#include "book/structure/bracket_notes.h"
#include "book/structure/chapter_starts.h"
#include "book/structure/chapters.h"
#include "book/structure/headings.h"
#include "book/structure/moved_notes.h"
#include "book/structure/page_heads.h"
#include "book/structure/play_labels.h"
#include "book/structure/play_speakers.h"
#include "book/structure/sections.h"
#include "book/wording/wording.h"

#include <stdlib.h>
#include <string.h>

void builder_note_alias(struct builder *builder, const char *alias, const char *key)
{
    builder->aliases = mem_grow(builder->aliases, builder->alias_count, &builder->alias_capacity,
                                sizeof *builder->aliases);
    builder->aliases[builder->alias_count++] = (struct note_alias){alias, key};
}

void builder_note_word(struct builder *builder, const char *word)
{
    builder->note_word = word != NULL ? builder_keep(builder, view_of(word)) : NULL;
}

void builder_note_reference(struct builder *builder, const char *key)
{
    builder->references = mem_grow(builder->references, builder->reference_count,
                                   &builder->reference_capacity, sizeof *builder->references);
    builder->references[builder->reference_count++] =
        (struct note_reference){builder->book->block_count, key};
}

/* As chapters_make will find it: the highest level of several headings, or what was asked for. */
static int level_of_chapters(const struct builder *builder)
{
    size_t counts[7] = {0};
    for (size_t i = 0; i < builder->book->block_count; i++) {
        const struct block *block = &builder->book->blocks[i];
        if (block->kind == BLOCK_HEADING && block->level >= 1 && block->level <= 6)
            counts[block->level]++;
    }
    int level = 1;
    while (level < 6 && counts[level] < 2)
        level++;
    return builder->outline > level ? builder->outline : level;
}

/* What is known of blocks goes along with them. */
static void reorder_facts(struct builder *builder, const size_t *order)
{
    size_t count = builder->book->block_count;
    uint8_t *set_off = mem_zero(count, sizeof *set_off);
    struct block_facts *facts = mem_zero(count, sizeof *facts);
    for (size_t i = 0; i < count; i++)
        if (order[i] != SIZE_MAX) {
            set_off[i] = builder->set_off[order[i]];
            facts[i] = builder->facts[order[i]];
        } else {
            set_off[i] = PLAY_LABELS_NONE; /* "Note: ..." */
        }
    free(builder->set_off);
    free(builder->facts);
    builder->set_off = set_off;
    builder->facts = facts;
}

static void place_notes(struct builder *builder, const struct book_options *options)
{
    if (options == NULL || options->notes == NOTES_IN_PLACE || builder->reference_count == 0)
        return;
    while (builder->reference_count > 0 &&
           builder->references[builder->reference_count - 1].block >= builder->book->block_count)
        builder->reference_count--; /* behind the last text */
    struct note_moves moves = {.place = options->notes,
                               .word = builder->note_word,
                               .keys = builder->notes,
                               .references = builder->references,
                               .reference_count = builder->reference_count,
                               .heading_level = level_of_chapters(builder),
                               .marks = builder->marks,
                               .aliases = builder->aliases,
                               .alias_count = builder->alias_count,
                               .mark_count = builder->mark_count};
    moves.order = mem_alloc(builder->book->block_count * sizeof *moves.order);
    moved_notes_place(builder->book, &builder->text, &moves);
    reorder_facts(builder, moves.order);
    free(moves.order);
}

static const char *keep_title(struct builder *builder, struct view title)
{
    size_t end = title.bytes;
    if (end > BUILDER_MAX_TITLE_BYTES) {
        end = BUILDER_MAX_TITLE_BYTES;
        while (end > 0 && title.at[end] != ' ')
            end--;
        for (size_t at = BUILDER_MAX_TITLE_BYTES; end == 0; end = at)
            rune_before(title, &at);
    }
    return builder_keep(builder, view_part(title, 0, end));
}

int builder_chapter_start(struct builder *builder, int level, struct view title, int parent)
{
    if (builder->open && builder->style.kind != BLOCK_HEADING)
        builder_end_block(builder);
    builder->marks = mem_grow(builder->marks, builder->mark_count, &builder->mark_capacity,
                              sizeof *builder->marks);
    builder->marks[builder->mark_count] = (struct chapter_start){
        builder->book->block_count, level, parent, keep_title(builder, title)};
    return (int)builder->mark_count++;
}

void builder_heading_levels(struct builder *builder, int level)
{
    builder->outline = level;
}

static bool anything_read(const struct book *book)
{
    for (size_t i = 0; i < book->block_count; i++)
        if (book->blocks[i].kind != BLOCK_SKIP && book->blocks[i].kind != BLOCK_BREAK)
            return true;
    return false;
}

/* Heads of pages go, and what they part comes together. */
static void join_pages(struct builder *builder, const struct book_options *options)
{
    struct book *book = builder->book;
    page_heads_skip_blocks(book, text_view(&builder->text), builder->marks, builder->mark_count,
                           options);
    bool *halves =
        split_paragraphs_find(book, text_view(&builder->text), builder->marks, builder->mark_count);
    if (halves == NULL)
        return;
    split_paragraphs_join(book, &builder->text, halves, builder->set_off, builder->marks,
                          builder->mark_count);
    memset(builder->facts, 0, book->block_count * sizeof *builder->facts);
    free(halves);
}

/* The text is complete: hands it to the book, and finds its language when nobody said it. */
static bool settle_text(struct builder *builder, struct err *err)
{
    struct book *book = builder->book;
    text_add_str(&builder->text, "\n");
    book->text = builder->text.at;
    book->text_bytes = builder->text.bytes;
    builder->text = (struct text){0};
    if (book->metadata.language != NULL)
        return true;
    char code[16];
    if (!language_detect(book->languages, book_view(book, 0, book->text_bytes), code, err))
        return false;
    book->metadata.language = builder_keep(builder, view_of(code));
    return true;
}

/* Skipped parts, speakers, headings and chapters; false when nothing is left to read. */
static bool find_structure(struct builder *builder, const struct wording *words,
                           const struct book_options *options)
{
    struct book *book = builder->book;
    headings_demote(book, builder->facts);
    boilerplate_skip(book, words, options);
    bracket_notes_skip(book, options);
    repeats_skip(book, builder->facts, words, builder->marks, builder->mark_count, options);
    sections_skip(book, words, options);
    headings_find(book, words);
    play_speakers_cut(book, words, builder->set_off, builder->marks, builder->mark_count, options);
    bool any = anything_read(book);
    chapter_starts_raise(book, words, builder->marks, builder->mark_count);
    if (any)
        chapters_make(book, words, builder->marks, builder->mark_count, builder->outline);
    return any;
}

static bool finish(struct builder *builder, struct wording **words,
                   const struct book_options *options, struct err *err)
{
    struct book *book = builder->book;
    builder_end_block(builder);
    place_notes(builder, options);
    join_pages(builder, options);
    if (!settle_text(builder, err) ||
        !wording_follow(words, book->languages, book->metadata.language, err))
        return false;
    if (find_structure(builder, *words, options))
        return true;
    return err_set(err, ERR_INPUT, "there is nothing to read in it%s%s",
                   book->warning_count > 0 ? ": " : "",
                   book->warning_count > 0 ? book->warnings[0] : "");
}

struct book *builder_finish(struct builder *builder, struct wording **words,
                            const struct book_options *options, struct err *err)
{
    struct book *book = NULL;
    if (finish(builder, words, options, err)) {
        book = builder->book;
        builder->book = NULL;
    }
    builder_free(builder);
    return book;
}
