/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "book/plays/labels.h"

#include "base/mem.h"
#include "book/plays/plays.h"
#include "book/wording/label.h"
#include "book/wording/shape.h"
#include "book/wording/wording.h"

#include <stdlib.h>
#include <string.h>

enum {
    FEWEST_LABELS = 12, /* in a stretch: fewer are found in any book, in lists or letters */
    FEWEST_NAMES = 2,
    SCENE_LABELS = 5,     /* from one heading to the next, on average */
    OFTEN = 3,            /* three fifths of the labels have names that occur so often */
    ROUND_DIRECTIONS = 5, /* labels followed by "(" that show the habit of the book */
};

struct label_finder {
    struct book *book;
    const uint8_t *set_off;
    const struct wording *wording;
    struct play_label *labels;
    size_t count, capacity;
    struct text scratch;
};

bool play_labels_may_speak(const struct block *block)
{
    return (block->kind == BLOCK_PARAGRAPH || block->kind == BLOCK_VERSE ||
            block->kind == BLOCK_LETTER || block->kind == BLOCK_LIST) &&
           block->speaker == NULL;
}

/* A name that the markup sets off, followed by a mark, a direction, a line end or nothing. */
static size_t set_off_label(struct view text, size_t set_off, size_t *end)
{
    size_t bytes = label_without_marks(view_part(text, 0, set_off));
    if (bytes == 0 || !label_is_name(view_part(text, 0, bytes)))
        return 0;
    *end = set_off;
    while (*end < text.bytes && strchr(".:", text.at[*end]) != NULL)
        ++*end;
    struct view rest = view_part(text, *end, text.bytes);
    bool marked = *end > bytes;
    bool is_separated = rest.bytes == 0 || rest.at[0] == '\n' || view_starts(rest, " (") ||
                        view_starts(rest, " [") || view_starts(rest, "—");
    return marked || is_separated ? bytes : 0;
}

/* A label by its own marks; one in small letters needs a colon. */
static bool read_label(struct view text, struct play_label *label)
{
    struct label found;
    if (!label_read(text, &found) || (!found.upper && text.at[found.end - 1] != ':'))
        return false;
    label->bytes = found.bytes;
    label->end = found.end;
    label->weak = !found.upper;
    return true;
}

/* A short paragraph that is nothing but a name in capitals. */
static bool is_lone_name(struct view text)
{
    return text.bytes <= LABEL_MAX_BYTES && label_is_name(text) && label_in_capitals(text);
}

static bool find_label(const struct label_finder *finder, size_t i, struct play_label *label)
{
    struct view text = block_text(finder->book, &finder->book->blocks[i]);
    if (finder->set_off[i] == PLAYS_NO_LABEL)
        return false;
    label->block = i;
    label->bytes = set_off_label(text, finder->set_off[i], &label->end);
    if (label->bytes == 0 && !read_label(text, label) && is_lone_name(text)) {
        label->bytes = label_without_marks(text);
        label->end = text.bytes;
    }
    label->alone = label->end == text.bytes;
    return label->bytes > 0;
}

/* ACT I, SCENE II: not names of people. */
static bool is_heading_word(const struct label_finder *finder, struct view key)
{
    struct view first = view_part(key, 0, view_find(key, " ", 0));
    return finder->wording != NULL && (wording_find(finder->wording, "units", first) != NULL ||
                                       wording_find(finder->wording, "names", key) != NULL);
}

/* Does the block begin with what the markup calls a stage direction? *span: the first one that does
 * not start before the block. */
static bool is_direction(const struct book *book, const struct block *block, size_t *span)
{
    while (*span < book->span_count && book->spans[*span].start < block->start)
        ++*span;
    for (size_t i = *span; i < book->span_count && book->spans[i].start == block->start; i++)
        if (book->spans[i].kind == SPAN_DIRECTION)
            return true;
    return false;
}

static void find_labels(struct label_finder *finder)
{
    struct book *book = finder->book;
    size_t span = 0;
    for (size_t i = 0; i < book->block_count; i++) {
        struct play_label label = {.kept = false};
        if (is_direction(book, &book->blocks[i], &span) ||
            !play_labels_may_speak(&book->blocks[i]) || !find_label(finder, i, &label))
            continue;
        struct view text = block_text(book, &book->blocks[i]);
        label.key = fold_key(view_part(text, 0, label.bytes), &finder->scratch);
        if (label.key == 0 || is_heading_word(finder, text_view(&finder->scratch)))
            continue;
        finder->labels =
            mem_grow(finder->labels, finder->count, &finder->capacity, sizeof *finder->labels);
        finder->labels[finder->count++] = label;
    }
}

