/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cast files: what is read, what is said about mistakes, how names and settings are put into a
 * cast. */
#include "../test.h"
#include "base/mem.h"
#include "base/nearest.h"
#include "script/attribution/attribution.h"
#include "script/casting/castfile.h"
#include "script/casting/casting.h"
#include "script/casting/speaker_names.h"
#include "script/casting/voice.h"
#include "script/vocabulary/gender.h"

#include <stdlib.h>

static struct voice items[] = {
    {.name = "bass", .gender = GENDER_MALE, .age = AGE_ADULT, .pitch = 50, .rate_wpm = 160},
    {.name = "alto", .gender = GENDER_FEMALE, .age = AGE_ADULT, .pitch = 40, .rate_wpm = 170},
    {.name = "tenor", .gender = GENDER_MALE, .age = AGE_ADULT, .pitch = 60, .tags = "narrator"},
};
enum { BASS, ALTO, TENOR };
static struct voices voices = {.items = items, .count = 3};

static struct castfile *parse(const char *text, struct err *err)
{
    for (size_t i = 0; i < voices.count; i++) {
        items[i].tags = i == TENOR ? "narrator" : "";
        items[i].language = "";
    }
    *err = (struct err){0};
    return castfile_parse("x.cast", 1, view_of(text), &voices, err);
}

static void everything(void)
{
    struct err err;
    struct castfile *cast = parse("# comment\n"
                                  "// another\n"
                                  "[narrator]\r\n"
                                  "voice = tenor\r\n"
                                  "\n"
                                  "[Anna]\n"
                                  "aliases = Miss Snow; Aunt  Anna ;\n"
                                  "gender = female\n"
                                  "age = old\n"
                                  "voice = alto\n"
                                  "pitch = +5\n"
                                  "rate = 150\n"
                                  "range = -10\n"
                                  "gain = -1.5\n"
                                  "[Anna's mother]\n"
                                  "same as = anna\n"
                                  "[Bob]\n"
                                  "voice = narrator\n",
                                  &err);
    CHECK(cast != NULL);
    if (cast == NULL)
        return;
    CHECK_INT(cast->count, 4);
    const struct cast_entry *anna = &cast->entries[1];
    CHECK_STR(anna->name, "Anna");
    CHECK_INT(anna->alias_count, 2);
    CHECK_INT(anna->voice, ALTO);
    CHECK(anna->pitch.given && anna->pitch.relative && anna->pitch.value == 5);
    CHECK(anna->rate.given && !anna->rate.relative && anna->rate.value == 150);
    CHECK(anna->range.relative && anna->range.value == -10);
    CHECK(anna->gain_db == -1.5);
    CHECK(anna->gender == GENDER_FEMALE && anna->age == AGE_OLD);
    CHECK(cast->entries[3].by_narrator && cast->entries[3].voice == -1);
    CHECK_INT(cast->entries[0].voice, TENOR);
    CHECK_INT(castfile_find(cast, view_of("ANNA")), 1);
    CHECK_INT(castfile_find(cast, view_of("aunt anna")), 1);
    CHECK_INT(castfile_find(cast, view_of("Anna's mother")), 1);
    CHECK_INT(castfile_find(cast, view_of("Carl")), -1);
    const char **names = castfile_names(cast);
    CHECK_STR(names[0], "narrator");
    CHECK_STR(names[2], "Miss Snow");
    CHECK(names[6] == NULL);
    free(names);
    castfile_free(cast);
}

