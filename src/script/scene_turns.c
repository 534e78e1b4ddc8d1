#include "script/scene.h"

#include "base/mem.h"
#include "script/attribution.h"

#include <stdlib.h>
#include <string.h>

enum { SCENE_BREAK_BYTES = 4000 };

/* ---- who was mentioned recently ---- */

static void recent_clear(struct recent *recent)
{
    for (int i = 0; i < SCENE_RECENT; i++)
        recent->who[i] = WHO_NOBODY;
}

/* Moves somebody to the front. */
static void recent_push(struct recent *recent, uint32_t who)
{
    int i = 0;
    while (i < SCENE_RECENT - 1 && recent->who[i] != who)
        i++;
    memmove(&recent->who[1], &recent->who[0], (size_t)i * sizeof recent->who[0]);
    recent->who[0] = who;
}

/* Whom a mention means, as far as it says so by itself. */
static uint32_t who_of(const struct scene_input *in, const struct mention *mention)
{
    if ((mention->flags & MENTION_FIRST) != 0 && (mention->flags & MENTION_QUOTED) == 0)
        return in->cast->first_person ? WHO_I : WHO_NOBODY;
    if (mention->name == NO_NAME)
        return WHO_NOBODY;
    uint32_t person = in->cast->names[mention->name].person;
    if (person == in->cast->narrator)
        return WHO_I;
    return in->cast->persons[person].weight >= 2 ? WHO_PERSON + person : WHO_NOBODY;
}

static void mention_forward(const struct scene_input *in, uint32_t index, struct recent *narrated,
                            struct recent *subjects)
{
    const struct mention *mention = &in->cast->mentions[index];
    uint32_t who = who_of(in, mention);
    if (who == WHO_NOBODY || (mention->flags & MENTION_QUOTED) != 0)
        return;
    recent_push(narrated, who);
    if ((mention->flags & MENTION_SUBJECT) != 0)
        recent_push(subjects, who);
}

static void look_back(const struct scene_input *in, struct turns *turns)
{
    struct recent narrated, subjects;
    recent_clear(&narrated);
    recent_clear(&subjects);
    uint32_t next = 0;
    for (size_t t = 0; t < turns->count; t++) {
        struct turn *turn = &turns->items[t];
        while (next < in->cast->mention_count && in->cast->mentions[next].first < turn->first_token)
            mention_forward(in, next++, &narrated, &subjects);
        turn->narrated = narrated;
        turn->subjects = subjects;
        size_t tag = turn->tag.form != TAG_NONE    ? in->cast->mentions[turn->tag.mention].first
                     : turn->beat.form != TAG_NONE ? in->cast->mentions[turn->beat.mention].first
                                                   : turn->first_token;
        while (next < in->cast->mention_count && in->cast->mentions[next].first < tag)
            mention_forward(in, next++, &narrated, &subjects);
        turn->antecedents = subjects;
    }
}

static void look_ahead(const struct scene_input *in, struct turns *turns)
{
    struct recent later;
    recent_clear(&later);
    size_t next = in->cast->mention_count;
    for (size_t t = turns->count; t-- > 0;) {
        struct turn *turn = &turns->items[t];
        while (next > 0 && in->cast->mentions[next - 1].first >= turn->token_end) {
            const struct mention *mention = &in->cast->mentions[--next];
            uint32_t who = who_of(in, mention);
            if (who != WHO_NOBODY && (mention->flags & MENTION_QUOTED) == 0)
                recent_push(&later, who);
        }
        turn->later = later;
    }
}

/* Narration in the turn's own paragraph; its tag is told by itself. */
static void add_told(struct turn *turn, uint32_t index, uint32_t who)
{
    bool tag = (turn->tag.form != TAG_NONE && turn->tag.mention == index) ||
               (turn->beat.form != TAG_NONE && turn->beat.mention == index);
    if (!tag)
        recent_push(&turn->told, who);
}

static void look_inside(const struct scene_input *in, struct turns *turns)
{
    uint32_t next = 0;
    for (size_t t = 0; t < turns->count; t++) {
        struct turn *turn = &turns->items[t];
        recent_clear(&turn->addressed);
        recent_clear(&turn->spoken_of);
        recent_clear(&turn->told);
        recent_clear(&turn->between);
        for (; next < in->cast->mention_count && in->cast->mentions[next].first < turn->first_token;
             next++) {
            uint32_t who = who_of(in, &in->cast->mentions[next]);
            if (t > 0 && who != WHO_NOBODY)
                recent_push(&turn->between, who);
        }
        for (; next < in->cast->mention_count && in->cast->mentions[next].first < turn->token_end;
             next++) {
            const struct mention *mention = &in->cast->mentions[next];
            uint32_t who = who_of(in, mention);
            if (who == WHO_NOBODY)
                continue;
            if ((mention->flags & MENTION_QUOTED) == 0) {
                add_told(turn, next, who);
                continue;
            }
            recent_push((mention->flags & MENTION_VOCATIVE) != 0 ? &turn->addressed
                                                                 : &turn->spoken_of,
                        who);
        }
    }
}

/* ---- turns ---- */

