/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "script/casting/casting.h"

#include "base/hash.h"
#include "base/mem.h"
#include "base/nearest.h"
#include "script/attribution/attribution.h"
#include "script/attribution/neighbours.h"
#include "script/casting/castfile.h"
#include "script/casting/own_settings.h"
#include "script/casting/voice.h"
#include "script/vocabulary/gender.h"

#include <stdlib.h>
#include <string.h>

/*
 * What a voice costs. Each cost is more than all those before it can add up to, so the more
 * important ones decide first.
 */
enum {
    COST_LOAD = 1,       /* per main part that has the voice */
    COST_NEAR = 1 << 6,  /* times 0 to 31: how near to the nearest main part's voice */
    COST_LEAD = 1 << 12, /* per leading part that has the voice */
    COST_AGE = 1 << 16,  /* times 0 to 3 */
    COST_TALK = 1 << 20, /* times 0 to 15: how much they talk with one that sounds like it */
    COST_NARRATOR = 1 << 25,
    COST_GENDER = 1 << 27,
    COST_EFFECT = 1 << 29,
};

/* Sizes of parts, by their share of all lines: see part_of. */
enum role_size { PART_LEAD, PART_SECOND, PART_THIRD, PART_MINOR };

/* Chosen. Voices nearer than ALIKE sound alike: the same voice with another text is 1 away, and 3
 * is a clear difference (voice_distance). Beyond FAR_APART, more makes no difference. */
static const double ALIKE = 2.5;
static const double FAR_APART = 16;

struct casting_role {
    uint32_t speaker;
    enum role_size part;
    size_t first_line;
};

struct work {
    const struct voices *voices;
    const struct attribution *attribution;
    const struct casting_options *options;
    struct neighbours neighbours;
    struct casting_role *candidates; /* in the order of casting */
    uint16_t *voice_of;
    bool *is_cast;                 /* per speaker */
    bool *alike;                   /* voice by voice */
    size_t *leads, *mains, *talks; /* per voice */
    uint16_t narrator;
};

static void no_such_voice(const struct voices *voices, const char *name, struct err *err)
{
    struct nearest nearest = {.wanted = view_of(name)};
    for (size_t i = 0; i < voices->count; i++)
        nearest_offer(&nearest, voices->items[i].name);
    err_set(err, ERR_USAGE,
            "there is no voice \"%s\"; the nearest is \"%s\", and `lectern voices` lists them all",
            name, nearest.best);
}

static int find_narrator(const struct voices *voices, const struct attribution *attribution,
                         const struct casting_options *options, struct err *err)
{
    const struct cast_entry *entry = casting_entry(options, SPEAKER_NARRATOR);
    /* The gender of the book's "I", if it says at least one line in 20. Chosen: with fewer, it may
     * belong to a letter or a story inside the book. */
    const struct speaker *narrator = &attribution->speakers[SPEAKER_I];
    enum gender gender = narrator->quotations * 20 >= attribution->quotation_count
                             ? narrator->gender
                             : GENDER_UNKNOWN;
    int found = -1;
    if (options->narrator != NULL) {
        found = voices_find(voices, options->narrator);
        if (found < 0)
            no_such_voice(voices, options->narrator, err);
        return found;
    }
    if (entry != NULL && entry->voice >= 0)
        return entry->voice;
    for (size_t i = 0; i < voices->count; i++) {
        const struct voice *voice = &voices->items[i];
        bool fits = gender == GENDER_UNKNOWN || voice->gender == gender;
        if (voice_has_tag(voice, "narrator") && voice_speaks(voice, options->language) &&
            (fits || found < 0)) {
            found = (int)i;
            if (fits)
                break;
        }
    }
    return found < 0 ? 0 : found;
}

/* Chosen: powers of four, so that few books change a class with one chapter more. */
static enum role_size part_of(size_t lines, size_t all)
{
    if (lines * 4 >= all)
        return PART_LEAD;
    if (lines * 16 >= all)
        return PART_SECOND;
    return lines * 64 >= all ? PART_THIRD : PART_MINOR;
}

static int by_part(const void *a, const void *b)
{
    const struct casting_role *first = a, *second = b;
    if (first->part != second->part)
        return first->part < second->part ? -1 : 1;
    if (first->first_line != second->first_line)
        return first->first_line < second->first_line ? -1 : 1;
    return first->speaker < second->speaker ? -1 : 1;
}