static int by_key(const void *a, const void *b)
{
    const struct play_label *x = *(struct play_label *const *)a,
                            *y = *(struct play_label *const *)b;
    if (x->key != y->key)
        return x->key < y->key ? -1 : 1;
    return x->block < y->block ? -1 : x->block > y->block;
}

/* Counts how often each name occurs in a stretch and gives its labels their name. *names: how many
 * names there are; *often: labels whose name occurs OFTEN. */
static void count_names(struct label_finder *finder, size_t from, size_t to, size_t *names,
                        size_t *often)
{
    struct play_label **sorted = mem_alloc((to - from) * sizeof(struct play_label *));
    for (size_t i = from; i < to; i++)
        sorted[i - from] = &finder->labels[i];
    qsort(sorted, to - from, sizeof(struct play_label *), by_key);
    *names = *often = 0;
    for (size_t i = 0, end; i < to - from; i = end) {
        const struct block *block = &finder->book->blocks[sorted[i]->block];
        struct view label = view_part(block_text(finder->book, block), 0, sorted[i]->bytes);
        for (end = i + 1; end < to - from && sorted[end]->key == sorted[i]->key; end++)
            ;
        const char *name = label_in_capitals(label)
                               ? label_name(finder->book->arena, label)
                               : arena_copy_text(finder->book->arena, label.at, label.bytes);
        for (size_t j = i; j < end; j++) {
            sorted[j]->name = name;
            sorted[j]->times = (uint32_t)(end - i);
        }
        ++*names;
        *often += end - i >= OFTEN ? end - i : 0;
    }
    free(sorted);
}

/* Counts blocks from `from` to `to`, both included. */
static void count_blocks(const struct book *book, size_t from, size_t to, size_t *speaking,
                         size_t *headings)
{
    *speaking = *headings = 0;
    for (size_t i = from; i <= to; i++) {
        *speaking += play_labels_may_speak(&book->blocks[i]);
        *headings += book->blocks[i].kind == BLOCK_HEADING;
    }
}

static void judge_stretch(struct label_finder *finder, size_t from, size_t to)
{
    size_t labels = to - from, names, often, blocks, headings, weak = 0;
    count_blocks(finder->book, finder->labels[from].block, finder->labels[to - 1].block, &blocks,
                 &headings);
    for (size_t i = from; i < to; i++)
        weak += finder->labels[i].weak;
    size_t share = weak * 2 > labels ? 2 : 3;
    if (labels < FEWEST_LABELS || labels * share < blocks || labels < headings * SCENE_LABELS)
        return;
    count_names(finder, from, to, &names, &often);
    if (names < FEWEST_NAMES || often * 5 < labels * 3)
        return;
    for (size_t i = from; i < to; i++)
        finder->labels[i].kept = finder->labels[i].times >= 2 || labels * 2 >= blocks;
}

/* A name that stands alone is a label when something follows that can be spoken. */
static bool is_followed(const struct label_finder *finder, size_t i)
{
    const struct book *book = finder->book;
    size_t next = finder->labels[i].block + 1;
    while (next < book->block_count && book->blocks[next].kind == BLOCK_SKIP)
        next++;
    bool label = i + 1 < finder->count && finder->labels[i + 1].block == next;
    return next < book->block_count && play_labels_may_speak(&book->blocks[next]) && !label;
}

/* *round_brackets: stage directions are in round brackets. */
static void judge_labels(struct label_finder *finder, bool *round_brackets)
{
    size_t round = 0, square = 0;
    for (size_t from = 0, to; from < finder->count; from = to) {
        for (to = from + 1;
             to < finder->count &&
             finder->labels[to].block - finder->labels[to - 1].block <= PLAY_LABELS_GAP;
             to++)
            ;
        judge_stretch(finder, from, to);
    }
    for (size_t i = 0; i < finder->count; i++) {
        struct play_label *label = &finder->labels[i];
        label->kept = label->kept && (!label->alone || is_followed(finder, i));
        struct view text = block_text(finder->book, &finder->book->blocks[label->block]);
        struct view rest = view_trim(view_part(text, label->end, text.bytes));
        round += label->kept && view_starts(rest, "(");
        square += label->kept && view_starts(rest, "[");
    }
    *round_brackets = round >= ROUND_DIRECTIONS && round > square;
}

void play_labels_find(struct book *book, const struct wording *wording, const uint8_t *set_off,
                      struct play_labels *out)
{
    struct label_finder finder = {.book = book, .set_off = set_off, .wording = wording};
    *out = (struct play_labels){0};
    find_labels(&finder);
    judge_labels(&finder, &out->round_brackets);
    for (size_t i = 0; i < finder.count; i++)
        if (finder.labels[i].kept)
            finder.labels[out->count++] = finder.labels[i];
    out->items = finder.labels;
    text_release(&finder.scratch);
}
