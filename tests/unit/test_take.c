/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where takes begin and end. */
#include "../test.h"
#include "base/mem.h"
#include "base/str.h"
#include "script/script.h"
#include "speech/take_plan.h"

#include <stdlib.h>

/* A script of utterances without a book: `take` reads spoken text, chapter and pause only. */
static void add(struct script *script, struct view spoken, uint32_t chapter,
                enum pause_reason pause)
{
    enum { MOST = 20000 };
    if (script->utterances == NULL)
        script->utterances = mem_zero(MOST, sizeof *script->utterances);
    if (script->utterance_count == MOST)
        abort();
    script->utterances[script->utterance_count++] =
        (struct utterance){.spoken_at = script->spoken.bytes,
                           .spoken_bytes = (uint32_t)spoken.bytes,
                           .chapter = chapter,
                           .pause = (uint8_t)pause};
    text_add_view(&script->spoken, spoken);
}

static struct script new_script(void)
{
    struct script script = {0};
    memcpy(script.pause_ms, script_defaults.pause_ms, sizeof script.pause_ms);
    return script;
}

static void release(struct script *script, struct take_plans *plans)
{
    take_plans_free(plans);
    free(script->utterances);
    text_release(&script->spoken);
}

/* Paragraphs of four sentences; sentence number `edited` is another one. */
static struct script make_script(size_t paragraphs, size_t per_chapter, size_t edited)
{
    struct script script = new_script();
    struct text sentence = {0};
    for (size_t i = 0; i < paragraphs * 4; i++) {
        text_clear(&sentence);
        text_addf(&sentence, "Sentence %zu says %zu.", i, i * 7919 % 1009);
        for (size_t word = 0; word < i * 31 % 17; word++)
            text_add_str(&sentence, " word");
        if (i == edited)
            text_add_str(&sentence, " And this was added to it, by somebody, later on.");
        size_t paragraph = i / 4;
        bool last = i % 4 == 3, end = (paragraph + 1) % per_chapter == 0;
        add(&script, text_view(&sentence), (uint32_t)(paragraph / per_chapter),
            !last ? PAUSE_SENTENCE
            : end ? PAUSE_CHAPTER
                  : PAUSE_PARAGRAPH);
    }
    text_release(&sentence);
    return script;
}

static size_t spoken_bytes(const struct script *script, const struct take_plan *plan)
{
    size_t bytes = 0;
    for (size_t i = plan->first; i < plan->first + plan->count; i++)
        bytes += script->utterances[i].spoken_bytes;
    return bytes;
}

static void check_plans(const struct script *script, const struct take_plans *plans)
{
    size_t next = 0;
    for (size_t i = 0; i < plans->count; i++) {
        const struct take_plan *plan = &plans->items[i];
        bool chapter_ends = i + 1 == plans->count || plan[1].chapter != plan->chapter;
        CHECK_INT(plan->first, next);
        CHECK(plan->count > 0);
        next += plan->count;
        for (size_t k = plan->first; k < next; k++)
            CHECK_INT(script->utterances[k].chapter, plan->chapter);
        CHECK_INT(plan->chapter_start, i == 0 || plan[-1].chapter != plan->chapter);
        CHECK(plan->pause_ms >= TAKE_JOIN_LEAST_MS);
        size_t bytes = spoken_bytes(script, plan);
        CHECK(chapter_ends || bytes >= TAKE_LEAST_BYTES);
        size_t last = script->utterances[next - 1].spoken_bytes;
        CHECK(bytes - last < TAKE_HARD_BYTES);
    }
    CHECK_INT(next, script->utterance_count);
}

static void bounds(void)
{
    static const size_t per_chapter[] = {1, 2, 7, 50, 1000};
    for (size_t i = 0; i < sizeof per_chapter / sizeof per_chapter[0]; i++) {
        struct script script = make_script(1000, per_chapter[i], SIZE_MAX);
        struct take_plans plans = take_plan_all(&script);
        check_plans(&script, &plans);
        if (per_chapter[i] == 1000) {
            size_t mean = script.spoken.bytes / plans.count;
            CHECK(mean > TAKE_LEAST_BYTES && mean < TAKE_MOST_BYTES);
            for (size_t k = 0; k < plans.count; k++)
                CHECK(spoken_bytes(&script, &plans.items[k]) < TAKE_MOST_BYTES + 200);
        }
        release(&script, &plans);
    }
}

/* How many plans of `after` speak a text that no plan of `before` speaks. */
static size_t changed_plans(const struct script *before, const struct take_plans *a,
                            const struct script *after, const struct take_plans *b)
{
    size_t changed = 0, from = 0;
    for (size_t i = 0; i < b->count; i++) {
        struct view text = view_part(
            text_view(&after->spoken), after->utterances[b->items[i].first].spoken_at,
            after->utterances[b->items[i].first].spoken_at + spoken_bytes(after, &b->items[i]));
        size_t k = from;
        while (k < a->count &&
               !view_equal(text, view_part(text_view(&before->spoken),
                                           before->utterances[a->items[k].first].spoken_at,
                                           before->utterances[a->items[k].first].spoken_at +
                                               spoken_bytes(before, &a->items[k]))))
            k++;
        changed += k == a->count;
        from = k == a->count ? from : k + 1;
    }
    return changed;
}

