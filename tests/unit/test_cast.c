/* Which speaker gets which voice. */
#include "../test.h"
#include "script/attribution.h"
#include "script/cast.h"
#include "script/voice.h"

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
static struct attribution attribution = {.speakers = speakers};

static void start(void)
{
    memset(speakers, 0, sizeof speakers);
    speakers[SPEAKER_NARRATOR].name = "narrator";
    speakers[SPEAKER_UNKNOWN] = (struct speaker){.name = "unknown", .quotations = 1000};
    speakers[SPEAKER_I].name = "I";
    attribution.speaker_count = SPEAKER_RESERVED;
}

static void add(enum gender gender, enum age age, size_t quotations)
{
    speakers[attribution.speaker_count++] =
        (struct speaker){.name = "x", .gender = gender, .age = age, .quotations = quotations};
}

static uint16_t *cast(const char *language, const char *narrator, bool single)
{
    struct err err = {0};
    uint16_t *voice_of = cast_make(&voices, &attribution, language, narrator, single, &err);
    CHECK(voice_of != NULL);
    CHECK_STR(err.text, "");
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
    CHECK(cast_make(&voices, &attribution, "en", "nobody", false, &err) == NULL);
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

/* Even with one voice in the world. */
static void few_voices(void)
{
    static struct voice lonely = VOICE("echo", GENDER_MALE, AGE_ADULT, "fr", "effect");
    const struct voices one = {.items = &lonely, .count = 1};
    struct err err = {0};
    start();
    add(GENDER_FEMALE, AGE_CHILD, 3);
    uint16_t *voice_of = cast_make(&one, &attribution, "en", NULL, false, &err);
    CHECK(voice_of != NULL);
    for (size_t i = 0; voice_of != NULL && i < attribution.speaker_count; i++)
        CHECK_INT(voice_of[i], 0);
    free(voice_of);
}

TEST_MAIN(TEST(the_narrator), TEST(fitting_voices), TEST(the_narrators_voice_is_kept),
          TEST(one_voice_for_all), TEST(stable), TEST(few_voices))