static void order_candidates(struct work *work)
{
    const struct attribution *attribution = work->attribution;
    size_t count = attribution->speaker_count, all = 0;
    work->candidates = mem_alloc(count * sizeof *work->candidates);
    for (size_t i = 0; i < count; i++)
        all +=
            i == SPEAKER_NARRATOR || i == SPEAKER_UNKNOWN ? 0 : attribution->speakers[i].quotations;
    for (size_t i = 0; i < count; i++)
        work->candidates[i] =
            (struct casting_role){(uint32_t)i, part_of(attribution->speakers[i].quotations, all),
                                  attribution->quotation_count};
    for (size_t q = attribution->quotation_count; q > 0; q--)
        work->candidates[attribution->quotations[q - 1].speaker].first_line = q - 1;
    qsort(work->candidates, count, sizeof *work->candidates, by_part);
}

/* 0 to 15: how often the number can be halved. */
static size_t magnitude(size_t times)
{
    size_t steps = 0;
    for (; times > 0 && steps < 15; times /= 2)
        steps++;
    return steps;
}

/* 0 to 3. An adult's voice is never very wrong, a child's may be. */
static size_t age_misfit(enum age wanted, enum age age)
{
    if (wanted == AGE_UNKNOWN)
        return age == AGE_CHILD ? 3 : age == AGE_OLD ? 2 : 0;
    if (wanted == age)
        return 0;
    return wanted == AGE_CHILD || age == AGE_CHILD ? 3
           : wanted == AGE_OLD || age == AGE_OLD   ? 2
                                                   : 1;
}

/* 0 to 31: 31 if a main part has this very voice, 0 if all are far away. */
static size_t nearness(const struct work *work, size_t voice)
{
    double least = FAR_APART;
    for (size_t i = 0; i < work->voices->count; i++) {
        if (work->mains[i] == 0 && i != work->narrator)
            continue;
        double distance = voice_distance(&work->voices->items[i], &work->voices->items[voice]);
        least = distance < least ? distance : least;
    }
    return (size_t)(31 * (1 - least / FAR_APART));
}

/* A number below COST_LEAD that depends on both names only. */
static size_t chance(const char *speaker, const char *voice)
{
    uint64_t hash = hash_add(hash_separator(hash_of(view_of(speaker))), view_of(voice));
    return (size_t)(hash >> 40) % COST_LEAD;
}

static size_t cost(const struct work *work, const struct casting_role *candidate, size_t v)
{
    const struct voice *voice = &work->voices->items[v];
    const struct speaker *speaker = &work->attribution->speakers[candidate->speaker];
    size_t sum = COST_AGE * age_misfit(speaker->age, voice->age);
    if (voice_has_tag(voice, "effect") || !voice_speaks(voice, work->options->language))
        sum += COST_EFFECT;
    bool either = voice->gender == GENDER_UNKNOWN && speaker->age == AGE_CHILD;
    if (speaker->gender != GENDER_UNKNOWN && voice->gender != speaker->gender && !either)
        sum += COST_GENDER;
    if (v == work->narrator)
        sum += COST_NARRATOR;
    sum += COST_TALK * magnitude(work->talks[v]);
    sum += COST_LEAD * (work->leads[v] < 8 ? work->leads[v] : 8);
    if (candidate->part == PART_MINOR)
        return sum + chance(speaker->name, voice->name);
    size_t mains = work->mains[v] < 31 ? work->mains[v] : 31;
    return sum + COST_NEAR * nearness(work, v) + COST_LOAD * mains;
}

/* Is the voice given by the options, by the cast file, or because the speaker is a reserved one? */
static bool is_settled(const struct work *work, size_t speaker, uint16_t *voice)
{
    const struct cast_entry *entry = casting_entry(work->options, speaker);
    *voice = work->narrator;
    if (work->options->single || speaker == SPEAKER_NARRATOR || (entry && entry->by_narrator))
        return true;
    if (entry != NULL && entry->voice >= 0) {
        *voice = (uint16_t)entry->voice;
        return true;
    }
    int named = -1;
    if (work->options->by_voice_name && entry == NULL)
        named = voices_find(work->voices, work->attribution->speakers[speaker].name);
    if (named >= 0) {
        *voice = (uint16_t)named;
        return true;
    }
    return speaker == SPEAKER_UNKNOWN || speaker == SPEAKER_I;
}

