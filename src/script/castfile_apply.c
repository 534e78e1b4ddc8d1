#include "base/mem.h"
#include "script/castfile.h"
#include "script/nearest.h"

#include <stdlib.h>
#include <string.h>

/* Slips are rare: no time for a million of them. */
enum { SLIPS_MOST = 100, SPEAKERS_MOST = 1000 };

/* An entry that fits nobody, when it looks like a slip. `used`: which entries fit somebody. */
static bool check_unused(const struct castfile *cast, const struct attribution *attribution,
                         const int32_t *entry_of, const bool *used, struct err *err)
{
    size_t checks = 0;
    for (size_t e = 0; e < cast->count; e++) {
        const struct cast_entry *entry = &cast->entries[e];
        struct nearest nearest = {.wanted = view_of(entry->name)};
        if (used[e] || ++checks > SLIPS_MOST)
            continue;
        for (size_t i = 0; i < attribution->speaker_count && i < SPEAKERS_MOST; i++)
            if (entry_of[i] < 0 && attribution->speakers[i].quotations > 0)
                nearest_offer(&nearest, attribution->speakers[i].name);
        const char *slip = nearest_slip(&nearest);
        if (slip != NULL)
            return err_set(err, ERR_INPUT,
                           "%s:%u: nobody in the book is called \"%s\"; write [%s], or add "
                           "\"aliases = %s\"",
                           cast->path, entry->line, entry->name, slip, slip);
    }
    return true;
}

/* Gives the lines of speaker `from` to `to`. */
static void join(struct attribution *attribution, uint32_t from, uint32_t to)
{
    struct speaker *source = &attribution->speakers[from], *target = &attribution->speakers[to];
    target->quotations += source->quotations;
    target->spoken_bytes += source->spoken_bytes;
    source->quotations = source->spoken_bytes = 0;
}

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
        arena_take(attribution->arena, (entry->alias_count + 1) * sizeof *speaker->aliases);
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
                        struct err *err)
{
    size_t count = attribution->speaker_count;
    int32_t *entry_of = mem_alloc(count * sizeof *entry_of);
    uint32_t *joined = mem_alloc(count * sizeof *joined);
    uint32_t *first = mem_zero(cast->count, sizeof *first); /* speaker + 1 of each entry */
    bool *used = mem_zero(cast->count, sizeof *used);
    for (size_t k = 0; k < count; k++) {
        /* The reserved ones last: "aliases = I" makes the narrator's own lines Anna's. */
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
            join(attribution, (uint32_t)i, joined[i]);
        }
    }
    for (size_t q = 0; q < attribution->quotation_count; q++)
        attribution->quotations[q].speaker = joined[attribution->quotations[q].speaker];
    bool good = check_unused(cast, attribution, entry_of, used, err);
    free(joined);
    free(first);
    free(used);
    if (good)
        return entry_of;
    free(entry_of);
    return NULL;
}
