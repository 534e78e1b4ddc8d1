/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Voice files: values, ranges, mistakes with file and line. */
#include "../test.h"
#include "script/casting/voice.h"

#include <math.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static char folder[] = "/tmp/lectern-voice-XXXXXX";

static const char *path_of(const char *name)
{
    static char path[128];
    snprintf(path, sizeof path, "%s/voices/%s", folder, name);
    return path;
}

static void put(const char *name, const char *content)
{
    FILE *file = fopen(path_of(name), "wb");
    fputs(content, file);
    fclose(file);
}

static void values(void)
{
    struct err err = {0};
    put("b.voice", "[voice]\nbase = gmw/en\n");
    put("a.voice", "# a voice\n[voice]\ndescription = one for hours\nbase = roa/fr\nlanguage = fr\n"
                   "variant = max\nrate = 80\npitch = 0\nrange = 99\nvolume = 100\ngain_db = -3.5\n"
                   "gender = female\nage = old\ntags = narrator deep\n"
                   "[variant]\nformant 0 120 70 130\nbreath 1 2\ndrop = echo\n"
                   "[loudness]\nde = 1.5\nother = -2\n");
    put("a-second.voice", "[voice]\nbase = gmw/en\n");
    put("c.txt", "no voice");
    put(".d.voice", "no voice");
    struct voices *voices = voices_load(&err);
    CHECK_STR(err.text, "");
    CHECK(voices != NULL && voices->count == 3);
    if (voices == NULL)
        return;
    const struct voice *a = &voices->items[0], *b = &voices->items[2];
    CHECK_STR(a->name, "a");
    CHECK_STR(a->description, "one for hours");
    CHECK_STR(a->base, "roa/fr");
    CHECK_STR(a->variant, "max");
    CHECK_STR(a->variant_lines, "formant 0 120 70 130\nbreath 1 2\n");
    CHECK_STR(a->drop, "echo");
    CHECK_INT(a->rate_wpm, 80);
    CHECK_INT(a->pitch, 0);
    CHECK_INT(a->range, 99);
    CHECK_INT(a->volume, 100);
    CHECK(a->gain_db > -3.51 && a->gain_db < -3.49);
    CHECK(fabs(voice_gain_db(a, "de-AT") - -2) < 1e-9);
    CHECK(fabs(voice_gain_db(a, "d") - -5.5) < 1e-9 && fabs(voice_gain_db(a, "sv") - -5.5) < 1e-9);
    CHECK(fabs(voice_gain_db(a, "en-US") - -3.5) < 1e-9); /* not "other": gain_db is for English */
    CHECK(fabs(voice_gain_db(b, "de")) < 1e-9);
    CHECK_INT(a->gender, GENDER_FEMALE);
    CHECK_INT(a->age, AGE_OLD);
    CHECK(voice_has_tag(a, "narrator") && voice_has_tag(a, "deep"));
    CHECK(!voice_has_tag(a, "narr") && !voice_has_tag(a, "eep") && !voice_has_tag(b, "narrator"));
    CHECK(voice_speaks(a, "fr") && voice_speaks(a, "fr-CA") && !voice_speaks(a, "en"));
    CHECK(!voice_speaks(a, "f") && !voice_speaks(a, "frr"));
    CHECK(voice_speaks(b, "en") && voice_speaks(b, "pt-BR"));
    CHECK_STR(b->name, "b");
    CHECK_STR(b->description, "");
    CHECK_STR(b->variant_lines, "");
    CHECK_STR(b->drop, "");
    CHECK_INT(b->rate_wpm, 165);
    CHECK_INT(b->gender, GENDER_UNKNOWN);
    CHECK_INT(b->age, AGE_UNKNOWN);
    CHECK_INT(voices_find(voices, "a"), 0);
    CHECK_INT(voices_find(voices, "a-second"), 1); /* by name, not by the name of the file */
    CHECK_INT(voices_find(voices, "b"), 2);
    CHECK_INT(voices_find(voices, "c"), -1);
    CHECK_INT(voices_find(voices, ""), -1);
    voices_free(voices);
    voices_free(NULL);
    unlink(path_of("a.voice"));
    unlink(path_of("a-second.voice"));
    unlink(path_of("c.txt"));
    unlink(path_of(".d.voice"));
}

