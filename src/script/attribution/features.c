/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "script/attribution/turn_parts.h"

#include "script/attribution/feature_ids.h"
#include "script/vocabulary/gender.h"

_Static_assert((int)F_COUNT <= (int)TURN_WEIGHTS, "each feature has a weight");

/*
 * Chosen before the weights were trained with them. What each is worth was measured by changing it
 * alone, with the weights as they are: quotations with the right name, in per cent, in 14,183 of
 * novels and in 883 of excerpts of 2,000 words (76.5 and 67.8 with all of them as they are here).
 * Only training anew would say whether another value is better, so the small gains were left.
 */
enum {
    LOCAL = 10, /* turns on each side whose tags count; 5: 76.3, 67.6; 20: 76.7, 68.3 */
    AROUND = 8, /* turns on each side whose speakers count; 4: 77.1, 67.4; 16: 75.7, 67.0 */
    DENSE_BEFORE = 1200, /* tokens, some three pages; 600: 76.6, 67.4; 2400: 76.5, 67.7 */
    DENSE_AFTER = 400,   /* tokens, a page; 200: 75.9, 66.5; 800: 76.7, 67.0 */
    NEAR_TOKENS = 400,   /* a page; 200: 76.4, 67.0; 800: 76.5, 67.8 */
    MAIN_PART_TAGS = 2,  /* concerns short texts only; 1: 76.5, 68.4; 4: 76.5, 66.7 */
    SPEAKER_RANKS = 5    /* as many values as SPOKE has, without the last */
};

const struct mention *mention_of_tag(const struct turn_input *in, struct dialogue_tag tag)
{
    return tag.form == TAG_NONE ? NULL : &in->people->mentions[tag.mention];
}

uint32_t who_is_meant(const struct turn_input *in, struct dialogue_tag tag)
{
    const struct mention *mention = mention_of_tag(in, tag);
    if (mention == NULL)
        return WHO_NOBODY;
    if ((mention->flags & MENTION_FIRST) != 0)
        return in->people->first_person ? WHO_I : WHO_NOBODY;
    if (mention->name == NO_NAME)
        return WHO_NOBODY;
    uint32_t person = in->people->names[mention->name].person;
    return person == in->people->narrator ? WHO_I : WHO_PERSON + person;
}

/* Can the mention in a tag mean only one person? A name can, and so can "said a spokesman", which
 * brings in somebody new. */
static bool says_who(const struct mention *mention, enum dialogue_tag_form form)
{
    return mention->kind == MENTION_NAME ||
           (form == TAG_SPEAKING && (mention->flags & MENTION_NEW) != 0);
}

enum turn_mode mode_of(const struct turn_input *in, const struct turn *turn)
{
    const struct mention *mention = mention_of_tag(in, turn->tag);
    if (mention == NULL)
        return (turn->flags & TURN_PURE) != 0 ? MODE_PURE : MODE_NARRATION;
    if (says_who(mention, turn->tag.form) || (mention->flags & MENTION_FIRST) != 0)
        return MODE_NAMED;
    return MODE_PRONOUN;
}

uint8_t gender_of(const struct turn_input *in, uint32_t who)
{
    return who < WHO_PERSON ? GENDER_UNKNOWN : in->people->persons[who - WHO_PERSON].gender;
}

const struct turn *turn_near(const struct view_of_turn *v, int offset)
{
    size_t at = v->t;
    for (; offset < 0; offset++) {
        if (at == 0 || (v->turns->items[at].flags & TURN_FIRST) != 0)
            return NULL;
        at--;
    }
    for (; offset > 0; offset--) {
        if (at + 1 >= v->turns->count || (v->turns->items[at + 1].flags & TURN_FIRST) != 0)
            return NULL;
        at++;
    }
    return &v->turns->items[at];
}

static void add(struct candidate *c, unsigned feature)
{
    if (c->feature_count < TURN_FEATURES)
        c->features[c->feature_count++] = (uint16_t)feature;
}

static int rank_in(const struct recent *recent, uint32_t who)
{
    for (int i = 0; i < TURN_RECENT && recent->who[i] != WHO_NOBODY; i++)
        if (recent->who[i] == who)
            return i;
    return TURN_RECENT;
}

/* Rank among those in the list who have this gender; the candidate's own may be unknown. */
static int rank_of_gender(const struct view_of_turn *v, const struct recent *recent, uint32_t who,
                          uint8_t gender)
{
    int rank = 0;
    for (int i = 0; i < TURN_RECENT && recent->who[i] != WHO_NOBODY; i++) {
        if (recent->who[i] == who)
            return rank;
        rank += gender_of(v->in, recent->who[i]) == gender;
    }
    return TURN_RECENT;
}

