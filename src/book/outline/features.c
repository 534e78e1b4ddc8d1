/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "book/outline/judge.h"

#include "base/mem.h"
#include "base/table.h"
#include "book/book.h"
#include "book/layout/contents.h"
#include "book/layout/layout.h"
#include "book/layout/surroundings.h"
#include "book/wording/shape.h"
#include "book/wording/wording.h"

#include <stdlib.h>

/* All chosen; they only decide what the trees can see. */
enum {
    TEXT_BYTES = 150, /* a longer run is running text */
    NEAR_BYTES = 300, /* closer headings are a list */
    KEY_BYTES = 160,  /* longer candidates are not compared */
    NEIGHBOUR_FEATURES = 12,
};

/* The members of one look together. */
struct look {
    size_t count, near, texts, listed, accepted, isolated;
    size_t first, last; /* bytes */
};

struct judge_survey {
    const struct outline *all;
    const struct layout *layout;
    const struct wording *wording;
    const struct surroundings *surroundings;
    const struct contents *contents;
    struct shape *shapes;  /* of each run */
    size_t *item_at;       /* of each run: 1 + index of its candidate */
    size_t *text_bytes;    /* running text before each run */
    struct table looks[3]; /* key of a look: index */
    struct look *look_list;
    size_t look_count, look_capacity;
    struct table words;                               /* how often the words of a candidate come */
    size_t blanks_before[16], blanks_after[16], read; /* runs with at least so many */
    size_t candidates[16]; /* of the runs with at least so many before them */
    unsigned indent;       /* of most runs of text */
    size_t text_begin, text_end, texts, shorts;
    size_t accepted, accepted_first, accepted_last;
    size_t accepted_blanks[16];
    size_t numbered;
    uint64_t title;
};

struct writer {
    uint8_t *at;
};

static void put(struct writer *w, long value)
{
    *w->at++ = (uint8_t)(value < 0 ? 0 : value > 255 ? 255 : value);
}

static int log_of(size_t n)
{
    int bits = 0;
    while (n > 0) {
        bits++;
        n >>= 1;
    }
    return bits;
}

static unsigned at_most(size_t n, unsigned most)
{
    return n > most ? most : (unsigned)n;
}

static long share(size_t part, size_t all)
{
    return all == 0 ? 0 : (long)(part * 16 / all);
}

static bool is_read(const struct layout *layout, size_t run)
{
    return run < layout->run_count && layout->runs[run].reason == SKIP_NONE &&
           !layout->runs[run].marks;
}

static bool is_text(const struct judge_survey *s, size_t run)
{
    return is_read(s->layout, run) &&
           s->layout->runs[run].end - s->layout->runs[run].start >= TEXT_BYTES &&
           !s->shapes[run].all_upper;
}

static size_t columns_of(const struct layout *layout, size_t run)
{
    size_t most = 0;
    const struct run *r = &layout->runs[run];
    for (size_t i = 0; i < r->lines && i < 4; i++) {
        size_t columns = layout_columns(layout_line(layout, r->line + i));
        most = columns > most ? columns : most;
    }
    return most;
}

static unsigned indent_of(const struct layout *layout, size_t run)
{
    return layout->lines[layout->runs[run].line].indent;
}

/* How far from the middle of the page the first line is, in half columns. */
static long off_centre(const struct layout *layout, size_t run)
{
    long indent = indent_of(layout, run);
    long off = 2 * indent + (long)layout_columns(layout_line(layout, layout->runs[run].line)) -
               (long)layout->width;
    return indent == 0 ? 200 : off < 0 ? -off : off;
}

/* Looks of a candidate, from fine to coarse. */
static uint64_t look_key(const struct judge_survey *s, size_t i, int grain)
{
    const struct outline_item *item = &s->all->items[i];
    const struct shape *shape = &s->shapes[item->run];
    bool slanted = shape->bytes > 2 && s->layout->text.at[s->layout->runs[item->run].start] == '_';
    unsigned indent = indent_of(s->layout, item->run);
    uint64_t place = indent == s->indent                     ? 0
                     : off_centre(s->layout, item->run) <= 8 ? 1
                     : indent > s->indent                    ? 2
                                                             : 3;
    uint64_t key = (uint64_t)at_most(item->blanks, 6) | (uint64_t)item->upper << 4 |
                   (uint64_t)(item->heading.kind == HEADING_TITLE) << 5;
    if (grain == 0)
        key |= place << 8 | (uint64_t)slanted << 10 | (uint64_t)(shape->lines > 1) << 11 |
               (uint64_t)item->isolated << 12 | (uint64_t)shape->ends_sentence << 13 |
               (uint64_t)(shape->digits > 0) << 14 | (uint64_t)item->heading.kind << 16 |
               (uint64_t)at_most(layout_blanks_after(s->layout, item->run), 4) << 20;
    if (grain == 2)
        key = (uint64_t)item->family << 8 | 7;
    return key << 2 | (uint64_t)grain;
}

