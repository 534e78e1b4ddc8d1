/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "script/quotes/dash_clauses.h"

#include "base/mem.h"
#include "script/vocabulary/vocabulary.h"

/*
 * Chosen; the weights were trained with them. EARLY_CLAUSES: the first clauses after a dash, which
 * are the surest to be speech. SHORT_TAG_WORDS: a tag whose verb is not one of speaking is short,
 * "mused old Mr Snow softly". INTRODUCING_WORDS: "he said to her," has its verb among the last 3.
 * TELLING_VERB_BYTES: shorter words are hardly verbs of narration.
 */
enum { EARLY_CLAUSES = 4, SHORT_TAG_WORDS = 5, INTRODUCING_WORDS = 3, TELLING_VERB_BYTES = 4 };

static bool is_first_person(const struct dash_word *word)
{
    return (word->classes & WORD_FIRST_PERSON) != 0 && (word->classes & WORD_PRONOUN) != 0;
}

static enum dash_boundary boundary_before(const struct dash_word *word)
{
    uint32_t gap = word->gap;
    if (gap == DASH_SAID)
        return BOUNDARY_SAID;
    if ((gap & DASH_COLON) != 0 && (gap & DASH_DASH) != 0)
        return BOUNDARY_COLON_DASH;
    if ((gap & DASH_SPACED) != 0)
        return BOUNDARY_SPACED;
    if ((gap & DASH_DASH) != 0)
        return word->capital ? BOUNDARY_DASH_CAPITAL : BOUNDARY_DASH;
    if ((gap & (DASH_QUESTION | DASH_EXCLAMATION)) != 0)
        return word->capital ? BOUNDARY_QUESTION : BOUNDARY_QUESTION_SMALL;
    if ((gap & DASH_STOP) != 0)
        return word->capital ? BOUNDARY_STOP : BOUNDARY_STOP_SMALL;
    if ((gap & DASH_COLON) != 0)
        return word->capital ? BOUNDARY_COLON_CAPITAL : BOUNDARY_COLON;
    if ((gap & DASH_OTHER) != 0)
        return BOUNDARY_OTHER;
    if (!word->capital)
        return BOUNDARY_COMMA;
    if (is_first_person(word))
        return BOUNDARY_COMMA_I;
    return word->name ? BOUNDARY_COMMA_NAME : BOUNDARY_COMMA_CAPITAL;
}

static enum dash_tag_place place_of(const struct dash_words *words, size_t i)
{
    const struct dash_word *word = &words->items[i];
    bool asked = (word->gap & (DASH_QUESTION | DASH_EXCLAMATION)) != 0;
    if (i == 0)
        return PLACE_BLOCK;
    if (!dash_sentence_begins(words, i))
        return asked ? PLACE_ASKED_SMALL : PLACE_INSIDE;
    return asked ? PLACE_ASKED : PLACE_SENTENCE;
}

/* The form of a tag with a verb of speaking at word i. Whether there is a narrator is not asked. */
static enum dash_tag_form form_of(const struct dash_words *words, size_t i)
{
    const struct dash_word *word = &words->items[i];
    if (dash_is_speaking(words, i))
        return FORM_VERB;
    if ((word->classes & WORD_PRONOUN) != 0)
        return is_first_person(word) ? FORM_I : FORM_PRONOUN;
    return word->name || (word->classes & (WORD_ARTICLE | WORD_OWNER)) != 0 ? FORM_NAME : FORM_VERB;
}

/* Can the tag belong to the speech before it? */
static bool continues_sentence(enum dash_tag_place place)
{
    return place != PLACE_SENTENCE && place != PLACE_BLOCK;
}

static bool is_telling_verb(const struct dash_word *word)
{
    enum {
        OTHER = WORD_PLACE | WORD_ARTICLE | WORD_AND | WORD_SKIP | WORD_GOES_ON | WORD_PERSON |
                WORD_NOT_NAME | WORD_PARTICLE | WORD_AGE
    };
    return !word->capital && word->end - word->start >= TELLING_VERB_BYTES &&
           (word->classes & WORD_TOLD) != 0 && (word->classes & OTHER) == 0;
}