static int tag_rank(const struct scene_input *in, struct tag tag)
{
    if (tag.form == TAG_NONE)
        return 0;
    const struct mention *mention = &in->cast->mentions[tag.mention];
    int kind = mention->kind == MENTION_NAME ? 3 : mention->kind == MENTION_DESCRIPTION ? 2 : 1;
    if (mention->kind == MENTION_PRONOUN && mention->gender == GENDER_UNKNOWN &&
        (mention->flags & MENTION_FIRST) == 0)
        kind = 0;
    return (int)tag.form * 4 + kind;
}

static void keep_tag(const struct scene_input *in, struct turn *turn, struct tag tag)
{
    struct tag *kept = tag.form == TAG_BEAT ? &turn->beat : &turn->tag;
    if (tag_rank(in, tag) > tag_rank(in, *kept))
        *kept = tag;
}

static bool is_speech(const struct scene_input *in, size_t q)
{
    return (in->kinds[q] == QUOTATION_SPEECH || in->kinds[q] == QUOTATION_THOUGHT) &&
           in->places[q].first < in->places[q].end &&
           (in->quotes->items[q].flags & QUOTE_LABELLED) == 0;
}

/* The person a strong tag of this quotation names, or WHO_NOBODY. */
static uint32_t tagged(const struct scene_input *in, struct tag tag)
{
    if (tag.form != TAG_SAY || in->cast->mentions[tag.mention].kind != MENTION_NAME)
        return WHO_NOBODY;
    return who_of(in, &in->cast->mentions[tag.mention]);
}

/* A second speaker in the same paragraph: a tag that names somebody else, behind this quotation. */
static bool splits(const struct scene_input *in, const struct turn *turn, size_t q)
{
    uint32_t other = tagged(in, in->places[q].after), here = tagged(in, turn->tag);
    if (other == WHO_NOBODY)
        other = tagged(in, in->places[q].before);
    return other != WHO_NOBODY && here != WHO_NOBODY && other != here;
}

static bool begins_scene(const struct scene_input *in, const struct turn *before, uint32_t block)
{
    for (uint32_t b = before->block + 1; b < block; b++)
        if (in->book->blocks[b].kind == BLOCK_HEADING || in->book->blocks[b].kind == BLOCK_BREAK)
            return true;
    return false;
}

static struct turn *add_turn(const struct scene_input *in, struct turns *turns, size_t q)
{
    turns->items = mem_grow(turns->items, turns->count, &turns->capacity, sizeof *turns->items);
    struct turn *turn = &turns->items[turns->count++];
    uint32_t block = in->quotes->items[q].block;
    *turn = (struct turn){.first_quote = (uint32_t)q,
                          .first_token = (uint32_t)in->tokens->block_first[block],
                          .token_end = (uint32_t)in->tokens->block_first[block + 1],
                          .block = block};
    if (turns->count == 1) {
        turn->flags |= TURN_FIRST;
        return turn;
    }
    struct turn *before = turn - 1;
    if (before->token_end > turn->first_token) {
        turn->flags |= TURN_SPLIT;
        turn->first_token = (uint32_t)in->places[q].first;
        before->token_end = turn->first_token;
        return turn;
    }
    size_t end = in->book->blocks[in->quotes->items[before->quote_end - 1].block].end;
    size_t gap = in->book->blocks[block].start - end;
    uint32_t blocks = block - in->quotes->items[before->quote_end - 1].block - 1;
    turn->gap_bytes = blocks > 0 ? (uint32_t)gap : 0;
    turn->gap_blocks = (uint8_t)(blocks > 255 ? 255 : blocks);
    if (begins_scene(in, before, block) || gap > SCENE_BREAK_BYTES)
        turn->flags |= TURN_FIRST;
    return turn;
}

static bool has_narration(const struct scene_input *in, const struct turn *turn)
{
    for (size_t i = turn->first_token; i < turn->token_end; i++)
        if (in->tokens->items[i].quote == 0)
            return true;
    return false;
}

/* The same speech goes on: the last quotation was not closed and this one begins its block. */
static bool continues(const struct scene_input *in, const struct turn *turn, size_t q)
{
    return (in->quotes->items[q].flags & QUOTE_CONTINUES) != 0 && turn->quote_end == q;
}

struct turns turns_make(const struct scene_input *in)
{
    struct turns turns = {0};
    struct turn *turn = NULL;
    for (size_t q = 0; q < in->quotes->count; q++) {
        if (!is_speech(in, q))
            continue;
        uint32_t block = in->quotes->items[q].block;
        if (turn != NULL && continues(in, turn, q) && !splits(in, turn, q))
            turn->token_end = (uint32_t)in->tokens->block_first[block + 1];
        else if (turn == NULL || in->quotes->items[turn->quote_end - 1].block != block ||
                 splits(in, turn, q))
            turn = add_turn(in, &turns, q);
        turn->quote_end = (uint32_t)q + 1;
        keep_tag(in, turn, in->places[q].after);
        keep_tag(in, turn, in->places[q].before);
    }
    for (size_t t = 0; t < turns.count; t++)
        if (!has_narration(in, &turns.items[t]))
            turns.items[t].flags |= TURN_PURE;
    look_back(in, &turns);
    look_ahead(in, &turns);
    look_inside(in, &turns);
    return turns;
}
