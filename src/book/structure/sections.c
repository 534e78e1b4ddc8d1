/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "book/structure/sections.h"

#include "book/structure/blocks.h"
#include "book/structure/unmarked_contents.h"
#include "book/wording/heading.h"
#include "book/wording/shape.h"
#include "book/wording/wording.h"

#include <string.h>

enum {
    TITLE_BYTES = 120,        /* the words of a section's heading are one line */
    ENTRY_BYTES = 160,        /* an entry of a list is shorter */
    LIST_BYTES = 64 * 1024,   /* a longer contents list or index would be a book of lists */
    REMARKS_BYTES = 8 * 1024, /* a transcriber's notes are shorter */
    TITLE_PAGE_BYTES = 2000,  /* more text than this is not a title page */
    MARK_BYTES = 6,           /* "[123]" and one more */
    /* A list of books: three fifths of its paragraphs have a year or an address. Chosen: histories
     * have years, too, but longer paragraphs. */
    FEWEST_TITLES = 3,
    TITLE_OF_BOOK_BYTES = 400,
    FEWEST_SIGNS = 3, /* of a legal text, below a heading that says so */
    FEWEST_NOTES = 3, /* below a heading of notes in a language without words for it */
};

struct sections {
    struct book *book;
    const struct wording *wording;
    const struct book_options *options;
    struct text key;
};

static bool is_read(const struct block *block)
{
    return block->kind != BLOCK_SKIP && block->kind != BLOCK_BREAK;
}

static bool is_wanted(const struct sections *sections, enum skip_reason reason)
{
    return sections->options != NULL && (sections->options->read_reasons & 1u << reason) != 0;
}

static const struct {
    const char *section;
    enum skip_reason reason;
} kinds[] = {{"contents", SKIP_CONTENTS},     {"index", SKIP_INDEX},
             {"footnotes", SKIP_FOOTNOTE},    {"transcriber", SKIP_TRANSCRIBER},
             {"errata", SKIP_TRANSCRIBER},    {"bibliography", SKIP_BACK_MATTER},
             {"licence titles", SKIP_LICENCE}};
enum { KINDS = sizeof kinds / sizeof kinds[0] };

/* May the section below heading `i` be of this kind, by the words of the heading? Those are in
 * `sections->key`. */
static bool is_called(const struct sections *sections, size_t kind)
{
    struct view key = text_view(&sections->key);
    const char *section = kinds[kind].section;
    return kinds[kind].reason == SKIP_LICENCE
               ? wording_inside(sections->wording, section, key)
               : wording_find(sections->wording, section, key) != NULL;
}

/* The block after the section that heading `i` begins. */
static size_t end_of(const struct book *book, size_t i)
{
    size_t end = i + 1;
    while (end < book->block_count &&
           (book->blocks[end].kind != BLOCK_HEADING ||
            book->blocks[end].level > book->blocks[i].level) &&
           book->blocks[end].source == book->blocks[i].source)
        end++;
    return end;
}

/* [1], 12., *: the start of a note. */
static bool begins_with_mark(struct view text)
{
    struct view head = view_part(text, 0, MARK_BYTES);
    size_t at = view_starts(head, "[") ? 1 : 0, start = at;
    while (at < head.bytes && head.at[at] >= '0' && head.at[at] <= '9')
        at++;
    bool number = at > start && at < head.bytes && strchr("].) ", head.at[at]) != NULL;
    return number || view_starts(head, "*") || view_starts(head, "†") || view_starts(head, "[");
}

struct shape_of_section {
    size_t blocks, bytes, prose, marked, dated; /* `prose`: longer than an entry */
};

/* Has it a year in it, or an address, as a title in a list of books has? */
static bool is_dated(struct view text)
{
    size_t digits = 0;
    for (size_t i = 0; i <= text.bytes; i++) {
        bool digit = i < text.bytes && text.at[i] >= '0' && text.at[i] <= '9';
        if (!digit && digits == 4 && (text.at[i - 4] == '1' || text.at[i - 4] == '2'))
            return true;
        digits = digit ? digits + 1 : 0;
    }
    return view_find(text, "://", 0) < text.bytes || view_find(text, "www.", 0) < text.bytes;
}

