/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "book/layout/page_heads.h"

#include "base/mem.h"
#include "book/book.h"
#include "book/layout/layout.h"
#include "book/wording/shape.h"
#include "book/wording/wording.h"

#include <stdlib.h>

/* All chosen. */
enum {
    MAX_HEAD_BYTES = 110,
    HEAD_BLANKS = 3,      /* columns between number and words */
    HEADS = 5,            /* fewer may be a coincidence */
    MOST_SKIPPED = 12,    /* pages without a head in a row */
    PAGE_BYTES = 500,     /* the least text of a page, on average */
    TOTAL_WORD_BYTES = 6, /* of "of", "von", "sur" */
    WORDS_KEPT = 8,       /* different heads that are looked for without a number */
};

struct page_head {
    size_t run;
    int number;
    uint64_t words; /* key of its words; 0: "Page 12" */
    bool sure;      /* "Page 12 of 300" */
};

static size_t digits_at(struct view line, size_t at)
{
    size_t end = at;
    while (end < line.bytes && line.at[end] >= '0' && line.at[end] <= '9')
        end++;
    return end - at;
}

static size_t blanks_at(struct view line, size_t at)
{
    size_t end = at;
    while (end < line.bytes && (line.at[end] == ' ' || line.at[end] == '\t'))
        end += 1;
    return end - at;
}

/* " of 300", " von 300", " 300": what may follow the number of a page, all of `rest`. */
static bool is_total(struct view rest, int number)
{
    size_t at = view_starts(rest, " ") ? 1 : 0, word = at;
    while (at < rest.bytes && (rest.at[at] < '0' || rest.at[at] > '9') && rest.at[at] != ' ')
        at++;
    size_t letters = at - word;
    at += letters > 0 && view_starts(view_part(rest, at, rest.bytes), " ");
    size_t digits = digits_at(rest, at);
    return letters <= TOTAL_WORD_BYTES && digits > 0 && digits <= 5 && at + digits == rest.bytes &&
           atoi(rest.at + at) >= number;
}

/* "Page 12", "Page 12 of 300", "12 / 300": the number, or 0. */
static int page_word(const struct wording *wording, struct view line, bool *sure)
{
    struct text key = {0};
    fold_words(line, &key);
    struct view all = text_view(&key);
    size_t word = view_find(all, " ", 0), at = 0;
    bool named =
        word < all.bytes && wording_find(wording, "page marks", view_part(all, 0, word)) != NULL;
    int number = 0;
    at = named ? word + 1 : 0;
    size_t digits = digits_at(all, at);
    struct view rest = view_part(all, at + digits, all.bytes);
    if (digits > 0 && digits <= 4 &&
        ((rest.bytes == 0 && named) || (rest.bytes > 0 && is_total(rest, atoi(all.at + at)))))
        number = atoi(all.at + at);
    *sure = named && number > 0 && rest.bytes > 0;
    text_release(&key);
    return number;
}

/* Reads a line as a page head: number and words in either order, or "Page 12". */
static bool read_head(const struct wording *wording, struct view line, struct page_head *head,
                      struct text *scratch)
{
    size_t digits = digits_at(line, 0), end = line.bytes;
    size_t blanks = digits > 0 ? blanks_at(line, digits) : 0;
    struct view rest = view_part(line, digits + blanks, line.bytes);
    if (digits == 0) {
        while (end > 0 && line.at[end - 1] >= '0' && line.at[end - 1] <= '9')
            end--;
        digits = line.bytes - end;
        rest = view_trim(view_part(line, 0, end));
        blanks = end - rest.bytes;
        head->number = digits > 0 && digits <= 4 ? atoi(line.at + end) : 0;
    } else {
        head->number = digits <= 4 ? atoi(line.at) : 0;
    }
    head->words = 0;
    if (head->number > 0 && blanks >= HEAD_BLANKS && shape_of_text(rest).letters >= 2) {
        head->words = fold_key(rest, scratch);
        return true;
    }
    head->number = page_word(wording, line, &head->sure);
    return head->number > 0;
}

static bool could_be_head(const struct layout *layout, size_t run)
{
    const struct run *r = &layout->runs[run];
    return r->reason == SKIP_NONE && !r->marks && r->lines == 1 &&
           r->end - r->start <= MAX_HEAD_BYTES;
}

/* One past the last of the heads from `i` on whose numbers rise from page to page. */
static size_t series_end(const struct page_head *heads, size_t count, size_t i)
{
    size_t end = i + 1;
    while (end < count && heads[end].number > heads[end - 1].number &&
           heads[end].number <= heads[end - 1].number + MOST_SKIPPED)
        end++;
    return end;
}

/* Marks the heads i..end, if they are sure, and adds their words to `kept`. */
static void mark_series(struct layout *layout, const struct page_head *heads, size_t i, size_t end,
                        uint64_t kept[WORDS_KEPT])
{
    size_t bytes = layout->runs[heads[end - 1].run].start - layout->runs[heads[i].run].start;
    bool sure = end > i + 1;
    for (size_t j = i; j < end; j++)
        sure = sure && heads[j].sure;
    if (!sure && (end - i < HEADS || bytes / (end - i - 1) < PAGE_BYTES))
        return;
    for (size_t j = i; j < end; j++) {
        size_t k = 0;
        layout->runs[heads[j].run].reason = SKIP_PAGE_NUMBER;
        while (k < WORDS_KEPT && kept[k] != 0 && kept[k] != heads[j].words)
            k++;
        if (k < WORDS_KEPT)
            kept[k] = heads[j].words;
    }
}

void page_heads_skip(struct layout *layout, const struct wording *wording, size_t first, size_t end)
{
    struct page_head *heads = NULL;
    size_t count = 0, capacity = 0;
    uint64_t kept[WORDS_KEPT] = {0};
    struct text scratch = {0};
    for (size_t i = first; i < end; i++) {
        struct page_head head = {.run = i};
        if (!could_be_head(layout, i) ||
            !read_head(wording, layout_run(layout, i), &head, &scratch))
            continue;
        heads = mem_grow(heads, count, &capacity, sizeof *heads);
        heads[count++] = head;
    }
    for (size_t i = 0, stop; i < count; i = stop) {
        stop = series_end(heads, count, i);
        mark_series(layout, heads, i, stop, kept);
    }
    /* Heads without a number. The first line with such words is the title that they repeat. */
    bool seen[WORDS_KEPT] = {false};
    for (size_t i = first; i < end && kept[0] != 0; i++) {
        uint64_t key = could_be_head(layout, i) ? fold_key(layout_run(layout, i), &scratch) : 0;
        for (size_t k = 0; k < WORDS_KEPT && key != 0; k++) {
            if (kept[k] == key && seen[k])
                layout->runs[i].reason = SKIP_PAGE_NUMBER;
            seen[k] = seen[k] || kept[k] == key;
        }
    }
    free(heads);
    text_release(&scratch);
}
