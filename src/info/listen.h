/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * DOOR of info/ (see info.h): decodes an MP3 and measures its sound. Needs libmpg123 and libebur128
 * when the program is built; without them, everything else of info/ works.
 */
#ifndef INFO_LISTEN_H
#define INFO_LISTEN_H

#include "base/err.h"
#include "info/info.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The course of the sound: the peak of each step, 0 to 255 for 0 to full scale. */
struct listen_course {
    uint8_t *peaks;
    size_t count;
    double step_s;
};

struct listen {
    double lufs, range_lu;        /* EBU R 128: integrated, loudness range */
    double true_peak_db, peak_db; /* dBTP, dBFS */
    double rms_db;                /* dBFS, of all samples */
    double floor_db; /* dBFS: RMS of the quietest half second; -HUGE_VAL: digital silence
                        or a shorter sound */
    double lead_in_s, lead_out_s; /* before the first and after the last sound above -45 dBFS */
    double seconds;               /* decoded */
    bool is_silent;               /* then the others mean nothing */
    struct listen_course course;
};

/* Whether the program was built with what this needs. */
bool listen_is_possible(void);

/* About a second for each hour of sound. Errors: ERR_SETUP when it is not possible, ERR_INPUT.
 * Release *listen in any case. */
bool listen_to(const char *path, const struct info *info, struct listen *listen, struct err *err);
void listen_release(struct listen *listen);

#endif