static void mistakes(void)
{
    static const struct {
        const char *text, *wanted;
    } rows[] = {
        {"voice = alto\n", "x.cast:1: "},
        {"[Anna\n", "x.cast:1: write a speaker as [Name]"},
        {"[]\n", "x.cast:1: "},
        {"[Anna]\n\nvoice = alt\n", "x.cast:3: there is no voice \"alt\"; the nearest is \"alto\""},
        {"[Anna]\nvoise = alto\n", "write \"voice = ...\""},
        {"[Anna]\nvoice alto\n", "x.cast:2: "},
        {"[Anna]\npitch = 100\n", "from 0 to 99"},
        {"[Anna]\npitch = five\n", "not \"five\""},
        {"[Anna]\npitch = +\n", "not \"+\""},
        {"[Anna]\nrate = 79\n", "80 to 450"},
        {"[Anna]\ngain = 21\n", "from -20 to 20"},
        {"[Anna]\ngain = nan\n", "from -20 to 20"},
        {"[Anna]\ngender = girl\n", "male, female or unknown"},
        {"[Anna]\nage = 7\n", "child, young"},
        {"[Anna]\n[Bob]\n[anna]\n", "x.cast:3: the name \"anna\" is already used in line 1"},
        {"[Anna]\naliases = Bob\n[Bob]\n", "x.cast:1: the name \"Bob\" is already used in line 3"},
        {"[Anna]\n[Bob]\nsame as = Ana\n", "write \"same as = Anna\""},
        {"[Anna]\nsame as = Anna\n", "x.cast:1: "},
        {"[A]\nsame as = B\n[B]\nsame as = A\n", "x.cast:1: "},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct err err;
        struct castfile *cast = parse(rows[i].text, &err);
        CHECK(cast == NULL);
        CHECK_INT(err.kind, ERR_INPUT);
        if (strstr(err.text, rows[i].wanted) == NULL)
            CHECK_STR(err.text, rows[i].wanted);
        castfile_free(cast);
    }
}

/* narrator, unknown, I, Anna, Miss Snow, Bob; each with a line. */
static struct attribution *make_attribution(void)
{
    static const char *const names[] = {"narrator", "unknown", "I", "Anna", "Miss Snow", "Bob"};
    struct attribution *a = mem_zero(1, sizeof *a);
    a->arena = arena_new();
    a->speakers = mem_zero(6, sizeof *a->speakers);
    a->quotations = mem_zero(6, sizeof *a->quotations);
    a->speaker_count = a->quotation_count = 6;
    for (uint32_t i = 0; i < 6; i++) {
        a->speakers[i] = (struct speaker){.name = names[i], .quotations = 1, .spoken_bytes = 5};
        a->quotations[i] =
            (struct quotation){.start = i * 10, .end = i * 10 + 5, .speaker = i, .group = i};
    }
    return a;
}

static struct attribution *apply(const char *text, struct castfile **cast, int32_t **entry_of,
                                 struct err *err)
{
    struct attribution *a = make_attribution();
    *cast = parse(text, err);
    CHECK(*cast != NULL);
    *entry_of = *cast != NULL ? castfile_apply(*cast, a, true, err) : NULL;
    return a;
}

static void joined_and_renamed(void)
{
    struct castfile *cast;
    int32_t *entry_of;
    struct err err;
    struct attribution *a =
        apply("[Anna Snow]\naliases = Anna; Miss Snow\ngender = female\n[Carl]\naliases = I\n",
              &cast, &entry_of, &err);
    CHECK(entry_of != NULL);
    CHECK_STR(a->speakers[3].name, "Anna Snow");
    CHECK_INT(a->speakers[3].gender, GENDER_FEMALE);
    CHECK_INT(a->speakers[3].quotations, 2);
    CHECK_INT(a->speakers[4].quotations, 0);
    CHECK_INT(a->quotations[4].speaker, 3);
    CHECK_INT(a->quotations[5].speaker, 5);
    CHECK_STR(a->speakers[SPEAKER_I].name, "Carl");
    free(entry_of);
    castfile_free(cast);
    attribution_free(a);
}

static void settings(void)
{
    struct castfile *cast;
    int32_t *entry_of;
    struct err err;
    struct attribution *a = apply("[narrator]\nvoice = bass\npitch = 45\n"
                                  "[Anna]\nvoice = alto\npitch = +30\nrate = -20\n"
                                  "[Miss Snow]\nvoice = alto\npitch = 70\nrate = 150\n"
                                  "[Bob]\nvoice = narrator\n",
                                  &cast, &entry_of, &err);
    const struct casting_options options = {.language = "en", .cast = cast, .entry_of = entry_of};
    struct casting casting;
    CHECK(casting_make(&voices, a, &options, &casting, &err));
    CHECK_INT(casting.voices->count, 5); /* two copies: Anna's and Miss Snow's are the same */
    CHECK_INT(casting.voice_of[SPEAKER_NARRATOR], 3);
    CHECK_INT(casting.voices->items[3].pitch, 45);
    CHECK_INT(casting.voice_of[SPEAKER_UNKNOWN], 3);
    CHECK_INT(casting.voice_of[SPEAKER_I], 3);
    CHECK_INT(casting.voice_of[5], 3);
    CHECK_INT(casting.voice_of[3], casting.voice_of[4]);
    CHECK_INT(casting.voices->items[casting.voice_of[3]].pitch, 70);
    CHECK_INT(casting.voices->items[casting.voice_of[3]].rate_wpm, 150);
    CHECK_STR(casting.voices->items[casting.voice_of[3]].name, "alto");
    casting_release(&casting);
    free(entry_of);
    castfile_free(cast);
    attribution_free(a);
}