/* "was Anna's reply" */
static bool is_reply(const struct dash_words *words, size_t i, size_t end)
{
    const struct dash_word *items = words->items;
    if (items[i].capital || (items[i].classes & WORD_TOLD) == 0)
        return false;
    for (size_t k = i + 1; k < end; k++) {
        struct view word = view_part(words->text, items[k].start, items[k].end);
        if (!items[k].name)
            return false;
        if (view_ends(word, "'s") || view_ends(word, "\xE2\x80\x99s"))
            return k + 1 < end && k + 4 > end;
    }
    return false;
}

/* "mused Anna", "Anna mused": the clause is a name and a verb of narration, nothing else. */
static bool is_any_verb_tag(const struct dash_words *words, size_t i, size_t end,
                            enum dash_tag_form *form)
{
    const struct dash_word *items = words->items;
    size_t after;
    if (end > i + SHORT_TAG_WORDS || end < i + 2)
        return false;
    if (is_telling_verb(&items[i]) && items[i + 1].name) {
        after = dash_pass_subject(words, i + 1);
        *form = FORM_ANY_VERB_FIRST;
        return after == end || items[after].adverb;
    }
    *form = FORM_ANY_VERB_FIRST;
    if (is_reply(words, i, end))
        return true;
    after = dash_pass_subject(words, i);
    *form = FORM_ANY_VERB_LAST;
    return items[i].name && after < end && is_telling_verb(&items[after]) &&
           (after + 1 == end || items[after + 1].adverb);
}

/* Is there a verb of speaking near the end of the clause, and a comma or a colon after it? */
static bool introduces_speech(const struct dash_words *words, size_t i, size_t end)
{
    if (end >= words->count || (words->items[end].gap & (DASH_COMMA | DASH_COLON | DASH_SAID)) == 0)
        return false;
    for (size_t k = end; k > i && k + INTRODUCING_WORDS > end; k--)
        if (dash_is_speaking(words, k - 1))
            return true;
    return false;
}

static struct dash_tag tag_at(const struct dash_words *words, size_t i, size_t end)
{
    const struct dash_word *items = words->items;
    struct dash_tag tag = {.place = place_of(words, i)};
    size_t from = i + 1 < end && (items[i].classes & (WORD_AND | WORD_SKIP)) != 0 ? i + 1 : i;
    size_t after = dash_pass_tag(words, from);
    if (after == from && is_first_person(&items[from]) && dash_is_speaking(words, from + 1))
        after = from + 2;
    tag.found = after > from;
    if (tag.found)
        tag.form = form_of(words, from);
    else if (continues_sentence(tag.place))
        tag.found = is_any_verb_tag(words, i, end, &tag.form);
    tag.introduces = (tag.found && !continues_sentence(tag.place) && end < words->count &&
                      (items[end].gap & (DASH_COMMA | DASH_COLON | DASH_SAID)) != 0) ||
                     (!tag.found && introduces_speech(words, i, end));
    return tag;
}

static void add_feature(struct dash_clause *clause, int feature)
{
    if (clause->feature_count < DASH_CLAUSE_FEATURES)
        clause->features[clause->feature_count++] = (uint16_t)feature;
}

static bool ends_sentence(const struct dash_words *words, const struct dash_clause *clause)
{
    return clause->end >= words->count || dash_sentence_begins(words, clause->end);
}

static bool is_sentence(const struct dash_words *words, const struct dash_clause *clause)
{
    return dash_sentence_begins(words, clause->first) && ends_sentence(words, clause);
}

static enum dash_start start_of(const struct dash_words *words, size_t i)
{
    const struct dash_word *word = &words->items[i];
    if (word->capital)
        return START_CAPITAL;
    if ((word->classes & WORD_GOES_ON) != 0)
        return START_GOES_ON;
    if ((word->classes & WORD_AND) != 0)
        return i + 1 < words->count && word[1].sound < 0 ? START_AND_NARRATED : START_AND;
    if ((word->classes & WORD_SKIP) != 0)
        return START_ADVERB;
    if ((word->classes & (WORD_PLACE | WORD_ARTICLE | WORD_OWNER)) != 0)
        return START_ARTICLE;
    return word->sound < 0 ? START_NARRATED : word->sound > 0 ? START_SPOKEN : START_OTHER;
}

