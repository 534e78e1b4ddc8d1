/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "info/listen.h"

#include <stdlib.h>

#ifdef HAVE_LISTEN

#include "base/file.h"
#include "base/mem.h"

#include <ebur128.h>
#include <math.h>
#include <mpg123.h>
#include <unistd.h>

enum {
    READ_BYTES = 1 << 15,
    STEPS_MOST = 1 << 21, /* chosen: two million bytes; 35 hours in steps of 60 ms */
    STEP_MS = 20,
    FLOOR_PARTS = 5, /* of 100 ms: half a second, as stores measure the noise floor */
    PARTS_PER_SECOND = 10,
};

/* -45 dBFS. Chosen: above room tone and its peaks, below the softest sound of a voice. */
static const float SOUND_LEAST = 0.0056F;

/* RMS of the quietest half second: squares of the last parts of 100 ms, in turn. */
struct floor_meter {
    double parts[FLOOR_PARTS], least;
    size_t part_frames, at_frame;
    uint64_t part;
};

static void take_floor(struct floor_meter *floor, double square)
{
    double *now = &floor->parts[floor->part % FLOOR_PARTS], sum = 0;
    *now = floor->at_frame == 0 ? square : *now + square;
    if (++floor->at_frame < floor->part_frames)
        return;
    floor->at_frame = 0;
    floor->part++;
    for (int i = 0; i < FLOOR_PARTS; i++)
        sum += floor->parts[i];
    sum /= (double)(FLOOR_PARTS * floor->part_frames);
    if (floor->part == FLOOR_PARTS || (floor->part > FLOOR_PARTS && sum < floor->least))
        floor->least = sum;
}

/* What is measured of each sample. */
struct meter {
    ebur128_state *ebu;
    struct listen *listen;
    int channels;
    size_t step_frames; /* samples of each channel in a step of the course */
    size_t at_frame;
    float peak, step_peak;
    double sum;
    uint64_t frames, first_sound, last_sound; /* frames before it, and up to and with it */
    struct floor_meter floor;
};

static void end_step(struct meter *meter)
{
    struct listen_course *course = &meter->listen->course;
    double peak = meter->step_peak > 1 ? 1 : meter->step_peak;
    if (course->count < STEPS_MOST)
        course->peaks[course->count++] = (uint8_t)lrint(peak * 255);
    meter->step_peak = 0;
    meter->at_frame = 0;
}

static bool take(struct meter *meter, const float *samples, size_t frames)
{
    for (size_t i = 0; i < frames; i++) {
        double square = 0;
        float peak = 0;
        for (int c = 0; c < meter->channels; c++) {
            float value = fabsf(*samples++);
            square += (double)value * value;
            peak = value > peak ? value : peak;
        }
        meter->sum += square;
        meter->step_peak = peak > meter->step_peak ? peak : meter->step_peak;
        take_floor(&meter->floor, square / meter->channels);
        if (peak > SOUND_LEAST && meter->last_sound == 0)
            meter->first_sound = meter->frames + i;
        if (peak > SOUND_LEAST)
            meter->last_sound = meter->frames + i + 1;
        if (++meter->at_frame == meter->step_frames) {
            meter->peak = meter->step_peak > meter->peak ? meter->step_peak : meter->peak;
            end_step(meter);
        }
    }
    meter->peak = meter->step_peak > meter->peak ? meter->step_peak : meter->peak;
    meter->frames += frames;
    return true;
}

static bool start(struct meter *meter, const struct info *info)
{
    struct listen *listen = meter->listen;
    double step_s = info->seconds / STEPS_MOST;
    int rate_hz = info->audio.rate_hz;
    meter->channels = info->audio.channels;
    step_s = step_s < STEP_MS / 1000.0 ? STEP_MS / 1000.0 : step_s;
    meter->step_frames = (size_t)(step_s * rate_hz) + 1;
    meter->floor.part_frames = (size_t)rate_hz / PARTS_PER_SECOND;
    listen->course.step_s = (double)meter->step_frames / rate_hz;
    listen->course.peaks = mem_zero(STEPS_MOST, 1);
    /* A histogram, because a list of all blocks would grow with the length. */
    meter->ebu = ebur128_init((unsigned)meter->channels, (unsigned long)rate_hz,
                              EBUR128_MODE_I | EBUR128_MODE_LRA | EBUR128_MODE_TRUE_PEAK |
                                  EBUR128_MODE_HISTOGRAM);
    return meter->ebu != NULL;
}

