/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/mem.h"
#include "base/nearest.h"
#include "script/attribution/attribution.h"
#include "script/casting/castfile.h"

#include <stdlib.h>
#include <string.h>

/* Chosen: the names in a message fit two lines of a terminal; the last one limits the time. */
enum { NAMES_SHOWN = 4, NAME_SHOWN_BYTES = 30, SPEAKERS_MOST = 10000 };

/* Lists those who speak most, first of all those without an entry: "Anna", "Peter", "Mr. Pym". */
static void list_names(const struct attribution *attribution, const int32_t *entry_of,
                       struct text *names)
{
    bool *shown = mem_zero(attribution->speaker_count, sizeof *shown);
    for (int n = 0; n < NAMES_SHOWN; n++) {
        size_t best = 0;
        for (size_t i = SPEAKER_RESERVED; i < attribution->speaker_count; i++) {
            const struct speaker *one = &attribution->speakers[i];
            const struct speaker *other = best > 0 ? &attribution->speakers[best] : NULL;
            if (shown[i] || one->quotations == 0 || strlen(one->name) > NAME_SHOWN_BYTES)
                continue;
            bool better = other == NULL || one->quotations > other->quotations;
            if (other != NULL && (entry_of[i] < 0) != (entry_of[best] < 0))
                better = entry_of[i] < 0;
            best = better ? i : best;
        }
        if (best == 0)
            break;
        shown[best] = true;
        text_addf(names, "%s\"%s\"", n > 0 ? ", " : "", attribution->speakers[best].name);
    }
    free(shown);
}

static bool is_nobody(const struct castfile *cast, const struct cast_entry *entry,
                      const struct attribution *attribution, const int32_t *entry_of,
                      struct err *err)
{
    struct nearest nearest = {.wanted = view_of(entry->name)};
    struct text names = {0};
    for (size_t i = 0; i < attribution->speaker_count && i < SPEAKERS_MOST; i++)
        if (entry_of[i] < 0)
            nearest_offer(&nearest, attribution->speakers[i].name);
    const char *slip = nearest_slip(&nearest);
    if (slip != NULL)
        return err_set(err, ERR_INPUT,
                       "%s:%u: no speaker in the book is called \"%.60s\"; write [%s], or add "
                       "\"aliases = %s\"",
                       cast->path, entry->line, entry->name, slip, slip);
    list_names(attribution, entry_of, &names);
    err_set(err, ERR_INPUT,
            "%s:%u: no speaker in the book is called \"%.60s\"; remove this section, or name "
            "someone who speaks%s%s (lectern cast --cast none lists them)",
            cast->path, entry->line, entry->name, names.bytes > 0 ? ", such as " : "",
            names.bytes > 0 ? names.at : "");
    text_release(&names);
    return false;
}

/* Gives a speaker the name, gender, age and aliases of an entry. */
static void describe(const struct cast_entry *entry, struct attribution *attribution, size_t index)
{
    struct speaker *speaker = &attribution->speakers[index];
    if (index != SPEAKER_NARRATOR && strcmp(speaker->name, entry->name) != 0)
        speaker->name = arena_copy_text(attribution->arena, entry->name, strlen(entry->name));
    if (entry->has_gender)
        speaker->gender = entry->gender;
    if (entry->has_age)
        speaker->age = entry->age;
    if (entry->alias_count == 0)
        return;
    speaker->aliases =
        arena_alloc(attribution->arena, (entry->alias_count + 1) * sizeof *speaker->aliases);
    for (size_t i = 0; i < entry->alias_count; i++)
        speaker->aliases[i] =
            arena_copy_text(attribution->arena, entry->aliases[i], strlen(entry->aliases[i]));
}

/* The entry of a speaker: by name, else by the first alias that has one. */
static int32_t find_entry(const struct castfile *cast, const struct speaker *speaker)
{
    int32_t entry = castfile_find(cast, view_of(speaker->name));
    for (const char **alias = speaker->aliases; entry < 0 && alias != NULL && *alias != NULL;
         alias++)
        entry = castfile_find(cast, view_of(*alias));
    return entry;
}

int32_t *castfile_apply(const struct castfile *cast, struct attribution *attribution,
                        bool everybody, struct err *err)
{
    size_t count = attribution->speaker_count;
    int32_t *entry_of = mem_alloc(count * sizeof *entry_of);
    uint32_t *joined = mem_alloc(count * sizeof *joined);
    uint32_t *first = mem_zero(cast->count, sizeof *first); /* speaker + 1 of each entry */
    bool *used = mem_zero(cast->count, sizeof *used);
    for (size_t k = 0; k < count; k++) {
        /* The reserved ones last: with "aliases = I", Anna gets the lines of the narrator's "I". */
        size_t i = (k + SPEAKER_RESERVED) % count;
        int32_t direct = castfile_find_part(cast, view_of(attribution->speakers[i].name));
        int32_t e = entry_of[i] = find_entry(cast, &attribution->speakers[i]);
        joined[i] = (uint32_t)i;
        if (direct >= 0)
            used[direct] = true;
        if (e < 0)
            continue;
        used[e] = true;
        if (first[e] == 0) {
            first[e] = (uint32_t)i + 1;
            describe(&cast->entries[e], attribution, i);
        } else {
            joined[i] = first[e] - 1;
            /* Counts the lines of speaker `from` for `to`. */
            struct speaker *source = &attribution->speakers[((uint32_t)i)],
                           *target = &attribution->speakers[(joined[i])];
            target->quotations += source->quotations;
            target->spoken_bytes += source->spoken_bytes;
            source->quotations = source->spoken_bytes = 0;
        }
    }
    for (size_t q = 0; q < attribution->quotation_count; q++)
        attribution->quotations[q].speaker = joined[attribution->quotations[q].speaker];
    bool good = true;
    for (size_t e = 0; good && everybody && e < cast->count; e++)
        good = used[e] || is_nobody(cast, &cast->entries[e], attribution, entry_of, err);
    free(joined);
    free(first);
    free(used);
    if (good)
        return entry_of;
    free(entry_of);
    return NULL;
}
