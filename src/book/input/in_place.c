/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "book/input/in_place.h"

#include "base/spill.h"

#include <string.h>

enum { PIECE_BYTES = 1 << 20 }; /* chosen: what is moved between two calls of spill_touched */

static void pay(struct in_place *place)
{
    memset(place->text->at + place->to, ' ', place->owed);
    place->to += place->owed;
    place->owed = 0;
}

/* Moves what is kept up to `end` to its new place, a text of any size in little memory. */
static void move_to(struct in_place *place, size_t end)
{
    char *text = place->text->at;
    for (size_t count; place->to != place->from && place->from < end;) {
        count = end - place->from < PIECE_BYTES ? end - place->from : PIECE_BYTES;
        memmove(text + place->to, text + place->from, count);
        place->to += count;
        place->from += count;
        spill_touched(count);
    }
    place->to += end - place->from; /* what is in its place already */
    place->from = end;
}

void in_place_keep(struct in_place *place, size_t end)
{
    while (place->from < end) {
        struct view rest = view_part(text_view(place->text), 0, end);
        size_t line = place->owed > 0 ? view_find_either(rest, '\n', '\r', place->from) : end;
        move_to(place, line);
        if (line == end)
            return;
        pay(place);
    }
}

void in_place_put(struct in_place *place, size_t end, const char *bytes, size_t count)
{
    place->owed += end - place->from - count;
    memcpy(place->text->at + place->to, bytes, count);
    place->to += count;
    place->from = end;
}

void in_place_finish(struct in_place *place)
{
    in_place_keep(place, place->text->bytes);
    pay(place);
}