static unsigned bucket(int value, int last)
{
    return (unsigned)(value < last ? value : last);
}

/* Where somebody was last mentioned: 0 in the paragraph of the turn, 1 since the paragraph of the
 * turn before began, 2 within NEAR_TOKENS of the tag, 3 farther back. The first turn of a scene has
 * no turn before it, so a quarter of NEAR_TOKENS takes its place. */
static unsigned where(const struct view_of_turn *v, const struct recent *recent, uint32_t who)
{
    int rank = rank_in(recent, who);
    if (rank == TURN_RECENT)
        return 3;
    const struct turn *before = turn_near(v, -1);
    uint32_t at = recent->at[rank];
    if (at >= v->turn->first_token)
        return 0;
    if (before == NULL ? at + NEAR_TOKENS / 4 >= v->turn->tag_token : at >= before->first_token)
        return 1;
    return at + NEAR_TOKENS >= v->turn->tag_token ? 2 : 3;
}

bool tags_are_many(const struct person *person, const struct turns *turns)
{
    return (size_t)person->tags * MANY_TAGS_TURNS >= turns->count;
}

/*
 * Is somebody whom only a description means a main character all the same: "the old man" of a short
 * story? The weights were trained on novels, where a description is seldom a main character, so
 * F_DESCRIPTION counts against him. Measured when it was added, on excerpts of 2,000 words: this
 * exception raised the quotations with the right name from 66.1 to 67.4 %.
 */
static bool is_main_part(const struct view_of_turn *v, const struct person *person)
{
    return person->tags >= MAIN_PART_TAGS && tags_are_many(person, v->turns);
}

/* ---- tags ---- */

/* The fit of two genders, as in feature_ids.h. */
static unsigned agreement(uint8_t a, uint8_t b)
{
    return a == GENDER_UNKNOWN || b == GENDER_UNKNOWN ? 1 : a == b ? 0 : 2;
}

static void add_described(const struct view_of_turn *v, struct candidate *c,
                          struct dialogue_tag tag, unsigned form)
{
    const struct mention *mention = mention_of_tag(v->in, tag);
    const struct name *name = &v->in->people->names[mention->name];
    if (who_is_meant(v->in, tag) == c->who) {
        bool owned = (mention->flags & MENTION_OWNED) != 0;
        add(c, (owned ? F_TAG_OWNED_IS : F_TAG_DESC_IS) + form);
        if (!owned)
            add(c, FEATURE_2(TAG_DESC_KNOWN, name->title != 0,
                             (name->tags < 2   ? 0
                              : name->tags < 5 ? 1
                                               : 2)));
    } else if (c->who >= WHO_PERSON) {
        add(c,
            FEATURE_2(TAG_DESC_FITS, form, agreement(mention->gender, gender_of(v->in, c->who))));
    } else {
        add(c, F_TAG_DESC_OTHER + form);
    }
}

static void add_pronoun(const struct view_of_turn *v, struct candidate *c, struct dialogue_tag tag,
                        unsigned form)
{
    const struct mention *mention = mention_of_tag(v->in, tag);
    if ((mention->flags & MENTION_FIRST) != 0) {
        add(c, (c->who == WHO_I ? F_TAG_I_IS : F_TAG_I_NOT) + form);
        return;
    }
    if (c->who == WHO_I)
        add(c, F_TAG_PRON_I + form);
    if (mention->gender == GENDER_UNKNOWN || c->who < WHO_PERSON)
        return;
    unsigned fit = agreement(mention->gender, gender_of(v->in, c->who));
    add(c, FEATURE_2(TAG_PRON_FITS, form, fit));
    if (fit == 2)
        return;
    int rank = rank_of_gender(v, &v->turn->antecedents, c->who, mention->gender);
    unsigned tag_form = form > 0;
    add(c, FEATURE_2(ANTECEDENT, tag_form, bucket(rank, 4)));
    add(c, FEATURE_3(ANTECEDENT_NEAR, tag_form, bucket(rank, 2),
                     where(v, &v->turn->antecedents, c->who)));
    rank = rank_of_gender(v, &v->turn->named, c->who, mention->gender);
    add(c, FEATURE_3(NAMED_NEAR, tag_form, bucket(rank, 2), where(v, &v->turn->named, c->who)));
    rank = rank_of_gender(v, &v->turn->focus, c->who, mention->gender);
    add(c, FEATURE_2(FOCUS_TAG, tag_form, bucket(rank, 4)));
}

