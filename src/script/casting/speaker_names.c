/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "script/casting/speaker_names.h"

#include "base/mem.h"
#include "base/str.h"
#include "base/table.h"
#include "script/attribution/attribution.h"

#include <stdint.h>
#include <string.h>

enum { NAME_MOST_BYTES = 100 }; /* chosen: longer than any name a reader would want to see */

/* The names that are taken, folded. */
struct taken {
    struct table names;
    struct arena *arena;
};

/* Takes a name; false when it is already taken. */
static bool take(struct taken *taken, struct view name)
{
    struct text key = {0};
    text_add_lower(&key, name);
    bool is_free = !table_has(&taken->names, table_text(text_view(&key)));
    if (is_free) {
        const char *kept = arena_copy_text(taken->arena, text_view(&key).at, key.bytes);
        table_add(&taken->names, table_text(view_of(kept)), 0);
    }
    text_release(&key);
    return is_free;
}

static void tidy(struct view name, struct text *tidied)
{
    text_clear(tidied);
    for (size_t at = 0; at < name.bytes && tidied->bytes < NAME_MOST_BYTES;) {
        uint32_t rune = rune_next(name, &at);
        if (rune == '[' || rune == ']' || rune == ';')
            text_add_char(tidied, rune == '[' ? '(' : rune == ']' ? ')' : ',');
        else if (!rune_is_space(rune) && rune >= ' ' && rune != '\\')
            text_add_rune(tidied, rune);
        else if (tidied->bytes > 0 && tidied->at[tidied->bytes - 1] != ' ')
            text_add_char(tidied, ' ');
    }
    while (tidied->bytes > 0 && strchr(" ?", tidied->at[tidied->bytes - 1]) != NULL)
        text_cut(tidied, tidied->bytes - 1);
    if (tidied->bytes == 0)
        text_add_str(tidied, "somebody");
}

/* Takes the name, with a number after it if it is taken or ends like a cue ("Anna, thought"). */
static void settle(struct taken *taken, struct attribution *attribution, struct speaker *speaker,
                   struct text *scratch)
{
    tidy(view_of(speaker->name), scratch);
    size_t bytes = scratch->bytes;
    bool manner = view_ends(text_view(scratch), ", thought") ||
                  view_ends(text_view(scratch), ", letter") ||
                  view_ends(text_view(scratch), ", speech");
    for (int number = 2; manner || !take(taken, text_view(scratch)); number++) {
        text_cut(scratch, bytes);
        text_addf(scratch, " (%d)", number);
        manner = false;
    }
    if (!view_is(text_view(scratch), speaker->name))
        speaker->name = arena_copy_text(attribution->arena, scratch->at, scratch->bytes);
}

void speaker_names_settle(struct attribution *attribution)
{
    static const char *const words[] = {"pause", "voice",  "/voice", "heading", "chapter",
                                        "break", "script", "cast",   "text",    "auto"};
    struct taken taken = {.arena = arena_new()};
    struct text scratch = {0};
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        take(&taken, view_of(words[i]));
    for (size_t i = 0; i < attribution->speaker_count; i++)
        settle(&taken, attribution, &attribution->speakers[i], &scratch);
    for (size_t i = 0; i < attribution->speaker_count; i++) {
        struct speaker *speaker = &attribution->speakers[i];
        size_t kept = 0;
        for (size_t k = 0; speaker->aliases != NULL && speaker->aliases[k] != NULL; k++) {
            tidy(view_of(speaker->aliases[k]), &scratch);
            if (take(&taken, text_view(&scratch)))
                speaker->aliases[kept++] =
                    arena_copy_text(attribution->arena, scratch.at, scratch.bytes);
        }
        if (speaker->aliases != NULL)
            speaker->aliases[kept] = NULL;
    }
    table_release(&taken.names);
    arena_free(taken.arena);
    text_release(&scratch);
}