/* Features of a clause that begins with a name or pronoun, and of a verb of narration after it. */
static void add_subject(struct dash_clause *clause, const struct dash_words *words)
{
    const struct dash_word *first = &words->items[clause->first];
    int inside = !dash_sentence_begins(words, clause->first);
    size_t after = dash_pass_subject(words, clause->first);
    bool pronoun = (first->classes & WORD_PRONOUN) != 0;
    if (after == clause->first || is_first_person(first))
        return;
    if (after < clause->end && words->items[after].sound < 0)
        add_feature(clause, (pronoun ? D_PRONOUN_NARRATED : D_NAME_NARRATED) +
                                (is_sentence(words, clause) ? 2 : inside));
    if (!pronoun)
        add_feature(clause, DASH_FEATURE_1(NAME_STARTS, inside));
    if (!pronoun && after >= clause->end)
        add_feature(clause, D_NAME_ONLY);
}

static int length_of(const struct dash_clause *clause)
{
    size_t length = clause->end - clause->first;
    return length < 3 ? (int)length - 1 : length < 6 ? 2 : length < 11 ? 3 : 4;
}

static enum dash_opening opening_of(const struct dash_word *word)
{
    if ((word->classes & WORD_PRONOUN) != 0)
        return is_first_person(word) ? OPENING_I : OPENING_PRONOUN;
    if ((word->classes & (WORD_ARTICLE | WORD_OWNER)) != 0)
        return OPENING_ARTICLE;
    if ((word->classes & (WORD_AND | WORD_PLACE)) != 0)
        return OPENING_AND;
    if (word->name)
        return OPENING_NAME;
    if ((word->classes & (WORD_SKIP | WORD_GOES_ON)) != 0)
        return OPENING_ADVERB;
    return word->sound > 0 ? OPENING_SPOKEN : word->sound < 0 ? OPENING_NARRATED : OPENING_OTHER;
}

static void add_shape(struct dash_clause *clause, const struct dash_words *words, uint32_t block)
{
    bool last = clause->end == words->count;
    uint32_t tail = last ? words->tail : words->items[clause->end].gap;
    uint32_t neighbours = ((block & DASH_BEFORE) != 0) + 2 * ((block & DASH_AFTER) != 0);
    add_feature(clause, DASH_FEATURE_2(STATE, clause->state, neighbours));
    if (clause->first == 0)
        add_feature(clause, DASH_FEATURE_2(EDGE, clause->state, 0));
    if (last)
        add_feature(clause, DASH_FEATURE_2(EDGE, clause->state, 1));
    if ((tail & (DASH_QUESTION | DASH_EXCLAMATION)) != 0)
        add_feature(clause, DASH_FEATURE_1(ASKS, (tail & DASH_QUESTION) == 0));
    if (dash_sentence_begins(words, clause->first))
        add_feature(clause, DASH_FEATURE_2(OPENING, opening_of(&words->items[clause->first]),
                                           is_sentence(words, clause)));
    add_feature(clause, DASH_FEATURE_1(LENGTH, length_of(clause)));
    add_subject(clause, words);
    bool narrator = (block & DASH_FIRST_PERSON) != 0;
    for (size_t i = clause->first, count = 0; narrator && i < clause->end && count < 3; i++)
        if ((words->items[i].classes & WORD_FIRST_PERSON) != 0) {
            add_feature(clause, DASH_FEATURE_1(I, clause->state));
            count++;
        }
}

/* The features of a change from narration to speech before the clause, and of one the other way. */
static void set_changes(struct dash_clause *clause, const struct dash_word *word,
                        const struct dash_tag *before)
{
    enum dash_boundary boundary = boundary_before(word);
    int to_speech = before->introduces ? DASH_FEATURE_1(TO_SPEECH_INTRODUCED, boundary)
                    : before->found    ? DASH_FEATURE_1(TO_SPEECH_AFTER_TAG, boundary)
                    : before->open     ? DASH_FEATURE_1(TO_SPEECH_LATER, boundary)
                                       : DASH_FEATURE_2(TO_SPEECH, clause->state, boundary);
    int to_narration = clause->tag.found ? DASH_FEATURE_1(TO_NARRATION_AT_TAG, boundary)
                                         : DASH_FEATURE_2(TO_NARRATION, clause->state, boundary);
    clause->to_speech = (uint16_t)to_speech;
    clause->to_narration = (uint16_t)to_narration;
}