static void add_tag(const struct view_of_turn *v, struct candidate *c, struct dialogue_tag tag)
{
    const struct mention *mention = mention_of_tag(v->in, tag);
    if (mention == NULL)
        return;
    unsigned form = (unsigned)tag.form - TAG_BEAT; /* as in feature_ids.h */
    if (says_who(mention, tag.form))
        add(c, (who_is_meant(v->in, tag) == c->who ? F_TAG_NAME_IS : F_TAG_NAME_NOT) + form);
    else if (mention->kind == MENTION_DESCRIPTION)
        add_described(v, c, tag, form);
    else
        add_pronoun(v, c, tag, form);
}

/* ---- neighbours ---- */

static void add_near_tags(const struct view_of_turn *v, struct candidate *c)
{
    for (int offset = -NEAR; offset <= NEAR; offset++) {
        const struct turn *turn = offset == 0 ? NULL : turn_near(v, offset);
        const struct mention *mention = turn == NULL ? NULL : mention_of_tag(v->in, turn->tag);
        if (mention == NULL)
            continue;
        unsigned place = (unsigned)(offset < 0 ? offset + NEAR : offset + NEAR - 1);
        if (who_is_meant(v->in, turn->tag) == c->who)
            add(c, F_NEAR_TAG + place);
        if (mention->kind == MENTION_PRONOUN && mention->gender != GENDER_UNKNOWN &&
            (offset == -1 || offset == 1 || offset == -2 || offset == 2) && c->who >= WHO_PERSON) {
            unsigned fit = agreement(mention->gender, gender_of(v->in, c->who));
            if (fit != 1)
                add(c, FEATURE_2(NEAR_GENDER, bucket(offset < 0 ? offset + 2 : offset + 1, 3),
                                 fit == 2));
        }
    }
}

static void add_prior(const struct view_of_turn *v, struct candidate *c)
{
    const struct turn *turn = v->turn;
    unsigned pronoun = v->mode == MODE_PRONOUN;
    int local = 0; /* tags around that mean the candidate */
    size_t from = v->t > LOCAL ? v->t - LOCAL : 0;
    for (size_t t = from; t < v->turns->count && t <= v->t + LOCAL; t++)
        local += t != v->t && who_is_meant(v->in, v->turns->items[t].tag) == c->who;
    add(c, FEATURE_2(LOCAL, pronoun, local < 3 ? (unsigned)local : local < 6 ? 3u : 4u));
    add(c, FEATURE_2(NARRATED, pronoun, bucket(rank_in(&turn->narrated, c->who), 6)));
    add(c, FEATURE_2(SUBJECT, pronoun, bucket(rank_in(&turn->subjects, c->who), 4)));
    if (v->mode == MODE_PURE || v->mode == MODE_NARRATION)
        add(c, FEATURE_2(FOCUS, v->mode, bucket(rank_in(&turn->focus, c->who), 5)));
    add(c, FEATURE_2(LATER, pronoun, bucket(rank_in(&turn->later, c->who), 4)));
    if (c->who >= WHO_PERSON) {
        const struct person *person = &v->in->people->persons[c->who - WHO_PERSON];
        add(c, F_SIZE + (person->tags == 0   ? 0
                         : person->tags < 4  ? 1
                         : person->tags < 20 ? 2
                         : person->tags < 80 ? 3
                                             : 4));
        if (person->description && !is_main_part(v, person))
            add(c, F_DESCRIPTION + pronoun);
    }
}

static void add_told(const struct view_of_turn *v, struct candidate *c)
{
    int rank = rank_in(&v->turn->told, c->who);
    if (rank < TURN_RECENT)
        add(c, FEATURE_2(TOLD, v->mode, bucket(rank, 1)));
    const struct turn *before = turn_near(v, -1);
    rank = before == NULL ? TURN_RECENT : rank_in(&before->told, c->who);
    if (rank < TURN_RECENT)
        add(c, FEATURE_2(TOLD_BEFORE, v->mode, bucket(rank, 1)));
    rank = rank_in(&v->turn->between, c->who);
    if (v->turn->gap_blocks > 0 && rank < TURN_RECENT)
        add(c, FEATURE_2(BETWEEN, v->mode, bucket(rank, 2)));
}

/* Rank of somebody among the distinct speakers of the turns on one side (-1 before, 1 after), the
 * nearest being 0. Adds to `lines` how many of these turns are his. */