static void mistakes(void)
{
    static const struct {
        const char *content, *line, *says;
    } rows[] = {
        {"[voice]\nbase = gmw/en\nrate = fast\n", ":3: ", "rate"},
        {"[voice]\nbase = gmw/en\nrate = 79\n", ":3: ", "\"79\""},
        {"[voice]\nbase = gmw/en\nrate = 165.5\n", ":3: ", "whole number"},
        {"[voice]\nbase = gmw/en\n\npitch = 100\n", ":4: ", "from 0 to 99"},
        {"[voice]\nrange = -1\nbase = gmw/en\n", ":2: ", "range"},
        {"[voice]\nbase = gmw/en\nvolume = 0\n", ":3: ", "volume"},
        {"[voice]\nbase = gmw/en\ngain_db = nan\n", ":3: ", "gain_db"},
        {"[voice]\nbase = gmw/en\ngain_db = 41\n", ":3: ", "gain_db"},
        {"[voice]\nbase = gmw/en\n[loudness]\nde = loud\n", ":4: ", "de must be"},
        {"[voice]\nbase = gmw/en\ngender = man\n", ":3: ", "\"man\""},
        {"[voice]\nbase = gmw/en\nage = 40\n", ":3: ", "\"40\""},
        {"[voice]\nbase = gmw/en\n[variant\n", ":3: ", "]"},
        {"[voice]\nrate = 165\n", "", "base"},
        {"base = gmw/en\n", ":1: ", "[voice]"},
        {"[voice]\nbase = gmw/en\npitsch = 4\n", ":3: ", "nearest is \"pitch\""},
        {"[voice]\nbase = gmw/en\n[loudnes]\nfr = 1\n", ":4: ", "[loudness]"},
        {"[voice]\nbase = ../../etc/x\n", ":2: ", "gmw/en"},
        {"[voice]\nbase = gmw/en\nvariant = ../x\n", ":3: ", "variant"},
        {"", "", "base"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct err err = {0};
        put("b.voice", rows[i].content);
        struct voices *voices = voices_load(&err);
        if (voices != NULL || strstr(err.text, rows[i].line) == NULL)
            printf("# %zu: %s\n", i, err.text);
        CHECK(voices == NULL);
        CHECK_INT(err.kind, ERR_SETUP);
        CHECK(strstr(err.text, path_of("b.voice")) != NULL);
        CHECK(strstr(err.text, rows[i].line) != NULL);
        CHECK(strstr(err.text, rows[i].says) != NULL);
        voices_free(voices);
    }
}

static void no_voices(void)
{
    struct err err = {0};
    unlink(path_of("b.voice"));
    CHECK(voices_load(&err) == NULL);
    CHECK_INT(err.kind, ERR_SETUP);
    CHECK(strstr(err.text, folder) != NULL);
    rmdir(path_of(""));
    err = (struct err){0};
    CHECK(voices_load(&err) == NULL);
    CHECK_INT(err.kind, ERR_SETUP);
}

/* The ones we ship, read from the source tree; one of them is for narrators. */
static void shipped_voices(void)
{
    struct err err = {0};
    if (access("voices", R_OK) != 0)
        SKIP_TEST("not run from the source tree");
    setenv("LECTERN_DATA", ".", 1);
    struct voices *voices = voices_load(&err);
    CHECK_STR(err.text, "");
    size_t narrators = 0, women = 0, men = 0;
    for (size_t i = 0; voices != NULL && i < voices->count; i++) {
        narrators += voice_has_tag(&voices->items[i], "narrator");
        women += voices->items[i].gender == GENDER_FEMALE;
        men += voices->items[i].gender == GENDER_MALE;
        CHECK(voices->items[i].description[0] != '\0');
    }
    CHECK(narrators > 0 && women > 0 && men > 1);
    voices_free(voices);
}

int main(void)
{
    static const struct test_case cases[] = {TEST(values), TEST(mistakes), TEST(no_voices),
                                             TEST(shipped_voices)};
    if (mkdtemp(folder) == NULL)
        return 1;
    setenv("LECTERN_DATA", folder, 1);
    mkdir(path_of(""), 0700);
    int status = test_run(cases, sizeof cases / sizeof cases[0]);
    rmdir(path_of(""));
    rmdir(folder);
    return status;
}
