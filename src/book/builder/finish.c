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

void build_note_alias(struct build *build, const char *alias, const char *key)
{
    build->aliases = mem_grow(build->aliases, build->alias_count, &build->alias_capacity,
                              sizeof *build->aliases);
    build->aliases[build->alias_count++] = (struct note_alias){alias, key};
}

void build_note_word(struct build *build, const char *word)
{
    build->note_word = word != NULL ? build_keep(build, view_of(word)) : NULL;
}

void build_reference(struct build *build, const char *key)
{
    build->references = mem_grow(build->references, build->reference_count,
                                 &build->reference_capacity, sizeof *build->references);
    build->references[build->reference_count++] =
        (struct note_reference){build->book->block_count, key};
}

/* As build_chapters will find it: the highest level of several headings, or what was asked for. */
static int level_of_chapters(const struct build *build)
{
    size_t counts[7] = {0};
    for (size_t i = 0; i < build->book->block_count; i++) {
        const struct block *block = &build->book->blocks[i];
        if (block->kind == BLOCK_HEADING && block->level >= 1 && block->level <= 6)
            counts[block->level]++;
    }
    int level = 1;
    while (level < 6 && counts[level] < 2)
        level++;
    return build->outline > level ? build->outline : level;
}

/* What is known of blocks goes along with them. */
static void reorder_facts(struct build *build, const size_t *order)
{
    size_t count = build->book->block_count;
    uint8_t *set_off = mem_zero(count, sizeof *set_off);
    struct block_facts *facts = mem_zero(count, sizeof *facts);
    for (size_t i = 0; i < count; i++)
        if (order[i] != SIZE_MAX) {
            set_off[i] = build->set_off[order[i]];
            facts[i] = build->facts[order[i]];
        } else {
            set_off[i] = BUILD_NO_LABEL; /* "Note: ..." */
        }
    free(build->set_off);
    free(build->facts);
    build->set_off = set_off;
    build->facts = facts;
}

static void place_notes(struct build *build, const struct book_options *options)
{
    if (options == NULL || options->notes == NOTES_IN_PLACE || build->reference_count == 0)
        return;
    while (build->reference_count > 0 &&
           build->references[build->reference_count - 1].block >= build->book->block_count)
        build->reference_count--; /* behind the last text */
    struct note_moves moves = {.place = options->notes,
                               .word = build->note_word,
                               .keys = build->notes,
                               .references = build->references,
                               .reference_count = build->reference_count,
                               .heading_level = level_of_chapters(build),
                               .marks = build->marks,
                               .aliases = build->aliases,
                               .alias_count = build->alias_count,
                               .mark_count = build->mark_count};
    moves.order = mem_alloc(build->book->block_count * sizeof *moves.order);
    build_place_notes(build->book, &build->text, &moves);
    reorder_facts(build, moves.order);
    free(moves.order);
}

static const char *keep_title(struct build *build, struct view title)
{
    size_t end = title.bytes;
    if (end > BUILD_MAX_TITLE_BYTES) {
        end = BUILD_MAX_TITLE_BYTES;
        while (end > 0 && title.at[end] != ' ')
            end--;
        for (size_t at = BUILD_MAX_TITLE_BYTES; end == 0; end = at)
            rune_before(title, &at);
    }
    return build_keep(build, view_part(title, 0, end));
}

int build_mark(struct build *build, int level, struct view title, int parent)
{
    if (build->open && build->style.kind != BLOCK_HEADING)
        build_end(build);
    build->marks =
        mem_grow(build->marks, build->mark_count, &build->mark_capacity, sizeof *build->marks);
    build->marks[build->mark_count] =
        (struct chapter_mark){build->book->block_count, level, parent, keep_title(build, title)};
    return (int)build->mark_count++;
}

void build_outline(struct build *build, int level)
{
    build->outline = level;
}

static bool anything_read(const struct book *book)
{
    for (size_t i = 0; i < book->block_count; i++)
        if (book->blocks[i].kind != BLOCK_SKIP && book->blocks[i].kind != BLOCK_BREAK)
            return true;
    return false;
}

/* Heads of pages go, and what they part comes together. */
static void join_pages(struct build *build, const struct book_options *options)
{
    struct book *book = build->book;
    build_skip_page_heads(book, text_view(&build->text), build->marks, build->mark_count, options);
    bool *halves =
        build_find_halves(book, text_view(&build->text), build->marks, build->mark_count);
    if (halves == NULL)
        return;
    build_join_halves(book, &build->text, halves, build->set_off, build->marks, build->mark_count);
    memset(build->facts, 0, book->block_count * sizeof *build->facts);
    free(halves);
}

/* The text is complete: hands it to the book, and finds its language when nobody said it. */
static void settle_text(struct build *build)
{
    struct book *book = build->book;
    text_add_str(&build->text, "\n");
    book->text = build->text.at;
    book->text_bytes = build->text.bytes;
    build->text = (struct text){0};
    if (book->language == NULL) {
        char code[16] = "";
        words_detect_language(book_view(book, 0, book->text_bytes), code);
        book->language = code[0] != '\0' ? build_keep(build, view_of(code)) : NULL;
    }
}

/* Skipped parts, speakers, headings and chapters; false when nothing is left to read. */
static bool find_structure(struct build *build, const struct book_options *options)
{
    struct book *book = build->book;
    struct err ignored = {0};
    struct words *words = words_load(book->language, &ignored);
    build_demote_headings(book, build->facts);
    build_boilerplate(book, options);
    build_skip_note_lines(book, options);
    build_skip_repeats(book, build->facts, words, build->marks, build->mark_count, options);
    build_sections(book, words, options);
    build_find_headings(book, words);
    build_speakers(book, words, build->set_off, build->marks, build->mark_count, options);
    bool any = anything_read(book);
    build_raise_marks(book, words, build->marks, build->mark_count);
    if (any)
        build_chapters(book, words, build->marks, build->mark_count, build->outline);
    words_free(words);
    return any;
}

struct book *build_finish(struct build *build, const struct book_options *options, struct err *err)
{
    struct book *book = build->book;
    build_end(build);
    place_notes(build, options);
    join_pages(build, options);
    settle_text(build);
    if (find_structure(build, options)) {
        build->book = NULL;
    } else {
        err_set(err, ERR_INPUT, "there is nothing to read in it%s%s",
                book->warning_count > 0 ? ": " : "",
                book->warning_count > 0 ? book->warnings[0] : "");
        book = NULL;
    }
    build_free(build);
    return book;
}