static int speaker_rank(const struct view_of_turn *v, uint32_t who, int side, int *lines)
{
    struct recent seen;
    int count = 0, rank = SPEAKER_RANKS;
    for (int distance = 1; distance <= AROUND; distance++) {
        const struct turn *turn = turn_near(v, side * distance);
        if (turn == NULL)
            break;
        if (turn->speaker == WHO_UNKNOWN)
            continue;
        *lines += turn->speaker == who;
        int known = 0;
        while (known < count && seen.who[known] != turn->speaker)
            known++;
        if (known < count || count == TURN_RECENT)
            continue;
        if (turn->speaker == who)
            rank = count;
        seen.who[count++] = turn->speaker;
    }
    return rank;
}

/* Later passes: who speaks nearby, as the pass before decided. */
static void add_speakers(const struct view_of_turn *v, struct candidate *c)
{
    int lines = 0;
    int before = speaker_rank(v, c->who, -1, &lines), after = speaker_rank(v, c->who, 1, &lines);
    add(c, FEATURE_2(SPOKE, v->mode, bucket(before, SPEAKER_RANKS)));
    add(c, FEATURE_2(SPEAKS, v->mode, bucket(after, SPEAKER_RANKS)));
    unsigned many = lines < 2 ? (unsigned)lines : lines < 4 ? 2u : lines < 7 ? 3u : 4u;
    add(c, FEATURE_2(PRESENT, v->mode == MODE_PRONOUN, many));
}

static unsigned dense_bucket(uint32_t times)
{
    return times < 2 ? times : times < 4 ? 2 : times < 8 ? 3 : 4;
}

/* How much the narration before and after the turn is about the candidate. The narration
 * before counts double in `dense` (chosen). */
static void add_density(const struct view_of_turn *v, struct candidate *c)
{
    c->dense = 0;
    if (c->who < WHO_PERSON)
        return;
    size_t first = v->turn->first_token, end = v->turn->token_end;
    uint32_t before = people_named_between(v->in->people, c->who - WHO_PERSON,
                                           first > DENSE_BEFORE ? first - DENSE_BEFORE : 0, first);
    uint32_t after =
        people_named_between(v->in->people, c->who - WHO_PERSON, end, end + DENSE_AFTER);
    c->dense = 2 * before + after;
    add(c, FEATURE_2(DENSE_BEFORE, v->mode, dense_bucket(before)));
    add(c, FEATURE_2(DENSE_AFTER, v->mode, dense_bucket(after)));
}

void add_rank(const struct view_of_turn *v, struct candidate *candidates, size_t count, size_t i)
{
    const struct mention *tag = mention_of_tag(v->in, v->turn->tag);
    uint8_t gender = tag == NULL ? GENDER_UNKNOWN : tag->gender;
    int rank = 0;
    if (candidates[i].who < WHO_PERSON ||
        agreement(gender, gender_of(v->in, candidates[i].who)) == 2)
        return;
    for (size_t k = 0; k < count; k++)
        rank += candidates[k].dense > candidates[i].dense &&
                agreement(gender, gender_of(v->in, candidates[k].who)) != 2;
    add(&candidates[i], FEATURE_2(TOP, v->mode == MODE_PRONOUN, bucket(rank, 3)));
}

void add_features(const struct view_of_turn *v, struct candidate *c)
{
    c->feature_count = 0;
    c->dense = 0;
    if (c->who < WHO_PERSON)
        add(c, (c->who == WHO_I ? F_I : F_UNKNOWN) + v->mode);
    add_tag(v, c, v->turn->tag);
    if (v->mode == MODE_NAMED && v->turn->tag.form == TAG_SPEAKING)
        return; /* "said Anna": sure enough, so nothing else is looked at */
    add_tag(v, c, v->turn->beat);
    if (c->who == WHO_UNKNOWN)
        return;
    static const int offsets[] = {-2, -1, 0, 1, 2};
    for (unsigned i = 0; i < 5; i++) {
        const struct turn *turn = turn_near(v, offsets[i]);
        if (turn == NULL)
            continue;
        if (rank_in(&turn->addressed, c->who) < TURN_RECENT)
            add(c, F_ADDRESSED + i);
        if (rank_in(&turn->spoken_of, c->who) < TURN_RECENT)
            add(c, F_SPOKEN_OF + i);
    }
    /* Somebody who is called "sir" is a man, and the one who says it is somebody else. */
    for (int offset = -1; offset <= 1; offset++) {
        const struct turn *turn = turn_near(v, offset);
        if (turn == NULL || c->who < WHO_PERSON)
            continue;
        unsigned fit = agreement(turn->addressed_gender, gender_of(v->in, c->who));
        if (fit != 1)
            add(c, FEATURE_2(ADDRESS, (unsigned)(offset + 1), fit == 2));
    }
    add_near_tags(v, c);
    add_prior(v, c);
    add_told(v, c);
    add_density(v, c);
    if (v->turns->decided)
        add_speakers(v, c);
}