/* One more sentence in a book of 4000: the takes around it change, and no others. */
static void an_edit_stays_local(void)
{
    struct script before = make_script(1000, 1000, SIZE_MAX);
    struct take_plans plans = take_plan_all(&before);
    size_t most = 0, sum = 0, edits = 0;
    for (size_t edited = 13; edited < 3900; edited += 97, edits++) {
        struct script after = make_script(1000, 1000, edited);
        struct take_plans again = take_plan_all(&after);
        size_t changed = changed_plans(&before, &plans, &after, &again);
        CHECK(changed >= 1);
        most = changed > most ? changed : most;
        sum += changed;
        release(&after, &again);
    }
    printf("# an edit changes %.1f of %zu takes, %zu at most\n", (double)sum / (double)edits,
           plans.count, most);
    CHECK(sum <= 4 * edits);
    CHECK(most <= 16);
    release(&before, &plans);
}

static void a_chapter_stands_alone(void)
{
    struct script before = make_script(100, 10, SIZE_MAX), after = make_script(100, 10, 3);
    struct take_plans plans = take_plan_all(&before), again = take_plan_all(&after);
    size_t a = 0, b = 0;
    while (plans.items[a].chapter == 0)
        a++;
    while (again.items[b].chapter == 0)
        b++;
    CHECK_INT(plans.count - a, again.count - b);
    for (; a < plans.count && b < again.count; a++, b++) {
        CHECK_INT(plans.items[a].first, again.items[b].first);
        CHECK_INT(plans.items[a].count, again.items[b].count);
    }
    release(&before, &plans);
    release(&after, &again);
}

/* Without any pause to cut at, one is made; with pauses shorter than the join, they are no places.
 */
static void short_pauses(void)
{
    struct script script = new_script();
    for (int i = 0; i < 1000; i++)
        add(&script, view_of("twenty bytes of text"), 0, i == 999 ? PAUSE_CHAPTER : PAUSE_COMMA);
    CHECK(script.pause_ms[PAUSE_COMMA] < TAKE_JOIN_LEAST_MS);
    struct take_plans plans = take_plan_all(&script);
    check_plans(&script, &plans);
    CHECK_INT(plans.count, 5);
    for (size_t i = 0; i + 1 < plans.count; i++) {
        CHECK_INT(spoken_bytes(&script, &plans.items[i]), TAKE_HARD_BYTES);
        CHECK_INT(plans.items[i].pause_ms, TAKE_JOIN_LEAST_MS);
    }
    take_plans_free(&plans);
    script.pause_ms[PAUSE_COMMA] = TAKE_JOIN_LEAST_MS;
    plans = take_plan_all(&script);
    CHECK_INT(spoken_bytes(&script, &plans.items[0]), TAKE_MOST_BYTES);
    release(&script, &plans);
}

/* The pause behind a take is the longest since its last sound. */
static void pauses(void)
{
    struct script script = new_script();
    add(&script, view_of("Words."), 0, PAUSE_PARAGRAPH);
    add(&script, view_of(""), 0, PAUSE_BREAK);
    add(&script, view_of(""), 0, PAUSE_SENTENCE);
    add(&script, view_of("Next."), 1, PAUSE_SENTENCE);
    struct take_plans plans = take_plan_all(&script);
    CHECK_INT(plans.count, 2);
    CHECK_INT(plans.items[0].pause_ms, script.pause_ms[PAUSE_BREAK]);
    CHECK_INT(plans.items[1].pause_ms, script.pause_ms[PAUSE_SENTENCE]);
    release(&script, &plans);
}

/* What has nothing to say belongs to the take before it; a chapter of nothing else is a take. */
static void nothing_to_say(void)
{
    struct script script = new_script();
    struct take_plans none = take_plan_all(&script);
    CHECK_INT(none.count, 0);
    take_plans_free(&none);
    struct text words = {0};
    for (int i = 0; i < TAKE_MOST_BYTES / 10; i++)
        text_add_str(&words, "ten bytes ");
    add(&script, text_view(&words), 0, PAUSE_PARAGRAPH);
    add(&script, view_of(""), 0, PAUSE_BREAK);
    add(&script, view_of(""), 0, PAUSE_CHAPTER);
    add(&script, view_of(""), 1, PAUSE_CHAPTER);
    add(&script, view_of("Words."), 2, PAUSE_CHAPTER);
    struct take_plans plans = take_plan_all(&script);
    check_plans(&script, &plans);
    CHECK_INT(plans.count, 3);
    CHECK_INT(plans.items[0].count, 3);
    CHECK_INT(plans.items[0].pause_ms, script.pause_ms[PAUSE_CHAPTER]);
    CHECK_INT(plans.items[1].count, 1);
    CHECK_INT(plans.items[2].chapter, 2);
    text_release(&words);
    release(&script, &plans);
}

TEST_MAIN(TEST(bounds), TEST(an_edit_stays_local), TEST(a_chapter_stands_alone), TEST(short_pauses),
          TEST(pauses), TEST(nothing_to_say))
