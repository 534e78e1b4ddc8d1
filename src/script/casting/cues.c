/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "script/casting/cues.h"

#include "base/mem.h"
#include "base/nearest.h"
#include "book/book.h"
#include "script/attribution/attribution.h"
#include "script/casting/castfile.h"
#include "script/casting/voice.h"

#include <stdlib.h>
#include <string.h>

static const char *const reserved_names[SPEAKER_RESERVED] = {"narrator", "unknown", "I"};

struct cue_reader {
    const struct book *book;
    const struct castfile *cast;
    const struct voices *voices;
    struct attribution *result;
    size_t speaker_capacity, quotation_capacity;
    int32_t *of_entry; /* speaker + 1, of each entry of the cast */
    int32_t *of_voice; /* and of each voice */
};

bool cues_say_who(const struct book *book)
{
    return book->script.says_who;
}

static uint32_t add_speaker(struct cue_reader *c, const char *name)
{
    struct attribution *a = c->result;
    a->speakers =
        mem_grow(a->speakers, a->speaker_count, &c->speaker_capacity, sizeof *a->speakers);
    a->speakers[a->speaker_count] =
        (struct speaker){.name = arena_copy_text(a->arena, name, strlen(name))};
    return (uint32_t)a->speaker_count++;
}

static bool unknown_name(const struct cue_reader *c, const struct cue *cue, struct err *err)
{
    struct nearest nearest = {.wanted = view_of(cue->value)};
    for (size_t i = 0; c->cast != NULL && i < c->cast->count && i < 10000; i++) {
        nearest_offer(&nearest, c->cast->entries[i].name);
        for (size_t a = 0; a < c->cast->entries[i].alias_count && a < 100; a++)
            nearest_offer(&nearest, c->cast->entries[i].aliases[a]);
    }
    for (size_t i = 0; i < c->voices->count; i++)
        nearest_offer(&nearest, c->voices->items[i].name);
    for (int i = 0; i < SPEAKER_RESERVED; i++)
        nearest_offer(&nearest, reserved_names[i]);
    return err_set(err, ERR_INPUT,
                   "%s:%u: no speaker is called \"%.100s\"; the nearest name is \"%s\". Add new "
                   "names to the cast; write text in brackets as \\[%.20s]",
                   c->book->script.path, cue->line, cue->value, nearest.best, cue->value);
}

/* The speaker that a cue names. */
static bool find_speaker(struct cue_reader *c, const struct cue *cue, uint32_t *speaker,
                         struct err *err)
{
    struct view name = view_of(cue->value);
    int32_t entry = castfile_find(c->cast, name);
    const char *shown = entry >= 0 ? c->cast->entries[entry].name : cue->value;
    for (uint32_t i = 0; i < SPEAKER_RESERVED; i++)
        if (view_is_nocase(view_of(shown), reserved_names[i])) {
            *speaker = i;
            return true;
        }
    int voice = entry >= 0 ? -1 : voices_find(c->voices, cue->value);
    int32_t *known = entry >= 0 ? &c->of_entry[entry] : voice >= 0 ? &c->of_voice[voice] : NULL;
    if (known == NULL)
        return unknown_name(c, cue, err);
    if (*known == 0)
        *known = (int32_t)add_speaker(c, shown) + 1;
    *speaker = (uint32_t)*known - 1;
    return true;
}

static void add_quotation(struct cue_reader *c, const struct cue *cue, uint32_t speaker, size_t end,
                          uint32_t block)
{
    static const enum quotation_kind kinds[] = {
        [CUE_SAYS] = QUOTATION_SPEECH,
        [CUE_THINKS] = QUOTATION_THOUGHT,
        [CUE_WRITES] = QUOTATION_LETTER,
    };
    struct attribution *a = c->result;
    if (cue->manner == CUE_READS || end <= cue->at)
        return;
    a->quotations =
        mem_grow(a->quotations, a->quotation_count, &c->quotation_capacity, sizeof *a->quotations);
    a->quotations[a->quotation_count] = (struct quotation){
        .start = cue->at,
        .end = end,
        .block = block,
        .group = (uint32_t)a->quotation_count,
        .speaker = speaker,
        .kind = kinds[cue->manner],
        .confidence = cue->unsure ? CUES_UNSURE - 1 : 100,
    };
    a->quotation_count++;
    a->speakers[speaker].quotations++;
    a->speakers[speaker].spoken_bytes += end - cue->at;
}

/* Adds the quotations of one block, from cue *next on; a cue holds until the next one or the end of
 * its block. */
static bool add_block(struct cue_reader *c, uint32_t index, size_t *next, struct err *err)
{
    const struct book *book = c->book;
    const struct block *block = &book->blocks[index];
    const struct cue *open = NULL;
    uint32_t speaker = SPEAKER_NARRATOR;
    for (; *next < book->cue_count && book->cues[*next].at < block->end; ++*next) {
        const struct cue *cue = &book->cues[*next];
        if (cue->kind != CUE_SPEAKER)
            continue;
        if (open != NULL && cue->at >= block->start)
            add_quotation(c, open, speaker, cue->at, index);
        if (!find_speaker(c, cue, &speaker, err))
            return false;
        open = cue->at >= block->start ? cue : NULL;
    }
    if (open != NULL)
        add_quotation(c, open, speaker, block->end, index);
    return true;
}

struct attribution *cues_attribution(const struct book *book, const struct castfile *cast,
                                     const struct voices *voices, struct err *err)
{
    struct attribution *a = mem_zero(1, sizeof *a);
    struct cue_reader c = {.book = book, .cast = cast, .voices = voices, .result = a};
    a->arena = arena_new();
    for (int i = 0; i < SPEAKER_RESERVED; i++)
        add_speaker(&c, reserved_names[i]);
    c.of_entry = mem_zero(cast != NULL ? cast->count : 0, sizeof *c.of_entry);
    c.of_voice = mem_zero(voices->count, sizeof *c.of_voice);
    bool good = true;
    size_t next = 0;
    uint32_t nobody;
    for (size_t i = 0; good && i < book->block_count; i++)
        good = add_block(&c, (uint32_t)i, &next, err);
    for (; good && next < book->cue_count; next++)
        good = book->cues[next].kind != CUE_SPEAKER ||
               find_speaker(&c, &book->cues[next], &nobody, err);
    free(c.of_entry);
    free(c.of_voice);
    if (good)
        return a;
    attribution_free(a);
    return NULL;
}