static struct shape_of_section shape_of(const struct book *book, size_t from, size_t to)
{
    struct shape_of_section shape = {0};
    for (size_t i = from; i < to; i++) {
        struct view text = block_text(book, &book->blocks[i]);
        if (!is_read(&book->blocks[i]))
            continue;
        shape.blocks++;
        shape.bytes += text.bytes;
        shape.prose += text.bytes > ENTRY_BYTES;
        shape.marked += begins_with_mark(text);
        shape.dated += is_dated(text);
    }
    return shape;
}

/* How many different things that only legal texts say the section says. */
static size_t licence_signs(struct sections *sections, size_t from, size_t to)
{
    const struct book *book = sections->book;
    struct view text = block_text(book, &book->blocks[from]);
    struct text key = {0};
    text = (struct view){text.at, (size_t)(block_text(book, &book->blocks[to - 1]).at - text.at) +
                                      block_text(book, &book->blocks[to - 1]).bytes};
    fold_words(view_part(text, 0, LIST_BYTES), &key);
    size_t signs = wording_count_inside(sections->wording, "licence signs", text_view(&key));
    text_release(&key);
    return signs;
}

static bool looks_like(struct sections *sections, enum skip_reason reason, size_t from, size_t to)
{
    const struct book *book = sections->book;
    struct shape_of_section shape = shape_of(book, from + 1, to);
    bool inside = to > from + 1 ||
                  reason == SKIP_FOOTNOTE; /* notes may be in another file than their heading */
    bool skipped = inside && from + 1 < book->block_count &&
                   book->blocks[from + 1].kind == BLOCK_SKIP &&
                   book->blocks[from + 1].reason == reason;
    if (shape.blocks == 0)
        return skipped;
    bool list = shape.prose * 10 <= shape.blocks && shape.bytes <= LIST_BYTES;
    switch (reason) {
    case SKIP_CONTENTS:
        return list && to < book->block_count;
    case SKIP_INDEX:
        return list && book->blocks[from].start * 2 > book->text_bytes;
    case SKIP_FOOTNOTE:
        return shape.marked * 2 >= shape.blocks;
    case SKIP_BACK_MATTER:
        return shape.blocks >= FEWEST_TITLES && shape.bytes <= LIST_BYTES &&
               shape.bytes <= shape.blocks * TITLE_OF_BOOK_BYTES &&
               shape.dated * 5 >= shape.blocks * 3;
    case SKIP_LICENCE:
        return shape.bytes <= LIST_BYTES && licence_signs(sections, from, to) >= FEWEST_SIGNS;
    default:
        return shape.bytes <= REMARKS_BYTES;
    }
}

/* Does a line of a title page say who printed, sold or owns the book, or when? */
static bool is_imprint(struct sections *sections, struct view text)
{
    struct shape shape = shape_of_text(text);
    if (text.bytes > 2 * ENTRY_BYTES || heading_is_prose(text))
        return false;
    text_clear(&sections->key);
    fold_words(text, &sections->key);
    return wording_inside(sections->wording, "imprint", text_view(&sections->key)) ||
           (shape.letters == 0 && shape.digits == 4);
}

/* Is it a line with the book's title? */
static bool is_title(struct sections *sections, size_t i)
{
    const struct book *book = sections->book;
    struct text title = {0};
    bool may = book->blocks[i].kind == BLOCK_HEADING || book->blocks[i].kind == BLOCK_PARAGRAPH;
    if (!may || block_text(book, &book->blocks[i]).bytes > 4 * TITLE_BYTES ||
        book->metadata.title == NULL)
        return false;
    fold_words(view_of(book->metadata.title), &title);
    text_clear(&sections->key);
    fold_words(block_text(book, &book->blocks[i]), &sections->key);
    bool same = view_equal(text_view(&title), text_view(&sections->key));
    text_release(&title);
    return same;
}

/* "Chapter 1", not a heading by its markup. */
static bool is_unit(const struct sections *sections, size_t i)
{
    struct heading heading;
    struct view text = block_text(sections->book, &sections->book->blocks[i]);
    return is_read(&sections->book->blocks[i]) && text.bytes <= TITLE_BYTES &&
           heading_parse(sections->wording, text, &heading) && heading.kind == HEADING_UNIT &&
           heading.number > 0;
}

