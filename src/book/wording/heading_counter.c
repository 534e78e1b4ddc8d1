/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "book/wording/heading_parts.h"

#include "book/wording/line_words.h"
#include "book/wording/shape.h"
#include "book/wording/wording.h"

#include <stdlib.h>

enum { SUFFIX_RUNES = 2 }; /* the longest in [counters] of structure.txt */

static size_t skip_blanks(struct view text, size_t at)
{
    for (size_t next = at; next < text.bytes && rune_is_space(rune_next(text, &next)); at = next)
        ;
    return at;
}

/* Reads a number at `at`, or after one sign that [counters] may have before it. */
static int find_number(const struct wording *wording, struct view text, size_t *at, size_t *end)
{
    int number = wording_numeral(wording, text, *at, end);
    if (number > 0 || *at == text.bytes)
        return number;
    rune_next(text, at);
    *at = skip_blanks(text, *at);
    return wording_numeral(wording, text, *at, end);
}

bool heading_parse_counter(const struct wording *wording, const struct line_words *line_words,
                           struct heading *out)
{
    struct view text = line_words->text;
    size_t start = line_words->start[0], at = start, end, ends[SUFFIX_RUNES + 1];
    if ((out->number = find_number(wording, text, &at, &end)) == 0)
        return false;
    ends[0] = skip_blanks(text, end);
    size_t runes = 0;
    while (runes < SUFFIX_RUNES && ends[runes] < text.bytes) {
        ends[runes + 1] = ends[runes];
        rune_next(text, &ends[++runes]);
    }
    const char *rank = NULL;
    for (; runes > 0 && rank == NULL; runes--) {
        struct text key = {0};
        text_add_view(&key, view_trim(view_part(text, start, at)));
        text_add_char(&key, '*');
        text_add_view(&key, view_part(text, ends[0], ends[runes]));
        rank = wording_find(wording, "counters", text_view(&key));
        text_release(&key);
        end = ends[runes];
    }
    if (rank == NULL)
        return false;
    struct text key = {0};
    bool wide;
    out->unit = (uint32_t)fold_key(view_part(text, ends[0], end), &key);
    text_release(&key);
    out->kind = HEADING_UNIT;
    out->rank = atoi(rank);
    out->style = NUMBER_ARABIC;
    out->number_first = true;
    out->head_end = end;
    out->number_start = at;
    out->number_end = ends[0];
    out->unit_start = ends[0];
    out->unit_end = end;
    heading_set_title(text, end, out, &wide);
    struct shape shape = shape_of_text(view_part(text, out->title_start, out->title_end));
    return shape.lines <= 2 && shape.bytes <= 200 && !shape.ends_open;
}
