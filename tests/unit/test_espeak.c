/* SPDX-License-Identifier: GPL-3.0-or-later */
/* eSpeak NG itself: every voice speaks, and a take sounds the same whatever was said before it. */
#include "../test.h"
#include "base/mem.h"
#include "script/casting/voice.h"
#include "speech/espeak.h"
#include "speech/guard.h"
#include "speech/worker.h"

#include <stdlib.h>
#include <unistd.h>

static struct voices *voices;
static struct espeak *espeak;

static bool open_all(void)
{
    struct err err = {0};
    if (access("voices", R_OK) != 0)
        return false;
    setenv("LECTERN_DATA", ".", 1);
    if (voices == NULL)
        voices = voices_load(&err);
    if (voices != NULL && espeak == NULL)
        espeak = espeak_open(voices, "en", &err);
    if (espeak == NULL)
        printf("# %s\n", err.text);
    CHECK(espeak != NULL);
    return espeak != NULL;
}

/* What one child says: several texts in a voice each. */
struct job {
    const char *texts[4];
    size_t voice;
    int wpm;
};

static bool say_all(void *context, struct text *reply, struct err *err)
{
    const struct job *job = context;
    struct samples samples = {0};
    struct text piece = {0};
    bool good = true;
    for (size_t i = 0; i < 4 && job->texts[i] != NULL; i++) {
        struct view rest = view_of(job->texts[i]);
        while (good && guard_next_piece(&rest, false, &piece))
            good = espeak_say(espeak, job->voice, 0, job->wpm, text_view(&piece), &samples, err);
    }
    if (good)
        text_add(reply, (const char *)samples.at, samples.count * sizeof *samples.at);
    free(samples.at);
    text_release(&piece);
    return good;
}

static size_t normalise(const struct job *job, struct text *reply)
{
    struct err err = {0};
    struct worker_terms terms = {.reply_bytes = 1 << 30};
    terms.descriptors = espeak_descriptors(espeak, &terms.descriptor_count);
    fflush(stdout);
    CHECK_INT(worker_run(say_all, (void *)job, &terms, reply, &err), WORKER_DONE);
    CHECK_STR(err.text, "");
    return reply->bytes / sizeof(int16_t);
}

static const char *const plain =
    "The harbour was quiet, and nobody asked why the lamp was burning.";

static void every_voice_speaks(void)
{
    if (!open_all())
        SKIP_TEST("no voices or no eSpeak NG here");
    for (size_t v = 0; v < voices->count; v++) {
        struct text reply = {0};
        struct job job = {{plain}, v, voices->items[v].rate_wpm};
        size_t count = normalise(&job, &reply);
        const int16_t *samples = (const int16_t *)(const void *)text_view(&reply).at;
        int peak = 0;
        for (size_t i = 0; i < count; i++)
            peak = abs(samples[i]) > peak ? abs(samples[i]) : peak;
        double seconds = (double)count / ESPEAK_RATE_HZ;
        double wanted = 12.0 * 60 / voices->items[v].rate_wpm;
        if (peak < 500 || peak >= 32767 || seconds < wanted / 2 || seconds > wanted * 2)
            printf("# %s: peak %d, %.1f s, about %.1f expected\n", voices->items[v].name, peak,
                   seconds, wanted);
        CHECK(peak >= 500);
        CHECK(peak < 32767);
        CHECK(seconds > wanted / 2 && seconds < wanted * 2);
        text_release(&reply);
    }
}

/* A child says the same, whether others spoke before or not; noise (breath, whisper) included. */
static void every_child_starts_alike(void)
{
    if (!open_all())
        SKIP_TEST("no voices or no eSpeak NG here");
    for (size_t v = 0; v < voices->count; v++) {
        struct text first = {0}, between = {0}, again = {0};
        struct job job = {{plain, "\"Stop!\" she said."}, v, 170};
        struct job other = {
            {"Something else entirely, 42 times.", plain}, (v + 1) % voices->count, 300};
        normalise(&job, &first);
        normalise(&other, &between);
        normalise(&job, &again);
        if (!view_equal(text_view(&first), text_view(&again)))
            printf("# %s differs\n", voices->items[v].name);
        CHECK(view_equal(text_view(&first), text_view(&again)));
        CHECK(!view_equal(text_view(&first), text_view(&between)));
        text_release(&first);
        text_release(&between);
        text_release(&again);
    }
}