static struct look *look_of(struct judge_survey *s, size_t i, int grain)
{
    struct table_key key = table_number(look_key(s, i, grain));
    size_t at = table_find(&s->looks[grain], key, s->look_count);
    if (at == s->look_count) {
        s->look_list =
            mem_grow(s->look_list, s->look_count, &s->look_capacity, sizeof *s->look_list);
        s->look_list[s->look_count++] =
            (struct look){.first = s->layout->runs[s->all->items[i].run].start};
        table_set(&s->looks[grain], key, at);
    }
    return &s->look_list[at];
}

static uint64_t words_of(const struct judge_survey *s, size_t run, struct text *scratch)
{
    struct view text = layout_run(s->layout, run);
    return text.bytes > KEY_BYTES ? 0 : fold_key(text, scratch);
}

static void survey_runs(struct judge_survey *s)
{
    const struct layout *layout = s->layout;
    size_t indents[64] = {0};
    s->text_begin = SIZE_MAX;
    for (size_t i = 0; i < layout->run_count; i++) {
        s->text_bytes[i + 1] = s->text_bytes[i];
        if (layout->runs[i].marks || i < s->surroundings->first_run ||
            i >= s->surroundings->end_run)
            continue;
        s->shapes[i] = shape_of_text(view_part(layout_run(layout, i), 0, 400));
        if (layout->runs[i].end - layout->runs[i].start > 400)
            s->shapes[i].ends_sentence = true;
        if (!is_read(layout, i))
            continue;
        s->read++;
        for (unsigned b = 0; b <= at_most(layout->runs[i].blanks, 15); b++)
            s->blanks_before[b]++;
        for (unsigned b = 0; b <= at_most(layout_blanks_after(layout, i), 15); b++)
            s->blanks_after[b]++;
        if (!is_text(s, i)) {
            s->shorts++;
            continue;
        }
        s->texts++;
        indents[at_most(layout->lines[layout->runs[i].line].indent, 63)]++;
        s->text_bytes[i + 1] += layout->runs[i].end - layout->runs[i].start;
        if (s->text_begin == SIZE_MAX)
            s->text_begin = layout->runs[i].start;
        s->text_end = layout->runs[i].end;
    }
    for (unsigned i = 1; i < 64; i++)
        if (indents[i] > indents[s->indent])
            s->indent = i;
}

static void survey_items(struct judge_survey *s)
{
    struct text scratch = {0};
    for (size_t i = 0; i < s->all->count; i++) {
        const struct outline_item *item = &s->all->items[i];
        const struct run *run = &s->layout->runs[item->run];
        s->item_at[item->run] = i + 1;
        for (unsigned b = 0; b <= at_most(run->blanks, 15) && run->reason == SKIP_NONE; b++)
            s->candidates[b]++;
        for (int grain = 0; grain < 3; grain++) {
            struct look *look = look_of(s, i, grain);
            look->near += look->count > 0 && run->start - look->last < NEAR_BYTES;
            look->count++;
            look->texts += is_text(s, item->run + 1);
            look->listed += item->listed;
            look->accepted += item->accepted;
            look->isolated += item->isolated;
            look->last = run->end;
        }
        uint64_t key = words_of(s, item->run, &scratch);
        if (key != 0)
            table_set(&s->words, table_number(key),
                      table_find(&s->words, table_number(key), 0) + 1);
        if (!item->accepted)
            continue;
        s->accepted_first = s->accepted++ == 0 ? i : s->accepted_first;
        s->accepted_last = i;
        s->accepted_blanks[at_most(item->blanks, 15)]++;
        s->numbered += item->heading.number > 0;
    }
    s->title = s->surroundings->title.bytes > 0 ? fold_key(s->surroundings->title, &scratch) : 0;
    text_release(&scratch);
}

