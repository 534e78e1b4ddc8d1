/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "book/outline/outline.h"

#include "book/layout/layout.h"
#include "book/wording/shape.h"
#include "book/wording/wording.h"

/* Chosen: "le Roi" stands beside "le roi" in one book; it is no name. */
enum { CAPITALS_TIMES = 3 };

/* All lines of a heading. */
static struct view heading_lines(const struct layout *layout, const struct outline_item *item)
{
    size_t end =
        item->title_lines > 0 ? item->title_line + item->title_lines : item->line + item->lines;
    return view_part(layout->text, layout->lines[item->line].start, layout->lines[end - 1].end);
}

/* The end of the word at `at`: letters only, so that d'Anna is two. */
static size_t word_end(struct view text, size_t at)
{
    for (size_t next = at; next < text.bytes; at = next)
        if (!rune_is_letter(rune_next(text, &next)))
            break;
    return at;
}

/* The word at `*at`, which moves after it; empty when something else is there. */
static struct view next_word(struct view text, size_t *at)
{
    size_t start = *at, end = word_end(text, start);
    *at = end;
    if (end == start)
        rune_next(text, at);
    return view_part(text, start, end);
}

/* "dit Rustin", "puis, Rustin", "d'Anna": a word in the middle of a sentence. */
static bool is_inside_sentence(struct view text, size_t start)
{
    size_t at = start;
    uint32_t before = at > 0 ? rune_before(text, &at) : 0;
    if (before == ' ' && at > 0)
        before = rune_before(text, &at);
    return rune_is_lower(before) || before == ',' || before == '\'' || before == 0x2019;
}

/* How often the text writes each word of the titles with a capital inside a sentence, and how often
 * in small letters. Keys as in outline->names. */
struct spellings {
    struct table capital, small;
    struct text scratch;
};

static void add_titles(struct spellings *spellings, const struct outline *outline,
                       const struct layout *layout)
{
    for (size_t i = 0; i < outline->count; i++) {
        struct view title = heading_lines(layout, &outline->items[i]);
        for (size_t at = 0; at < title.bytes;) {
            struct view word = next_word(title, &at);
            if (word.bytes > 0)
                table_add(&spellings->capital, table_number(fold_key(word, &spellings->scratch)),
                          0);
        }
    }
}

static void count_words(struct spellings *spellings, struct view text)
{
    for (size_t at = 0; at < text.bytes;) {
        struct view word = next_word(text, &at);
        size_t start = (size_t)(word.at - text.at);
        if (word.bytes == 0)
            continue;
        struct table_key key = table_number(fold_key(word, &spellings->scratch));
        size_t capitals = table_find(&spellings->capital, key, SIZE_MAX);
        if (capitals == SIZE_MAX)
            continue;
        if (rune_is_lower(rune_at(word, 0)))
            table_set(&spellings->small, key, table_find(&spellings->small, key, 0) + 1);
        else if (shape_of_text(word).lower > 0 && is_inside_sentence(text, start))
            table_set(&spellings->capital, key, capitals + 1);
    }
}

void outline_find_names(struct outline *outline, const struct layout *layout,
                        const struct wording *wording)
{
    const char *small = wording_find(wording, "words", view_of("small"));
    if (small != NULL && small[0] != '\0') /* every word of a title gets a capital */
        return;
    struct spellings spellings = {0};
    add_titles(&spellings, outline, layout);
    if (spellings.capital.count > 0)
        count_words(&spellings, layout->text);
    for (size_t i = 0; i < outline->count; i++) {
        struct view title = heading_lines(layout, &outline->items[i]);
        for (size_t at = 0; at < title.bytes;) {
            struct table_key key =
                table_number(fold_key(next_word(title, &at), &spellings.scratch));
            if (table_find(&spellings.capital, key, 0) >
                CAPITALS_TIMES * table_find(&spellings.small, key, 0))
                table_add(&outline->names, key, 1);
        }
    }
    table_release(&spellings.capital);
    table_release(&spellings.small);
    text_release(&spellings.scratch);
}
