/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "book/input/in_place.h"

#include <string.h>

static void pay(struct in_place *place)
{
    memset(place->text->at + place->to, ' ', place->owed);
    place->to += place->owed;
    place->owed = 0;
}

void in_place_keep(struct in_place *place, size_t end)
{
    char *text = place->text->at;
    while (place->from < end) {
        struct view rest = view_part(text_view(place->text), 0, end);
        size_t line = place->owed > 0 ? view_find_either(rest, '\n', '\r', place->from) : end;
        memmove(text + place->to, text + place->from, line - place->from);
        place->to += line - place->from;
        place->from = line;
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