static void hostile_sentences(void)
{
    static const struct {
        const char *unit;
        int times;
    } rows[] = {
        {"Dr.999999991,234 ", 1},
        {"Dr.999999991,234 ", 40},
        {"A.", 90},
        {"s'", 68},
        {"\x01", 50},
        {"e.g.", 60},
        {"1,234,567.", 40},
        {"'s's", 80},
        {"[[h@l'oU]] ", 30},
        {"[[", 50},
        {"[[x", 40},
        {"]]", 50},
        {"9", 400},
        {"bcdfg", 100},
        {"\xF0\x9F\x98\x80", 90},
        {"\xE4\xB8\xAD", 90},
        {"\xD9\xA1", 90},
        {"don't-", 60},
        {"<b>&amp;</b>", 40},
        {"%s%n", 40},
        {"/\\", 60},
        {"ing'll've", 40},
        {"M.D.Ph.D.", 30},
        {"\xC2\xA0", 60},
        {"a ", 300},
    };
    if (!open_all())
        SKIP_TEST("no voices or no eSpeak NG here");
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct text text = {0}, reply = {0};
        for (int k = 0; k < rows[i].times; k++)
            text_add_str(&text, rows[i].unit);
        struct job job = {{text.at, "And then it went on."}, i % voices->count, 170};
        size_t count = normalise(&job, &reply);
        if (count < ESPEAK_RATE_HZ / 2)
            printf("# unit %s\n", rows[i].unit);
        CHECK(count >= ESPEAK_RATE_HZ / 2); /* the last sentence at least is heard */
        text_release(&text);
        text_release(&reply);
    }
}

/* The faster, the shorter; and no further than the method allows. */
static void rates(void)
{
    static const int wpm[] = {80, 120, 170, 240, 350, 449};
    if (!open_all())
        SKIP_TEST("no voices or no eSpeak NG here");
    size_t before = SIZE_MAX, slow = 0, fast = 0;
    for (size_t i = 0; i < sizeof wpm / sizeof wpm[0]; i++) {
        struct text reply = {0};
        size_t count = normalise(&(struct job){{plain}, 0, wpm[i]}, &reply);
        CHECK(count < before);
        before = count;
        text_release(&reply);
    }
    struct text reply = {0};
    slow = normalise(&(struct job){{plain}, 0, 1}, &reply);
    text_clear(&reply);
    CHECK_INT(slow, normalise(&(struct job){{plain}, 0, 80}, &reply));
    text_clear(&reply);
    fast = normalise(&(struct job){{plain}, 0, 9999}, &reply);
    CHECK_INT(fast, before);
    text_release(&reply);
}

static void languages(void)
{
    static const struct {
        const char *language;
        bool known;
    } rows[] = {
        {"en", true},    {"en-GB", true},     {"en-XX", true}, {"fr", true},  {"de-AT", true},
        {"pt-BR", true}, {"", false},         {"qq", false},   {".", false},  {"../en", false},
        {"*", false},    {"en/../en", false}, {"-", false},    {"..", false}, {"[e]n", false},
    };
    if (!open_all())
        SKIP_TEST("no voices or no eSpeak NG here");
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct err err = {0};
        struct espeak *other = espeak_open(voices, rows[i].language, &err);
        if ((other != NULL) != rows[i].known)
            printf("# language \"%s\": %s\n", rows[i].language, err.text);
        CHECK_INT(other != NULL, rows[i].known);
        if (other == NULL) {
            CHECK_INT(err.kind, ERR_SETUP);
            CHECK(strstr(err.text, "--language") != NULL);
        }
        espeak_close(other);
    }
}

static void missing_variant(void)
{
    struct voice lost = {.name = "lost",
                         .base = "gmw/en",
                         .variant = "no-such-variant",
                         .drop = "",
                         .variant_lines = ""};
    const struct voices one = {.items = &lost, .count = 1};
    struct err err = {0};
    CHECK(espeak_open(&one, "en", &err) == NULL);
    CHECK_INT(err.kind, ERR_SETUP);
    CHECK(strstr(err.text, "\"lost\"") != NULL);
    CHECK(strstr(err.text, "no-such-variant") != NULL);
}

static void release_all(void)
{
    espeak_close(espeak);
    voices_free(voices);
}

TEST_MAIN(TEST(every_voice_speaks), TEST(every_child_starts_alike), TEST(hostile_sentences),
          TEST(rates), TEST(languages), TEST(missing_variant), TEST(release_all))