static mpg123_handle *open_decoder(const struct info *info)
{
    mpg123_handle *decoder = mpg123_new(NULL, NULL);
    int channels = info->audio.channels == 1 ? MPG123_MONO : MPG123_STEREO;
    if (decoder != NULL && mpg123_param(decoder, MPG123_ADD_FLAGS, MPG123_QUIET, 0) == MPG123_OK &&
        mpg123_format_none(decoder) == MPG123_OK &&
        mpg123_format(decoder, info->audio.rate_hz, channels, MPG123_ENC_FLOAT_32) == MPG123_OK &&
        mpg123_open_feed(decoder) == MPG123_OK)
        return decoder;
    mpg123_delete(decoder);
    return NULL;
}

/* Decodes what has been fed. False when the decoder gives up. */
static bool drain(mpg123_handle *decoder, struct meter *meter)
{
    for (;;) {
        off_t number;
        unsigned char *audio = NULL;
        size_t bytes = 0;
        int result = mpg123_decode_frame(decoder, &number, &audio, &bytes);
        size_t frame_bytes = sizeof(float) * (size_t)meter->channels;
        if (bytes > 0) {
            const float *samples = (const float *)(const void *)audio;
            take(meter, samples, bytes / frame_bytes);
            ebur128_add_frames_float(meter->ebu, samples, bytes / frame_bytes);
        }
        if (result == MPG123_NEED_MORE)
            return true;
        if (result != MPG123_OK && result != MPG123_NEW_FORMAT)
            return false;
    }
}

static double decibels(double value)
{
    return value > 0 ? 20 * log10(value) : -INFINITY;
}

static void sum_up(struct meter *meter, int rate_hz)
{
    struct listen *listen = meter->listen;
    double true_peak = 0, of_channel;
    if (meter->at_frame > 0)
        end_step(meter);
    for (int c = 0; c < meter->channels; c++)
        if (ebur128_true_peak(meter->ebu, (unsigned)c, &of_channel) == EBUR128_SUCCESS &&
            of_channel > true_peak)
            true_peak = of_channel;
    if (ebur128_loudness_global(meter->ebu, &listen->lufs) != EBUR128_SUCCESS)
        listen->lufs = -INFINITY;
    if (ebur128_loudness_range(meter->ebu, &listen->range_lu) != EBUR128_SUCCESS)
        listen->range_lu = 0;
    listen->true_peak_db = decibels(true_peak > meter->peak ? true_peak : meter->peak);
    listen->peak_db = decibels(meter->peak);
    listen->rms_db = meter->frames == 0
                         ? -INFINITY
                         : decibels(sqrt(meter->sum / (double)meter->frames / meter->channels));
    listen->seconds = (double)meter->frames / rate_hz;
    listen->floor_db = decibels(sqrt(meter->floor.least));
    listen->lead_in_s = (double)meter->first_sound / rate_hz;
    listen->lead_out_s = (double)(meter->frames - meter->last_sound) / rate_hz;
    listen->is_silent = meter->peak == 0 || !isfinite(listen->lufs);
}

static bool decode(int descriptor, mpg123_handle *decoder, struct meter *meter)
{
    unsigned char bytes[READ_BYTES];
    ssize_t got;
    while ((got = file_get(descriptor, bytes, sizeof bytes)) > 0)
        if (mpg123_feed(decoder, bytes, (size_t)got) != MPG123_OK || !drain(decoder, meter))
            return false;
    return got == 0;
}

bool listen_is_possible(void)
{
    return true;
}

bool listen_to(const char *path, const struct info *info, struct listen *listen, struct err *err)
{
    struct meter meter = {.listen = listen};
    *listen = (struct listen){0};
    int descriptor = file_open(path, SIZE_MAX, err);
    if (descriptor < 0)
        return false;
    mpg123_init();
    mpg123_handle *decoder = open_decoder(info);
    bool good = decoder != NULL && start(&meter, info);
    /* Where the decoder gives up, what came before is still worth telling. */
    if (!good)
        err_set(err, ERR_SYSTEM, "%s: libmpg123 cannot decode it", path);
    else if (!decode(descriptor, decoder, &meter) && meter.frames == 0)
        good = err_set(err, ERR_INPUT, "%s: its sound cannot be decoded", path);
    if (good)
        sum_up(&meter, info->audio.rate_hz);
    if (meter.ebu != NULL)
        ebur128_destroy(&meter.ebu);
    mpg123_delete(decoder);
    close(descriptor);
    return good;
}

#else

bool listen_is_possible(void)
{
    return false;
}

bool listen_to(const char *path, const struct info *info, struct listen *listen, struct err *err)
{
    (void)path;
    (void)info;
    *listen = (struct listen){0};
    return err_set(err, ERR_SETUP,
                   "this program was built without libmpg123 and libebur128, which --measure and "
                   "--picture need; install libmpg123-dev and libebur128-dev and build it again");
}

#endif

void listen_release(struct listen *listen)
{
    free(listen->course.peaks);
    *listen = (struct listen){0};
}