/* What kind of character the first or last of a line is. */
static int class_of(uint32_t rune)
{
    static const char *const classes[] = {".", "!?", ":", ",;", ")]}", "\"'", "([{", "-", "*_=~"};
    if (rune_is_upper(rune))
        return 1;
    if (rune_is_letter(rune))
        return 2;
    if (rune_is_digit(rune))
        return 3;
    for (int i = 0; i < 9 && rune < 0x80; i++)
        for (const char *c = classes[i]; *c != '\0'; c++)
            if ((uint32_t)*c == rune)
                return 4 + i;
    return rune == 0x201C || rune == 0x201D || rune == 0x2018 || rune == 0x2019 || rune == 0xAB ||
                   rune == 0xBB || rune == 0x201E
               ? 9
           : rune == 0x2014 || rune == 0x2013 ? 11
                                              : 0;
}

static void put_heading(struct writer *w, const struct outline_item *item, int reason)
{
    const struct heading *heading = &item->heading;
    put(w, heading->kind);
    put(w, heading->number);
    put(w, heading->style);
    put(w, heading->rank);
    put(w, heading->depth);
    put(w, heading->title_end > heading->title_start);
    put(w, heading->whole);
    put(w, heading->bracketed);
    put(w, heading->number_first);
    put(w, heading->separated);
    put(w, heading->loose);
    put(w, heading->flowing);
    put(w, item->title_like);
    put(w, item->isolated);
    put(w, item->lines);
    put(w, reason);
}

static void put_layout(struct writer *w, const struct judge_survey *s,
                       const struct outline_item *item)
{
    const struct layout *layout = s->layout;
    const struct run *run = &layout->runs[item->run];
    unsigned after = at_most(layout_blanks_after(layout, item->run), 15);
    put(w, at_most(item->blanks, 15));
    put(w, at_most(run->blanks, 15));
    put(w, after);
    put(w, 8 + (int)at_most(item->blanks, 15) - (int)after);
    put(w, 8 + (int)at_most(item->blanks, 15) - (int)at_most(layout->gap, 15));
    put(w, log_of(s->blanks_before[at_most(item->blanks, 15)] * 4096 / (s->read + 1)));
    put(w, log_of(s->blanks_after[after] * 4096 / (s->read + 1)));
    put(w,
        share(s->candidates[at_most(run->blanks, 15)], s->blanks_before[at_most(run->blanks, 15)]));
    put(w, run->lines);
    put(w, (long)columns_of(layout, item->run));
    put(w, indent_of(layout, item->run));
    put(w, 16 + (long)indent_of(layout, item->run) - (long)s->indent);
    put(w, off_centre(layout, item->run));
}

static void put_words(struct writer *w, const struct judge_survey *s,
                      const struct outline_item *item, struct text *scratch)
{
    struct view text = layout_run(s->layout, item->run);
    const struct shape *shape = &s->shapes[item->run];
    put(w, (long)shape->bytes / 2);
    put(w, (long)shape->words);
    put(w, (long)shape->digits);
    put(w, (long)shape->capital_words);
    put(w, (long)shape->small_words);
    put(w, share(shape->capital_words, shape->capital_words + shape->small_words));
    put(w, share(shape->upper, shape->letters));
    put(w, shape->all_upper);
    put(w, shape->ends_sentence);
    put(w, shape->quoted);
    put(w, class_of(shape->first));
    put(w, class_of(shape->last));
    put(w, text.bytes > 2 && text.at[0] == '_' && view_find(text, "_", 1) + 1 == text.bytes);
    put(w, view_find(text, ",", 0) < text.bytes);
    put(w,
        view_find(text, "--", 0) < text.bytes || view_find(text, "\xE2\x80\x94", 0) < text.bytes);
    put(w, view_find(text, "  ", 0) < text.bytes);
    put(w, item->listed);
    uint64_t key = words_of(s, item->run, scratch);
    put(w, key == 0 ? 1 : (long)table_find(&s->words, table_number(key), 0));
    put(w, key != 0 && key == s->title);
    size_t inside = s->title == 0 || scratch->bytes < 4 ? 0 : scratch->bytes;
    struct text title = {0};
    if (inside > 0)
        fold_words(s->surroundings->title, &title);
    put(w, inside > 0 && view_starts(text_view(&title), scratch->at));
    text_clear(&title);
    fold_words(s->surroundings->author, &title);
    put(w, inside > 0 && title.bytes > 3 &&
               (view_find(text_view(scratch), title.at, 0) < scratch->bytes));
    text_release(&title);
    size_t first = view_find(text_view(scratch), " ", 0);
    put(w, key != 0 && (wording_find(s->wording, "names", text_view(scratch)) != NULL));
    put(w, key != 0 && wording_inside(s->wording, "imprint", text_view(scratch)));
    put(w, key != 0 && wording_find(s->wording, "captions",
                                    view_part(text_view(scratch), 0, first)) != NULL);
    put(w, key != 0 &&
               wording_find(s->wording, "by", view_part(text_view(scratch), 0, first)) != NULL);
    put(w, key != 0 && wording_prefix(s->wording, "end marks", text_view(scratch)) > 0);
}

