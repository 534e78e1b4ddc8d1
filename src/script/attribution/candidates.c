/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "script/attribution/turn_parts.h"

#include "script/attribution/feature_ids.h"
#include "script/people/dialogue_tags.h"
#include "script/people/people.h"
#include "script/vocabulary/gender.h"

/* So many speakers of the turns around are candidates, from so many turns on each side. In the gold
 * novels the speaker of a quotation without a name in its tag is one of the last four in 95 % of
 * the cases; the number of turns is chosen.
 */
enum { SPEAKERS_AROUND = 4, SPEAKER_TURNS = 12 };

struct gather {
    struct candidate *items;
    size_t count;
};

/* Adds a candidate, once; when the list is full, those who come later are dropped. */
static void gather(struct gather *g, uint32_t who)
{
    if (who == WHO_NOBODY || g->count >= TURN_CANDIDATES)
        return;
    for (size_t i = 0; i < g->count; i++)
        if (g->items[i].who == who)
            return;
    g->items[g->count++].who = who;
}

static void gather_recent(struct gather *g, const struct recent *recent, int most)
{
    for (int i = 0; i < most && recent->who[i] != WHO_NOBODY; i++)
        gather(g, recent->who[i]);
}

/* Adds the most recent ones of one gender: after "he said", three men are better candidates than
 * the ten persons mentioned last. */
static void gather_gender(const struct view_of_turn *v, struct gather *g,
                          const struct recent *recent, uint8_t gender, int most)
{
    for (int i = 0; i < TURN_RECENT && most > 0 && recent->who[i] != WHO_NOBODY; i++)
        if (gender_of(v->in, recent->who[i]) == gender) {
            gather(g, recent->who[i]);
            most--;
        }
}

static void gather_near(const struct view_of_turn *v, struct gather *g)
{
    for (int distance = 1; distance <= NEAR; distance++)
        for (int side = -1; side <= 1; side += 2) {
            const struct turn *turn = turn_near(v, side * distance);
            if (turn == NULL)
                continue;
            gather(g, who_is_meant(v->in, turn->tag));
            if (distance < 3)
                gather_recent(g, &turn->addressed, 1);
        }
}

/* The order decides who is dropped: the surest candidates first. */
static void gather_all(const struct view_of_turn *v, struct gather *g)
{
    const struct turn *turn = v->turn;
    gather(g, WHO_UNKNOWN);
    gather(g, who_is_meant(v->in, turn->tag));
    gather(g, who_is_meant(v->in, turn->beat));
    if (v->in->people->first_person)
        gather(g, WHO_I);
    const struct mention *tag = mention_of_tag(v->in, turn->tag);
    if (tag == NULL)
        tag = mention_of_tag(v->in, turn->beat);
    if (tag != NULL && tag->gender != GENDER_UNKNOWN) {
        gather_gender(v, g, &turn->antecedents, tag->gender, 3);
        gather_gender(v, g, &turn->focus, tag->gender, 1);
    }
    if (v->turns->decided) {
        /* Those who speak nearby, even if narration has not named them for a long time. */
        size_t most = g->count + SPEAKERS_AROUND;
        for (int distance = 1; distance <= SPEAKER_TURNS; distance++)
            for (int side = -1; side <= 1; side += 2) {
                const struct turn *near = turn_near(v, side * distance);
                if (near != NULL && g->count < most)
                    gather(g, near->speaker);
            }
    }
    gather_recent(g, &turn->subjects, 2);
    gather_recent(g, &turn->narrated, 4);
    gather_near(v, g);
    gather_recent(g, &turn->later, 2);
    gather_recent(g, &turn->antecedents, TURN_RECENT);
    gather_recent(g, &turn->narrated, TURN_RECENT);
}

size_t turn_candidates(const struct turn_input *in, const struct turns *turns, size_t t,
                       struct candidate candidates[])
{
    const struct turn *turn = &turns->items[t];
    struct view_of_turn v = {in, turns, t, turn, mode_of(in, turn)};
    struct gather g = {candidates, 0};
    gather_all(&v, &g);
    for (size_t i = 0; i < g.count; i++)
        add_features(&v, &candidates[i]);
    for (size_t i = 0; i < g.count && (v.mode != MODE_NAMED || turn->tag.form != TAG_SPEAKING); i++)
        add_rank(&v, candidates, g.count, i);
    for (size_t i = 0; i < g.count; i++) {
        candidates[i].score = 0;
        for (int f = 0; f < candidates[i].feature_count; f++)
            candidates[i].score += turn_weights[turns->decided][candidates[i].features[f]];
    }
    return g.count;
}

/* ---- steps ---- */

/* How far the turn is from the one before: 0 next to it, 1 near, 2 far, 3 in one paragraph. 600
 * bytes, a long paragraph, are chosen; the weights were trained with them. Measured as in
 * features.c (76.5 and 67.8 % with 600): with 300 76.2 and 67.3 %, with 1200 76.5 and 68.0 %. */
static unsigned gap_bucket(const struct turn *turn)
{
    if ((turn->flags & TURN_SPLIT) != 0)
        return 3;
    return turn->gap_blocks == 0 ? 0 : turn->gap_bytes < 600 ? 1 : 2;
}

struct steps turn_steps(const struct turn_input *in, const struct turns *turns, size_t t)
{
    struct steps steps = {0, 0};
    const struct turn *turn = &turns->items[t];
    if (t == 0 || (turn->flags & TURN_FIRST) != 0)
        return steps;
    const struct turn *before = turn - 1;
    unsigned mode = mode_of(in, turn), gap = gap_bucket(turn);
    unsigned kind = ((before->flags & TURN_PURE) != 0) + 2u * ((before->flags & TURN_ASKS) != 0);
    steps.same = (uint16_t)FEATURE_3(STEP_SAME, gap, mode, kind);
    if ((before->flags & TURN_FIRST) != 0)
        return steps;
    unsigned gap_before = gap_bucket(before);
    unsigned run = gap == 0 && gap_before == 0 ? 0 : gap == 2 || gap_before == 2 ? 2 : 1;
    steps.two = (uint16_t)FEATURE_3(STEP_TWO, run, mode, kind);
    return steps;
}
