/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Room tone: as loud as was asked for, without DC, the same each time, a loop without a seam. */
#include "../test.h"
#include "audio/room_tone.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static double rms_db(const struct room_tone *tone)
{
    double sum = 0;
    for (size_t i = 0; i < tone->count; i++)
        sum += (double)tone->samples[i] * tone->samples[i];
    return 10 * log10(sum / (double)tone->count / 32768 / 32768);
}

static void is_as_loud_as_asked_for(void)
{
    static const double wanted_db[] = {ROOM_TONE_MOST_DB, -60, -66, -72};
    for (size_t i = 0; i < sizeof wanted_db / sizeof wanted_db[0]; i++) {
        struct room_tone tone;
        room_tone_make(&tone, 22050, wanted_db[i]);
        CHECK_INT(tone.count, 22050 * ROOM_TONE_SECONDS);
        CHECK(fabs(rms_db(&tone) - wanted_db[i]) < 0.1);
        double mean = 0;
        for (size_t k = 0; k < tone.count; k++)
            mean += (double)tone.samples[k] / (double)tone.count;
        CHECK(fabs(mean) < 0.1);
        room_tone_release(&tone);
    }
}

static void is_the_same_each_time(void)
{
    struct room_tone a, b;
    room_tone_make(&a, 44100, -66);
    room_tone_make(&b, 44100, -66);
    CHECK(a.count == b.count && memcmp(a.samples, b.samples, a.count * sizeof *a.samples) == 0);
    room_tone_release(&a);
    room_tone_release(&b);
}

/* The step from the last sample to the first is no larger than others. */
static void has_no_seam(void)
{
    struct room_tone tone;
    room_tone_make(&tone, 22050, -50);
    int largest = 0;
    for (size_t i = 1; i < tone.count; i++) {
        int step = abs(tone.samples[i] - tone.samples[i - 1]);
        largest = step > largest ? step : largest;
    }
    CHECK(abs(tone.samples[0] - tone.samples[tone.count - 1]) <= largest);
    room_tone_release(&tone);
}

static void is_added_where_it_belongs(void)
{
    struct room_tone tone;
    int16_t samples[3] = {0, 100, INT16_MAX};
    int16_t twice[3] = {0};
    room_tone_make(&tone, 22050, -50);
    size_t at = tone.count - 1; /* goes round */
    room_tone_add(&tone, at, samples, 3);
    CHECK_INT(samples[0], tone.samples[at]);
    CHECK_INT(samples[1], 100 + tone.samples[0]);
    CHECK(samples[2] >= INT16_MAX - 2000);
    room_tone_add(&(struct room_tone){0}, 7, twice, 3);
    CHECK(twice[0] == 0 && twice[1] == 0 && twice[2] == 0);
    room_tone_release(&tone);
}

TEST_MAIN(TEST(is_as_loud_as_asked_for), TEST(is_the_same_each_time), TEST(has_no_seam),
          TEST(is_added_where_it_belongs))