/* A run beside the candidate; `run` may be beyond the text. */
static void put_neighbour(struct writer *w, const struct judge_survey *s, size_t run)
{
    const struct layout *layout = s->layout;
    if (run >= layout->run_count) {
        for (int i = 0; i < NEIGHBOUR_FEATURES; i++)
            put(w, 0);
        return;
    }
    const struct run *r = &layout->runs[run];
    const struct shape *shape = &s->shapes[run];
    const struct outline_item *item =
        s->item_at[run] == 0 ? NULL : &s->all->items[s->item_at[run] - 1];
    put(w, r->marks ? 100 : r->reason);
    put(w, log_of(r->end - r->start));
    put(w, r->lines);
    put(w, shape->ends_sentence);
    put(w, share(shape->upper, shape->letters));
    put(w, class_of(shape->first));
    put(w, at_most(r->blanks, 15));
    put(w, indent_of(layout, run));
    put(w, r->lines > 0 ? (long)(r->end - r->start) / r->lines : 0);
    put(w, item == NULL ? 0 : 1 + item->heading.kind);
    put(w, item != NULL && item->accepted);
    put(w, class_of(shape->last));
}

/* From the number of the accepted heading `other` (1 + its index) to that of candidate i: 0 when
 * they have no numbers of one kind, 3 for the same number. */
static long number_step(const struct judge_survey *s, size_t i, size_t other, bool known)
{
    const struct outline_item *item = &s->all->items[i];
    const struct outline_item *near = known ? &s->all->items[other - 1] : item;
    if (!known || near->family != item->family || item->heading.number == 0)
        return 0;
    long step = other > i ? near->heading.number - item->heading.number
                          : item->heading.number - near->heading.number;
    return step < -1 ? 1 : step > 3 ? 7 : step + 3;
}

static void put_rules(struct writer *w, const struct judge_survey *s, size_t i)
{
    const struct outline_item *item = &s->all->items[i];
    size_t at = s->layout->runs[item->run].start, before = i, after = i + 1;
    while (before > 0 && i - before < 400 && !s->all->items[before - 1].accepted)
        before--;
    while (after < s->all->count && after - i < 400 && !s->all->items[after].accepted)
        after++;
    bool has_before = before > 0 && s->all->items[before - 1].accepted;
    bool has_after = after < s->all->count && s->all->items[after].accepted;
    size_t less = 0;
    for (unsigned b = 0; b <= at_most(item->blanks, 15); b++)
        less += s->accepted_blanks[b];
    put(w, item->accepted);
    put(w, log_of(s->accepted));
    put(w, share(s->numbered, s->accepted));
    put(w, s->accepted == 0 ? 0 : i < s->accepted_first ? 1 : i > s->accepted_last ? 3 : 2);
    put(w, share(less, s->accepted));
    put(w, has_before ? log_of(at - s->layout->runs[s->all->items[before - 1].run].end) : 0);
    put(w, has_after ? log_of(s->layout->runs[s->all->items[after].run].start - at) : 0);
    put(w, has_before ? 1 + s->all->items[before - 1].heading.kind : 0);
    put(w, has_after ? 1 + s->all->items[after].heading.kind : 0);
    put(w, has_before && s->all->items[before - 1].family == item->family);
    put(w, number_step(s, i, before, has_before));
    put(w, number_step(s, i, after + 1, has_after));
}

/* Whether the numbers of the family run on, before and after. */
static void put_sequence(struct writer *w, const struct judge_survey *s, size_t i)
{
    const struct outline_item *item = &s->all->items[i];
    int number = item->heading.number, seen = 0, runs_on = 0, goes_on = 0;
    for (size_t j = i; j > 0 && i - j < 200 && number > 0 && seen < 3; j--) {
        const struct outline_item *other = &s->all->items[j - 1];
        if (other->family == item->family && other->heading.number > 0) {
            seen++;
            if (runs_on == 0 && other->heading.number == number - 1)
                runs_on = 4 - seen;
        }
    }
    seen = 0;
    for (size_t j = i + 1; j < s->all->count && j - i < 200 && number > 0 && seen < 3; j++) {
        const struct outline_item *other = &s->all->items[j];
        if (other->family == item->family && other->heading.number > 0) {
            seen++;
            if (goes_on == 0 && other->heading.number == number + 1)
                goes_on = 4 - seen;
        }
    }
    put(w, runs_on);
    put(w, goes_on);
    put(w, (number == 1 || runs_on > 0) + (goes_on > 0));
}

