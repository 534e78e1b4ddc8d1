/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "script/write/castfile.h"

#include "base/mem.h"
#include "base/spill.h"
#include "book/book.h"
#include "script/attribution/attribution.h"
#include "script/casting/castfile.h"
#include "script/casting/voice.h"
#include "script/script.h"
#include "script/vocabulary/gender.h"

#include <stdlib.h>

/* Of the line that is shown for a speaker. Chosen: long enough to be recognised, short enough for
 * one line of text. */
enum { SAMPLE_LEAST_BYTES = 40, SAMPLE_MOST_BYTES = 110 };

/* What a speaker says in the whole book. */
struct role {
    uint32_t speaker;
    uint16_t voice;
    size_t lines;
    const struct utterance *sample;
};

static size_t bytes_of(const struct utterance *utterance)
{
    return utterance->end - utterance->start;
}

/* A line of a good length is best, else the longest. Of equals the first stays. */
static bool is_better(const struct utterance *one, const struct utterance *other)
{
    size_t bytes = bytes_of(one), others = bytes_of(other);
    bool fits = bytes >= SAMPLE_LEAST_BYTES && bytes <= SAMPLE_MOST_BYTES;
    bool other_fits = others >= SAMPLE_LEAST_BYTES && others <= SAMPLE_MOST_BYTES;
    if (fits != other_fits)
        return fits;
    return !fits && bytes > others;
}

static int by_lines(const void *a, const void *b)
{
    const struct role *first = a, *second = b;
    bool narrates = first->speaker == SPEAKER_NARRATOR, other = second->speaker == SPEAKER_NARRATOR;
    if (narrates != other)
        return narrates ? -1 : 1;
    if (first->lines != second->lines)
        return first->lines > second->lines ? -1 : 1;
    return first->speaker < second->speaker ? -1 : first->speaker > second->speaker;
}

static void add_sample(const struct script *script, const struct role *role, struct text *out)
{
    struct view text = book_view(script->book, role->sample->start, role->sample->end);
    size_t bytes = out->bytes;
    text_addf(out, "# %zu line%s: ", role->lines, role->lines == 1 ? "" : "s");
    for (size_t at = 0; at < text.bytes;) {
        uint32_t rune = rune_next(text, &at);
        bool space = rune_is_space(rune) || rune < ' ';
        if (space && out->bytes - bytes > SAMPLE_MOST_BYTES) {
            text_add_str(out, " ...");
            break;
        }
        if (!space)
            text_add_rune(out, rune);
        else if (out->at[out->bytes - 1] != ' ')
            text_add_char(out, ' ');
    }
    text_add_char(out, '\n');
}

static void add_aliases(const struct speaker *speaker, struct text *out)
{
    if (speaker->aliases == NULL || speaker->aliases[0] == NULL)
        return;
    text_add_str(out, "aliases = ");
    for (const char **alias = speaker->aliases; *alias != NULL; alias++)
        text_addf(out, "%s%s", alias == speaker->aliases ? "" : "; ", *alias);
    text_add_char(out, '\n');
}

static void add_number(const char *key, const struct cast_number *number, struct text *out)
{
    if (number->given)
        text_addf(out, number->relative ? "%s = %+d\n" : "%s = %d\n", key, number->value);
}

static void add_role(const struct script *script, const struct role *role, bool explained,
                     struct text *out)
{
    static const char *const genders[] = {"unknown", "male", "female"};
    static const char *const ages[] = {"unknown", "child", "young", "adult", "old"};
    const struct speaker *speaker = &script->attribution->speakers[role->speaker];
    const struct cast_entry *entry = NULL;
    if (script->entry_of != NULL && script->entry_of[role->speaker] >= 0)
        entry = &script->cast->entries[script->entry_of[role->speaker]];
    bool by_narrator = role->speaker != SPEAKER_NARRATOR && role->voice == script->narrator &&
                       (role->speaker < SPEAKER_RESERVED || entry == NULL || entry->by_narrator);
    text_addf(out, "\n[%s]\n", speaker->name);
    if (explained && role->sample != NULL)
        add_sample(script, role, out);
    if (explained)
        add_aliases(speaker, out);
    if (speaker->gender != GENDER_UNKNOWN)
        text_addf(out, "gender = %s\n", genders[speaker->gender]);
    if (speaker->age != AGE_UNKNOWN)
        text_addf(out, "age = %s\n", ages[speaker->age]);
    text_addf(out, "voice = %s\n",
              by_narrator ? "narrator" : script->voices->items[role->voice].name);
    if (entry != NULL && !by_narrator) {
        add_number("pitch", &entry->pitch, out);
        add_number("rate", &entry->rate, out);
        add_number("range", &entry->range, out);
        if (entry->gain_db != 0)
            text_addf(out, "gain = %g\n", entry->gain_db);
    }
}

static void explain(const struct script *script, struct text *out)
{
    text_addf(out, "# Who speaks in \"%s\", and with which voice.\n", script->book->metadata.title);
    text_add_str(out,
                 "#\n"
                 "# Save it next to the book (BOOK.cast for BOOK.txt), or give it to --cast. "
                 "`lectern voices`\n"
                 "# lists the voices. A speaker may have these settings:\n"
                 "#   aliases = Miss Snow; Aunt   other names; to rename a speaker, change [Name] "
                 "and put the old\n"
                 "#                               name here; to merge two speakers, put the second "
                 "name here and\n"
                 "#                               remove its section, or write in that section: "
                 "same as = Name\n"
                 "#   gender = female, age = old  male, female; child, young, adult, old\n"
                 "#   voice = NAME                narrator: read by the narrator; without this "
                 "line one is chosen\n"
                 "#   pitch = +5                  0 to 99, or a change to the voice's own pitch\n"
                 "#   rate = -10                  80 to 450 words per minute, or a change\n"
                 "#   range = +10                 0 to 99: how lively; gain = -2: decibels\n");
}

void castfile_write(const struct script *script, bool explained, struct text *out)
{
    size_t count = script->attribution->speaker_count;
    struct role *roles = mem_zero(count, sizeof *roles);
    for (size_t i = 0; i < count; i++)
        roles[i].speaker = (uint32_t)i;
    roles[SPEAKER_NARRATOR].voice = script->narrator;
    for (size_t i = 0; i < script->utterance_count; i++) {
        const struct utterance *utterance = &script->utterances[i];
        struct role *role = &roles[utterance->speaker];
        spill_touched(sizeof *utterance);
        role->lines++;
        role->voice = utterance->voice;
        if (role->sample == NULL || is_better(utterance, role->sample))
            role->sample = utterance;
    }
    qsort(roles, count, sizeof *roles, by_lines);
    if (explained)
        explain(script, out);
    for (size_t i = 0; i < script->attribution->speaker_count; i++)
        if (roles[i].lines > 0 || roles[i].speaker == SPEAKER_NARRATOR)
            add_role(script, &roles[i], explained, out);
    free(roles);
}