static void cut_clauses(const struct dash_words *words, struct dash_clauses *clauses)
{
    clauses->count = 0;
    for (size_t i = 0, end; i < words->count; i = end) {
        for (end = i + 1; end < words->count && !dash_clause_begins(&words->items[end]); end++)
            ;
        clauses->items =
            mem_grow(clauses->items, clauses->count, &clauses->capacity, sizeof *clauses->items);
        clauses->items[clauses->count++] =
            (struct dash_clause){.first = i, .end = end, .tag = tag_at(words, i, end)};
    }
}

bool dash_tag_is_sure(const struct dash_tag *tag)
{
    return tag->found && (continues_sentence(tag->place) || tag->introduces);
}

/* Assumes the tags are found. */
static void set_states(struct dash_clauses *clauses, bool dash)
{
    bool any = false, ahead = false;
    for (size_t c = 0; c < clauses->count; c++)
        any |= dash_tag_is_sure(&clauses->items[c].tag);
    for (size_t c = clauses->count; c-- > 0;) {
        struct dash_clause *clause = &clauses->items[c];
        clause->state = !dash   ? (any ? STATE_PLAIN_TAG : STATE_PLAIN)
                        : !any  ? (c < EARLY_CLAUSES ? STATE_DASH : STATE_DASH_LATE)
                        : ahead ? STATE_DASH_AHEAD
                                : STATE_DASH_TAG;
        ahead |= clause->tag.found && continues_sentence(clause->tag.place);
    }
}

void dash_clauses_cut(const struct dash_words *words, uint32_t block, struct dash_clauses *clauses)
{
    static const struct dash_tag none;
    cut_clauses(words, clauses);
    /* Marks the clauses after a tag up to the full stop: its sentence continues. */
    for (size_t c = 0; c < clauses->count; c++) {
        struct dash_clause *clause = &clauses->items[c];
        bool goes_on = c > 0 && clause[-1].tag.open && !dash_sentence_begins(words, clause->first);
        clause->tag.open = clause->tag.found || goes_on;
    }
    set_states(clauses, (block & DASH_BLOCK) != 0);
    for (size_t c = 0; c < clauses->count; c++) {
        struct dash_clause *clause = &clauses->items[c];
        const struct dash_tag *before = c > 0 ? &clause[-1].tag : &none;
        set_changes(clause, &words->items[clause->first], before);
        add_shape(clause, words, block);
        if (clause->tag.found) {
            bool narrator = clause->tag.form == FORM_I && (block & DASH_FIRST_PERSON) != 0;
            add_feature(clause, DASH_FEATURE_2(TAG, clause->tag.place,
                                               narrator ? FORM_I_NARRATOR : clause->tag.form));
            if (clause->tag.form >= FORM_ANY_VERB_FIRST && ends_sentence(words, clause))
                add_feature(clause,
                            DASH_FEATURE_1(TAG_ENDS, clause->tag.form - FORM_ANY_VERB_FIRST));
            if (clause->tag.introduces)
                add_feature(clause, DASH_FEATURE_1(INTRODUCES, (words->items[clause->end].gap &
                                                                DASH_COLON) != 0));
        } else if (before->found) {
            add_feature(clause,
                        DASH_FEATURE_2(AFTER_TAG, boundary_before(&words->items[clause->first]),
                                       start_of(words, clause->first)));
            if (before->introduces)
                add_feature(clause, D_AFTER_INTRODUCING);
        }
        if (c + 1 < clauses->count && clause[1].tag.found)
            add_feature(clause,
                        DASH_FEATURE_2(BEFORE_TAG, clause[1].tag.place, clause[1].tag.form));
    }
}
