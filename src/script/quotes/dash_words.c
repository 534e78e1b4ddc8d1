/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "script/quotes/dash_words.h"

#include "base/mem.h"

/* Chosen: "the dear old lady" has 4 words, "said poor little Anna" 2 before the name; what is
 * longer than 60 bytes is no word of speakers.txt. */
enum { SUBJECT_MAX_WORDS = 4, ADVERB_MAX_WORDS = 2, WORD_MAX_BYTES = 60 };

bool rune_opens_dialogue(uint32_t rune)
{
    return rune == 0x2014 || rune == 0x2015 || rune == 0x2013;
}

static uint32_t gap_of(uint32_t rune)
{
    switch (rune) {
    case ',':
        return DASH_COMMA;
    case ':':
        return DASH_COLON;
    case ';':
    case '(':
    case ')':
        return DASH_OTHER;
    case '?':
        return DASH_STOP | DASH_QUESTION;
    case '!':
        return DASH_STOP | DASH_EXCLAMATION;
    case '.':
    case 0x2026:
        return DASH_STOP;
    default:
        return rune == '-' || rune_opens_dialogue(rune) ? DASH_DASH : 0;
    }
}

static uint32_t read_gap(struct view text, size_t from, size_t to)
{
    bool blank_before = false; /* also before a whole run of hyphens */
    uint32_t gap = 0;
    for (size_t at = from; at < to;) {
        uint32_t rune = rune_next(text, &at);
        bool hyphen = rune == '-';
        if (rune_opens_dialogue(rune) || (hyphen && (at >= to || rune_at(text, at) != '-'))) {
            /* A dash or a run of hyphens ends here; `gap` is what is before it. */
            bool blank_after = at < to && rune_is_space(rune_at(text, at));
            bool one_side = blank_before ? !blank_after : at < to && !blank_after;
            bool punctuated = (gap & ~(uint32_t)(DASH_DASH | DASH_GAP_MARKS)) != 0;
            if (punctuated || one_side)
                gap |=
                    DASH_PAIR | (blank_before ? DASH_BLANK_FIRST : 0) | (hyphen ? 0 : DASH_SPACED);
            else if (blank_before)
                gap |= DASH_BARE;
        }
        gap |= gap_of(rune);
        if (!hyphen)
            blank_before = rune_is_space(rune);
    }
    return gap;
}

/* Fills in what the vocabulary says; "dit-il" is a verb of speaking with its subject. */
static void look_up(struct dash_words *words, struct view text, struct dash_word *w)
{
    w->number = vocabulary_add(words->vocabulary, text);
    const struct word *word = &words->vocabulary->words[w->number];
    w->classes = word->classes;
    w->sound = (int)word->sound;
    size_t cut = view_find(text, "-", 1);
    if (cut == text.bytes)
        return;
    uint32_t stem = vocabulary_find(words->vocabulary, view_part(text, 0, cut));
    if (stem != 0 && (words->vocabulary->words[stem].classes & WORD_SPEAKING) != 0)
        w->classes = WORD_SPEAKING | WORD_PRONOUN;
}

static void pass_word(struct view text, size_t *at)
{
    while (*at < text.bytes) {
        size_t next = *at;
        uint32_t rune = rune_next(text, &next);
        bool inner = rune == '\'' || rune == 0x2019 || rune == '-';
        if (!rune_is_alnum(rune) &&
            !(inner && next < text.bytes && rune_is_letter(rune_at(text, next))))
            return;
        *at = next;
    }
}

static bool is_name(const struct dash_words *words, const struct dash_word *w)
{
    const struct dash_small *small = words->small;
    return w->capital && (w->classes & WORD_NOT_NAME) == 0 &&
           (small == NULL || w->number >= small->count || !small->items[w->number]);
}

static bool is_title(const struct dash_word *w)
{
    return w->capital && (w->classes & WORD_TITLE) != 0;
}

void dash_words_read(struct dash_words *words)
{
    words->count = 0;
    size_t gap = 0;
    for (size_t at = 0; at < words->text.bytes;) {
        size_t start = at;
        if (!rune_is_alnum(rune_next(words->text, &at)))
            continue;
        pass_word(words->text, &at);
        struct view text = view_part(words->text, start, at);
        words->items = mem_grow(words->items, words->count, &words->capacity, sizeof *words->items);
        struct dash_word *w = &words->items[words->count++];
        *w = (struct dash_word){.start = start,
                                .end = at,
                                .capital = rune_is_upper(rune_at(words->text, start)),
                                .gap = read_gap(words->text, gap, start)};
        if (text.bytes < WORD_MAX_BYTES)
            look_up(words, text, w);
        w->adverb = !w->capital && (w->classes & WORD_SKIP) != 0;
        w->name = is_title(w) ||
                  (words->count > 1 && is_title(&w[-1]) && w->capital && w->gap == 0) ||
                  is_name(words, w);
        if (words->count > 1 && (w->gap & (DASH_QUESTION | DASH_EXCLAMATION)) == 0 &&
            (w[-1].classes & WORD_TITLE) != 0)
            w->gap &= ~(uint32_t)DASH_STOP; /* Mr. */
        if (w->gap == 0 && w->capital && !w->name && words->count > 1 &&
            (w[-1].classes & WORD_SPEAKING) != 0 && (w->classes & WORD_FIRST_PERSON) == 0)
            w->gap = DASH_SAID;
        gap = at;
    }
    words->tail = read_gap(words->text, gap, words->text.bytes);
}