/* The title page: from the line with the title to the next heading. */
static void skip_imprint(struct sections *sections)
{
    const struct book *book = sections->book;
    size_t first = 0, next;
    while (first < book->block_count && !is_read(&book->blocks[first]))
        first++;
    if (first == book->block_count || !is_title(sections, first))
        return;
    for (next = first + 1; next < book->block_count; next++)
        if ((book->blocks[next].kind == BLOCK_HEADING &&
             (book->blocks[next - 1].kind != BLOCK_HEADING || next > first + 2)) ||
            is_unit(sections, next))
            break;
    if (next == book->block_count ||
        book->blocks[next].start - book->blocks[first].start > TITLE_PAGE_BYTES)
        return;
    for (size_t i = first + 1; i < next; i++)
        if (book->blocks[i].kind == BLOCK_PARAGRAPH &&
            is_imprint(sections, block_text(book, &book->blocks[i])))
            blocks_skip(sections->book, i, i + 1, SKIP_IMPRINT);
}

/* A heading with only notes below it: "Notes", in any language, or "Chapter 5" among them. */
static bool heads_notes(const struct book *book, size_t from, size_t to)
{
    size_t notes = 0;
    if (book->blocks[from].kind != BLOCK_HEADING)
        return false;
    for (size_t i = from + 1; i < to; i++) {
        if (is_read(&book->blocks[i]))
            return false;
        notes += book->blocks[i].reason == SKIP_FOOTNOTE;
    }
    return notes >= FEWEST_NOTES;
}

/* A short line "Footnotes", not a heading by its markup, directly before notes or at the end of a
 * file. */
static bool is_line_before_notes(struct sections *sections, size_t i)
{
    const struct book *book = sections->book;
    const struct block *block = &book->blocks[i];
    const struct block *next = i + 1 < book->block_count ? block + 1 : NULL;
    struct view text = block_text(book, &book->blocks[i]);
    bool last = block->source != NULL && (next == NULL || next->source != block->source);
    bool before = next != NULL && next->kind == BLOCK_SKIP && next->reason == SKIP_FOOTNOTE;
    if (block->kind != BLOCK_PARAGRAPH || text.bytes > TITLE_BYTES || (!last && !before))
        return false;
    text_clear(&sections->key);
    fold_words(text, &sections->key);
    return wording_find(sections->wording, "footnotes", text_view(&sections->key)) != NULL;
}

/* The end of a legal text, whose parts may have headings of the same level as its own. */
static size_t end_of_licence(struct sections *sections, size_t i, size_t end)
{
    const struct block *blocks = sections->book->blocks;
    while (end < sections->book->block_count && blocks[end].kind == BLOCK_HEADING &&
           blocks[end].level == blocks[i].level && blocks[end].source == blocks[i].source) {
        size_t next = end_of(sections->book, end);
        if (blocks[next - 1].end - blocks[i].start > LIST_BYTES ||
            licence_signs(sections, end, next) == 0)
            break;
        end = next;
    }
    return end;
}

/* Skips the section that heading `i` begins, when it is called so and looks so. */
static void skip_section(struct sections *sections, size_t i, size_t end)
{
    const struct block *block = &sections->book->blocks[i];
    struct view text = block_text(sections->book, block);
    if (block->kind != BLOCK_HEADING || text.bytes > TITLE_BYTES)
        return;
    text_clear(&sections->key);
    fold_words(text, &sections->key);
    for (size_t kind = 0; kind < KINDS; kind++) {
        enum skip_reason reason = kinds[kind].reason;
        if (!is_called(sections, kind) || is_wanted(sections, reason))
            continue;
        size_t to = reason == SKIP_LICENCE ? end_of_licence(sections, i, end) : end;
        if (looks_like(sections, reason, i, to)) {
            blocks_skip(sections->book, i, to, reason);
            return;
        }
    }
}

void sections_skip(struct book *book, const struct wording *wording,
                   const struct book_options *options)
{
    struct sections sections = {.book = book, .wording = wording, .options = options};
    if (wording == NULL)
        return;
    for (size_t i = 0; i < book->block_count; i++) {
        size_t end = book->blocks[i].kind == BLOCK_HEADING ? end_of(book, i) : i + 1;
        if (heads_notes(book, i, end) || is_line_before_notes(&sections, i)) {
            blocks_skip(book, i, i + 1, SKIP_FOOTNOTE);
            continue;
        }
        skip_section(&sections, i, end);
    }
    if (!is_wanted(&sections, SKIP_CONTENTS))
        contents_skip_unmarked(book, wording);
    if (!is_wanted(&sections, SKIP_IMPRINT))
        skip_imprint(&sections);
    text_release(&sections.key);
}
