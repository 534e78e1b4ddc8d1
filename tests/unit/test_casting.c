/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which speaker gets which voice. */
#include "../test.h"
#include "script/attribution/attribution.h"
#include "script/casting/casting.h"
#include "script/casting/voice.h"
#include "script/vocabulary/gender.h"

#include <stdlib.h>

#define VOICE(voice_name, voice_gender, voice_age, voice_language, voice_tags)                     \
    {                                                                                              \
        .name = voice_name, .gender = voice_gender, .age = voice_age, .language = voice_language,  \
        .tags = voice_tags                                                                         \
    }

static struct voice items[] = {
    VOICE("anna", GENDER_FEMALE, AGE_ADULT, "", ""),
    VOICE("bert", GENDER_MALE, AGE_ADULT, "any", ""),
    VOICE("chris", GENDER_MALE, AGE_ADULT, "", ""),
    VOICE("dora", GENDER_FEMALE, AGE_OLD, "", ""),
    VOICE("echo", GENDER_MALE, AGE_ADULT, "", "effect deep"),
    VOICE("felix", GENDER_MALE, AGE_ADULT, "", "narrator calm"),
    VOICE("greta", GENDER_FEMALE, AGE_ADULT, "fr", "narrator"),
    VOICE("hans", GENDER_MALE, AGE_CHILD, "", ""),
};
static const struct voices voices = {.items = items, .count = sizeof items / sizeof items[0]};

enum { ANNA, BERT, CHRIS, DORA, ECHO_, FELIX, GRETA, HANS };

static struct speaker speakers[20];
static struct quotation quotations[200];
static struct attribution attribution = {.speakers = speakers, .quotations = quotations};

static void start(void)
{
    memset(speakers, 0, sizeof speakers);
    speakers[SPEAKER_NARRATOR].name = "narrator";
    speakers[SPEAKER_UNKNOWN] = (struct speaker){.name = "unknown", .quotations = 1000};
    speakers[SPEAKER_I].name = "I";
    attribution.speaker_count = SPEAKER_RESERVED;
    attribution.quotation_count = 0;
}

static void normalise(uint32_t speaker, size_t start)
{
    quotations[attribution.quotation_count++] =
        (struct quotation){.start = start, .end = start + 10, .speaker = speaker};
}

static void add(enum gender gender, enum age age, size_t lines)
{
    speakers[attribution.speaker_count++] =
        (struct speaker){.name = "x", .gender = gender, .age = age, .quotations = lines};
}

static uint16_t *cast(const char *language, const char *narrator, bool single)
{
    struct err err = {0};
    const struct casting_options options = {
        .language = language, .narrator = narrator, .single = single};
    struct casting casting;
    CHECK(casting_make(&voices, &attribution, &options, &casting, &err));
    CHECK_STR(err.text, "");
    uint16_t *voice_of = casting.voice_of;
    casting.voice_of = NULL;
    casting_release(&casting);
    return voice_of;
}

static void the_narrator(void)
{
    static const struct {
        const char *language, *name;
        int wanted;
    } rows[] = {
        {"en", NULL, FELIX},   {"fr", NULL, FELIX},       {"en", "bert", BERT},
        {"en", "echo", ECHO_}, {"en-GB", "greta", GRETA},
    };
    start();
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        uint16_t *voice_of = cast(rows[i].language, rows[i].name, false);
        CHECK_INT(voice_of[SPEAKER_NARRATOR], rows[i].wanted);
        CHECK_INT(voice_of[SPEAKER_UNKNOWN], rows[i].wanted);
        free(voice_of);
    }
    struct err err = {0};
    struct casting casting;
    const struct casting_options options = {.language = "en", .narrator = "nobody"};
    CHECK(!casting_make(&voices, &attribution, &options, &casting, &err));
    CHECK_INT(err.kind, ERR_USAGE);
    CHECK(strstr(err.text, "\"nobody\"") != NULL);
}

/* Men get men's voices and women women's, the child a child's; no two share while there is another.
 */
static void fitting_voices(void)
{
    start();
    add(GENDER_MALE, AGE_ADULT, 50);
    add(GENDER_FEMALE, AGE_ADULT, 40);
    add(GENDER_MALE, AGE_ADULT, 30);
    add(GENDER_FEMALE, AGE_OLD, 20);
    add(GENDER_MALE, AGE_CHILD, 10);
    uint16_t *voice_of = cast("en", NULL, false);
    static const int wanted[] = {BERT, ANNA, CHRIS, DORA, HANS};
    for (int i = 0; i < 5; i++)
        CHECK_INT(voice_of[SPEAKER_RESERVED + i], wanted[i]);
    free(voice_of);
}

static void the_narrators_voice_is_kept(void)
{
    start();
    for (int i = 0; i < 12; i++)
        add(i % 2 == 0 ? GENDER_MALE : GENDER_FEMALE, AGE_UNKNOWN, 100 - (size_t)i);
    uint16_t *voice_of = cast("en", NULL, false);
    for (int i = 0; i < 12; i++) {
        int voice = voice_of[SPEAKER_RESERVED + i];
        CHECK(voice != FELIX && voice != ECHO_ && voice != GRETA);
        CHECK_INT(items[voice].gender, speakers[SPEAKER_RESERVED + i].gender);
    }
    free(voice_of);
    voice_of = cast("en", "bert", false);
    for (int i = 0; i < 12; i++)
        CHECK(voice_of[SPEAKER_RESERVED + i] != BERT);
    free(voice_of);
}