static void put_look(struct writer *w, struct judge_survey *s, size_t i, int grain)
{
    const struct look *look = look_of(s, i, grain);
    size_t bytes = s->layout->text.bytes + 1;
    put(w, log_of(look->count));
    put(w, log_of((look->last - look->first) / look->count));
    put(w, share(look->near, look->count));
    put(w, share(look->texts, look->count));
    put(w, share(look->listed, look->count));
    put(w, share(look->accepted, look->count));
    put(w, (long)(look->first * 16 / bytes));
    put(w, (long)(look->last * 16 / bytes));
}

static void put_place(struct writer *w, const struct judge_survey *s, size_t i)
{
    const struct layout *layout = s->layout;
    const struct outline_item *item = &s->all->items[i];
    const struct run *run = &layout->runs[item->run];
    size_t next = item->run + 1, before = i, after = i + 1;
    while (next < layout->run_count && next < item->run + 30 && !is_text(s, next))
        next++;
    while (after < s->all->count && s->all->items[after].blanks < item->blanks && after - i < 400)
        after++;
    while (before > 0 && s->all->items[before - 1].blanks < item->blanks && i - before < 400)
        before--;
    put(w, (long)(run->start * 64 / (layout->text.bytes + 1)));
    put(w, log_of(s->text_bytes[item->run]));
    put(w, log_of(s->text_bytes[layout->run_count] - s->text_bytes[item->run]));
    put(w, (long)(item->run - s->surroundings->first_run));
    put(w, (long)(next - item->run));
    put(w, next < layout->run_count ? log_of(layout->runs[next].start - run->end) : 0);
    put(w, after < s->all->count
               ? log_of(s->text_bytes[s->all->items[after].run] - s->text_bytes[item->run])
               : 30);
    put(w, before > 0
               ? log_of(s->text_bytes[item->run] - s->text_bytes[s->all->items[before - 1].run])
               : 30);
    put(w, log_of(i + 1 < s->all->count
                      ? s->text_bytes[s->all->items[i + 1].run] - s->text_bytes[item->run]
                      : 1 << 20));
    put(w, log_of(i > 0 ? s->text_bytes[item->run] - s->text_bytes[s->all->items[i - 1].run]
                        : 1 << 20));
    put(w, layout->gap);
    put(w, layout->unwrapped);
    put(w, share(s->shorts, s->shorts + s->texts));
    put(w, log_of(s->texts));
    put(w, log_of(s->contents->keys.count));
}

struct judge_survey *judge_survey_make(const struct outline *all, const struct layout *layout,
                                       const struct wording *wording,
                                       const struct surroundings *surroundings,
                                       const struct contents *contents)
{
    struct judge_survey *s = mem_zero(1, sizeof *s);
    *s = (struct judge_survey){.all = all,
                               .layout = layout,
                               .wording = wording,
                               .surroundings = surroundings,
                               .contents = contents};
    s->shapes = mem_zero(s->layout->run_count + 1, sizeof *s->shapes);
    s->item_at = mem_zero(s->layout->run_count + 1, sizeof *s->item_at);
    s->text_bytes = mem_zero(s->layout->run_count + 2, sizeof *s->text_bytes);
    survey_runs(s);
    survey_items(s);
    return s;
}

void judge_survey_free(struct judge_survey *s)
{
    free(s->shapes);
    free(s->item_at);
    free(s->text_bytes);
    free(s->look_list);
    table_release(&s->words);
    for (int i = 0; i < 3; i++)
        table_release(&s->looks[i]);
    free(s);
}

void judge_describe(struct judge_survey *s, size_t i, uint8_t features[JUDGE_FEATURES])
{
    struct text scratch = {0};
    const struct outline_item *item = &s->all->items[i];
    struct writer w = {features};
    put_rules(&w, s, i);
    put_heading(&w, item, s->layout->runs[item->run].reason);
    put_layout(&w, s, item);
    put_words(&w, s, item, &scratch);
    put_neighbour(&w, s, item->run == 0 ? s->layout->run_count : item->run - 1);
    put_neighbour(&w, s, item->run + 1);
    put_neighbour(&w, s, item->run < 2 ? s->layout->run_count : item->run - 2);
    put_neighbour(&w, s, item->run + 2);
    put_place(&w, s, i);
    put_sequence(&w, s, i);
    for (int grain = 0; grain < 3; grain++)
        put_look(&w, s, i, grain);
    text_release(&scratch);
}
