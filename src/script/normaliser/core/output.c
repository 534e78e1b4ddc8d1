/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "script/normaliser/core/state.h"

#include "base/mem.h"

#include <string.h>

/* Adds a link, or extends the last one when the two touch and in both the spoken form has as many
 * bytes as the written form. */
static void add_link(struct normaliser *s, size_t written_start, size_t written_end,
                     size_t spoken_bytes)
{
    struct norm_map *map = s->map;
    if (map == NULL || spoken_bytes == 0)
        return;
    size_t spoken_end = s->out->bytes - s->base, spoken_start = spoken_end - spoken_bytes;
    struct norm_link *last = map->count > 0 ? &map->links[map->count - 1] : NULL;
    if (last != NULL && last->written_end == written_start &&
        last->written_end - last->written_start == last->spoken_end - last->spoken_start &&
        written_end - written_start == spoken_bytes) {
        last->written_end = written_end;
        last->spoken_end = spoken_end;
        return;
    }
    map->links = mem_grow(map->links, map->count, &map->capacity, sizeof *map->links);
    map->links[map->count++] =
        (struct norm_link){written_start, written_end, spoken_start, spoken_end};
}

char norm_last(const struct normaliser *s)
{
    return s->out->bytes > s->base ? s->out->at[s->out->bytes - 1] : '\0';
}

void norm_put(struct normaliser *s, size_t end, struct view spoken)
{
    if (spoken.bytes > 0) {
        /* Writes the blank that is due before the next word. None is written at the start of the
         * piece. */
        bool written = s->blank_start != s->blank_end;
        if ((written || s->gap) && norm_last(s) != '\0') {
            text_add_char(s->out, ' ');
            add_link(s, written ? s->blank_start : s->at, written ? s->blank_end : s->at, 1);
        }
        s->blank_start = s->blank_end;
        s->gap = false;
        text_add_view(s->out, spoken);
        add_link(s, s->at, end, spoken.bytes);
    }
    s->at = end;
}

void norm_keep(struct normaliser *s, size_t end)
{
    norm_put(s, end, view_part(s->text, s->at, end));
}

void norm_put_str(struct normaliser *s, size_t end, const char *spoken)
{
    norm_put(s, end, view_of(spoken));
}

void norm_put_scratch(struct normaliser *s, size_t end)
{
    norm_put(s, end, text_view(&s->spoken));
    text_clear(&s->spoken);
}

void norm_drop(struct normaliser *s, size_t end)
{
    s->at = end;
}

void norm_blank(struct normaliser *s, size_t end)
{
    if (s->blank_start == s->blank_end)
        s->blank_start = s->at;
    s->blank_end = s->at = end;
}

void norm_gap(struct normaliser *s)
{
    s->gap = true;
}

void norm_pause(struct normaliser *s, size_t end, char mark)
{
    char last = norm_last(s);
    if (last != '\0' && strchr(",;:.!?", last) == NULL) {
        text_add_char(s->out, mark);
        add_link(s, s->at, end, 1);
        s->blank_start = s->blank_end; /* the blank before the mark is no longer wanted */
    }
    norm_blank(s, end);
}
