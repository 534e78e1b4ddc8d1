#include "script/cast.h"

#include "base/mem.h"
#include "script/attribution.h"
#include "script/voice.h"

#include <stdlib.h>
#include <string.h>

/* The named voice, else the first that is tagged "narrator" and speaks the language, else the
 * first. */
static int find_narrator(const struct voices *voices, const char *language, const char *name,
                         struct err *err)
{
    if (name != NULL) {
        int index = voices_find(voices, name);
        if (index < 0)
            err_set(err, ERR_USAGE, "there is no voice \"%s\"; `lectern voices` lists them", name);
        return index;
    }
    for (size_t i = 0; i < voices->count; i++)
        if (voice_has_tag(&voices->items[i], "narrator") &&
            voice_speaks(&voices->items[i], language))
            return (int)i;
    return 0;
}

/* How badly a voice fits a speaker; the least wins. `lines` is what the voice reads already. */
static size_t misfit(const struct voice *voice, const struct speaker *speaker, size_t lines,
                     bool is_narrator, const char *language)
{
    size_t cost = lines;
    if (voice_has_tag(voice, "effect") || !voice_speaks(voice, language))
        return SIZE_MAX;
    if (speaker->gender != GENDER_UNKNOWN && voice->gender != speaker->gender)
        cost += 1u << 30;
    if (is_narrator)
        cost += 1u << 24;
    if (speaker->age != AGE_UNKNOWN && voice->age != speaker->age)
        cost += 1u << 16;
    if (speaker->age == AGE_UNKNOWN && (voice->age == AGE_CHILD || voice->age == AGE_OLD))
        cost += 1u << 18;
    return cost;
}

struct ranked {
    uint32_t speaker;
    size_t quotations;
};

static int by_share(const void *a, const void *b)
{
    const struct ranked *first = a, *second = b;
    if (first->quotations != second->quotations)
        return first->quotations < second->quotations ? 1 : -1;
    return first->speaker < second->speaker ? -1 : 1;
}

static uint16_t choose(const struct voices *voices, const struct speaker *speaker,
                       const size_t *lines, int narrator, const char *language)
{
    size_t best = (size_t)narrator, least = SIZE_MAX;
    for (size_t i = 0; i < voices->count; i++) {
        size_t cost = misfit(&voices->items[i], speaker, lines[i], (int)i == narrator, language);
        if (cost < least) {
            least = cost;
            best = i;
        }
    }
    return (uint16_t)best;
}

uint16_t *cast_make(const struct voices *voices, const struct attribution *attribution,
                    const char *language, const char *narrator, bool single, struct err *err)
{
    int reader = find_narrator(voices, language, narrator, err);
    if (reader < 0)
        return NULL;
    size_t count = attribution->speaker_count;
    uint16_t *voice_of = mem_alloc(count * sizeof *voice_of);
    struct ranked *ranked = mem_alloc(count * sizeof *ranked);
    size_t *lines = mem_zero(voices->count, sizeof *lines);
    for (size_t i = 0; i < count; i++) {
        voice_of[i] = (uint16_t)reader;
        ranked[i] = (struct ranked){(uint32_t)i, attribution->speakers[i].quotations};
    }
    qsort(ranked, count, sizeof *ranked, by_share);
    for (size_t i = 0; i < count && !single; i++) {
        uint32_t speaker = ranked[i].speaker;
        if (speaker == SPEAKER_NARRATOR || speaker == SPEAKER_UNKNOWN)
            continue;
        voice_of[speaker] =
            choose(voices, &attribution->speakers[speaker], lines, reader, language);
        lines[voice_of[speaker]] += ranked[i].quotations + 1;
    }
    free(lines);
    free(ranked);
    return voice_of;
}
