/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * All words on stderr: warnings, what is being done, and the progress line. Text from input is
 * masked, so that no book can send escape sequences to a terminal. The only state that is not
 * handed around: one program has one stderr.
 */
#ifndef BASE_TTY_H
#define BASE_TTY_H

#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

enum tty_level { TTY_QUIET = -1, TTY_NORMAL, TTY_VERBOSE };

enum tty_progress {
    TTY_PROGRESS_AUTO,  /* a line that is drawn again and again, only on a terminal */
    TTY_PROGRESS_LINES, /* a new plain line now and then: for screen readers and logs */
    TTY_PROGRESS_NONE,
};

void tty_setup(enum tty_level level, enum tty_progress progress);

/* Each is one line; the progress line is taken away first. Errors and warnings come even when
 * quiet. */
void tty_error(const char *format, ...) __attribute__((format(printf, 1, 2)));
void tty_warn(const char *format, ...) __attribute__((format(printf, 1, 2)));
void tty_say(const char *format, ...) __attribute__((format(printf, 1, 2))); /* not when quiet */
void tty_verbose(const char *format, ...) __attribute__((format(printf, 1, 2))); /* only with -v */

/* Writes text of a book for a terminal: control characters (C0, DEL, C1) and bad UTF-8 become "?".
 */
void tty_write_masked(FILE *out, struct view text);

/* What the progress line tells. */
struct tty_state {
    const char *chapter; /* title */
    size_t chapter_number, chapter_count;
    double done;          /* 0 to 1 */
    double sound_seconds; /* finished so far */
    double work_seconds;  /* since the start; never less than before */
};

/*
 * Call as often as you like: it draws at most once a second, nothing in the first second. Plain
 * lines come at each tenth of the work but not within five seconds of one another, and every thirty
 * seconds; nothing in the first five seconds.
 */
void tty_show_progress(const struct tty_state *state);
void tty_end_progress(void);

/* Seconds of a clock that only goes forward. */
double tty_clock(void);

/* "1 h 02 min 03 s", "2 min 03 s", "3.2 s". Writes at most `size` bytes. */
void tty_format_seconds(double seconds, char *out, size_t size);

#endif
