/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * DOOR of track/: takes become one file with one clock.
 *
 * The caller hands over encoded frames (MP3) or samples (masters) in reading order and says where
 * chapters start; track keeps the time, writes tag, Info frame and audio in one pass into a
 * temporary file, fills in the times at the end and gives the file its name. Calls, in this order:
 *
 *     track_open, { track_chapter | track_frames | track_samples | track_silence }*, track_close
 *
 * The first failure sticks: every later call fails with the same sentence, so a loop may check
 * once. After a failed track_close, or instead of it, call track_abandon: nothing is left behind.
 */
#ifndef TRACK_TRACK_H
#define TRACK_TRACK_H

#include "base/err.h"
#include "base/metadata.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum track_format { TRACK_MP3, TRACK_WAV, TRACK_FLAC, TRACK_OPUS };

struct track_chapter {
    const char *title;
    int level; /* 1 is the top; deeper ones belong to the last chapter of a smaller level */
};

struct track_plan {
    enum track_format format;
    int rate_hz;              /* of samples and frames: 22050 or 44100 (MP3); 48000 for Opus */
    int bitrate_kbps;         /* MP3: of every frame; ignored elsewhere */
    int lowpass_hz;           /* what the encoder was told, for the Info frame; 0 when not known */
    struct metadata metadata; /* "" is the same as NULL */
    const void *cover;        /* JPEG or PNG bytes; NULL when there is none */
    size_t cover_bytes;
    const struct track_chapter *chapters;
    size_t chapter_count;
    /* MP3: one frame of digital silence without and one with the padding byte (none where a rate
     * needs none). Borrowed. */
    struct track_silent_frame {
        const void *at;
        size_t bytes;
    } silent[2];
};

struct track_report {
    uint64_t samples; /* length as a player hears it, at rate_hz */
    uint64_t bytes;   /* size of the file */
};

struct track;

/* Everything in `plan` must stay valid until track_close or track_abandon. Errors: ERR_OUTPUT. */
struct track *track_open(const char *target, const struct track_plan *plan, struct err *err);

/* Chapter `index` (0, 1, 2 ... each exactly once, in order) starts here; the first at 0 whatever
 * came before it, and one without anything in it lasts a silent frame, since no two may start
 * together. */
bool track_chapter(struct track *track, size_t index, struct err *err);

/* `bytes` of whole MP3 frames, `frames` of them, each independent of any frame before. */
bool track_frames(struct track *track, const void *mp3, size_t bytes, uint32_t frames,
                  struct err *err);
/* Masters: mono samples. */
bool track_samples(struct track *track, const int16_t *samples, size_t count, struct err *err);
/* `frames` times samples-per-frame (576 at 22050 Hz, 1152 at 44100 Hz and above) of digital
 * silence. */
bool track_silence(struct track *track, uint32_t frames, struct err *err);

/* Where the clock stands: samples since the start as a player counts them. */
uint64_t track_now_samples(const struct track *track);

/* Completes the file. On failure the track still has to be abandoned. On success it is freed. */
bool track_close(struct track *track, struct track_report *report, struct err *err);
void track_abandon(struct track *track); /* NULL is fine; frees, removes the temporary file */

#endif
