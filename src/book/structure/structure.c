/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The order of the passes. Each one skips, changes or moves blocks, so the later ones see the book
 * without what the earlier ones have dealt with. Three passes rebuild the list of blocks; all that
 * is known about blocks by their index follows them.
 */
#include "book/structure/structure.h"

#include "base/mem.h"
#include "book/plays/plays.h"
#include "book/structure/boilerplate.h"
#include "book/structure/bracket_notes.h"
#include "book/structure/chapter_starts.h"
#include "book/structure/chapters.h"
#include "book/structure/headings.h"
#include "book/structure/languages.h"
#include "book/structure/moved_notes.h"
#include "book/structure/page_heads.h"
#include "book/structure/repeats.h"
#include "book/structure/sections.h"
#include "book/wording/wording.h"

#include <stdlib.h>
#include <string.h>

/* As chapters_make will find it: the highest level of several headings, or what was asked for. */
static int level_of_chapters(const struct book *book, const struct markup_facts *markup)
{
    size_t counts[7] = {0};
    for (size_t i = 0; i < book->block_count; i++) {
        const struct block *block = &book->blocks[i];
        if (block->kind == BLOCK_HEADING && block->level >= 1 && block->level <= 6)
            counts[block->level]++;
    }
    int level = 1;
    while (level < 6 && counts[level] < 2)
        level++;
    return markup->heading_levels > level ? markup->heading_levels : level;
}

/* What is known about blocks follows them. `order`: see struct note_moves. */
static void reorder_facts(const struct book *book, struct markup_facts *markup, const size_t *order)
{
    size_t count = book->block_count;
    uint8_t *set_off = mem_zero(count, sizeof *set_off);
    struct block_facts *facts = mem_zero(count, sizeof *facts);
    for (size_t i = 0; i < count; i++)
        if (order[i] != SIZE_MAX) {
            set_off[i] = markup->set_off[order[i]];
            facts[i] = markup->facts[order[i]];
        } else {
            set_off[i] = PLAYS_NO_LABEL; /* "Note: ..." */
        }
    free(markup->set_off);
    free(markup->facts);
    markup->set_off = set_off;
    markup->facts = facts;
}

static void place_notes(struct book *book, struct text *text, struct markup_facts *markup,
                        const struct book_options *options)
{
    if (options == NULL || options->notes == NOTES_IN_PLACE || markup->reference_count == 0)
        return;
    while (markup->reference_count > 0 &&
           markup->references[markup->reference_count - 1].block >= book->block_count)
        markup->reference_count--; /* after the last text */
    struct note_moves moves = {.place = options->notes,
                               .word = markup->note_word,
                               .keys = markup->notes,
                               .references = markup->references,
                               .reference_count = markup->reference_count,
                               .heading_level = level_of_chapters(book, markup),
                               .starts = markup->starts,
                               .aliases = markup->aliases,
                               .alias_count = markup->alias_count,
                               .start_count = markup->start_count};
    moves.order = mem_alloc(book->block_count * sizeof *moves.order);
    moved_notes_place(book, text, &moves);
    reorder_facts(book, markup, moves.order);
    free(moves.order);
}

/* Page heads are skipped, and the paragraphs that they split are joined. */
static void join_pages(struct book *book, struct text *text, struct markup_facts *markup,
                       const struct book_options *options)
{
    page_heads_skip_blocks(book, text_view(text), markup->starts, markup->start_count, options);
    bool *halves =
        split_paragraphs_find(book, text_view(text), markup->starts, markup->start_count);
    if (halves == NULL)
        return;
    split_paragraphs_join(book, text, halves, markup->set_off, markup->starts, markup->start_count);
    memset(markup->facts, 0, book->block_count * sizeof *markup->facts);
    free(halves);
}

/* Speakers' labels and stage directions become blocks, and the starts follow. */
static void cut_plays(struct book *book, const struct wording *wording, struct markup_facts *markup,
                      const struct book_options *options)
{
    size_t *new_index = plays_cut(book, wording, markup->set_off, options);
    if (new_index != NULL)
        chapter_starts_follow(markup->starts, markup->start_count, new_index);
    free(new_index);
}

/* The text is complete: hands it to the book, and finds its language if it is not known. */
static bool settle_text(struct book *book, struct text *text, const struct book_options *options,
                        struct err *err)
{
    text_add_str(text, "\n");
    book->text = text->at;
    book->text_bytes = text->bytes;
    *text = (struct text){0};
    return languages_settle(book, options, err);
}

static bool anything_read(const struct book *book)
{
    for (size_t i = 0; i < book->block_count; i++)
        if (book->blocks[i].kind != BLOCK_SKIP && book->blocks[i].kind != BLOCK_BREAK)
            return true;
    return false;
}

bool structure_find(struct book *book, struct text *text, struct markup_facts *markup,
                    struct wording **found, const struct book_options *options, struct err *err)
{
    /* First, as `notes` and the references name blocks by the index that the reader gave them. */
    place_notes(book, text, markup, options);
    /* This changes the text too, so it comes before the text belongs to the book; after the notes,
     * because one between two halves of a sentence would keep them apart. */
    join_pages(book, text, markup, options);
    /* The language is known only now. */
    if (!settle_text(book, text, options, err) ||
        !wording_follow(found, book->languages, book->metadata.language, err))
        return false;
    const struct wording *wording = *found;
    /* Before everything that looks at headings. */
    headings_demote(book, markup->facts);
    /* Before what looks for lists and sections, so that the licence is not part of one. */
    boilerplate_skip(book, wording, options);
    /* Before the sections: a heading "Notes" or "Contents" is skipped with what was skipped below
     * it. */
    bracket_notes_skip(book, options);
    repeats_skip(book, markup->facts, wording, markup->starts, markup->start_count, options);
    sections_skip(book, wording, options);
    /* After the contents lists, whose entries look like headings. */
    headings_find(book, wording);
    /* After the headings: they are not labels, and they end a speech. Cuts blocks; `facts`,
     * `set_off` and `notes` do not follow. */
    cut_plays(book, wording, markup, options);
    /* Last: chapters name blocks by index, and start only where something is read. */
    bool any = anything_read(book);
    /* Chapters come last: they hold indexes of blocks, and titles of blocks that are read. */
    chapter_starts_raise(book, wording, markup->starts, markup->start_count);
    if (any)
        chapters_make(book, wording, markup->starts, markup->start_count, markup->heading_levels);
    return any || err_set(err, ERR_INPUT, "there is nothing to read in it%s%s",
                          book->warning_count > 0 ? ": " : "",
                          book->warning_count > 0 ? book->warnings[0] : "");
}
