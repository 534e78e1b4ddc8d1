#include "script/normaliser/core/state.h"

#include "base/mem.h"

#include <string.h>

/* Adds a link, or lengthens the last one when both are letter for letter and touch. */
static void add_link(struct sayer *s, size_t written_start, size_t written_end, size_t spoken_bytes)
{
    struct say_map *map = s->map;
    if (map == NULL || spoken_bytes == 0)
        return;
    size_t spoken_end = s->out->bytes - s->base, spoken_start = spoken_end - spoken_bytes;
    struct say_link *last = map->count > 0 ? &map->links[map->count - 1] : NULL;
    if (last != NULL && last->written_end == written_start &&
        last->written_end - last->written_start == last->spoken_end - last->spoken_start &&
        written_end - written_start == spoken_bytes) {
        last->written_end = written_end;
        last->spoken_end = spoken_end;
        return;
    }
    map->links = mem_grow(map->links, map->count, &map->capacity, sizeof *map->links);
    map->links[map->count++] =
        (struct say_link){written_start, written_end, spoken_start, spoken_end};
}

char say_last(const struct sayer *s)
{
    return s->out->bytes > s->base ? s->out->at[s->out->bytes - 1] : '\0';
}

/* The blank that stands before what is said next. */
static void flush_blank(struct sayer *s)
{
    bool written = s->blank_start != s->blank_end;
    if ((written || s->gap) && say_last(s) != '\0') {
        text_add_char(s->out, ' ');
        add_link(s, written ? s->blank_start : s->at, written ? s->blank_end : s->at, 1);
    }
    s->blank_start = s->blank_end;
    s->gap = false;
}

void say_put(struct sayer *s, size_t end, struct view spoken)
{
    if (spoken.bytes > 0) {
        flush_blank(s);
        text_add_view(s->out, spoken);
        add_link(s, s->at, end, spoken.bytes);
    }
    s->at = end;
}

void say_keep(struct sayer *s, size_t end)
{
    say_put(s, end, view_part(s->text, s->at, end));
}

void say_put_str(struct sayer *s, size_t end, const char *spoken)
{
    say_put(s, end, view_of(spoken));
}

void say_put_scratch(struct sayer *s, size_t end)
{
    say_put(s, end, text_view(&s->spoken));
    text_clear(&s->spoken);
}

void say_drop(struct sayer *s, size_t end)
{
    s->at = end;
}

void say_blank(struct sayer *s, size_t end)
{
    if (s->blank_start == s->blank_end)
        s->blank_start = s->at;
    s->blank_end = s->at = end;
}

void say_gap(struct sayer *s)
{
    s->gap = true;
}

void say_pause(struct sayer *s, size_t end, char mark)
{
    char last = say_last(s);
    if (last != '\0' && strchr(",;:.!?", last) == NULL) {
        text_add_char(s->out, mark);
        add_link(s, s->at, end, 1);
        s->blank_start = s->blank_end; /* the blank before the mark is no longer wanted */
    }
    say_blank(s, end);
}