static void one_voice_for_all(void)
{
    start();
    add(GENDER_FEMALE, AGE_ADULT, 40);
    uint16_t *voice_of = cast("en", "chris", true);
    for (size_t i = 0; i < attribution.speaker_count; i++)
        CHECK_INT(voice_of[i], CHRIS);
    free(voice_of);
}

/* The same cast gives the same voices, and one more speaker with few lines changes no other's. */
static void stable(void)
{
    start();
    for (int i = 0; i < 10; i++)
        add((enum gender)(i % 3), AGE_UNKNOWN, (size_t)(90 - i * 7));
    uint16_t *first = cast("en", NULL, false), *again = cast("en", NULL, false);
    CHECK(memcmp(first, again, attribution.speaker_count * sizeof *first) == 0);
    add(GENDER_MALE, AGE_UNKNOWN, 1);
    uint16_t *more = cast("en", NULL, false);
    CHECK(memcmp(first, more, (attribution.speaker_count - 1) * sizeof *first) == 0);
    free(first);
    free(again);
    free(more);
}

/* Two who talk with each other never have one voice while there is another, nor when each has less
 * to say than others. */
static void talkers(void)
{
    start();
    add(GENDER_MALE, AGE_ADULT, 300);
    for (int i = 0; i < 6; i++)
        add(GENDER_MALE, AGE_ADULT, 2);
    for (uint32_t i = 0; i < 6; i++) {
        normalise(SPEAKER_RESERVED + 1 + i, i * 10000);
        normalise(SPEAKER_RESERVED + 1 + (i + 1) % 6, i * 10000 + 20);
    }
    uint16_t *voice_of = cast("en", NULL, false);
    for (int i = 0; i < 6; i++)
        CHECK(voice_of[SPEAKER_RESERVED + 1 + i] != voice_of[SPEAKER_RESERVED + 1 + (i + 1) % 6]);
    free(voice_of);
}

/* Main parts get voices that are far apart, minor ones leave the leading part's voice alone. */
static void main_parts(void)
{
    start();
    items[ANNA].has_sound = items[BERT].has_sound = items[CHRIS].has_sound =
        items[FELIX].has_sound = true;
    items[FELIX].sound[VOICE_SOUND_HEIGHT] = 0;
    items[BERT].sound[VOICE_SOUND_HEIGHT] = 6;
    items[CHRIS].sound[VOICE_SOUND_HEIGHT] = -12;
    add(GENDER_MALE, AGE_ADULT, 300);
    add(GENDER_MALE, AGE_ADULT, 1);
    uint16_t *voice_of = cast("en", NULL, false);
    CHECK_INT(voice_of[SPEAKER_RESERVED], CHRIS);
    CHECK_INT(voice_of[SPEAKER_RESERVED + 1], BERT);
    free(voice_of);
    for (size_t i = 0; i < voices.count; i++)
        items[i].has_sound = false;
}

/* Whoever says "I" is the narrator, and a book told by a woman has a woman's voice. */
static void the_teller(void)
{
    static struct voice own[] = {
        VOICE("a", GENDER_MALE, AGE_ADULT, "", "narrator"),
        VOICE("b", GENDER_FEMALE, AGE_ADULT, "", "narrator"),
    };
    const struct voices two = {.items = own, .count = 2};
    const struct casting_options options = {.language = "en"};
    struct casting casting;
    struct err err = {0};
    for (int woman = 0; woman < 2; woman++) {
        start();
        speakers[SPEAKER_I].quotations = 10;
        speakers[SPEAKER_I].gender = woman ? GENDER_FEMALE : GENDER_UNKNOWN;
        normalise(SPEAKER_I, 0);
        CHECK(casting_make(&two, &attribution, &options, &casting, &err));
        CHECK_INT(casting.voice_of[SPEAKER_NARRATOR], woman);
        CHECK_INT(casting.voice_of[SPEAKER_I], woman);
        casting_release(&casting);
    }
}

static void distances(void)
{
    struct voice a = items[ANNA], b = items[BERT];
    CHECK(voice_distance(&a, &a) == 0 && voice_distance(&a, &b) == 4);
    a.has_sound = b.has_sound = true;
    b.sound[VOICE_SOUND_HEIGHT] = 6;
    b.sound[VOICE_SOUND_MELODY] = 4;
    CHECK(voice_distance(&a, &b) == 5);
}

/* Even with one voice in the world. */
static void few_voices(void)
{
    static struct voice lonely = VOICE("echo", GENDER_MALE, AGE_ADULT, "fr", "effect");
    const struct voices one = {.items = &lonely, .count = 1};
    struct err err = {0};
    start();
    add(GENDER_FEMALE, AGE_CHILD, 3);
    const struct casting_options options = {.language = "en"};
    struct casting casting;
    CHECK(casting_make(&one, &attribution, &options, &casting, &err));
    for (size_t i = 0; i < attribution.speaker_count; i++)
        CHECK_INT(casting.voice_of[i], 0);
    casting_release(&casting);
}

TEST_MAIN(TEST(the_narrator), TEST(fitting_voices), TEST(the_narrators_voice_is_kept),
          TEST(one_voice_for_all), TEST(stable), TEST(talkers), TEST(main_parts), TEST(the_teller),
          TEST(distances), TEST(few_voices))