/* An entry for nobody is an error: the nearest name, or those who speak. */
static void nobody(void)
{
    struct castfile *cast;
    int32_t *entry_of;
    struct err err;
    struct attribution *a = apply("[Anna]\n\n[Bobb]\n", &cast, &entry_of, &err);
    CHECK(entry_of == NULL);
    CHECK(strstr(err.text, "x.cast:3: ") != NULL && strstr(err.text, "[Bob]") != NULL);
    castfile_free(cast);
    attribution_free(a);
    a = apply("[Anna]\n[Wilhelmina]\n", &cast, &entry_of, &err);
    CHECK(entry_of == NULL);
    CHECK(strstr(err.text, "x.cast:2: no speaker in the book is called") != NULL);
    CHECK(strstr(err.text, "such as \"Miss Snow\", \"Bob\", \"Anna\"") != NULL);
    castfile_free(cast);
    attribution_free(a);
    a = apply("[Anna]\n[Anna's mother]\nsame as = Anna\n", &cast, &entry_of, &err);
    CHECK(entry_of == NULL && strstr(err.text, "x.cast:2: ") != NULL);
    castfile_free(cast);
    attribution_free(a);
}

/* A text with tags: its cast may have names that stand in no tag. */
static void names_in_store(void)
{
    struct castfile *cast = NULL;
    struct err err;
    struct attribution *a = make_attribution();
    cast = parse("[Anna]\n[Wilhelmina]\n", &err);
    int32_t *entry_of = castfile_apply(cast, a, false, &err);
    CHECK(entry_of != NULL);
    free(entry_of);
    castfile_free(cast);
    attribution_free(a);
}

static void names_are_settled(void)
{
    static const char *const names[] = {"narrator", "unknown",         "I",     "Anna",
                                        "ANNA",     " [the]  man;?\n", "pause", "Bob, thought"};
    static const char *const wanted[] = {"narrator", "unknown",    "I",         "Anna",
                                         "ANNA (2)", "(the) man,", "pause (2)", "Bob, thought (2)"};
    struct attribution a = {.arena = arena_new(), .speaker_count = 8};
    struct speaker speakers[8] = {{0}};
    const char *aliases[] = {"Miss Snow", "anna", "MISS SNOW", "Aunt", NULL};
    a.speakers = speakers;
    for (int i = 0; i < 8; i++)
        speakers[i].name = names[i];
    speakers[3].aliases = aliases;
    speaker_names_settle(&a);
    for (int i = 0; i < 8; i++)
        CHECK_STR(speakers[i].name, wanted[i]);
    CHECK_STR(aliases[0], "Miss Snow");
    CHECK_STR(aliases[1], "Aunt");
    CHECK(aliases[2] == NULL);
    arena_free(a.arena);
}

static void nearest_names(void)
{
    static const struct {
        const char *wanted, *best;
        bool slip;
    } rows[] = {
        {"Ana", "Anna", true}, {"anna", "Anna", true},         {"Anan", "Anna", true},
        {"Bop", "Bob", true},  {"Josephine", "Joseph", false}, {"", "Bob", false},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct nearest nearest = {.wanted = view_of(rows[i].wanted)};
        nearest_offer(&nearest, "Anna");
        nearest_offer(&nearest, "Bob");
        nearest_offer(&nearest, "Joseph");
        CHECK_STR(nearest.best, rows[i].best);
        CHECK_INT(nearest_slip(&nearest) != NULL, rows[i].slip);
    }
}

TEST_MAIN(TEST(everything), TEST(mistakes), TEST(joined_and_renamed), TEST(settings), TEST(nobody),
          TEST(names_in_store), TEST(names_are_settled), TEST(nearest_names))