/* Gives the speaker the voice that costs least. */
static void cast_one(struct work *work, const struct casting_role *candidate)
{
    size_t best = work->narrator, least = SIZE_MAX, count = work->voices->count;
    /* How often does the speaker talk with somebody whose voice sounds like this one? */
    memset(work->talks, 0, count * sizeof *work->talks);
    for (size_t n = work->neighbours.first[candidate->speaker];
         n < work->neighbours.first[candidate->speaker + 1]; n++) {
        const struct neighbour *other = &work->neighbours.items[n];
        for (size_t v = 0; work->is_cast[other->speaker] && v < count; v++)
            if (work->alike[work->voice_of[other->speaker] * count + v])
                work->talks[v] += other->times;
    }
    for (size_t v = 0; v < count; v++) {
        size_t own = cost(work, candidate, v);
        if (own < least) {
            least = own;
            best = v;
        }
    }
    work->voice_of[candidate->speaker] = (uint16_t)best;
}

/* First the voices that are given, then the others in order. */
static void cast_all(struct work *work)
{
    size_t count = work->attribution->speaker_count;
    for (int pass = 0; pass < 2; pass++)
        for (size_t i = 0; i < count; i++) {
            const struct casting_role *candidate = &work->candidates[i];
            uint16_t voice;
            bool settled = is_settled(work, candidate->speaker, &voice);
            if (settled != (pass == 0))
                continue;
            if (settled)
                work->voice_of[candidate->speaker] = voice;
            else
                cast_one(work, candidate);
            /* The voice counts for the speakers who come after. */
            size_t chosen = work->voice_of[candidate->speaker];
            work->is_cast[candidate->speaker] = candidate->speaker != SPEAKER_UNKNOWN;
            if (candidate->speaker == SPEAKER_NARRATOR || candidate->speaker == SPEAKER_UNKNOWN)
                continue;
            work->leads[chosen] += candidate->part <= PART_SECOND;
            work->mains[chosen] += candidate->part != PART_MINOR;
        }
}

static uint16_t *choose_all(const struct voices *voices, const struct attribution *attribution,
                            const struct casting_options *options, int narrator)
{
    size_t speakers = attribution->speaker_count;
    struct work work = {.voices = voices, .attribution = attribution, .options = options};
    work.narrator = (uint16_t)narrator;
    work.voice_of = mem_zero(speakers, sizeof *work.voice_of);
    work.is_cast = mem_zero(speakers, sizeof *work.is_cast);
    work.leads = mem_zero(voices->count * 3, sizeof *work.leads);
    work.mains = work.leads + voices->count;
    work.talks = work.mains + voices->count;
    work.neighbours = neighbours_find(attribution);
    order_candidates(&work);
    size_t count = work.voices->count;
    work.alike = mem_alloc(count * count * sizeof *work.alike);
    for (size_t i = 0; i < count; i++)
        for (size_t j = 0; j < count; j++)
            work.alike[i * count + j] =
                voice_distance(&work.voices->items[i], &work.voices->items[j]) < ALIKE;
    cast_all(&work);
    neighbours_release(&work.neighbours);
    free(work.candidates);
    free(work.is_cast);
    free(work.alike);
    free(work.leads);
    return work.voice_of;
}

bool casting_make(const struct voices *voices, const struct attribution *attribution,
                  const struct casting_options *options, struct casting *casting, struct err *err)
{
    *casting = (struct casting){0};
    int narrator = find_narrator(voices, attribution, options, err);
    if (narrator < 0)
        return false;
    casting->voice_of = choose_all(voices, attribution, options, narrator);
    casting->voices = mem_zero(1, sizeof *casting->voices);
    casting->voices->items = mem_alloc(voices->count * sizeof *voices->items);
    memcpy(casting->voices->items, voices->items, voices->count * sizeof *voices->items);
    casting->voices->count = voices->count;
    if (casting_set_own(casting, attribution, options, err))
        return true;
    casting_release(casting);
    return false;
}

void casting_release(struct casting *casting)
{
    free(casting->voice_of);
    if (casting->voices != NULL)
        free(casting->voices->items);
    free(casting->voices);
    *casting = (struct casting){0};
}