bool dash_clause_begins(const struct dash_word *word)
{
    return word->gap != 0;
}

bool dash_sentence_begins(const struct dash_words *words, size_t i)
{
    return i == 0 || ((words->items[i].gap & DASH_STOP) != 0 && words->items[i].capital);
}

bool dash_is_speaking(const struct dash_words *words, size_t i)
{
    return i < words->count && (words->items[i].classes & WORD_SPEAKING) != 0 &&
           !words->items[i].capital;
}

size_t dash_pass_subject(const struct dash_words *words, size_t i)
{
    const struct dash_word *items = words->items;
    if (i >= words->count)
        return i;
    if ((items[i].classes & WORD_PRONOUN) != 0)
        return i + 1;
    size_t end = i;
    if ((items[i].classes & (WORD_ARTICLE | WORD_OWNER)) != 0)
        for (end = i + 1;
             end < words->count && end < i + SUBJECT_MAX_WORDS && !dash_clause_begins(&items[end]);
             end++)
            if ((items[end].classes & WORD_PERSON) != 0 || dash_is_speaking(words, end + 1))
                return end + 1;
    for (end = i; end < words->count && end < i + SUBJECT_MAX_WORDS && items[end].name &&
                  (end == i || (items[end].gap & DASH_COMMA) == 0);
         end++)
        ;
    return end;
}

/* "went on", "put in" */
static bool is_speaking_phrase(const struct dash_words *words, size_t i)
{
    const struct dash_word *items = words->items;
    return i + 1 < words->count && !items[i].capital && items[i + 1].gap == 0 &&
           (items[i].classes & WORD_OTHER_VERB) != 0 && !items[i + 1].capital &&
           (items[i + 1].classes & (WORD_SKIP | WORD_PLACE)) != 0;
}

/* "said Anna", "said the astonished native", "said wise Anna", "dit-il" */
static size_t pass_verb_first(const struct dash_words *words, size_t i)
{
    bool phrase = !dash_is_speaking(words, i);
    if (!phrase && (words->items[i].classes & WORD_PRONOUN) != 0)
        return i + 1;
    size_t subject = phrase ? i + 2 : i + 1;
    if (subject >= words->count || dash_clause_begins(&words->items[subject]))
        return i;
    size_t end = dash_pass_subject(words, subject);
    if (!phrase && end == subject && end < words->count &&
        (words->items[end].classes & WORD_ARTICLE) != 0)
        end++;
    for (size_t k = subject;
         !phrase && end == subject && k < subject + ADVERB_MAX_WORDS && k < words->count &&
         !dash_clause_begins(&words->items[k]) && !words->items[k].capital;
         k++)
        if (k + 1 < words->count && words->items[k + 1].gap == 0 && words->items[k + 1].name)
            end = dash_pass_subject(words, k + 1);
    return end > subject ? end : i;
}

/* Are there only adverbs between word i and the end of the clause? */
static bool clause_ends(const struct dash_words *words, size_t i)
{
    while (i < words->count && !dash_clause_begins(&words->items[i]) && words->items[i].adverb)
        i++;
    return i >= words->count || dash_clause_begins(&words->items[i]);
}

size_t dash_pass_tag(const struct dash_words *words, size_t i)
{
    if (dash_is_speaking(words, i) || is_speaking_phrase(words, i))
        return pass_verb_first(words, i);
    const struct dash_word *items = words->items;
    size_t end = dash_pass_subject(words, i);
    if (end == i || (items[i].classes & WORD_FIRST_PERSON) != 0)
        return i;
    for (size_t k = end; k < words->count && k < end + 3 && !dash_clause_begins(&items[k]); k++) {
        if (dash_is_speaking(words, k))
            return k + 1;
        if (is_speaking_phrase(words, k) && clause_ends(words, k + 2))
            return k + 2;
        if (!items[k].adverb && (items[k].classes & WORD_OTHER_VERB) == 0)
            break;
    }
    return i;
}
